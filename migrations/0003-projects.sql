-- Projects (domain section 2): open source communities, each a declared set of repositories. Every change of state is a row of its own.

create table project (
  id uuid primary key,
  -- Part of addresses; the application may not change it, so that links never break.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 80),
  name text not null check (length(name) between 1 and 400),
  -- The name with case, width, spacing and invisible characters taken away: two names that look alike are one.
  name_key text collate "C" not null unique check (length(name_key) between 1 and 400),
  summary text not null check (length(summary) <= 2000),
  licence text check (length(licence) between 1 and 400),
  homepage text check (homepage like 'https://%' and length(homepage) <= 2000),
  label text not null check (length(label) between 1 and 200),
  example boolean not null,
  note text check (length(note) between 1 and 1000),
  logo bytea references file (digest),
  version integer not null default 0,
  added_at timestamptz not null,
  added_by uuid,
  hat text
);

-- What an edit changed, field by field, so that it can be put back by another edit.
create table project_edit (
  id uuid primary key,
  project uuid not null references project (id),
  -- The version of the project that it made.
  version integer not null,
  changes jsonb not null check (jsonb_typeof(changes) = 'array' and jsonb_array_length(changes) > 0),
  undoes uuid references project_edit (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  unique (project, version)
);

create table project_archival (
  id uuid primary key,
  project uuid not null references project (id),
  reason text not null check (length(reason) between 1 and 4000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  restored_at timestamptz,
  restored_by uuid
);
create unique index project_archival_live on project_archival (project) where restored_at is null;

create table repository (
  id uuid primary key,
  project uuid not null references project (id),
  -- The order of the set: the first is where the project began.
  position integer not null,
  url text not null check (length(url) between 1 and 2000),
  -- One form for all spellings of an address, so that the same repository is found twice.
  url_key text collate "C" not null check (length(url_key) between 1 and 2000),
  -- owner/name: the id in portfolio files and survey answers.
  name text not null check (length(name) between 1 and 400),
  role text not null check (role in ('code', 'governance', 'website', 'organisation', 'wiki')),
  local boolean not null,
  added_at timestamptz not null,
  added_by uuid,
  hat text,
  unique (project, url_key),
  unique (project, position)
);
create index repository_url on repository (url_key);

create table repository_removal (
  id uuid primary key,
  repository uuid not null references repository (id),
  reason text not null check (length(reason) <= 4000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  restored_at timestamptz,
  restored_by uuid
);
create unique index repository_removal_live on repository_removal (repository) where restored_at is null;

-- A repository that a document of the project links to; it joins the set only when a person accepts it.
create table repository_proposal (
  id uuid primary key,
  project uuid not null references project (id),
  url text not null check (length(url) between 1 and 2000),
  url_key text collate "C" not null check (length(url_key) between 1 and 2000),
  name text not null check (length(name) between 1 and 400),
  role text not null check (role in ('code', 'governance', 'website', 'organisation', 'wiki')),
  reason text not null check (length(reason) <= 1000),
  found_in_repository text not null,
  found_in_path text not null,
  found_in_line integer not null check (found_in_line > 0),
  found_in_commit text not null,
  found_at timestamptz not null,
  unique (project, url_key)
);

-- A "no" may become a "yes" later; each is kept.
create table repository_proposal_answer (
  proposal uuid not null references repository_proposal (id),
  kind text not null check (kind in ('accepted', 'declined')),
  at timestamptz not null,
  by_person uuid,
  hat text,
  primary key (proposal, kind)
);

grant select, insert on project, project_edit, project_archival, repository, repository_removal, repository_proposal,
  repository_proposal_answer to commonwork_app;
grant update (name, name_key, summary, licence, homepage, label, example, note, logo, version) on project to commonwork_app;
grant update (restored_at, restored_by) on project_archival, repository_removal to commonwork_app;

-- For higher areas: a project as the public may see it. An opt-out will leave its project out of this view.
create view visible_project as
select project.id, project.slug, project.name, project.summary, project.label, project.example, project.note,
       exists (select from project_archival archival
                where archival.project = project.id and archival.restored_at is null) as archived
from project;

-- For higher areas: the set as it stands.
create view live_repository as
select repository.id, repository.project, repository.position, repository.name, repository.url, repository.role,
       repository.local
from repository
where not exists (select from repository_removal removal
                   where removal.repository = repository.id and removal.restored_at is null);

grant select on visible_project, live_repository to commonwork_app;
