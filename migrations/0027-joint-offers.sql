-- A joint offer ties items of two or three projects, each with a sentence of what its share is (domain S86). Every version of an offer
-- that is part of one names it in the very text that the project consents to. Such a version counts only while each project of the joint
-- offer has a live yes to a version that names the same one: asked live, so that one project's no takes all shares out at once.

create table joint_offer (
  id uuid primary key,
  at timestamptz not null,
  by_person uuid,
  hat text,
  ended_at timestamptz,
  ended_by uuid,
  -- The project whose share left; null where the workspace ended it.
  ended_for uuid,
  ended_because text check (length(ended_because) between 1 and 1000),
  check ((ended_at is null) = (ended_because is null))
);

-- It is never edited: a change is another joint offer, and asks anew.
create table joint_share (
  joint uuid not null references joint_offer (id),
  position integer not null check (position between 1 and 3),
  item uuid not null references roadmap_item (id),
  project uuid not null,
  share text not null check (length(share) between 1 and 300),
  -- With its joint offer, by the trigger below.
  ended_at timestamptz,
  primary key (joint, position),
  unique (joint, project)
);
create index joint_share_item on joint_share (item);
-- An item is in at most one joint offer at a time.
create unique index joint_share_live on joint_share (item) where ended_at is null;

-- Out of the content, by the trigger below.
alter table offer_version add column joint uuid references joint_offer (id);
create index offer_version_joint on offer_version (joint, item) where joint is not null;

create function joint_share_added() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  -- Whoever makes a version of the item waits, and then names the joint offer.
  perform from roadmap_item item where item.id = new.item and item.project = new.project for update;
  if not found then
    raise exception 'a share is an item of its project' using errcode = '23514', constraint = 'joint_share_item';
  end if;
  if not exists (select from joint_offer where id = new.joint and ended_at is null)
     or exists (select from offer_version version where version.joint = new.joint) then
    raise exception 'a joint offer that projects were asked about has the shares that it has' using errcode = '23514', constraint = 'joint_share_late';
  end if;
  new.ended_at := null;
  return new;
end
$$;
create trigger added before insert on joint_share for each row execute function joint_share_added();

create function joint_offer_ended() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  update joint_share set ended_at = new.ended_at where joint = new.id;
  return null;
end
$$;
create trigger ended after update on joint_offer for each row execute function joint_offer_ended();

create trigger ends_once before update on joint_offer for each row execute function ends_once('ended_at');
create trigger ends_once before update on joint_share for each row execute function ends_once('ended_at');
create trigger no_delete before delete or truncate on joint_offer execute function refuse_change();
create trigger no_delete before delete or truncate on joint_share execute function refuse_change();

-- A version names the joint offer of its item as it is: its projects, what each does, and their order. Of an item without one it names none.
create function offer_version_joined() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  said jsonb := new.content::jsonb -> 'joint';
  joined uuid;
begin
  perform from roadmap_item where id = new.item for update;
  select joint into joined from joint_share where item = new.item and ended_at is null;
  if joined is not null then
    -- Whoever ends it meanwhile is waited for.
    perform from joint_offer where id = joined and ended_at is null for share;
    if not found then
      raise exception 'the joint offer ended meanwhile' using errcode = '40001';
    end if;
  end if;
  if said = 'null'::jsonb then
    said := null;
  end if;
  if said ->> 'id' is distinct from joined::text
     or joined is not null and (
       select jsonb_agg(jsonb_build_array(named ->> 'offer', named #>> '{project,slug}', named #>> '{project,name}', named #> '{project,example}',
         named ->> 'share') order by at)
         from jsonb_array_elements(said -> 'shares') with ordinality of (named, at)
     ) is distinct from (
       select jsonb_agg(jsonb_build_array(first.slug, known.slug, known.name, known.example, share.share) order by share.position)
         from joint_share share
         join offer_version first on first.item = share.item and first.number = 1
         join known_project known on known.id = share.project
        where share.joint = joined having count(*) between 2 and 3
     ) then
    raise exception 'a version names the joint offer that its item is part of' using errcode = '23514', constraint = 'offer_version_joint';
  end if;
  new.joint := joined;
  return new;
end
$$;
create trigger joined before insert on offer_version for each row execute function offer_version_joined();

-- What the projects themselves agreed to, each for its own: what live_consent(at) was before.
create function own_consent(moment timestamptz)
returns table (consent uuid, offer uuid, item uuid, project uuid, uses text[], effective_from timestamptz, valid_until timestamptz, joint uuid)
language sql stable as $$
  select consent.id, consent.offer, version.item, consent.project, consent.uses, consent.effective_from, consent.valid_until, version.joint
    from consent
    join offer_version version on version.id = consent.offer and version.digest = consent.digest
    join roadmap_item item on item.id = version.item
    join visible_project project on project.id = consent.project and not project.archived
   where consent.answer = 'approved'
     and consent.effective_from <= moment and consent.valid_until > moment
     and item.state not in ('declined', 'opted_out', 'retired')
     and not exists (select from consent_withdrawal withdrawal where withdrawal.consent = consent.id)
     and not exists (select from consent_objection objection where objection.consent = consent.id and objection.settled_at is null)
$$;

-- The shares to which no live yes for this use exists; none where everyone agreed.
create function unagreed_share(of uuid, wanted text, moment timestamptz)
returns table (item uuid, project uuid) language sql stable as $$
  select share.item, share.project from joint_share share
   where share.joint = of
     and not exists (select from own_consent(moment) own
                      where own.joint = of and own.item = share.item and own.project = share.project and wanted = any (own.uses))
$$;

