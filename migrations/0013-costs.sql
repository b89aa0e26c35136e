-- Rates and cost settings (domain 8.1-8.3). Rows are only added: from their day on they stand until a newer row takes their place.

create table rate (
  id uuid primary key,
  role text not null check (role in
    ('senior_developer', 'developer', 'technical_writer', 'designer', 'community_lead', 'project_manager')),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- Minor units for one person-year.
  low bigint not null check (low > 0),
  likely bigint not null check (likely >= low),
  high bigint not null check (high >= likely),
  valid_from date not null,
  note text check (length(note) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text
);
create index rate_on_day on rate (role, currency, valid_from desc, at desc);

create table cost_settings (
  id uuid primary key,
  -- The settings that were the newest when these were written: each row has one successor, so nobody writes over what they have not seen.
  replaces uuid references cost_settings (id),
  valid_from date not null,
  hours_in_year integer not null check (hours_in_year between 1000 and 2600),
  -- Hundredths of a per cent.
  indirect integer not null check (indirect between 0 and 10000),
  paid_review integer not null check (paid_review between 0 and 10000),
  give_back integer not null check (give_back between 0 and 10000),
  processing integer not null check (processing between 0 and 10000),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- [{from, fee}]: from is a string of minor units, fee hundredths of a per cent; in rising order, the first from zero.
  sponsor_tiers jsonb not null check (jsonb_typeof(sponsor_tiers) = 'array'),
  reserve bigint check (reserve > 0),
  pay_cap bigint check (pay_cap > 0),
  note text check (length(note) between 1 and 2000),
  at timestamptz not null,
  by_person uuid,
  hat text,
  unique nulls not distinct (replaces)
);
create index cost_settings_on_day on cost_settings (valid_from desc, at desc);

grant select, insert on rate, cost_settings to commonwork_app;
-- A note may name a person; it can be taken away, and nothing else of a row can change.
grant update (note) on rate, cost_settings to commonwork_app;
