-- What the house itself needs: settings kept in the database, files, and the journal of events with its seals.
-- Run by the role commonwork_owner; commonwork_app owns nothing and may do exactly what is granted here.

create table setting (
  key text primary key check (key ~ '^[a-z][a-z0-9.-]{0,99}$'),
  value jsonb not null,
  changed_at timestamptz not null default now()
);
grant select, insert, update, delete on setting to commonwork_app;

-- For tables that only grow. Grants bind the application; this binds the owner's own mistakes as well.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = '42501';
end
$$;

-- Files are rows, addressed by what they hold: the same bytes are kept once, and other bytes cannot take their place.
create table file (
  digest bytea primary key check (digest = sha256(bytes)),
  type text not null check (type ~ '^[a-z0-9.+-]+/[a-z0-9.+-]+$' and length(type) <= 100),
  size integer not null generated always as (octet_length(bytes)) stored check (size <= 20 * 1024 * 1024),
  bytes bytea not null,
  added_at timestamptz not null default now()
);
alter table file alter column bytes set storage external; -- most of them are compressed already
grant select, insert on file to commonwork_app;

-- The journal. One chain of hashes per stream (a project, a round, a person), never one for all: that would make everyone wait for everyone.
create table event_stream (
  kind text not null check (kind ~ '^[a-z][a-z-]{0,39}$'),
  id text not null check (id ~ '^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$'),
  position integer not null,
  digest bytea not null,
  primary key (kind, id)
);
grant select on event_stream to commonwork_app; -- written by the trigger below alone

create table event (
  id uuid primary key,
  stream_kind text not null,
  stream_id text not null,
  position integer not null,
  kind text not null check (kind ~ '^[a-z][a-z0-9.-]{0,79}$'),
  at timestamptz not null check (at = date_trunc('milliseconds', at)),
  actor_kind text not null check (actor_kind in ('person', 'stranger', 'program')),
  actor_id text check (actor_id ~ '^[A-Za-z0-9-]{1,60}$'),
  -- JSON, kept as the very text that was hashed: ids, codes, numbers, and salted digests of the texts in event_text.
  body text not null check (jsonb_typeof(body::jsonb) = 'object'),
  previous bytea not null,
  digest bytea not null,
  unique (stream_kind, stream_id, position),
  foreign key (stream_kind, stream_id) references event_stream (kind, id)
);
create index event_actor on event (actor_id) where actor_id is not null;
grant select, insert on event to commonwork_app;

-- Names, addresses and free text of events. They can be erased; the chain then still holds, for it knows only their salted digests.
create table event_text (
  event uuid not null references event (id),
  name text not null check (name ~ '^[a-z][a-zA-Z0-9-]{0,39}$'),
  salt bytea,
  body text check (length(body) <= 20000),
  erased_on date,
  primary key (event, name),
  check ((body is null) = (erased_on is not null) and (salt is null) = (body is null))
);
grant select, insert, update (salt, body, erased_on) on event_text to commonwork_app;

create function event_text_only_erases() returns trigger language plpgsql as $$
begin
  if old.erased_on is not null or new.erased_on is null or (new.event, new.name) is distinct from (old.event, old.name) then
    raise exception 'event_text is append-only: a text can only be erased, once' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger only_erases before update on event_text for each row execute function event_text_only_erases();
create trigger no_delete before delete or truncate on event_text execute function refuse_change();

-- Events that nobody has reacted to yet. A row is taken away in the transaction that queues what follows from it.
create table event_waiting (
  event uuid primary key references event (id)
);
grant select, update, delete on event_waiting to commonwork_app;

-- Links a new event to its stream. It runs as the owner, so the application cannot choose a position, a digest or a head.
create function event_link() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  head event_stream;
begin
  insert into event_stream (kind, id, position, digest)
  values (new.stream_kind, new.stream_id, 0, decode(repeat('00', 32), 'hex'))
  on conflict do nothing;
  select * into strict head from event_stream where kind = new.stream_kind and id = new.stream_id for update;
  new.position := head.position + 1;
  new.previous := head.digest;
  new.digest := sha256(convert_to(concat_ws(E'\n',
    'commonwork event 1', encode(new.previous, 'hex'), new.id::text, new.stream_kind, new.stream_id, new.position::text, new.kind,
    round(extract(epoch from new.at) * 1000)::bigint::text, new.actor_kind, coalesce(new.actor_id, '-'), new.body), 'UTF8'));
  update event_stream set position = new.position, digest = new.digest where kind = head.kind and id = head.id;
  return new;
end
$$;
create trigger link before insert on event for each row execute function event_link();

create function event_wait() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into event_waiting (event) values (new.id);
  return null;
end
$$;
create trigger wait after insert on event for each row execute function event_wait();
create trigger no_change before update or delete or truncate on event execute function refuse_change();

-- Every so often the heads that moved are sealed into one digest, which names the seal before it.
create table event_seal (
  number integer primary key check (number > 0),
  at timestamptz not null check (at = date_trunc('milliseconds', at)),
  previous bytea not null,
  digest bytea not null unique
);
create table event_seal_head (
  stream_kind text not null,
  stream_id text not null,
  position integer not null,
  digest bytea not null,
  seal integer not null references event_seal (number),
  primary key (stream_kind, stream_id, position),
  foreign key (stream_kind, stream_id, position) references event (stream_kind, stream_id, position)
);
create index event_seal_head_seal on event_seal_head (seal);
grant select, insert on event_seal, event_seal_head to commonwork_app;
create trigger no_change before update or delete or truncate on event_seal execute function refuse_change();
create trigger no_change before update or delete or truncate on event_seal_head execute function refuse_change();
create trigger no_change before update or delete or truncate on file execute function refuse_change();
