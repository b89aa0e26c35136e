-- Items that a project may be funded for, what would be shown of them, and the project's consent to that very text (domain 4.1, S22,
-- S32, S36, S42, S55, S67-S70, S75, S115). What is decided is a row of its own and never changes; what may be shown is asked live, by
-- shown_offer(at), in the same query that shows it.

create extension if not exists pg_trgm;

create table roadmap_item (
  id uuid primary key,
  project uuid not null,
  -- The short number by which people of the project speak of it.
  number integer not null check (number > 0),
  level text not null check (level in ('scope', 'pitch', 'technical', 'wish list')),
  -- What it hangs under: a pitch item under the technical one that it tells funders about; or why there is none (S67).
  parent uuid references roadmap_item (id),
  no_parent_because text check (length(no_parent_because) between 1 and 1000),
  -- The item that took the place of one that was declined, retired or left out.
  succeeds uuid references roadmap_item (id),
  provenance text not null check (provenance in ('reading', 'interview', 'written')),
  -- Taken over from a reading: the item by its content, and where it stood.
  reading uuid references roadmap_reading (id),
  item_key text,
  path text,
  first_line integer check (first_line > 0),
  last_line integer check (last_line >= first_line),
  -- From a talk with a maintainer (S36): when; with whom stands in roadmap_item_interview.
  interviewed_on date,
  -- Written by the triggers below alone.
  state text not null default 'draft'
    check (state in ('draft', 'proposed', 'approved', 'offered', 'in_work', 'achieved', 'retired', 'declined', 'opted_out')),
  text uuid,
  added_at timestamptz not null,
  added_by uuid,
  hat text,
  unique (project, number),
  check ((provenance = 'reading') = (reading is not null and item_key is not null and path is not null and first_line is not null)),
  check ((provenance = 'interview') = (interviewed_on is not null)),
  check (parent is null or parent <> id)
);
create index roadmap_item_project on roadmap_item (project, state);
create index roadmap_item_reading on roadmap_item (reading, item_key) where reading is not null;
create index roadmap_item_parent on roadmap_item (parent) where parent is not null;

-- The person talked to, as they agreed to be named. Can be erased.
create table roadmap_item_interview (
  item uuid primary key references roadmap_item (id),
  name text check (length(name) between 1 and 120),
  notes text check (length(notes) <= 8000),
  erased_on date,
  check ((name is null) = (erased_on is not null))
);

-- Every wording that an item had. Nothing is edited: a change is the next number.
create table roadmap_item_text (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  number integer not null check (number > 0),
  title text not null check (length(title) between 1 and 200),
  -- JSON of the rest (types.ts, ItemText), kept as the very text that was hashed.
  body text not null check (jsonb_typeof(body::jsonb) = 'object' and length(body) <= 60000),
  digest bytea not null,
  at timestamptz not null,
  by_person uuid,
  hat text,
  unique (item, number)
);

create table roadmap_item_edge (
  from_state text not null,
  to_state text not null,
  primary key (from_state, to_state)
);
insert into roadmap_item_edge (from_state, to_state) values
  ('draft', 'proposed'), ('proposed', 'approved'), ('approved', 'offered'), ('offered', 'in_work'),
  ('in_work', 'achieved'), ('in_work', 'retired');
insert into roadmap_item_edge (from_state, to_state)
select state, ending
from unnest(array['draft', 'proposed', 'approved', 'offered', 'in_work', 'achieved', 'retired']) state
cross join unnest(array['declined', 'opted_out']) ending;
insert into roadmap_item_edge (from_state, to_state) values ('declined', 'opted_out');

-- The life of an item, a row a step (4.1).
create table roadmap_item_transition (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  position integer not null,
  from_state text not null,
  to_state text not null,
  -- The wording that stood then: what was decided is decided about these words. Written by the trigger below.
  text uuid not null references roadmap_item_text (id),
  reason text check (length(reason) between 1 and 4000),
  -- The reason is for the project and the workspace only.
  private boolean not null default false,
  -- What workspace staff who decided in the project's hat said about being both (4.1).
  disclosure text check (length(disclosure) between 1 and 1000),
  -- Where it was discussed or decided, what it rests on: [{"url","title"}]
  links jsonb not null default '[]' check (jsonb_typeof(links) = 'array'),
  at timestamptz not null,
  by_person uuid,
  by_link uuid,
  hat text,
  unique (item, position),
  foreign key (from_state, to_state) references roadmap_item_edge (from_state, to_state)
);

