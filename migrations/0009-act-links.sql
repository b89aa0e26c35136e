-- Links for people without an account (domain section 3, "Act by a one-time link"): whoever it was sent to, and that one act.

create table act_link (
  id uuid primary key,
  token_digest bytea not null unique check (length(token_digest) = 32),
  -- What it is for, in the words of the area that asks ("answer-consent"), and about what. The subject is an id of that area.
  act text not null check (act ~ '^[a-z][a-z-]{0,39}$'),
  subject uuid not null,
  role text not null check (role in ('PRJ', 'MNT', 'FND', 'FSP', 'PAR')),
  project uuid,
  -- Once: spent by the act. Until it ends: for what must stay possible, such as taking a consent back.
  use text not null check (use in ('once', 'until-it-ends')),
  made_at timestamptz not null,
  made_by uuid,
  valid_until timestamptz not null check (valid_until > made_at),
  -- The link that had run out, in whose place its holder asked for this one.
  renews uuid unique references act_link (id),
  spent_at timestamptz,
  withdrawn_at timestamptz,
  withdrawn_by uuid,
  check (use = 'once' or spent_at is null),
  check (role not in ('PRJ', 'MNT') or project is not null)
);
create index act_link_subject on act_link (subject);
create index act_link_open on act_link (valid_until) where spent_at is null and withdrawn_at is null;

-- To whom it went; can be erased.
create table act_link_recipient (
  link uuid primary key references act_link (id),
  name text not null check (length(name) between 1 and 120),
  mail text not null check (length(mail) between 3 and 254)
);

grant select, insert on act_link, act_link_recipient to commonwork_app;
grant update (spent_at, withdrawn_at, withdrawn_by) on act_link to commonwork_app;
grant update, delete on act_link_recipient to commonwork_app;

-- What a spent or withdrawn link says of itself stays said.
create function act_link_ends_once() returns trigger language plpgsql as $$
begin
  if (old.spent_at is not null and new.spent_at is distinct from old.spent_at)
     or (old.withdrawn_at is not null and (new.withdrawn_at, new.withdrawn_by) is distinct from (old.withdrawn_at, old.withdrawn_by)) then
    raise exception 'an act link ends once' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger ends_once before update on act_link for each row execute function act_link_ends_once();
create trigger no_delete before delete or truncate on act_link execute function refuse_change();

-- For higher areas: who acted by a link, as far as it is still known.
create view named_act_link as
select link.id as link, recipient.name
from act_link link
left join act_link_recipient recipient on recipient.link = link.id;
grant select on named_act_link to commonwork_app;

-- Whoever acts by a link is a kind of actor of its own: known by the link, without an account.
alter table event drop constraint event_actor_kind_check;
alter table event add constraint event_actor_kind_check check (actor_kind in ('person', 'link', 'stranger', 'program'));
