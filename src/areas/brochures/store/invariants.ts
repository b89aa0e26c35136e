/** What must always be true of the rows of brochures; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const brochureInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'every item of an edition rests on a consent of its project to that very version for brochures',
    sql: `select shown.edition, shown.item from brochure_edition_item shown
      where not exists (select from consent
        join offer_version version on version.id = consent.offer and version.digest = consent.digest
        where consent.id = shown.consent and consent.offer = shown.offer and consent.project = shown.project
          and version.item = shown.item and consent.answer = 'approved' and 'brochure' = any (consent.uses))`,
  },
  {
    name: 'every column of an edition rests on a notice to its project',
    sql: `select col.edition, col.project from brochure_edition_column col
      join brochure_edition edition on edition.id = col.edition
      where not exists (select from inclusion_notice notice
        where notice.id = col.notice and notice.project = col.project and notice.at <= edition.at)`,
  },
  {
    name: 'what an edition says of its digest and its items is so',
    sql: `select edition.id from brochure_edition edition
      where edition.digest <> sha256(convert_to(edition.content, 'UTF8')) or edition.code <> left(encode(edition.digest, 'hex'), 16)
        or jsonb_array_length(jsonb_path_query_array(edition.content::jsonb, '$.columns[*].items[*]'))
           <> (select count(*) from brochure_edition_item shown where shown.edition = edition.id)`,
  },
];
