-- Interests that people declare, and the decisions that they stand aside from because of one (domain section 3, hard denials).

-- With whom, from when to when. Ended, never deleted: what was decided then is judged by what was declared then.
create table interest (
  id uuid primary key,
  person uuid not null references person (id),
  kind text not null check (kind in ('employer', 'client', 'income', 'holding', 'family', 'other')),
  -- A project belongs to an area above: an id without a reference. An organisation is named in interest_words.
  project uuid,
  since date not null,
  until date check (until >= since),
  visibility text not null check (visibility in ('public', 'staff')),
  declared_at timestamptz not null,
  hat text,
  ended_at timestamptz
);
create index interest_person on interest (person);
create index interest_public on interest (declared_at desc, id desc) where visibility = 'public';

-- What names others, in the person's words; written once, can be erased.
create table interest_words (
  interest uuid primary key references interest (id),
  organisation text check (length(organisation) between 1 and 120),
  words text check (length(words) between 1 and 1000)
);

grant select, insert on interest, interest_words to commonwork_app;
grant update (until, ended_at) on interest to commonwork_app;
grant delete on interest_words to commonwork_app;

create function interest_ends_once() returns trigger language plpgsql as $$
begin
  if old.ended_at is not null then
    raise exception 'an interest ends once' using errcode = '42501';
  end if;
  return new;
end
$$;
create trigger ends_once before update on interest for each row execute function interest_ends_once();
create trigger no_delete before delete or truncate on interest execute function refuse_change();

-- A person with an interest may discuss and does not cast the deciding approval. The subject is an id of the area that decides.
create table recusal (
  id uuid primary key,
  person uuid not null references person (id),
  interest uuid not null references interest (id),
  subject_kind text not null check (subject_kind ~ '^[a-z][a-z-]{0,39}$'),
  subject uuid not null,
  at timestamptz not null,
  hat text,
  unique (subject_kind, subject, person, interest)
);
grant select, insert on recusal to commonwork_app;
create trigger no_change before update or delete or truncate on recusal execute function refuse_change();

-- From which amount on income or holdings count as an interest; the newest row holds.
create table interest_limit (
  id uuid primary key,
  minor bigint not null check (minor >= 0),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  set_at timestamptz not null,
  set_by uuid,
  hat text
);
grant select, insert on interest_limit to commonwork_app;
create trigger no_change before update or delete or truncate on interest_limit execute function refuse_change();
