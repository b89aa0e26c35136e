-- What offers are found by (domain S114, S30). The content of an offer is wide and is kept for every version ever made; what is looked
-- through is narrow and holds only what stands in the catalogue. No row here says that anything may be shown: that is asked live, by
-- found_offer(at) for counting and finding, and by shown_offer(at) for every offer that leaves the house.

-- For higher areas: projects that are shown nowhere in public, which are few beside those that are.
create view hidden_project as
select left_out.project from project_opt_out left_out where left_out.ended_at is null
union
select archival.project from project_archival archival where archival.restored_at is null;
grant select on hidden_project to commonwork_app;

-- One row for each publication that has not ended, written and taken away by the triggers below alone. What it repeats never changes:
-- a version of an offer and a consent are never edited.
create table catalogue_entry (
  publication uuid primary key references offer_publication (id),
  item uuid not null unique,
  offer uuid not null unique,
  project uuid not null,
  consent uuid not null unique,
  at timestamptz not null,
  effective_from timestamptz not null,
  valid_until timestamptz not null,
  level text not null,
  -- Lists as one text with a blank before, between and after: " feature documentation ". Equal texts are counted together, which is
  -- several times as fast as lists.
  work_words text not null,
  skill_words text not null,
  effort_likely integer not null,
  yearly boolean not null
);
create index catalogue_entry_newest on catalogue_entry (at desc, publication desc);
create index catalogue_entry_effort on catalogue_entry (effort_likely, at desc, publication desc);
create index catalogue_entry_project on catalogue_entry (project, at desc, publication desc);
create index catalogue_entry_ending on catalogue_entry (valid_until);
create index catalogue_entry_beginning on catalogue_entry (effective_from);

-- The words of the whole text apart, so that counting reads little; without their places, which nothing asks for.
create table catalogue_text (
  publication uuid primary key references catalogue_entry (publication) on delete cascade,
  title tsvector not null,
  search tsvector not null
);
create index catalogue_text_search on catalogue_text using gin (search) with (fastupdate = off);

-- Every word that an offer in the catalogue had in its title, summary or project's name, for those who mistype one. A word is told to a
-- reader only where something found by it is shown.
create table catalogue_word (
  word text primary key check (length(word) between 3 and 40)
);
create index catalogue_word_fuzzy on catalogue_word using gin (word gin_trgm_ops) with (fastupdate = off);

-- How many entries there are of each kind, whether they may be shown or not: the first page counts from here and takes off, live, those
-- that may not.
create table catalogue_count (
  kind text not null check (kind in ('work', 'skill', 'level', 'per', 'band')),
  word text not null,
  n integer not null check (n >= 0),
  primary key (kind, word)
);

-- Scripts that put no space between words are found by their pairs of characters.
create function unspaced_words(raw text) returns text language sql immutable parallel safe as $$
  select coalesce(string_agg(substr(run[1], at, 2), ' '), '')
    from regexp_matches(raw, '[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+', 'g') run
   cross join lateral generate_series(1, length(run[1])) at
$$;

create function catalogue_words(raw text) returns setof text language sql immutable parallel safe as $$
  select word from regexp_split_to_table(raw, '[^[:alnum:]]+') word where length(word) between 3 and 40 and word !~ '^[0-9]+$'
$$;

-- Up to a quarter of a person-year of likely effort, up to one, up to two, more: EFFORT_BANDS of roadmaps/catalogue-types.ts.
create function effort_band(likely integer) returns integer language sql immutable parallel safe as $$
  select width_bucket(likely, array[251, 1001, 2001])
$$;

