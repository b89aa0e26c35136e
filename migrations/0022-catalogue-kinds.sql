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
