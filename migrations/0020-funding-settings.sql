-- What a funding manifest (funding.json) and the pages for funders need and nobody else has said: who asks, by which address, through
-- which channels money comes. A row is never edited; the next takes its place. What an older one said is not kept, since it may hold
-- addresses of people: only who set it and when stays.

create table funding_settings (
  id uuid primary key,
  -- Null: those of the workspace.
  project uuid references project (id),
  -- The row whose place this one takes: each has one successor, so nobody writes over what they have not seen.
  replaces uuid references funding_settings (id),
  -- JSON of FundingSettings (portal/types.ts).
  body text check (jsonb_typeof(body::jsonb) = 'object' and length(body) <= 20000),
  cleared_at timestamptz,
  at timestamptz not null,
  by_person uuid,
  hat text,
  check ((body is null) = (cleared_at is not null)),
  unique nulls not distinct (project, replaces)
);
create index funding_settings_newest on funding_settings (project, at desc) where body is not null;
grant select, insert on funding_settings to commonwork_app;
grant update (body, cleared_at) on funding_settings to commonwork_app;

-- For higher areas: what a project says of itself that stands in manifests.
create view described_project as select project.id, project.licence, project.homepage, project.added_at from project;
grant select on described_project to commonwork_app;
