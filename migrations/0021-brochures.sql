-- Brochures (domain S37-S40, S42, S59): a selection of offers in columns, composed in drafts, published in editions. An edition is frozen
-- with the consents it rests on; whether each still stands is asked live by whoever shows it, so a withdrawal counts at once.

create table brochure (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 100),
  started_at timestamptz not null,
  started_by uuid,
  hat text
);

-- Every state that the composer saved. Nothing is edited: a change is the next number.
create table brochure_draft (
  brochure uuid not null references brochure (id),
  number integer not null check (number > 0),
  purpose text not null check (purpose in ('support-a-talk', 'raise-interest', 'show-breadth')),
  title text not null check (length(title) between 1 and 800),
  audience text check (length(audience) between 1 and 800),
  intro text check (length(intro) between 1 and 8000),
  paper text not null check (paper in ('a4', 'us-letter')),
  -- [{"project": id, "items": [id of an item, ...]}, ...], in the order in which they stand.
  columns jsonb not null check (jsonb_typeof(columns) = 'array'),
  at timestamptz not null,
  by_person uuid,
  hat text,
  primary key (brochure, number)
);

-- The project was told that it is to appear in this brochure (S59): the notice itself stands in inclusion_notice.
create table brochure_inclusion (
  id uuid primary key,
  brochure uuid not null references brochure (id),
  project uuid not null,
  notice uuid not null references inclusion_notice (id),
  -- We wrote to the project's people; else a person told them elsewhere.
  written boolean not null,
  message text check (length(message) between 1 and 4000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index brochure_inclusion_project on brochure_inclusion (brochure, project, at desc);

-- What the project's representatives said to it; the newest answer counts. Nothing has to be answered: silence is no objection and no praise.
create table brochure_inclusion_answer (
  id uuid primary key,
  brochure uuid not null references brochure (id),
  project uuid not null,
  answer text not null check (answer in ('fine', 'objects')),
  words text check (length(words) between 1 and 4000),
  at timestamptz not null,
  by_person uuid not null,
  hat text
);
create index brochure_inclusion_answer_project on brochure_inclusion_answer (brochure, project, at desc, id desc);

create table brochure_edition (
  id uuid primary key,
  brochure uuid not null references brochure (id),
  -- Given by the trigger below.
  number integer not null check (number > 0),
  draft integer not null,
  purpose text not null,
  title text not null,
  visibility text not null check (visibility in ('public', 'secret')),
  -- Everything that it shows, as one JSON text (types.ts, BrochureContent); its digest is of these very bytes.
  content text not null check (jsonb_typeof(content::jsonb) = 'object' and length(content) <= 3000000),
  digest bytea not null unique,
  -- The beginning of the digest, as it is printed; by it the edition is verified.
  code text not null unique,
  pdf bytea not null unique references file (digest),
  pages integer not null check (pages > 0),
  at timestamptz not null,
  by_person uuid,
  hat text,
  unique (brochure, number),
  foreign key (brochure, draft) references brochure_draft (brochure, number)
);
create index brochure_edition_newest on brochure_edition (at desc);

-- What the content of an edition rests on, written from it by the trigger below and by nobody else.
create table brochure_edition_column (
  edition uuid not null references brochure_edition (id),
  position integer not null,
  project uuid not null,
  notice uuid not null,
  primary key (edition, position),
  unique (edition, project)
);
create index brochure_edition_column_project on brochure_edition_column (project);

create table brochure_edition_item (
  edition uuid not null references brochure_edition (id),
  column_position integer not null,
  position integer not null,
  project uuid not null,
  item uuid not null,
  offer uuid not null,
  consent uuid not null,
  primary key (edition, column_position, position),
  unique (edition, item)
);
create index brochure_edition_item_item on brochure_edition_item (item);
create index brochure_edition_item_consent on brochure_edition_item (consent);

create table brochure_withdrawal (
  edition uuid primary key references brochure_edition (id),
  reason text not null check (length(reason) between 1 and 4000),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- Addresses of a secret edition, each for somebody; the secret itself is in no table.
create table brochure_address (
  id uuid primary key,
  edition uuid not null references brochure_edition (id),
  token_digest bytea not null unique check (length(token_digest) = 32),
  renews uuid unique references brochure_address (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid
);
create index brochure_address_edition on brochure_address (edition);

-- For whom it was made. Can be erased.
create table brochure_address_words (
  address uuid primary key references brochure_address (id),
  whom text not null check (length(whom) between 1 and 800)
);

-- What was shown to whom: for the workspace only, and kept for good.
create table brochure_showing (
  id uuid primary key,
  edition uuid not null references brochure_edition (id),
  channel text not null check (channel in ('talk', 'meeting', 'call', 'mail', 'print', 'other')),
  shown_on date not null,
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index brochure_showing_edition on brochure_showing (edition, shown_on desc);

-- Names of people. Can be erased; that something was shown stays.
create table brochure_showing_words (
  showing uuid primary key references brochure_showing (id),
  whom text check (length(whom) between 1 and 1200),
  notes text check (length(notes) <= 8000),
  erased_on date,
  check ((whom is null) = (erased_on is not null)),
  check (erased_on is null or notes is null)
);

-- One to three projects with one to four items each (S37); to show breadth, up to twelve of which three hold items.
create function brochure_columns_fit(purpose text, columns jsonb) returns void language plpgsql as $$
declare
  holding integer;
begin
  if exists (select from jsonb_array_elements(columns) one
              where jsonb_typeof(one -> 'items') is distinct from 'array' or jsonb_array_length(one -> 'items') > 4) then
    raise exception 'at most four items of a project' using errcode = '23514', constraint = 'brochure_items';
  end if;
  select count(*) into holding from jsonb_array_elements(columns) one where jsonb_array_length(one -> 'items') > 0;
  if holding > 3 or jsonb_array_length(columns) > (case when purpose = 'show-breadth' then 12 else 3 end) then
    raise exception 'at most three columns' using errcode = '23514', constraint = 'brochure_columns';
  end if;
  if (select count(*) <> count(distinct one ->> 'project') from jsonb_array_elements(columns) one) then
    raise exception 'a project stands in a brochure once' using errcode = '23514', constraint = 'brochure_columns';
  end if;
end
$$;

create function brochure_draft_saved() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from brochure where id = new.brochure for update;
  if new.number <> (select coalesce(max(number), 0) + 1 from brochure_draft where brochure = new.brochure) then
    raise exception 'the brochure was changed meanwhile' using errcode = '40001';
  end if;
  perform brochure_columns_fit(new.purpose, new.columns);
  return new;
end
$$;
create trigger saved before insert on brochure_draft for each row execute function brochure_draft_saved();

create function brochure_told() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (select from inclusion_notice notice where notice.id = new.notice and notice.project = new.project) then
    raise exception 'the notice went to another project' using errcode = '23514', constraint = 'brochure_inclusion_notice';
  end if;
  return new;
end
$$;
create trigger told before insert on brochure_inclusion for each row execute function brochure_told();

-- For higher areas: projects whose newest answer is an objection.
create view brochure_objection as
select answer.brochure, answer.project, answer.at
from (select distinct on (brochure, project) brochure, project, answer, at
        from brochure_inclusion_answer order by brochure, project, at desc, id desc) answer
where answer.answer = 'objects';

-- Taken by whoever is about to publish, before they look: what they then see stays so until they are done. A withdrawal, an objection
-- or a change of the draft that is under way is waited for. Always in one order, so that two editions cannot hold each other up.
create function hold_brochure(held uuid, consents uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform only_read_committed();
  perform from brochure where id = held for update;
  perform from consent where id = any (consents) order by id for update;
end
$$;

create function brochure_answered() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from brochure where id = new.brochure for update;
  return new;
end
$$;
create trigger answered before insert on brochure_inclusion_answer for each row execute function brochure_answered();

-- Nothing is published but what the projects agreed to see in brochures, word for word, at this moment (S38), and after each was told (S59).
create function brochure_edition_made() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  said jsonb := new.content::jsonb;
  draft brochure_draft;
  missing record;
begin
  perform hold_brochure(new.brochure, array(select (one -> 'consent' ->> 'id')::uuid from jsonb_path_query(said, '$.columns[*].items[*]') one));
  select * into strict draft from brochure_draft where brochure = new.brochure order by number desc limit 1;
  if draft.number <> new.draft then
    raise exception 'the brochure was changed meanwhile' using errcode = '40001';
  end if;
  if (said ->> 'edition', said ->> 'brochure', said ->> 'purpose', said ->> 'title')
     is distinct from (new.id::text, new.brochure::text, new.purpose, new.title) then
    raise exception 'the columns of an edition say what its content says' using errcode = '23514', constraint = 'brochure_edition_content';
  end if;
  perform brochure_columns_fit(new.purpose, said -> 'columns');
  if jsonb_array_length(said -> 'columns') = 0
     or (new.purpose <> 'show-breadth'
         and exists (select from jsonb_array_elements(said -> 'columns') one where jsonb_array_length(one -> 'items') = 0)) then
    raise exception 'a column without items' using errcode = '23514', constraint = 'brochure_edition_empty';
  end if;

  select col.value -> 'project' ->> 'name' as project, one.value -> 'text' ->> 'title' as title into missing
    from jsonb_array_elements(said -> 'columns') col
    cross join jsonb_array_elements(col.value -> 'items') one
   where not exists (
     select from live_consent(new.at) live
       join offer_version version on version.id = live.offer
      where live.consent = (one.value -> 'consent' ->> 'id')::uuid
        and live.offer = (one.value ->> 'offer')::uuid
        and live.item = (one.value ->> 'item')::uuid
        and live.project = (col.value -> 'project' ->> 'id')::uuid
        and 'brochure' = any (live.uses)
        and one.value -> 'text' = version.content::jsonb)
   limit 1;
  if found then
    raise exception 'no live consent of the project to see this very text in brochures: %', missing.title
      using errcode = '23514', constraint = 'brochure_edition_consent';
  end if;
  if exists (select from jsonb_array_elements(said -> 'columns') col
              where not exists (select from visible_project project
                                 where project.id = (col.value -> 'project' ->> 'id')::uuid and not project.archived)) then
    -- Nothing holds a project still: whoever looked just before looks again.
    raise exception 'a project that is not shown' using errcode = '40001', constraint = 'brochure_edition_project';
  end if;
  if exists (select from jsonb_array_elements(said -> 'columns') col
              where not exists (select from brochure_inclusion told
                                 where told.brochure = new.brochure and told.project = (col.value -> 'project' ->> 'id')::uuid
                                   and told.at <= new.at)) then
    raise exception 'a project was not told' using errcode = '23514', constraint = 'brochure_edition_notice';
  end if;
  if exists (select from jsonb_array_elements(said -> 'columns') col
               join brochure_objection objection
                 on objection.brochure = new.brochure and objection.project = (col.value -> 'project' ->> 'id')::uuid) then
    raise exception 'a project objects' using errcode = '23514', constraint = 'brochure_edition_objection';
  end if;

  new.number := (select coalesce(max(number), 0) + 1 from brochure_edition where brochure = new.brochure);
  new.digest := sha256(convert_to(new.content, 'UTF8'));
  new.code := left(encode(new.digest, 'hex'), 16);
  return new;
end
$$;
create trigger made before insert on brochure_edition for each row execute function brochure_edition_made();

create function brochure_edition_rests() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into brochure_edition_column (edition, position, project, notice)
  select new.id, col.ordinality, (col.value -> 'project' ->> 'id')::uuid,
         (select told.notice from brochure_inclusion told
           where told.brochure = new.brochure and told.project = (col.value -> 'project' ->> 'id')::uuid and told.at <= new.at
           order by told.at desc limit 1)
    from jsonb_array_elements(new.content::jsonb -> 'columns') with ordinality col;
  insert into brochure_edition_item (edition, column_position, position, project, item, offer, consent)
  select new.id, col.ordinality, one.ordinality, (col.value -> 'project' ->> 'id')::uuid,
         (one.value ->> 'item')::uuid, (one.value ->> 'offer')::uuid, (one.value -> 'consent' ->> 'id')::uuid
    from jsonb_array_elements(new.content::jsonb -> 'columns') with ordinality col
    cross join jsonb_array_elements(col.value -> 'items') with ordinality one;
  return null;
end
$$;
create trigger rests after insert on brochure_edition for each row execute function brochure_edition_rests();

-- For higher areas: how each column of an edition stands at a moment, and since when it does not.
create function brochure_column_standing(moment timestamptz)
returns table (edition uuid, "position" integer, project uuid, standing text, since timestamptz)
language sql stable as $$
  select col.edition, col.position, col.project,
         case when known.opted_out then 'opted out' when known.archived then 'archived'
              when objection.at is not null then 'objected' else 'stands' end,
         case when known.opted_out
              then (select max(left_out.at) from project_opt_out left_out where left_out.project = col.project and left_out.ended_at is null)
              when known.archived then null
              else objection.at end
    from brochure_edition_column col
    join brochure_edition published on published.id = col.edition
    join known_project known on known.id = col.project
    left join brochure_objection objection
      on objection.brochure = published.brochure and objection.project = col.project and objection.at <= moment
$$;

-- For higher areas: how each item of an edition stands at a moment: by any live consent to that very text, or why not and since when.
create function brochure_item_standing(moment timestamptz)
returns table (edition uuid, column_position integer, "position" integer, project uuid, item uuid, offer uuid, standing text, since timestamptz)
language sql stable as $$
  select shown.edition, shown.column_position, shown.position, shown.project, shown.item, shown.offer,
         case when col.standing <> 'stands' then col.standing
              when exists (select from live_consent(moment) live where live.offer = shown.offer and 'brochure' = any (live.uses)) then 'stands'
              when withdrawal.at is not null then 'withdrawn'
              when ending.to_state is not null then ending.to_state
              when objection.at is not null then 'questioned'
              else 'expired' end,
         case when col.standing <> 'stands' then col.since
              when withdrawal.at is not null then withdrawal.at
              when ending.to_state is not null then ending.at
              when objection.at is not null then objection.at
              else given.valid_until end
    from brochure_edition_item shown
    join brochure_column_standing(moment) col on col.edition = shown.edition and col.position = shown.column_position
    join consent given on given.id = shown.consent
    left join consent_withdrawal withdrawal on withdrawal.consent = given.id
    left join lateral (select step.to_state, step.at from roadmap_item_transition step
                        where step.item = shown.item and step.to_state in ('declined', 'opted_out', 'retired')
                        order by step.position desc limit 1) ending on true
    left join lateral (select min(raised.at) as at from consent_objection raised
                        where raised.consent = given.id and raised.settled_at is null) objection on true
$$;

-- For higher areas: how a project was told that it is to be shown to funders.
create view project_notice as
select id, project, item, channel, told, url, at from inclusion_notice;

-- For higher areas: what an item is called in its newest offer, for those who had chosen it and have to be told that it cannot be shown.
create view offered_item as
select distinct on (version.item) version.item, version.project, version.title
from offer_version version order by version.item, version.number desc;

-- For higher areas: brochures by name.
create view named_brochure as
select brochure.id, brochure.slug,
       (select draft.title from brochure_draft draft where draft.brochure = brochure.id order by draft.number desc limit 1) as title
from brochure;

create trigger ends_once before update on brochure_address for each row execute function ends_once('ended_at');
create trigger no_delete before delete or truncate on brochure_address execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_draft execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_inclusion execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_inclusion_answer execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_edition execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_edition_column execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_edition_item execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_withdrawal execute function refuse_change();
create trigger no_change before update or delete or truncate on brochure_showing execute function refuse_change();
create trigger no_delete before delete or truncate on brochure_showing_words execute function refuse_change();

grant select, insert on brochure, brochure_draft, brochure_inclusion, brochure_inclusion_answer, brochure_edition, brochure_withdrawal,
  brochure_address, brochure_address_words, brochure_showing, brochure_showing_words to commonwork_app;
grant select on brochure_edition_column, brochure_edition_item, brochure_objection, project_notice, offered_item,
  named_brochure to commonwork_app;
grant update (ended_at, ended_by) on brochure_address to commonwork_app;
grant delete on brochure_address_words to commonwork_app;
grant update (whom, notes, erased_on) on brochure_showing_words to commonwork_app;
