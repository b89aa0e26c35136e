-- What the workspace is for (S93), in versions: the newest counts, and an earlier one is put back as a version of its own.

create table workspace_profile (
  version integer primary key check (version > 0),
  mission text not null check (length(mission) between 1 and 8000),
  focus text[] not null check (cardinality(focus) <= 20 and length(array_to_string(focus, '')) <= 8000),
  -- Who of those who work here has which say: "a majority of the members are maintainers".
  majority text check (length(majority) between 1 and 4000),
  undoes integer references workspace_profile (version),
  at timestamptz not null,
  by_person uuid,
  hat text
);

-- Whether something fits that mission, as somebody of the workspace judged. The subject is an id of the area above; the newest counts.
create table mission_fit (
  id uuid primary key,
  subject_kind text not null check (subject_kind in ('project', 'item')),
  subject uuid not null,
  fits boolean not null,
  reason text check (length(reason) between 1 and 4000),
  -- The mission that was read.
  profile integer not null references workspace_profile (version),
  at timestamptz not null,
  by_person uuid,
  hat text,
  constraint mission_misfit_reason check (fits or reason is not null)
);
create index mission_fit_newest on mission_fit (subject_kind, subject, at desc, id desc);

create trigger no_change before update or delete or truncate on workspace_profile execute function refuse_change();
create trigger no_change before update or delete or truncate on mission_fit execute function refuse_change();
grant select, insert on workspace_profile, mission_fit to commonwork_app;

-- For higher areas: what is or was offered, by project and number.
create view numbered_offer as
select item.id as item, item.project, item.number, offered.title
from roadmap_item item join offered_item offered on offered.item = item.id;
grant select on numbered_offer to commonwork_app;
