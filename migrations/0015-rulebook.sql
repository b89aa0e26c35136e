-- The rulebook of a project and its own word (domain S20, S44, S108-S113), help with a roadmap (S45), coverage (S40), how its logo may be
-- used (S38). Everything grows by rows; the newest counts.

-- What a person confirmed about a field of the rulebook. A null value takes it back.
create table rulebook_entry (
  id uuid primary key,
  project uuid not null references project (id),
  field text not null check (field ~ '^[a-z][a-z-]{1,30}$'),
  -- Counts the entries of the field.
  version integer not null check (version > 0),
  value jsonb check (jsonb_typeof(value) = 'object' and length(value::text) <= 40000),
  -- The lines of the project's documents on which a suggestion rested, when it came from one.
  evidence jsonb not null default '[]' check (jsonb_typeof(evidence) = 'array' and length(evidence::text) <= 20000),
  undoes uuid references rulebook_entry (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  unique (project, field, version)
);

-- What a survey read. It counts for nothing before a person takes it over.
create table rulebook_suggestion (
  id uuid primary key,
  project uuid not null references project (id),
  field text not null check (field ~ '^[a-z][a-z-]{1,30}$'),
  value jsonb not null check (jsonb_typeof(value) = 'object' and length(value::text) <= 40000),
  -- The same suggestion is made once, however often it is read.
  value_digest bytea not null check (length(value_digest) = 32),
  evidence jsonb not null check (jsonb_typeof(evidence) = 'array' and length(evidence::text) <= 20000),
  round uuid,
  at timestamptz not null,
  unique (project, field, value_digest)
);

create table rulebook_suggestion_answer (
  suggestion uuid primary key references rulebook_suggestion (id),
  kind text not null check (kind in ('taken', 'set-aside')),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- Three questions in place of an empty list (S44), answered by the project's own people. The newest answer to each counts.
create table project_word (
  id uuid primary key,
  project uuid not null references project (id),
  question text not null check (question in ('done', 'funds', 'volunteers')),
  answer text not null check (answer in ('yes', 'no')),
  words text check (length(words) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index project_word_newest on project_word (project, question, at desc, id desc);

-- A wish for help with a roadmap (S45). Who wrote it stands apart and can be erased.
create table help_request (
  id uuid primary key,
  project uuid not null references project (id),
  wish text not null check (length(wish) between 1 and 8000),
  -- As whom: for the project, as one of its maintainers without an account, or by the workspace on their behalf.
  asked_as text not null check (asked_as in ('project', 'form', 'workspace')),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index help_request_project on help_request (project, at desc);

create table help_request_contact (
  request uuid primary key references help_request (id),
  name text not null check (length(name) between 1 and 400),
  mail text not null check (length(mail) between 3 and 254)
);

-- Who sees to it; the newest row counts, so that one may hand it on.
create table help_taking (
  id uuid primary key,
  request uuid not null references help_request (id),
  owner uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index help_taking_newest on help_taking (request, at desc, id desc);

create table help_note (
  id uuid primary key,
  request uuid not null references help_request (id),
  words text not null check (length(words) between 1 and 8000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index help_note_request on help_note (request, at);

create table help_answer (
  request uuid primary key references help_request (id),
  outcome text not null check (outcome in ('helped', 'not-now')),
  words text not null check (length(words) between 1 and 8000),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- How the workspace covers a project (S40). The newest row counts.
create table project_coverage (
  id uuid primary key,
  project uuid not null references project (id),
  status text not null check (status in ('maintainer', 'contributor', 'aims', 'none')),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index project_coverage_newest on project_coverage (project, at desc, id desc);

-- The logo in words, and what the project's trademark rules ask for where it is shown (S38).
alter table project add column logo_alt text check (length(logo_alt) between 1 and 1000);
alter table project add column logo_note text check (length(logo_note) between 1 and 4000);
grant update (logo_alt, logo_note) on project to commonwork_app;

-- The project's yes to exactly this picture, these words and this note; another picture or note needs another yes.
create table logo_acceptance (
  id uuid primary key,
  project uuid not null references project (id),
  logo bytea not null references file (digest),
  alt text not null check (length(alt) between 1 and 1000),
  note text check (length(note) between 1 and 4000),
  standing uuid not null references speaker_entry (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create index logo_acceptance_project on logo_acceptance (project) where withdrawn_at is null;

grant select, insert on rulebook_entry, rulebook_suggestion, rulebook_suggestion_answer, project_word, help_request, help_request_contact,
  help_taking, help_note, help_answer, project_coverage, logo_acceptance to commonwork_app;
grant update (withdrawn_at, withdrawn_by) on logo_acceptance to commonwork_app;
grant delete on help_request_contact to commonwork_app;

-- For higher areas: the logo as it may be shown, and whether the project has said yes to it.
create view shown_logo as
select project.id as project, project.logo, project.logo_alt as alt, project.logo_note as note,
       exists (select from logo_acceptance acceptance
                where acceptance.project = project.id and acceptance.withdrawn_at is null
                  and acceptance.logo = project.logo and acceptance.alt = project.logo_alt
                  and acceptance.note is not distinct from project.logo_note) as accepted
from project where project.logo is not null;

-- For higher areas: how the workspace covers each project.
create view live_coverage as
select distinct on (project) project, status, at from project_coverage order by project, at desc, id desc;

grant select on shown_logo, live_coverage to commonwork_app;
