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
];