create function catalogue_begins() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into catalogue_entry (publication, item, offer, project, consent, at, effective_from, valid_until, level, work_words, skill_words,
    effort_likely, yearly)
  select added.id, added.item, added.offer, version.project, added.consent, added.at, consent.effective_from, consent.valid_until,
         version.level, ' ' || array_to_string(version.work_types, ' ') || ' ', ' ' || array_to_string(version.skills, ' ') || ' ',
         version.effort_likely, version.yearly
    from added join offer_version version on version.id = added.offer join consent on consent.id = added.consent
   where added.ended_at is null;
  insert into catalogue_text (publication, title, search)
  select added.id, strip(to_tsvector('english', version.title) || to_tsvector('simple', unspaced_words(version.title))),
         strip(version.search || to_tsvector('simple', unspaced_words(version.fuzzy)))
    from added join offer_version version on version.id = added.offer where added.ended_at is null;
  insert into catalogue_word (word)
  select distinct word
    from added join offer_version version on version.id = added.offer cross join lateral catalogue_words(version.fuzzy) word
   where added.ended_at is null order by word
  on conflict do nothing;
  return null;
end
$$;
create trigger in_catalogue after insert on offer_publication referencing new table as added
  for each statement execute function catalogue_begins();

create function catalogue_ends() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  delete from catalogue_entry where publication in (select id from changed where ended_at is not null);
  return null;
end
$$;
create trigger out_of_catalogue after update on offer_publication referencing new table as changed
  for each statement execute function catalogue_ends();

create function catalogue_kinds(entry catalogue_entry) returns table (kind text, word text) language sql immutable as $$
  select 'work', word from string_to_table(trim(entry.work_words), ' ') word
  union all select 'skill', word from string_to_table(trim(entry.skill_words), ' ') word
  union all select 'level', entry.level
  union all select 'per', case when entry.yearly then 'year' else 'once' end
  union all select 'band', effort_band(entry.effort_likely)::text
$$;

create function catalogue_counted() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    insert into catalogue_count (kind, word, n)
    select of.kind, of.word, count(*) from moved cross join lateral catalogue_kinds(moved) of group by of.kind, of.word order by of.kind, of.word
    on conflict (kind, word) do update set n = catalogue_count.n + excluded.n;
  else
    update catalogue_count set n = catalogue_count.n - gone.n
      from (select of.kind, of.word, count(*) as n from moved cross join lateral catalogue_kinds(moved) of group by of.kind, of.word) gone
     where catalogue_count.kind = gone.kind and catalogue_count.word = gone.word;
  end if;
  return null;
end
$$;
create trigger counted after insert on catalogue_entry referencing new table as moved
  for each statement execute function catalogue_counted();
create trigger uncounted after delete on catalogue_entry referencing old table as moved
  for each statement execute function catalogue_counted();

-- For higher areas: what shown_offer(at) shows, for counting and finding among many.
create function found_offer(moment timestamptz) returns setof catalogue_entry language sql stable as $$
  select entry.* from catalogue_entry entry
   where entry.at <= moment and entry.effective_from <= moment and entry.valid_until > moment
     and not exists (select from consent_objection objection where objection.consent = entry.consent and objection.settled_at is null)
     and not exists (select from hidden_project hidden where hidden.project = entry.project)
$$;

-- The others: in the catalogue, and not to be shown at that moment.
create function unshown_entry(moment timestamptz) returns setof catalogue_entry language sql stable as $$
  select entry.* from catalogue_entry entry
   where entry.publication in (
     select publication from catalogue_entry where valid_until <= moment
     union select publication from catalogue_entry where effective_from > moment
     union select publication from catalogue_entry where catalogue_entry.at > moment
     union select held.publication from consent_objection objection join catalogue_entry held on held.consent = objection.consent
            where objection.settled_at is null
     union select held.publication from hidden_project hidden join catalogue_entry held on held.project = hidden.project)
$$;

-- Those of a few offers that shown_offer(at) shows: the same question, planned once a connection and not each time, which takes longer
-- than asking it.
create function shown_among(offers uuid[], moment timestamptz)
returns table (publication uuid, item uuid, offer uuid, project uuid, consent uuid, published_at timestamptz)
language plpgsql stable rows 25 set plan_cache_mode = force_generic_plan as $$
begin
  return query
  select shown.publication, shown.item, shown.offer, shown.project, shown.consent, shown.published_at
    from shown_offer(moment) shown where shown.offer = any (offers);
end
$$;

-- The application reads; the triggers write.
grant select on catalogue_entry, catalogue_text, catalogue_word, catalogue_count to commonwork_app;
