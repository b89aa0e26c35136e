-- Feedback on the method or on a project (S3), and records of events (S64) whose notes say in which hat (S62) and whose view (S63) they
-- are. Everything grows by rows; what names or quotes somebody stands in rows that can be erased.

-- What somebody thinks. No project: of the method.
create table feedback (
  id uuid primary key,
  kind text not null check (kind in ('criticism', 'concern', 'idea', 'other')),
  channel text not null check (channel in ('form', 'mail', 'in-person')),
  project uuid references project (id),
  -- When it reached us; noted later, the day that was noted. Answers are counted from here.
  came_at timestamptz not null,
  -- The wish of whoever gave it.
  wishes_public boolean not null,
  may_write boolean not null,
  at timestamptz not null check (at >= came_at),
  by_person uuid,
  hat text
);
create index feedback_newest on feedback (came_at desc, id desc);
create index feedback_project on feedback (project, came_at desc) where project is not null;

create table feedback_words (
  feedback uuid primary key references feedback (id),
  words text not null check (length(words) between 1 and 16000)
);

create table feedback_contact (
  feedback uuid primary key references feedback (id),
  name text check (length(name) between 1 and 400),
  mail text check (length(mail) between 3 and 254),
  check (name is not null or mail is not null)
);

create table feedback_answer (
  id uuid primary key,
  feedback uuid not null references feedback (id),
  words text not null check (length(words) between 1 and 16000),
  sent boolean not null,
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index feedback_answer_feedback on feedback_answer (feedback, at);

-- What came of it. Acted on only after an answer; closed also without.
create table feedback_outcome (
  feedback uuid primary key references feedback (id),
  kind text not null check (kind in ('acted-on', 'closed')),
  words text not null check (length(words) between 1 and 8000),
  link text check (link like 'https://%' and length(link) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- Shown in public: in the words of whoever gave it, which only they can wish, or summed up in ours.
create table feedback_release (
  id uuid primary key,
  feedback uuid not null references feedback (id),
  summary text check (length(summary) between 1 and 8000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text check (length(end_reason) between 1 and 2000),
  check ((ended_at is null) = (end_reason is null))
);
create unique index feedback_release_open on feedback_release (feedback) where ended_at is null;

create function feedback_released() returns trigger language plpgsql as $$
begin
  if new.summary is null and not exists (select from feedback where id = new.feedback and wishes_public) then
    raise exception 'nobody''s words are published without their wish' using errcode = '23514', constraint = 'feedback_release_wish';
  end if;
  return new;
end
$$;
create trigger released before insert on feedback_release for each row execute function feedback_released();

create function feedback_acted_on() returns trigger language plpgsql as $$
begin
  if new.kind = 'acted-on' and not exists (select from feedback_answer where feedback = new.feedback) then
    raise exception 'acted on after an answer' using errcode = '23514', constraint = 'feedback_outcome_answered';
  end if;
  return new;
end
$$;
create trigger acted_on before insert on feedback_outcome for each row execute function feedback_acted_on();

-- How many came by the form from a network on a day, against floods; older days are deleted.
create table feedback_sent (
  day date not null,
  network bytea not null check (length(network) = 32),
  sent integer not null check (sent > 0),
  primary key (day, network)
);

-- An event: workshop, forum, sprint, call. Called gathering here, because an event is what the journal keeps.
create table gathering (
  id uuid primary key,
  kind text not null check (kind in ('workshop', 'forum', 'sprint', 'call')),
  -- Looks after the record, and alone publishes it.
  steward uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- What is said of it. The newest counts.
create table gathering_text (
  gathering uuid not null references gathering (id),
  number integer not null check (number > 0),
  title text not null check (length(title) between 1 and 600),
  starts_on date not null,
  ends_on date not null check (ends_on >= starts_on),
  place text check (length(place) between 1 and 800),
  about text check (length(about) between 1 and 8000),
  -- [{ "title", "theme" }]
  parts jsonb not null check (jsonb_typeof(parts) = 'array' and jsonb_array_length(parts) <= 20 and length(parts::text) <= 40000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  primary key (gathering, number)
);

-- Who was there: somebody with an account, or a name.
create table gathering_attendee (
  id uuid primary key,
  gathering uuid not null references gathering (id),
  person uuid references person (id),
  role text not null check (role in ('host', 'facilitator', 'speaker', 'note-taker', 'participant')),
  at timestamptz not null,
  by_person uuid,
  hat text,
  removed_at timestamptz,
  removed_by uuid
);
create index gathering_attendee_gathering on gathering_attendee (gathering, at);
create unique index gathering_attendee_once on gathering_attendee (gathering, person) where removed_at is null;
create index gathering_attendee_person on gathering_attendee (person) where removed_at is null;

create table gathering_attendee_words (
  attendee uuid primary key references gathering_attendee (id),
  name text check (length(name) between 1 and 400),
  affiliation text check (length(affiliation) between 1 and 400),
  check (name is not null or affiliation is not null)
);

-- Whether they may be named in public: their own word, or for a name without an account how they gave it. The newest counts.
create table gathering_naming (
  id uuid primary key,
  attendee uuid not null references gathering_attendee (id),
  answer text not null check (answer in ('yes', 'no')),
  heard text check (length(heard) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index gathering_naming_newest on gathering_naming (attendee, at desc, id desc);

create function gathering_named() returns trigger language plpgsql as $$
begin
  if new.answer = 'yes' and not exists (
    select from gathering_attendee attendee where attendee.id = new.attendee
      and case when attendee.person is null then new.heard is not null else new.by_person = attendee.person end) then
    raise exception 'only they themselves say that they may be named' using errcode = '23514', constraint = 'gathering_naming_own';
  end if;
  return new;
end
$$;
create trigger named before insert on gathering_naming for each row execute function gathering_named();

create table gathering_note (
  id uuid primary key,
  gathering uuid not null references gathering (id),
  -- Counts from 1; null: of the whole.
  part integer check (part > 0),
  confidential boolean not null,
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index gathering_note_gathering on gathering_note (gathering, at);

create table gathering_note_words (
  note uuid primary key references gathering_note (id),
  words text not null check (length(words) between 1 and 16000)
);

-- Whose view it is (S63). The newest counts. Adopted by a project only with the link to its decision.
create table gathering_note_status (
  id uuid primary key,
  note uuid not null references gathering_note (id),
  status text not null check (status in ('personal', 'proposed', 'adopted')),
  project uuid references project (id),
  decision text check (decision like 'https://%' and length(decision) <= 2000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  constraint gathering_note_adopted check (status <> 'adopted' or (project is not null and decision is not null)),
  check (status = 'adopted' or decision is null)
);
create index gathering_note_status_newest on gathering_note_status (note, at desc, id desc);

create table gathering_follow_up (
  id uuid primary key,
  gathering uuid not null references gathering (id),
  words text not null check (length(words) between 1 and 2000),
  owner uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  done_at timestamptz,
  done_by uuid
);
create index gathering_follow_up_gathering on gathering_follow_up (gathering, at);
create index gathering_follow_up_open on gathering_follow_up (owner, at) where done_at is null;

create table gathering_publication (
  id uuid primary key,
  gathering uuid not null references gathering (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text check (length(end_reason) between 1 and 2000),
  check ((ended_at is null) = (end_reason is null))
);
create unique index gathering_publication_open on gathering_publication (gathering) where ended_at is null;

-- A roadmap came of it: an entry of how that roadmap came about. An id of the area of roadmaps.
create table gathering_roadmap (
  gathering uuid not null references gathering (id),
  provenance_event uuid not null references roadmap_provenance_event (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  primary key (gathering, provenance_event)
);

-- For higher areas: what an event is called.
create view named_gathering as
select distinct on (gathering) gathering, title from gathering_text order by gathering, number desc;

-- For higher areas: entries of how roadmaps came about that still stand.
create view standing_provenance_event as
select id, project, kind, dated_on, place, url from roadmap_provenance_event where withdrawn_at is null;

create trigger ends_once before update on feedback_release for each row execute function ends_once('ended_at');
create trigger ends_once before update on gathering_attendee for each row execute function ends_once('removed_at');
create trigger ends_once before update on gathering_note for each row execute function ends_once('withdrawn_at');
create trigger ends_once before update on gathering_follow_up for each row execute function ends_once('done_at');
create trigger ends_once before update on gathering_publication for each row execute function ends_once('ended_at');
create trigger no_delete before delete or truncate on feedback_release execute function refuse_change();
create trigger no_delete before delete or truncate on gathering_attendee execute function refuse_change();
create trigger no_delete before delete or truncate on gathering_note execute function refuse_change();
create trigger no_delete before delete or truncate on gathering_follow_up execute function refuse_change();
create trigger no_delete before delete or truncate on gathering_publication execute function refuse_change();
create trigger no_change before update or delete or truncate on feedback execute function refuse_change();
create trigger no_change before update or delete or truncate on feedback_answer execute function refuse_change();
create trigger no_change before update or delete or truncate on feedback_outcome execute function refuse_change();
create trigger no_change before update or delete or truncate on gathering execute function refuse_change();
create trigger no_change before update or delete or truncate on gathering_text execute function refuse_change();
create trigger no_change before update or delete or truncate on gathering_naming execute function refuse_change();
create trigger no_change before update or delete or truncate on gathering_note_status execute function refuse_change();
create trigger no_change before update or delete or truncate on gathering_roadmap execute function refuse_change();

grant select, insert on feedback, feedback_words, feedback_contact, feedback_answer, feedback_outcome, feedback_release, feedback_sent,
  gathering, gathering_text, gathering_attendee, gathering_attendee_words, gathering_naming, gathering_note, gathering_note_words,
  gathering_note_status, gathering_follow_up, gathering_publication, gathering_roadmap to commonwork_app;
grant update (ended_at, ended_by, end_reason) on feedback_release, gathering_publication to commonwork_app;
grant update (sent) on feedback_sent to commonwork_app;
grant update (removed_at, removed_by) on gathering_attendee to commonwork_app;
grant update (withdrawn_at, withdrawn_by) on gathering_note to commonwork_app;
grant update (done_at, done_by) on gathering_follow_up to commonwork_app;
grant delete on feedback_words, feedback_contact, feedback_sent, gathering_attendee_words, gathering_note_words to commonwork_app;
grant select on named_gathering, standing_provenance_event to commonwork_app;
