-- Representatives without an account are asked about a brochure by a link of their own, and answer by it (domain section 3, "Act by a
-- one-time link").
alter table brochure_inclusion_answer alter column by_person drop not null;
alter table brochure_inclusion_answer add column by_link uuid;
alter table brochure_inclusion_answer add constraint brochure_inclusion_answer_by check (by_person is not null or by_link is not null);
