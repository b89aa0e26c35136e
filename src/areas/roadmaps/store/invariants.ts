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
    name: 'an item stands where its last step left it',
    sql: `select item.id from roadmap_item item
      where item.state <> coalesce((select step.to_state from roadmap_item_transition step
        where step.item = item.id order by step.position desc limit 1), 'draft')`,
  },
  {
    name: 'the steps of an item follow each other',
    sql: `select step.id from roadmap_item_transition step
      where step.from_state <> coalesce((select before.to_state from roadmap_item_transition before
        where before.item = step.item and before.position = step.position - 1), 'draft')`,
  },
  {
    name: 'an item has the newest of its wordings, and the wordings their digests',
    sql: `select item.id from roadmap_item item
      where item.text is distinct from (select wording.id from roadmap_item_text wording
        where wording.item = item.id order by wording.number desc limit 1)
      union all
      select wording.id from roadmap_item_text wording where wording.digest <>
        sha256(convert_to(concat_ws(E'\\n', 'commonwork item text 1', wording.title, wording.body), 'UTF8'))`,
  },
  {
    name: 'an item hangs under one of its own project, on a level above',
    sql: `select item.id from roadmap_item item join roadmap_item parent on parent.id = item.parent
      where parent.project <> item.project
         or array_position(array['scope', 'technical'], parent.level) is null
         or item.level = 'scope' or (item.level = 'technical' and parent.level = 'technical')`,
  },
  {
    name: 'a version of an offer has the digest of its very content',
    sql: `select version.id from offer_version version where version.digest <> sha256(convert_to(version.content, 'UTF8'))`,
  },
  {
    name: 'a yes is to the text that its request showed, of the project that was asked',
    sql: `select consent.id from consent
      join consent_request request on request.id = consent.request
      join offer_version version on version.id = consent.offer
      where request.offer <> consent.offer or request.project <> consent.project or version.project <> consent.project
        or version.digest <> consent.digest`,
  },
  {
    name: 'what was ever published had the project’s yes to that very text, and nothing stands on one that was withdrawn',
    sql: `select publication.id from offer_publication publication
      join offer_version version on version.id = publication.offer
      left join consent on consent.id = publication.consent and consent.answer = 'approved' and consent.digest = version.digest
        and 'catalogue' = any (consent.uses)
      where consent.id is null or version.item <> publication.item
        or publication.ended_at is null
          and exists (select from consent_withdrawal withdrawal where withdrawal.consent = publication.consent)`,
  },
  {
    name: 'a version is part of the joint offer that its text names, and shares end with it',
    sql: `select version.id from offer_version version where version.joint::text is distinct from version.content::jsonb #>> '{joint,id}'
      union all
      select share.joint from joint_share share join joint_offer joint on joint.id = share.joint
       where share.ended_at is distinct from joint.ended_at`,
  },
  {
    name: 'an item that is called offered was published',
    sql: `select item.id from roadmap_item item
      where item.state = 'offered' and not exists (select from offer_publication publication where publication.item = item.id)`,
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
