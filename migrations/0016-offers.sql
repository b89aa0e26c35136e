-- For higher areas: the body that an entry of the speaks-for register is about (null where the entry names a person), and the names of
-- those it names, as far as they are still known.
create view speaking_body as
select entry.id as entry, entry.project, entry.body from speaker_entry entry;

create view named_speaker as
select speaker.id as speaker, speaker.entry, speaker.person, coalesce(account.name, kept.name) as name
from speaker
left join named_person account on account.person = speaker.person
left join speaker_name kept on kept.speaker = speaker.id;

grant select on speaking_body, named_speaker to commonwork_app;
