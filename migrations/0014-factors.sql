-- More ways to sign in: passkeys and sign-in providers beside the password, proof that somebody is still there, a new mail address
-- that its reader confirms, and the way back for those who lost every way in.

-- What lets somebody in besides the password stands in person_factor too. A passkey has its person's own word for it; what its checking
-- needs (public key, counter, backup flags) and what a provider calls the account stands in details.
alter table person_factor
  add column name text check (length(name) between 1 and 80),
  add column last_used_at timestamptz,
  add check (kind <> 'passkey' or (name is not null and details ? 'publicKey')),
  add check (length(handle) <= 2000);

-- A session can be proven again after it began: some acts want to know that the person, and not only their browser, is there.
alter table session
  add column proven_at timestamptz,
  add column proven_by text check (proven_by in ('password', 'passkey')),
  add check ((proven_at is null) = (proven_by is null));
grant update (proven_at, proven_by) on session to commonwork_app;

-- Begun at another place (an authenticator, a provider) and not yet come back: each row is used once, by the browser that began, and
-- then gone. Only digests are kept: of the challenge or state, and of the secret in the browser's cookie.
create table begun_sign_in (
  digest bytea primary key check (length(digest) = 32),
  browser_digest bytea not null check (length(browser_digest) = 32),
  purpose text not null check (purpose in ('passkey-sign-in', 'passkey-confirm', 'passkey-add', 'oidc-sign-in', 'oidc-connect')),
  person uuid references person (id),
  provider text check (length(provider) <= 40),
  next text check (length(next) <= 2000),
  begun_at timestamptz not null,
  valid_until timestamptz not null,
  check ((purpose in ('passkey-sign-in', 'oidc-sign-in')) = (person is null)),
  check ((purpose like 'oidc-%') = (provider is not null))
);
create index begun_sign_in_old on begun_sign_in (valid_until);
grant select, insert, delete on begun_sign_in to commonwork_app;

-- A person asks for another mail address; the link that went there makes it so. The address can be erased.
create table mail_change (
  id uuid primary key,
  person uuid not null references person (id),
  token_digest bytea not null unique check (length(token_digest) = 32),
  mail text check (length(mail) between 3 and 254),
  asked_at timestamptz not null,
  valid_until timestamptz not null check (valid_until > asked_at),
  spent_at timestamptz,
  ended_at timestamptz
);
create index mail_change_open on mail_change (person) where spent_at is null and ended_at is null;
grant select, insert on mail_change to commonwork_app;
grant update (mail, spent_at, ended_at) on mail_change to commonwork_app;

-- An administrator lets somebody back in who lost every way, and says how they made sure who it is. The reason can be erased.
create table recovery (
  id uuid primary key,
  person uuid not null references person (id),
  token_digest bytea not null unique check (length(token_digest) = 32),
  made_at timestamptz not null,
  made_by uuid not null,
  reason text check (length(reason) between 1 and 400),
  valid_until timestamptz not null check (valid_until > made_at),
  spent_at timestamptz,
  ended_at timestamptz
);
create index recovery_person on recovery (person, made_at);
grant select, insert on recovery to commonwork_app;
grant update (reason, spent_at, ended_at) on recovery to commonwork_app;
