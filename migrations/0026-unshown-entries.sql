-- Entries that may not be shown, each once without looking for doubles: those outside their time, then those objected to, then those of
-- projects that are shown nowhere.
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
$$;
