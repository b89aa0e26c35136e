-- Roadmaps as they were read (domain S32, S67): a project's documents at a commit, their items, and what people corrected in them.

-- One document at one commit, read once by each version of our reader. Texts are files, kept by their digests.
create table roadmap_reading (
  id uuid primary key,
  project uuid not null,
  repository text not null,
  path text not null,
  commit text not null,
  reader integer not null check (reader > 0),
  url text not null,
  committed_on date not null,
  -- The document itself, then what it includes: [{path, why, format, digest, lines, remarks}]
  files jsonb not null,
  items jsonb not null,
  read_at timestamptz not null,
  unique (project, repository, path, commit, reader)
);

-- What the job found when it looked for the roadmap that a round had read; the newest for a round and a project counts.
create table roadmap_look (
  id uuid primary key,
  round uuid not null,
  project uuid not null,
  as_of date not null,
  reader integer not null,
  -- What could not be read, and why: [{repository, path, because}]
  gaps jsonb not null default '[]',
  at timestamptz not null
);
create index roadmap_look_project on roadmap_look (project, round, at desc);

create table roadmap_listed (
  look uuid not null references roadmap_look (id),
  position integer not null,
  reading uuid not null references roadmap_reading (id),
  title text not null,
  kind text not null check (kind in ('technical', 'nontechnical', 'both')),
  -- Scope, pitch, technical or wish list (domain S67), as the survey tells it; null when it does not.
  level text,
  primary key (look, position)
);
create index roadmap_listed_reading on roadmap_listed (reading);

-- A person's correction of one item, known by its content, with a reason; shown beside what was read, never instead of it.
create table roadmap_correction (
  id uuid primary key,
  project uuid not null,
  repository text not null,
  path text not null,
  -- The reading in front of the person who corrected it.
  reading uuid not null references roadmap_reading (id),
  aspect text not null check (aspect in ('title', 'status', 'shape')),
  -- Title, section path and own text as one digest, and in words.
  item text not null,
  was jsonb not null,
  change jsonb not null,
  reason text not null check (length(reason) between 1 and 2000),
  link text,
  at timestamptz not null,
  by_person uuid not null,
  by_name text not null,
  hat text,
  for_project boolean not null,
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create unique index roadmap_correction_live on roadmap_correction (project, repository, path, item, aspect)
  where withdrawn_at is null;

grant select, insert on roadmap_reading, roadmap_look, roadmap_listed, roadmap_correction to commonwork_app;
grant update (withdrawn_at, withdrawn_by, by_name) on roadmap_correction to commonwork_app;
