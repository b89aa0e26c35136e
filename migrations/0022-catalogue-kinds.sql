-- The kinds of an entry from its columns and not from the row as a whole: some plans lose a whole row that is joined on both sides.

create function catalogue_kinds(work_words text, skill_words text, level text, yearly boolean, effort_likely integer)
returns table (kind text, word text) language sql immutable as $$
  select 'work', word from string_to_table(trim(work_words), ' ') word
  union all select 'skill', word from string_to_table(trim(skill_words), ' ') word
  union all select 'level', level
  union all select 'per', case when yearly then 'year' else 'once' end
  union all select 'band', effort_band(effort_likely)::text
$$;

create or replace function catalogue_counted() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    insert into catalogue_count (kind, word, n)
    select of.kind, of.word, count(*) from moved
     cross join lateral catalogue_kinds(work_words, skill_words, level, yearly, effort_likely) of
     group by of.kind, of.word order by of.kind, of.word
    on conflict (kind, word) do update set n = catalogue_count.n + excluded.n;
  else
    update catalogue_count set n = catalogue_count.n - gone.n
      from (select of.kind, of.word, count(*) as n from moved
             cross join lateral catalogue_kinds(work_words, skill_words, level, yearly, effort_likely) of group by of.kind, of.word) gone
     where catalogue_count.kind = gone.kind and catalogue_count.word = gone.word;
  end if;
  return null;
end
$$;

drop function catalogue_kinds(catalogue_entry);

-- Each entry once without looking for doubles: those outside their time, then those objected to, then those of projects that are shown
-- nowhere.
create or replace function unshown_entry(moment timestamptz) returns setof catalogue_entry language sql stable as $$
  select entry.* from catalogue_entry entry
   where entry.valid_until <= moment or entry.effective_from > moment or entry.at > moment
  union all
  select entry.* from (select distinct consent from consent_objection where settled_at is null) objected
    join catalogue_entry entry on entry.consent = objected.consent
   where entry.valid_until > moment and entry.effective_from <= moment and entry.at <= moment
  union all
  select entry.* from hidden_project hidden join catalogue_entry entry on entry.project = hidden.project
   where entry.valid_until > moment and entry.effective_from <= moment and entry.at <= moment
     and not exists (select from consent_objection objection where objection.consent = entry.consent and objection.settled_at is null)
$$;