-- The project's yes to a wording that came after the approved one, for its own roadmap; what funders are shown needs consent besides.
create table roadmap_item_text_approval (
  text uuid primary key references roadmap_item_text (id),
  item uuid not null references roadmap_item (id),
  discussed_at text check (discussed_at like 'https://%' and length(discussed_at) <= 2000),
  disclosure text check (length(disclosure) between 1 and 1000),
  at timestamptz not null,
  by_person uuid,
  by_link uuid,
  hat text
);
create index roadmap_item_text_approval_item on roadmap_item_text_approval (item);

-- Where the item is wanted already (S113, S115): a proposal, an issue, a milestone, the roadmap itself.
create table roadmap_item_alignment (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  kind text not null check (kind in ('roadmap', 'proposal', 'tracker', 'milestone', 'discussion')),
  url text not null check (url like 'https://%' and length(url) <= 2000),
  title text not null check (length(title) between 1 and 300),
  -- The day that stands in the source: how old the community's wish is.
  dated_on date,
  -- The day somebody of us read it there.
  read_on date not null,
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index roadmap_item_alignment_item on roadmap_item_alignment (item);

-- Who asked for it, where and when (S70); of a funder's the day is what the origin check compares with.
create table roadmap_item_signal (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  kind text not null check (kind in ('community', 'funder')),
  who text not null check (length(who) between 1 and 200),
  place text not null check (length(place) between 1 and 300),
  url text check (url like 'https://%' and length(url) <= 2000),
  dated_on date not null,
  public boolean not null,
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index roadmap_item_signal_item on roadmap_item_signal (item);

-- A condition of completion (S75) was met, or the project waived it. Known by its key in the item's text.
create table roadmap_item_condition_mark (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  condition text not null check (condition ~ '^[a-z0-9]{1,40}$'),
  kind text not null check (kind in ('met', 'waived')),
  reason text not null check (length(reason) between 1 and 2000),
  url text check (url like 'https://%' and length(url) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create unique index roadmap_item_condition_mark_live on roadmap_item_condition_mark (item, condition) where withdrawn_at is null;

-- The project's scope page (S68): what is in, what is hoped for, what is out.
create table roadmap_scope_line (
  id uuid primary key,
  project uuid not null,
  field text not null check (field in ('current', 'aspiration', 'out')),
  body text not null check (length(body) between 1 and 1000),
  url text check (url like 'https://%' and length(url) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid
);
create index roadmap_scope_line_project on roadmap_scope_line (project) where ended_at is null;

-- What a person found when they held the item against the scope page.
create table roadmap_item_scope_check (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  verdict text not null check (verdict in ('in', 'aspiration', 'out')),
  line uuid references roadmap_scope_line (id),
  reason text not null check (length(reason) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index roadmap_item_scope_check_item on roadmap_item_scope_check (item, at desc);

-- How a roadmap came about and who will be asked next (S65, S66); what git tells is in the survey, this is what it cannot tell.
create table roadmap_provenance_event (
  id uuid primary key,
  project uuid not null,
  kind text not null check (kind in ('sprint', 'draft', 'discussion', 'meeting', 'rewrite', 'merged', 'review', 'planned')),
  dated_on date not null,
  place text check (length(place) <= 300),
  people text check (length(people) <= 1000),
  input text check (length(input) <= 2000),
  output text check (length(output) <= 2000),
  url text check (url like 'https://%' and length(url) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index roadmap_provenance_event_project on roadmap_provenance_event (project, dated_on);

-- Exactly what a funder would be shown of an item: text, priced estimate, name and logo, as one JSON text with its digest. Never edited.
create table offer_version (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  project uuid not null,
  number integer not null check (number > 0),
  text uuid not null references roadmap_item_text (id),
  content text not null check (jsonb_typeof(content::jsonb) = 'object' and length(content) <= 200000),
  digest bytea not null,
  -- Part of addresses: the item's first version chooses it for good, so that links never break.
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 120),
  -- For the catalogue, out of the content.
  title text not null check (length(title) between 1 and 200),
  level text not null,
  work_types text[] not null,
  skills text[] not null,
  -- Thousandths of a person-year; the low and high ends and the likely case, in all or a year.
  effort_low integer not null check (effort_low >= 0),
  effort_likely integer not null check (effort_likely >= effort_low),
  effort_high integer not null check (effort_high >= effort_likely),
  yearly boolean not null,
  search tsvector not null,
  -- Title, summary and project's name in lower case, for words that are misspelt.
  fuzzy text not null check (length(fuzzy) <= 4000),
  made_at timestamptz not null,
  made_by uuid,
  hat text,
  unique (item, number)
);
create unique index offer_version_slug on offer_version (slug) where number = 1;
create index offer_version_search on offer_version using gin (search);
create index offer_version_fuzzy on offer_version using gin (fuzzy gin_trgm_ops);
create index offer_version_work_types on offer_version using gin (work_types);
create index offer_version_skills on offer_version using gin (skills);

-- One letter asks a project about one or several offers.
create table consent_letter (
  id uuid primary key,
  project uuid not null,
  message text check (length(message) between 1 and 4000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index consent_letter_project on consent_letter (project);

-- To whom it went, by the line of the speaks-for register; names and addresses stand there and can be erased.
create table consent_recipient (
  id uuid primary key,
  letter uuid not null references consent_letter (id),
  speaker uuid not null,
  -- Null for somebody without an account: they answer by the link in their letter.
  person uuid,
  unique (letter, speaker)
);
create index consent_recipient_person on consent_recipient (person) where person is not null;

create table consent_reminder (
  id uuid primary key,
  letter uuid not null references consent_letter (id),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index consent_reminder_letter on consent_reminder (letter);

-- The project is asked for consent to one version.
create table consent_request (
  id uuid primary key,
  letter uuid not null references consent_letter (id),
  position integer not null check (position > 0),
  offer uuid not null references offer_version (id),
  project uuid not null,
  -- What it would be used for; each use needs its own yes.
  uses text[] not null check (uses <@ array['catalogue', 'brochure'] and cardinality(uses) > 0),
  -- How long co-representatives may object after a yes, by the project's rulebook; 0 where it says nothing.
  window_days integer not null check (window_days between 0 and 365),
  zone text not null check (length(zone) between 1 and 60),
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  unique (letter, position)
);
create index consent_request_offer on consent_request (offer);
create index consent_request_project on consent_request (project) where withdrawn_at is null;

-- The answer of a representative to a request: a yes with scope and expiry, or a no. It names the text by its digest.
create table consent (
  id uuid primary key,
  request uuid not null references consent_request (id),
  offer uuid not null references offer_version (id),
  project uuid not null,
  digest bytea not null,
  answer text not null check (answer in ('approved', 'declined')),
  uses text[] not null check (uses <@ array['catalogue', 'brochure']),
  -- By which entry of the speaks-for register.
  standing uuid not null,
  discussed_at text check (discussed_at like 'https://%' and length(discussed_at) <= 2000),
  words text check (length(words) between 1 and 2000),
  -- The words of a no are for the project and the workspace only.
  private boolean not null default false,
  at timestamptz not null,
  -- The end of the window in which co-representatives may object, set by the trigger below: until then it is not live.
  effective_from timestamptz not null check (effective_from >= at),
  valid_until timestamptz check (valid_until > effective_from),
  by_person uuid,
  by_link uuid,
  hat text not null check (length(hat) between 1 and 200),
  check ((answer = 'approved') = (cardinality(uses) > 0)),
  check ((answer = 'approved') = (valid_until is not null)),
  check (by_person is not null or by_link is not null)
);
create index consent_offer on consent (offer);
create index consent_request_answers on consent (request);
create index consent_project on consent (project, at desc);
create index consent_ending on consent (valid_until) where answer = 'approved';

-- Somebody who may not cast the deciding answer, because of an interest they declared, stood back (hard denials of section 3).
create table consent_recusal (
  id uuid primary key,
  request uuid not null references consent_request (id),
  interest text not null check (length(interest) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  by_link uuid,
  hat text,
  check (by_person is not null or by_link is not null)
);
create index consent_recusal_request on consent_recusal (request);

-- The project was told, once, that a consent runs out soon.
create table consent_ending_notice (
  consent uuid primary key references consent (id),
  at timestamptz not null
);

create table consent_withdrawal (
  consent uuid primary key references consent (id),
  reason text check (length(reason) between 1 and 4000),
  private boolean not null default true,
  at timestamptz not null,
  by_person uuid,
  by_link uuid,
  hat text
);

-- A co-representative objects (S22): the consent does not count until the objection is taken back or settled by the project.
create table consent_objection (
  id uuid primary key,
  consent uuid not null references consent (id),
  reason text not null check (length(reason) between 1 and 4000),
  at timestamptz not null,
  by_person uuid,
  by_link uuid,
  hat text not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_how text check (length(settled_how) between 1 and 2000)
);
create index consent_objection_open on consent_objection (consent) where settled_at is null;

-- The project was told before it appears in what is shown to funders (S59).
create table inclusion_notice (
  id uuid primary key,
  project uuid not null,
  item uuid references roadmap_item (id),
  channel text not null check (channel in ('consent request', 'mail', 'talk', 'list')),
  told text not null check (length(told) between 1 and 300),
  url text check (url like 'https://%' and length(url) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index inclusion_notice_project on inclusion_notice (project);

-- An offer stands in the catalogue: this version, by this consent.
create table offer_publication (
  id uuid primary key,
  item uuid not null references roadmap_item (id),
  offer uuid not null references offer_version (id),
  consent uuid not null references consent (id),
  notice uuid not null references inclusion_notice (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid,
  ended_because text check (length(ended_because) between 1 and 1000)
);
create unique index offer_publication_live on offer_publication (item) where ended_at is null;
create index offer_publication_offer on offer_publication (offer);
create index offer_publication_consent on offer_publication (consent);
create index offer_publication_newest on offer_publication (at desc) where ended_at is null;

-- The wording that counts is the newest; its digest is of the very bytes.
create function roadmap_item_text_added() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from roadmap_item where id = new.item for update;
  if new.number <> (select coalesce(max(number), 0) + 1 from roadmap_item_text where item = new.item) then
    raise exception 'this wording of the item is not the next one' using errcode = '40001';
  end if;
  new.digest := sha256(convert_to(concat_ws(E'\n', 'commonwork item text 1', new.title, new.body), 'UTF8'));
  return new;
end
$$;
create trigger added before insert on roadmap_item_text for each row execute function roadmap_item_text_added();

create function roadmap_item_text_counts() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update roadmap_item set text = new.id where id = new.item;
  return null;
end
$$;
create trigger counts after insert on roadmap_item_text for each row execute function roadmap_item_text_counts();

-- A step starts where the item stands. Nothing is proposed without a rationale (S32), offered without a live publication,
-- achieved with an open condition (S75).
create function roadmap_item_moved() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  item roadmap_item;
  wording jsonb;
begin
  select * into strict item from roadmap_item where id = new.item for update;
  if item.state <> new.from_state then
    raise exception 'the item is %, not %', item.state, new.from_state using errcode = '40001';
  end if;
  new.position := (select coalesce(max(position), 0) + 1 from roadmap_item_transition where roadmap_item_transition.item = new.item);
  new.text := item.text;
  -- What was approved says what remains to be done: a later wording that nobody approved takes no condition away.
  select body::jsonb into wording from roadmap_item_text
   where id = case when new.to_state = 'achieved'
                   then coalesce((select approved.text from approved_item_text(new.at) approved where approved.item = new.item), item.text)
                   else item.text end;
  if new.to_state in ('proposed', 'approved') and coalesce(length(trim(wording ->> 'rationale')), 0) = 0 then
    raise exception 'an item without a rationale cannot be %', new.to_state using errcode = '23514', constraint = 'roadmap_item_rationale';
  end if;
  if new.to_state = 'offered' and not exists (
       select from offer_publication publication where publication.item = new.item and publication.ended_at is null) then
    raise exception 'an item is offered by being published with consent' using errcode = '23514', constraint = 'roadmap_item_offered';
  end if;
  if new.to_state = 'achieved' and exists (
       select from jsonb_array_elements(coalesce(wording -> 'conditions', '[]')) needed (condition)
        where not exists (select from roadmap_item_condition_mark mark
                           where mark.item = new.item and mark.condition = needed.condition ->> 'key' and mark.withdrawn_at is null)) then
    raise exception 'a condition is neither met nor waived' using errcode = '23514', constraint = 'roadmap_item_conditions';
  end if;
  return new;
end
$$;
create trigger moved before insert on roadmap_item_transition for each row execute function roadmap_item_moved();

create function roadmap_item_text_approved() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  stands roadmap_item;
begin
  select * into strict stands from roadmap_item where id = new.item for update;
  if stands.text is distinct from new.text then
    raise exception 'the item has a newer wording' using errcode = '40001';
  end if;
  if stands.state not in ('approved', 'offered', 'in_work') then
    raise exception 'the item is %', stands.state using errcode = '23514', constraint = 'roadmap_item_text_approval_state';
  end if;
  return new;
end
$$;
create trigger approved before insert on roadmap_item_text_approval for each row execute function roadmap_item_text_approved();

create function roadmap_item_stands() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update roadmap_item set state = new.to_state where id = new.item;
  -- What the project does not want shown leaves the catalogue with this very step.
  if new.to_state in ('declined', 'opted_out', 'retired') then
    update offer_publication set ended_at = new.at, ended_by = new.by_person, ended_because = 'the item is ' || replace(new.to_state, '_', ' ')
     where item = new.item and ended_at is null;
  end if;
  return null;
end
$$;
create trigger stands after insert on roadmap_item_transition for each row execute function roadmap_item_stands();

create function offer_version_made() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  item roadmap_item;
begin
  select * into strict item from roadmap_item where id = new.item for update;
  if item.project <> new.project or item.text is distinct from new.text then
    raise exception 'an offer is made of the item''s newest wording' using errcode = '40001';
  end if;
  new.number := (select coalesce(max(number), 0) + 1 from offer_version where offer_version.item = new.item);
  if new.number > 1 then
    new.slug := (select slug from offer_version where offer_version.item = new.item and number = 1);
  end if;
  -- What lists and searches show of an offer is what the project agreed to.
  if (new.content::jsonb ->> 'title', new.content::jsonb ->> 'level', new.content::jsonb -> 'workTypes', new.content::jsonb -> 'skills')
     is distinct from (new.title, new.level, to_jsonb(new.work_types), to_jsonb(new.skills)) then
    raise exception 'the columns of an offer say what its content says' using errcode = '23514', constraint = 'offer_version_content';
  end if;
  new.digest := sha256(convert_to(new.content, 'UTF8'));
  return new;
end
$$;
create trigger made before insert on offer_version for each row execute function offer_version_made();

-- An answer is about the text that the request showed, and no other.
create function consent_given() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  asked consent_request;
  version offer_version;
begin
  select * into strict asked from consent_request where id = new.request for update;
  select * into strict version from offer_version where id = asked.offer;
  if asked.withdrawn_at is not null then
    raise exception 'the request was taken back' using errcode = '23514', constraint = 'consent_request_open';
  end if;
  if new.offer <> asked.offer or new.project <> asked.project or version.project <> asked.project or new.digest <> version.digest then
    raise exception 'a consent is given to the text that was shown' using errcode = '23514', constraint = 'consent_text';
  end if;
  if not new.uses <@ asked.uses then
    raise exception 'a consent covers no use that was not asked for' using errcode = '23514', constraint = 'consent_uses';
  end if;
  if exists (select from consent given where given.request = new.request and given.answer = 'approved'
               and not exists (select from consent_withdrawal withdrawal where withdrawal.consent = given.id)) then
    raise exception 'the request was answered with a yes, which can be withdrawn' using errcode = '23514', constraint = 'consent_once';
  end if;
  -- Windows end with the last second of a day in the project's own zone.
  new.effective_from := case
    when new.answer = 'approved' and asked.window_days > 0
    then ((new.at at time zone asked.zone)::date + asked.window_days + time '23:59:59') at time zone asked.zone
    else new.at end;
  return new;
end
$$;
create trigger given before insert on consent for each row execute function consent_given();

-- For higher areas: the consents that count at a moment. Asked in the same query that shows or uses what was consented to.
create function live_consent(moment timestamptz)
returns table (consent uuid, offer uuid, item uuid, project uuid, uses text[], effective_from timestamptz, valid_until timestamptz)
language sql stable as $$
  select consent.id, consent.offer, version.item, consent.project, consent.uses, consent.effective_from, consent.valid_until
    from consent
    join offer_version version on version.id = consent.offer and version.digest = consent.digest
    join roadmap_item item on item.id = version.item
    join visible_project project on project.id = consent.project and not project.archived
   where consent.answer = 'approved'
     and consent.effective_from <= moment and consent.valid_until > moment
     and item.state not in ('declined', 'opted_out', 'retired')
     and not exists (select from consent_withdrawal withdrawal where withdrawal.consent = consent.id)
     and not exists (select from consent_objection objection where objection.consent = consent.id and objection.settled_at is null)
$$;

-- For higher areas: the newest wording of each item that its project has approved: with the item, after it, or by a live consent.
create function approved_item_text(moment timestamptz)
returns table (item uuid, text uuid, number integer)
language sql stable as $$
  select distinct on (wording.item) wording.item, wording.id, wording.number
    from roadmap_item_text wording
   where exists (select from roadmap_item_transition transition
                  where transition.item = wording.item and transition.text = wording.id
                    and transition.to_state = 'approved' and transition.at <= moment)
      or exists (select from roadmap_item_text_approval approval where approval.text = wording.id and approval.at <= moment)
      or exists (select from offer_version version join live_consent(moment) live on live.offer = version.id
                  where version.item = wording.item and version.text = wording.id)
   order by wording.item, wording.number desc
$$;

-- What waits for a lock must see what the one before it wrote; an older snapshot would not.
create function only_read_committed() returns void language plpgsql as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'publish and withdraw at read committed, not at %', current_setting('transaction_isolation') using errcode = '25001';
  end if;
end
$$;

-- Publishing without a live consent for that very text is refused here, whoever tries.
create function offer_published() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  version offer_version;
  item roadmap_item;
  wording jsonb;
begin
  perform only_read_committed();
  -- The consent row is locked: a withdrawal that is under way is waited for.
  perform from consent where id = new.consent for update;
  select * into strict version from offer_version where id = new.offer;
  select * into strict item from roadmap_item where id = version.item for update;
  if version.item <> new.item then
    raise exception 'the offer is of another item' using errcode = '23514', constraint = 'offer_publication_item';
  end if;
  if not exists (select from live_consent(new.at) live
                  where live.consent = new.consent and live.offer = new.offer and 'catalogue' = any (live.uses)) then
    raise exception 'no live consent of the project for this very text' using errcode = '23514', constraint = 'offer_publication_consent';
  end if;
  select body::jsonb into wording from roadmap_item_text where id = version.text;
  if coalesce(length(trim(wording ->> 'volunteerImpact')), 0) = 0 then
    raise exception 'what it does to volunteers is not said' using errcode = '23514', constraint = 'offer_publication_volunteers';
  end if;
  if (select verdict from roadmap_item_scope_check checked where checked.item = new.item order by at desc, id desc limit 1) = 'out' then
    raise exception 'the item is out of the project''s scope' using errcode = '23514', constraint = 'offer_publication_scope';
  end if;
  if item.state not in ('approved', 'offered', 'in_work') then
    raise exception 'the item is %', item.state using errcode = '23514', constraint = 'offer_publication_state';
  end if;
  if not exists (select from inclusion_notice notice
                  where notice.id = new.notice and notice.project = version.project and notice.at <= new.at
                    and (notice.item is null or notice.item = new.item)) then
    raise exception 'the project was not told' using errcode = '23514', constraint = 'offer_publication_notice';
  end if;
  return new;
end
$$;
create trigger published before insert on offer_publication for each row execute function offer_published();

-- A withdrawal waits for a publication under way, and ends what rests on the consent.
create function consent_withdrawn() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform only_read_committed();
  perform from consent where id = new.consent and answer = 'approved' for update;
  if not found then
    raise exception 'there is no such yes to take back' using errcode = '23514', constraint = 'consent_withdrawal_yes';
  end if;
  update offer_publication set ended_at = greatest(new.at, at), ended_by = new.by_person, ended_because = 'the project withdrew its consent'
   where consent = new.consent and ended_at is null;
  return new;
end
$$;
create trigger withdrawn before insert on consent_withdrawal for each row execute function consent_withdrawn();

create function consent_objected() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  perform from consent where id = new.consent and answer = 'approved' for update;
  if not found then
    raise exception 'one objects to a yes' using errcode = '23514', constraint = 'consent_objection_yes';
  end if;
  return new;
end
$$;
create trigger objected before insert on consent_objection for each row execute function consent_objected();

-- What has ended has ended: the row says so once, in the column that the trigger names, and never anything else again.
create function ends_once() returns trigger language plpgsql as $$
begin
  if to_jsonb(old) ->> tg_argv[0] is not null or to_jsonb(new) ->> tg_argv[0] is null then
    raise exception '% is ended once' , tg_table_name using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger ends_once before update on consent_request for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on consent_objection for each row execute function ends_once('settled_at');
create trigger ends_once before update on offer_publication for each row execute function ends_once('ended_at');
create trigger ends_once before update on roadmap_item_alignment for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on roadmap_item_signal for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on roadmap_item_condition_mark for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on roadmap_provenance_event for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on roadmap_scope_line for each row execute function ends_once('ended_at');

-- For higher areas: what may be shown at a moment.
create function shown_offer(moment timestamptz)
returns table (publication uuid, item uuid, offer uuid, project uuid, consent uuid, uses text[], published_at timestamptz)
language sql stable as $$
  select publication.id, publication.item, publication.offer, live.project, live.consent, live.uses, publication.at
    from offer_publication publication
    join live_consent(moment) live on live.consent = publication.consent and live.offer = publication.offer
   where publication.ended_at is null and publication.at <= moment
$$;

create trigger no_change before update or delete or truncate on roadmap_item_text execute function refuse_change();
create trigger no_change before update or delete or truncate on roadmap_item_text_approval execute function refuse_change();
create trigger no_change before update or delete or truncate on roadmap_item_transition execute function refuse_change();
create trigger no_change before update or delete or truncate on roadmap_item_edge execute function refuse_change();
create trigger no_change before update or delete or truncate on roadmap_item_scope_check execute function refuse_change();
create trigger no_change before update or delete or truncate on offer_version execute function refuse_change();
create trigger no_change before update or delete or truncate on consent execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_withdrawal execute function refuse_change();
create trigger no_change before update or delete or truncate on inclusion_notice execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_letter execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_recipient execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_reminder execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_recusal execute function refuse_change();
create trigger no_change before update or delete or truncate on consent_ending_notice execute function refuse_change();
create trigger no_delete before delete or truncate on roadmap_item execute function refuse_change();
create trigger no_delete before delete or truncate on consent_request execute function refuse_change();
create trigger no_delete before delete or truncate on consent_objection execute function refuse_change();
create trigger no_delete before delete or truncate on offer_publication execute function refuse_change();

grant select on roadmap_item_edge to commonwork_app;
-- Never its state or its wording: those follow from the rows beneath it.
grant select, insert (id, project, number, level, parent, no_parent_because, succeeds, provenance, reading, item_key, path, first_line,
  last_line, interviewed_on, added_at, added_by, hat), update (level, parent, no_parent_because) on roadmap_item to commonwork_app;
grant select, insert on roadmap_item_interview, roadmap_item_text, roadmap_item_text_approval, roadmap_item_transition, roadmap_item_alignment,
  roadmap_item_signal, roadmap_item_condition_mark, roadmap_scope_line, roadmap_item_scope_check, roadmap_provenance_event, offer_version,
  consent_letter, consent_recipient, consent_reminder, consent_request, consent, consent_withdrawal, consent_objection, consent_recusal,
  consent_ending_notice, inclusion_notice, offer_publication to commonwork_app;
grant update (name, notes, erased_on) on roadmap_item_interview to commonwork_app;
grant update (withdrawn_at, withdrawn_by) on roadmap_item_alignment, roadmap_item_signal, roadmap_item_condition_mark,
  roadmap_provenance_event, consent_request to commonwork_app;
grant update (ended_at, ended_by) on roadmap_scope_line to commonwork_app;
grant update (settled_at, settled_by, settled_how) on consent_objection to commonwork_app;
grant update (ended_at, ended_by, ended_because) on offer_publication to commonwork_app;
