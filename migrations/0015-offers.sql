-- For higher areas: the body that an entry of the speaks-for register is about; null where the entry names a person.
create view speaking_body as
select entry.id as entry, entry.project, entry.body from speaker_entry entry;
grant select on speaking_body to commonwork_app;
