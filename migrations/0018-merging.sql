-- Two accounts of one person become one, and somebody who leaves hands over what they hold.

-- The duplicate signs in no more. What was done in it stays under its own id and name; what it held is the other's from then on.
-- This is not taken back: what the other did meanwhile could not be told apart.
create table person_merge (
  duplicate uuid primary key references person (id),
  into_person uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  -- May be overwritten when the person is forgotten.
  reason text not null check (length(reason) between 1 and 400),
  check (duplicate <> into_person)
);
create index person_merge_into on person_merge (into_person);
grant select, insert on person_merge to commonwork_app;
grant update (reason) on person_merge to commonwork_app;
create trigger no_delete before delete or truncate on person_merge execute function refuse_change();

create function merged_stays_closed() returns trigger language plpgsql as $$
begin
  if new.lifted_at is not null and exists (select from person_merge where duplicate = new.person) then
    raise exception 'an account that was merged stays closed' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger merged_stays_closed before update on person_deactivation for each row execute function merged_stays_closed();

-- A person who is signed in asks for the other account; the letter that went to its address proves that it is theirs.
create table merge_request (
  id uuid primary key,
  token_digest bytea not null unique check (length(token_digest) = 32),
  into_person uuid not null references person (id),
  duplicate uuid not null references person (id),
  asked_at timestamptz not null,
  valid_until timestamptz not null check (valid_until > asked_at),
  spent_at timestamptz,
  ended_at timestamptz
);
create index merge_request_open on merge_request (into_person) where spent_at is null and ended_at is null;
grant select, insert on merge_request to commonwork_app;
grant update (spent_at, ended_at) on merge_request to commonwork_app;

-- A token for the API goes on as the account that is left.
grant update (person) on api_token to commonwork_app;

create table hand_over (
  id uuid primary key,
  from_person uuid not null references person (id),
  to_person uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  hat text,
  reason text not null check (length(reason) between 1 and 400),
  check (from_person <> to_person)
);
create index hand_over_from on hand_over (from_person, at);
create index hand_over_to on hand_over (to_person, at);
-- Which role went over; a role that the other held already is only taken back.
create table hand_over_role (
  hand_over uuid not null references hand_over (id),
  ended_grant uuid not null references role_grant (id),
  new_grant uuid references role_grant (id),
  primary key (hand_over, ended_grant)
);
grant select, insert on hand_over, hand_over_role to commonwork_app;
grant update (reason) on hand_over to commonwork_app;
create trigger no_delete before delete or truncate on hand_over execute function refuse_change();
create trigger no_change before update or delete or truncate on hand_over_role execute function refuse_change();

-- The account in which a person is now; their own when it was never merged.
create function living_person(uuid) returns uuid language sql stable as $$
  with recursive chain (person) as (
    values ($1)
    union
    select person_merge.into_person from chain join person_merge on person_merge.duplicate = chain.person
  )
  select chain.person from chain where not exists (select from person_merge where duplicate = chain.person)
$$;

-- Whoever spoke for a project in the merged account speaks for it in the one that is left.
create or replace view standing as
select entry.project, entry.id as entry, speaker.id as speaker, living_person(speaker.person) as person, covered.matter, entry.valid_from,
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
