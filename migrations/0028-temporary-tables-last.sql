-- The rules look at the real tables: a search path that does not name pg_temp has it first, and whoever may make a temporary table called
-- consent_withdrawal could have publishing look there. Named last, it is looked at last.

do $$
declare
  rule regprocedure;
begin
  for rule in
    select proc.oid::regprocedure from pg_proc proc
     where proc.pronamespace = 'public'::regnamespace and proc.proowner = current_user::regrole
       and (proc.prosecdef or proc.prorettype = 'trigger'::regtype)
  loop
    execute format('alter function %s set search_path = pg_catalog, public, pg_temp', rule);
  end loop;
end
$$;
