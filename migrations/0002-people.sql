-- People: the workspace, accounts, ways to sign in, sessions, roles, invitations, one-time links, and the mail that carries them.
-- What names a person (name, mail address, network address, browser) stands in rows of its own that can be erased, leaving the record whole.

create table workspace (
  only_one boolean primary key default true check (only_one),
  name text not null check (length(name) between 1 and 120),
  -- Filled with example data: every page says so.
  example boolean not null default false,
  set_up_at timestamptz not null
);

create table person (
  id uuid primary key,
  joined_at timestamptz not null
);

-- mail_key: the address in lower case, by which a person is found.
create table person_profile (
  person uuid primary key references person (id),
  name text not null check (length(name) between 1 and 120),
  mail text not null check (length(mail) between 3 and 254),
  mail_key text not null unique,
  hats text[] not null default '{}'
);

-- Ways to prove who one is. Passkeys and OIDC have their place here: handle is the credential's id, or issuer and subject.
create table person_factor (
  id uuid primary key,
  person uuid not null references person (id),
  kind text not null check (kind in ('password', 'passkey', 'oidc')),
  handle text,
  secret text,
  details jsonb not null default '{}',
  set_at timestamptz not null,
  unique (kind, handle),
  check ((kind = 'password') = (handle is null)),
  check (kind <> 'password' or secret is not null)
);
create unique index person_factor_password on person_factor (person) where kind = 'password';
create index person_factor_person on person_factor (person);

create table person_deactivation (
  id uuid primary key,
  person uuid not null references person (id),
  at timestamptz not null,
  by_person uuid,
  reason text not null check (length(reason) between 1 and 400),
  lifted_at timestamptz,
  lifted_by uuid
);
create unique index person_deactivation_live on person_deactivation (person) where lifted_at is null;

-- The project of a project-bound role belongs to an area above: it is an id without a reference.
create table role_grant (
  id uuid primary key,
  person uuid not null references person (id),
  role text not null check (role in ('ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP')),
  project uuid,
  granted_at timestamptz not null,
  granted_by uuid,
  revoked_at timestamptz,
  revoked_by uuid,
  check (role not in ('PRJ', 'MNT') or project is not null),
  check (role not in ('ADM', 'ENG', 'TEC', 'DEV', 'FIN') or project is null)
);
create unique index role_grant_live on role_grant (person, role, project) nulls not distinct where revoked_at is null;
create index role_grant_project on role_grant (project) where revoked_at is null and project is not null;

create table invitation (
  id uuid primary key,
  name text not null check (length(name) between 1 and 120),
  mail text not null check (length(mail) between 3 and 254),
  mail_key text not null,
  role text not null,
  project uuid,
  invited_at timestamptz not null,
  invited_by uuid,
  valid_until timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid references person (id),
  withdrawn_at timestamptz,
  withdrawn_by uuid
);
create unique index invitation_open on invitation (mail_key) where accepted_at is null and withdrawn_at is null;

-- Only the digest of the token is kept. Ended: a newer one took its place, or what it was for is done.
create table one_time_link (
  id uuid primary key,
  purpose text not null check (purpose in ('set-up', 'sign-in', 'invitation')),
  token_digest bytea not null unique check (length(token_digest) = 32),
  person uuid references person (id),
  invitation uuid references invitation (id),
  made_at timestamptz not null,
  valid_until timestamptz not null,
  spent_at timestamptz,
  ended_at timestamptz,
  check ((purpose = 'sign-in') = (person is not null)),
  check ((purpose = 'invitation') = (invitation is not null))
);
create index one_time_link_person on one_time_link (person) where spent_at is null and ended_at is null;

create table session (
  id uuid primary key,
  token_digest bytea not null unique check (length(token_digest) = 32),
  person uuid not null references person (id),
  proof text not null check (proof in ('set-up', 'invitation', 'password', 'link', 'passkey', 'oidc')),
  started_at timestamptz not null,
  last_seen_at timestamptz not null,
  hat text,
  ended_at timestamptz
);
create index session_person on session (person) where ended_at is null;

create table session_trace (
  session uuid primary key references session (id),
  address text not null check (length(address) <= 100),
  agent text not null check (length(agent) <= 300)
);

-- Failed sign-ins in a row, by the digest of an account's or a network address. Also for accounts that do not exist.
create table sign_in_failure (
  kind text not null check (kind in ('account', 'address')),
  subject bytea not null check (length(subject) = 32),
  failures integer not null check (failures > 0),
  last_at timestamptz not null,
  primary key (kind, subject)
);
create index sign_in_failure_old on sign_in_failure (last_at);

-- Letters wait here in the transaction of the act that writes them. Text and link go when the letter is sent or the link ends.
create table mail (
  id uuid primary key,
  queued_at timestamptz not null,
  recipient text not null,
  recipient_name text not null,
  subject text not null,
  body text,
  link text,
  valid_until timestamptz,
  tries integer not null default 0,
  next_try_at timestamptz not null,
  held_at timestamptz,
  sent_at timestamptz,
  given_up_at timestamptz,
  trouble text
);
create index mail_due on mail (next_try_at) where sent_at is null and held_at is null and given_up_at is null;
create index mail_newest on mail (queued_at desc, id desc);
create index mail_text on mail (valid_until) where body is not null;

grant select, insert on workspace, person, person_profile, person_factor, person_deactivation, role_grant, invitation, one_time_link,
  session, session_trace, sign_in_failure, mail to commonwork_app;
grant update (name) on workspace to commonwork_app;
grant update, delete on person_profile, person_factor, session_trace, sign_in_failure, mail to commonwork_app;
grant update (lifted_at, lifted_by) on person_deactivation to commonwork_app;
grant update (revoked_at, revoked_by) on role_grant to commonwork_app;
grant update (accepted_at, accepted_by, withdrawn_at, withdrawn_by, name, mail, mail_key) on invitation to commonwork_app;
grant update (spent_at, ended_at) on one_time_link to commonwork_app;
grant update (last_seen_at, hat, ended_at) on session to commonwork_app;

-- For higher areas: who a person is, as far as it is still known.
create view named_person as
select person.id as person, profile.name
from person
left join person_profile profile on profile.person = person.id;
grant select on named_person to commonwork_app;
