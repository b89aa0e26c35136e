-- An answer about an offer counts by an entry of the speaks-for register that covers offers that day and names who answers (S22): as a
-- person with an account, or as the one to whom the link of the letter was sent. Whoever nobody knows to speak decides nothing.

create function consent_stands() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
  if not exists (
       select from standing
        where standing.entry = new.standing and standing.project = new.project and standing.matter = 'offers' and standing.confirmed
          and (new.at at time zone 'UTC')::date between standing.valid_from and coalesce(standing.valid_to, 'infinity')
          and (standing.person = new.by_person
               or exists (select from act_link link join consent_recipient recipient on recipient.id = link.subject
                           where link.id = new.by_link and recipient.speaker = standing.speaker))) then
    raise exception 'nobody is known to speak on offers by this entry today' using errcode = '23514', constraint = 'consent_standing';
  end if;
  return new;
end
$$;
create trigger stands before insert on consent for each row execute function consent_stands();