-- Whether every project of it agrees, now and for this use.
create function joint_stands(asked uuid, wanted text, moment timestamptz) returns boolean language sql stable as $$
  select exists (select from joint_offer where id = asked and at <= moment and ended_at is null)
     and not exists (select from unagreed_share(asked, wanted, moment))
$$;

-- For higher areas: the consents that count at a moment, as before; in a joint offer each counts for the uses that all of them allow.
create or replace function live_consent(moment timestamptz)
returns table (consent uuid, offer uuid, item uuid, project uuid, uses text[], effective_from timestamptz, valid_until timestamptz)
language sql stable as $$
  select own.consent, own.offer, own.item, own.project,
         case when own.joint is null then own.uses
              else array(select used from unnest(own.uses) used where joint_stands(own.joint, used, moment)) end,
         own.effective_from, own.valid_until
    from own_consent(moment) own
   where own.joint is null
      or exists (select from unnest(own.uses) used where joint_stands(own.joint, used, moment))
$$;

create or replace function shown_offer(moment timestamptz)
returns table (publication uuid, item uuid, offer uuid, project uuid, consent uuid, uses text[], published_at timestamptz)
language sql stable as $$
  select publication.id, publication.item, publication.offer, live.project, live.consent, live.uses, publication.at
    from offer_publication publication
    join live_consent(moment) live on live.consent = publication.consent and live.offer = publication.offer
   where publication.ended_at is null and publication.at <= moment and 'catalogue' = any (live.uses)
$$;

-- The entries of the catalogue that are part of a joint offer: few beside the others, and so asked about by themselves.
create table catalogue_joint (
  publication uuid primary key references catalogue_entry (publication) on delete cascade,
  joint uuid not null
);
grant select on catalogue_joint to commonwork_app;

create function catalogue_joins() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  insert into catalogue_joint (publication, joint)
  select added.publication, version.joint from added join offer_version version on version.id = added.offer where version.joint is not null;
  return null;
end
$$;
create trigger joined after insert on catalogue_entry referencing new table as added
  for each statement execute function catalogue_joins();

create function held_by_joint(moment timestamptz) returns table (publication uuid) language sql stable as $$
  select publication from catalogue_joint where not joint_stands(joint, 'catalogue', moment)
$$;

create or replace function found_offer(moment timestamptz) returns setof catalogue_entry language sql stable as $$
  select entry.* from catalogue_entry entry
   where entry.at <= moment and entry.effective_from <= moment and entry.valid_until > moment
     and not exists (select from consent_objection objection where objection.consent = entry.consent and objection.settled_at is null)
     and not exists (select from hidden_project hidden where hidden.project = entry.project)
     and not exists (select from held_by_joint(moment) held where held.publication = entry.publication)
$$;

-- As before, and then those that another project of their joint offer holds up.
create or replace function unshown_entry(moment timestamptz) returns setof catalogue_entry language sql stable as $$
  select entry.* from catalogue_entry entry
   where entry.valid_until <= moment or entry.effective_from > moment or entry.at > moment
  union all
  select entry.* from (select distinct consent from consent_objection where settled_at is null) objected
    join catalogue_entry entry on entry.consent = objected.consent
   where entry.valid_until > moment and entry.effective_from <= moment and entry.at <= moment
  union all
  select entry.* from hidden_project hidden join catalogue_entry entry on entry.project = hidden.project
   where entry.valid_until > moment and entry.effective_from <= moment and entry.at <= moment
     and not exists (select from consent_objection objection where objection.consent = entry.consent and objection.settled_at is null)
  union all
  select entry.* from held_by_joint(moment) held join catalogue_entry entry on entry.publication = held.publication
   where entry.valid_until > moment and entry.effective_from <= moment and entry.at <= moment
     and not exists (select from consent_objection objection where objection.consent = entry.consent and objection.settled_at is null)
     and not exists (select from hidden_project hidden where hidden.project = entry.project)
$$;

-- As before, and with the word for what another project of its joint offer holds up.
create or replace function brochure_item_standing(moment timestamptz)
returns table (edition uuid, column_position integer, "position" integer, project uuid, item uuid, offer uuid, standing text, since timestamptz)
language sql stable as $$
  select shown.edition, shown.column_position, shown.position, shown.project, shown.item, shown.offer,
         case when col.standing <> 'stands' then col.standing
              when exists (select from live_consent(moment) live where live.offer = shown.offer and 'brochure' = any (live.uses)) then 'stands'
              when withdrawal.at is not null then 'withdrawn'
              when ending.to_state is not null then ending.to_state
              when objection.at is not null then 'questioned'
              when exists (select from own_consent(moment) own where own.offer = shown.offer and 'brochure' = any (own.uses)) then 'joint'
              else 'expired' end,
         case when col.standing <> 'stands' then col.since
              when withdrawal.at is not null then withdrawal.at
              when ending.to_state is not null then ending.at
              when objection.at is not null then objection.at
              when given.valid_until > moment then null
              else given.valid_until end
    from brochure_edition_item shown
    join brochure_column_standing(moment) col on col.edition = shown.edition and col.position = shown.column_position
    join consent given on given.id = shown.consent
    left join consent_withdrawal withdrawal on withdrawal.consent = given.id
    left join lateral (select step.to_state, step.at from roadmap_item_transition step
                        where step.item = shown.item and step.to_state in ('declined', 'opted_out', 'retired')
                        order by step.position desc limit 1) ending on true
    left join lateral (select min(raised.at) as at from consent_objection raised
                        where raised.consent = given.id and raised.settled_at is null) objection on true
$$;

grant select, insert (id, at, by_person, hat), update (ended_at, ended_by, ended_for, ended_because) on joint_offer to commonwork_app;
grant select, insert (joint, position, item, project, share) on joint_share to commonwork_app;
