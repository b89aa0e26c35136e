/** What must always be true of the rows of roadmaps; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const roadmapInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'every reading has a document, and the texts of all its files',
    sql: `select reading.id from roadmap_reading reading
      where jsonb_array_length(reading.files) = 0 or exists (
        select from jsonb_array_elements(reading.files) one
        where not exists (select from file where file.digest = decode(one ->> 'digest', 'hex')))`,
  },
  {
    name: 'a roadmap lists documents of its own project',
    sql: `select listed.look, listed.position from roadmap_listed listed
      join roadmap_look look on look.id = listed.look join roadmap_reading reading on reading.id = listed.reading
      where reading.project <> look.project`,
  },
  {
    name: 'a correction of an item is of a document of its project',
    sql: `select correction.id from roadmap_correction correction
      join roadmap_reading reading on reading.id = correction.reading
      where reading.project <> correction.project`,
  },
  {
    name: 'the catalogue has an entry with its words for every publication that stands, and for no other',
    sql: `select coalesce(publication.id, entry.publication) from (select id from offer_publication where ended_at is null) publication
      full join catalogue_entry entry on entry.publication = publication.id
      left join catalogue_text text on text.publication = entry.publication
      where publication.id is null or text.publication is null`,
  },
  {
    name: 'the catalogue counts its entries rightly',
    sql: `select coalesce(kept.kind, counted.kind) as kind, coalesce(kept.word, counted.word) as word
      from (select kind, word, n from catalogue_count where n > 0) kept
      full join (select kinds.kind, kinds.word, count(*)::int as n
        from catalogue_entry
        cross join lateral catalogue_kinds(work_words, skill_words, level, yearly, effort_likely) kinds group by kinds.kind, kinds.word) counted
        on counted.kind = kept.kind and counted.word = kept.word
      where kept.n is distinct from counted.n`,
  },
];
