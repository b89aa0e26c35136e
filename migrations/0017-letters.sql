-- What people are told, and how often: at once, in a letter at most once a day, or not by mail at all.

create table notification (
  id uuid primary key,
  person uuid not null references person (id),
  kind text not null check (kind in ('asked', 'answered', 'project', 'survey', 'account')),
  -- One line that may name people; goes after a season, or when the person is forgotten.
  sentence text not null check (length(sentence) between 1 and 400),
  link text check (link ~ '^/[^/\\]' and length(link) <= 500),
  made_at timestamptz not null,
  -- As the person wished it at that moment.
  how text not null check (how in ('at-once', 'digest', 'never')),
  told_at timestamptz
);
create index notification_person on notification (person, made_at desc);
create index notification_due on notification (made_at) where how = 'at-once' and told_at is null;
create index notification_digest on notification (person) where how = 'digest' and told_at is null;

create table notification_setting (
  person uuid not null references person (id),
  kind text not null check (kind in ('asked', 'answered', 'project', 'survey', 'account')),
  how text not null check (how in ('at-once', 'digest', 'never')),
  set_at timestamptz not null,
  primary key (person, kind)
);

-- At the foot of each letter: by it the recipient changes how often letters come, without signing in. Only the digest is kept.
create table letter_link (
  token_digest bytea primary key check (length(token_digest) = 32),
  person uuid not null references person (id),
  -- What the letter was about; null for the one a day.
  kind text check (kind in ('asked', 'answered', 'project', 'survey', 'account')),
  made_at timestamptz not null,
  valid_until timestamptz not null
);
create index letter_link_old on letter_link (valid_until);

-- Each person is looked at once a day; without news there is no letter. The row is what keeps two workers from writing twice.
create table digest (
  person uuid not null references person (id),
  day date not null,
  at timestamptz not null,
  mail uuid,
  primary key (person, day)
);

grant select, insert on notification, notification_setting, letter_link, digest to commonwork_app;
grant update (told_at) on notification to commonwork_app;
grant update (how, set_at) on notification_setting to commonwork_app;
grant update (mail) on digest to commonwork_app;
grant delete on notification, letter_link to commonwork_app;

-- For the List-Unsubscribe header of a letter that is not about the account's own safety.
alter table mail add column unsubscribe text check (length(unsubscribe) <= 500);
