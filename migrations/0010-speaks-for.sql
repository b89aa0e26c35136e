-- Who speaks for a project (domain S22), and projects that asked to be left out (S42). An entry is never rewritten: it is confirmed,
-- ended, or replaced by a successor, each a row of its own.

create table speaker_entry (
  id uuid primary key,
  project uuid not null references project (id),
  kind text not null check (kind in ('person', 'body')),
  -- The name of a body. The names of people stand in rows that can be erased.
  body text check (length(body) between 1 and 400),
  matters text[] not null check (
    cardinality(matters) between 1 and 7
    and matters <@ array['offers', 'roadmap', 'money', 'trademark', 'governance', 'agreements', 'all']),
  -- Where the project itself says so.
  source text not null check (source like 'https://%' and length(source) <= 2000),
  valid_from date not null,
  -- The last day on which it holds; null until somebody says otherwise.
  valid_to date check (valid_to >= valid_from),
  -- The entry that ends when this one is confirmed.
  replaces uuid references speaker_entry (id),
  entered_at timestamptz not null,
  entered_by uuid,
  hat text,
  check ((kind = 'body') = (body is not null))
);
create index speaker_entry_project on speaker_entry (project);

-- The person, or the delegates of the body. Without an account: a name and an address beside it.
create table speaker (
  id uuid primary key,
  entry uuid not null references speaker_entry (id),
  position integer not null,
  person uuid references person (id),
  unique (entry, position),
  unique (entry, person)
);
create index speaker_person on speaker (person) where person is not null;

create table speaker_name (
  speaker uuid primary key references speaker (id),
  name text not null check (length(name) between 1 and 400),
  mail text not null check (length(mail) between 3 and 254)
);

-- Without this row an entry does not count.
create table speaker_confirmation (
  entry uuid primary key references speaker_entry (id),
  -- Where it was confirmed: a meeting, a thread, the source itself.
  place text not null check (length(place) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);

create table speaker_ending (
  entry uuid primary key references speaker_entry (id),
  reason text not null check (length(reason) between 1 and 4000),
  successor uuid references speaker_entry (id),
  at timestamptz not null,
  by_person uuid,
  hat text
);

grant select, insert on speaker_entry, speaker, speaker_name, speaker_confirmation, speaker_ending to commonwork_app;
grant delete on speaker_name to commonwork_app;

-- For higher areas: who speaks for a project on which matter, and from which day to which, both included. A row a matter, "all" taken
-- apart. An ended entry holds to the day before, so that it never counts again from the moment of its end.
create view standing as
select entry.project, entry.id as entry, speaker.id as speaker, speaker.person, covered.matter, entry.valid_from,
       least(entry.valid_to, (ending.at at time zone 'UTC')::date - 1) as valid_to,
       confirmation.entry is not null as confirmed
from speaker_entry entry
join speaker on speaker.entry = entry.id
cross join lateral unnest(
  case when 'all' = any (entry.matters)
       then array['offers', 'roadmap', 'money', 'trademark', 'governance', 'agreements']
       else entry.matters end) as covered (matter)
left join speaker_confirmation confirmation on confirmation.entry = entry.id
left join speaker_ending ending on ending.entry = entry.id;

create table project_opt_out (
  id uuid primary key,
  project uuid not null references project (id),
  reason text not null check (length(reason) between 1 and 4000),
  -- For the project's own people and administrators only.
  reason_private boolean not null,
  -- By which entry of the register they spoke.
  standing uuid not null references speaker_entry (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid,
  ended_hat text,
  ended_standing uuid references speaker_entry (id),
  check ((ended_at is null) = (ended_standing is null))
);
create unique index project_opt_out_live on project_opt_out (project) where ended_at is null;

grant select, insert on project_opt_out to commonwork_app;
grant update (ended_at, ended_by, ended_hat, ended_standing) on project_opt_out to commonwork_app;

-- For higher areas: every project, for readers who may know of those that asked to be left out, and say so beside them.
create view known_project as
select project.id, project.slug, project.name, project.summary, project.label, project.example, project.note,
       exists (select from project_archival archival
                where archival.project = project.id and archival.restored_at is null) as archived,
       exists (select from project_opt_out left_out
                where left_out.project = project.id and left_out.ended_at is null) as opted_out
from project;

create or replace view visible_project as
select id, slug, name, summary, label, example, note, archived from known_project where not opted_out;

-- For higher areas: who holds a role for a project now.
create view project_role_holder as
select role_grant.project, role_grant.role, role_grant.person
from role_grant
where role_grant.revoked_at is null and role_grant.project is not null
  and not exists (select from person_deactivation deactivation
                   where deactivation.person = role_grant.person and deactivation.lifted_at is null);

grant select on standing, known_project, project_role_holder to commonwork_app;
