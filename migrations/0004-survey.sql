-- Survey rounds (domain S34, S35, S71). A round reads a portfolio as of a day; every state change is a row of its own.

create table survey_round (
  id uuid primary key,
  title text not null check (length(title) between 1 and 120),
  as_of date not null,
  note text not null default '' check (length(note) <= 2000),
  example boolean not null default false,
  started_at timestamptz not null,
  started_by uuid,
  hat text
);

-- Stopping: 'after-current' drops what waits, 'at-once' also ends what runs. Resuming sets resumed_at.
create table survey_stop (
  id uuid primary key,
  round uuid not null references survey_round (id),
  manner text not null check (manner in ('after-current', 'at-once')),
  at timestamptz not null,
  by_person uuid,
  resumed_at timestamptz,
  resumed_by uuid
);
create unique index survey_stop_live on survey_stop (round) where resumed_at is null;

create table survey_publication (
  id uuid primary key,
  round uuid not null references survey_round (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  withdrawal_reason text
);
create unique index survey_publication_live on survey_publication (round) where withdrawn_at is null;

-- One project of a round: what is to be read, frozen at the start, and how far it is.
create table survey_run (
  id uuid primary key,
  round uuid not null references survey_round (id),
  project uuid not null,
  position integer not null,
  spec jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'read', 'not-reached', 'stopped')),
  doing text not null default '',
  repository_n integer not null default 0,
  repository_of integer not null,
  attempts integer not null default 0,
  started_at timestamptz,
  finished_at timestamptz,
  problem text,
  unique (round, project),
  unique (round, position)
);
create index survey_run_open on survey_run (round) where state in ('waiting', 'running');

-- What was found. Written once for a round, a project and the commits that were read, however often its job ran.
create table survey_result (
  id uuid primary key,
  round uuid not null references survey_round (id),
  project uuid not null,
  commits text not null,
  verdict text not null check (verdict in ('none', 'outdated', 'incomplete', 'good', 'unknown')),
  kind text not null check (kind in ('none', 'technical', 'nontechnical', 'both')),
  reason text not null,
  last_change date,
  report jsonb not null,
  made_at timestamptz not null,
  unique (round, project, commits)
);
create index survey_result_project on survey_result (project, round);

-- A person's correction of one answer, with a reason; shown beside what was read, never instead of it.
create table survey_correction (
  id uuid primary key,
  round uuid not null references survey_round (id),
  project uuid not null,
  key text not null,
  answer text not null,
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
create unique index survey_correction_live on survey_correction (round, project, key) where withdrawn_at is null;

grant select, insert on survey_round, survey_stop, survey_publication, survey_run, survey_result, survey_correction to commonwork_app;
grant update (resumed_at, resumed_by, manner) on survey_stop to commonwork_app;
grant update (withdrawn_at, withdrawn_by, withdrawal_reason) on survey_publication to commonwork_app;
grant update (state, doing, repository_n, attempts, started_at, finished_at, problem) on survey_run to commonwork_app;
grant update (withdrawn_at, withdrawn_by, by_name) on survey_correction to commonwork_app;

-- For higher areas: the verdict that counts, with a live correction applied.
create view survey_verdict as
select result.round, result.project,
       coalesce(correction.answer, result.verdict) as verdict,
       result.verdict as read_verdict,
       result.kind, result.reason, result.last_change, result.made_at
from survey_result result
left join survey_correction correction
  on correction.round = result.round and correction.project = result.project
 and correction.key = 'roadmap' and correction.withdrawn_at is null;
grant select on survey_verdict to commonwork_app;

-- For higher areas: what a round is called.
create view named_round as select id, title from survey_round;
grant select on named_round to commonwork_app;
