-- Hats (domain S62): in which capacity a person speaks, and for whom. A role brings its hat with it; others are stated in own words.

-- Bodies that roles are held for. Areas above own them and tell their names here, so that people can say "maintainer, NumPy".
create table affiliation (
  id uuid primary key,
  name text not null check (length(name) between 1 and 400)
);
grant select on affiliation to commonwork_app; -- written by the triggers of those who own the names

create function project_tells_name() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into affiliation (id, name) values (new.id, new.name)
  on conflict (id) do update set name = excluded.name;
  return null;
end
$$;
create trigger tell_name after insert or update of name on project for each row execute function project_tells_name();
insert into affiliation (id, name) select id, name from project;

-- In the person's own words. Given up: it can be stated again, as another row.
create table person_hat (
  id uuid primary key,
  person uuid not null references person (id),
  -- Both may be overwritten when the person is forgotten.
  capacity text not null check (length(capacity) between 1 and 80),
  affiliation text check (length(affiliation) between 1 and 120),
  stated_at timestamptz not null,
  given_up_at timestamptz
);
create unique index person_hat_live on person_hat (person, capacity, affiliation) nulls not distinct where given_up_at is null;
grant select, insert on person_hat to commonwork_app;
grant update (capacity, affiliation, given_up_at) on person_hat to commonwork_app;

insert into person_hat (id, person, capacity, stated_at)
select gen_random_uuid(), profile.person, left(hat, 80), person.joined_at
from person_profile profile
join person on person.id = profile.person
cross join unnest(profile.hats) hat
where hat <> ''
on conflict do nothing;
alter table person_profile drop column hats;
