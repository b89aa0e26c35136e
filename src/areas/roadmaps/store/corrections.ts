/** People's corrections of items. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type CorrectionId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { jsonText, sql, type Tx } from '../../../outside/database/index.ts';
import type { Aspect, ItemCorrection } from '../types.ts';
import { tables, type Tables } from './tables.ts';

/** People who correct items of one project at once take turns: each sees what the one before wrote, and replaces it. */
export async function lockItemCorrections(tx: Tx, project: ProjectId): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`corrections ${project}`}, 0))`.execute(tables(tx));
}

/** Replaces live corrections of the same aspect of the same item; those replaced stay as withdrawn. */
export async function saveItemCorrection(
  tx: Tx,
  correction: Omit<ItemCorrection, 'id' | 'at' | 'withdrawnAt'> & {
    readonly project: ProjectId;
    readonly aspect: Aspect;
  },
  replaces: readonly CorrectionId[],
  now: Instant,
): Promise<CorrectionId> {
  const id = newId<'correction'>(now);
  await tables(tx)
    .updateTable('roadmap_correction')
    .set({ withdrawn_at: now, withdrawn_by: correction.by })
    .where('project', '=', correction.project)
    .where('withdrawn_at', 'is', null)
    .where((is) =>
      is.or([
        is.and({
          repository: correction.repository,
          path: correction.path,
          item: correction.item,
          aspect: correction.aspect,
        }),
        is('id', 'in', [...replaces, id]),
      ]),
    )
    .execute();
  await sql`
    insert into roadmap_correction (id, project, repository, path, reading, aspect, item, was, change, reason, link, at,
      by_person, by_name, hat, for_project)
    values (${id}, ${correction.project}, ${correction.repository}, ${correction.path}, ${correction.reading},
      ${correction.aspect}, ${correction.item}, ${jsonText(correction.was)}::jsonb,
      ${jsonText(correction.change)}::jsonb, ${correction.reason}, ${correction.link}, ${now}, ${correction.by},
      ${correction.byName}, ${correction.hat}, ${correction.forProject})`.execute(tables(tx));
  return id;
}

/** Newest first. */
export async function liveItemCorrections(tx: Tx, project: ProjectId): Promise<ItemCorrection[]> {
  const rows = await tables(tx)
    .selectFrom('roadmap_correction')
    .selectAll()
    .where('project', '=', project)
    .where('withdrawn_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(correctionFrom);
}

function correctionFrom(row: Tables['roadmap_correction']): ItemCorrection {
  return {
    id: row.id,
    repository: row.repository,
    path: row.path,
    reading: row.reading,
    item: row.item,
    was: row.was,
    change: row.change,
    reason: row.reason,
    link: row.link,
    at: row.at,
    by: row.by_person,
    byName: row.by_name,
    hat: row.hat,
    forProject: row.for_project,
    withdrawnAt: row.withdrawn_at,
  };
}

/** False when there was no such live correction. */
export async function saveItemCorrectionWithdrawn(
  tx: Tx,
  which: { readonly correction: CorrectionId; readonly project: ProjectId },
  by: PersonId,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('roadmap_correction')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('id', '=', which.correction)
    .where('project', '=', which.project)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}
