-- Tokens: by them a person's own programs use the API as that person. Only the digest of the secret is kept. A token is never
-- removed: it runs out or is revoked, and stays on the list of its person.

create table api_token (
  id uuid primary key,
  token_digest bytea not null unique check (length(token_digest) = 32),
  person uuid not null references person (id),
  -- The person's own words for it; may be overwritten when the person is forgotten.
  name text not null check (length(name) between 1 and 80),
  scope text not null check (scope in ('read', 'read-write')),
  made_at timestamptz not null,
  valid_until timestamptz not null check (valid_until > made_at),
  last_used_at timestamptz,
  revoked_at timestamptz,
  revoked_by uuid
);
create index api_token_person on api_token (person, made_at);

grant select, insert on api_token to commonwork_app;
grant update (name, last_used_at, revoked_at, revoked_by) on api_token to commonwork_app;
