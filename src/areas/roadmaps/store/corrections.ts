/** People's corrections of items. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type CorrectionId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { Aspect, ItemCorrection } from '../types.ts';
import { jsonText, tables, type Tables } from './tables.ts';

/** Replaces a live correction of the same aspect of the same item; the one replaced stays as withdrawn. */
export async function saveItemCorrection(
  tx: Tx,
  correction: Omit<ItemCorrection, 'id' | 'at' | 'withdrawnAt'> & {
    readonly project: ProjectId;
    readonly aspect: Aspect;
  },
  now: Instant,
): Promise<CorrectionId> {
  await tables(tx)
    .updateTable('roadmap_correction')
    .set({ withdrawn_at: now, withdrawn_by: correction.by })
    .where('project', '=', correction.project)
    .where('repository', '=', correction.repository)
    .where('path', '=', correction.path)
    .where('item', '=', correction.item)
    .where('aspect', '=', correction.aspect)
    .where('withdrawn_at', 'is', null)
    .execute();
  const id = newId<'correction'>(now);
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

/** The title of the item it corrected, or null when there was no such live correction. */
export async function saveItemCorrectionWithdrawn(
  tx: Tx,
  which: { readonly correction: CorrectionId; readonly project: ProjectId },
  by: PersonId,
  now: Instant,
): Promise<string | null> {
  const row = await tables(tx)
    .updateTable('roadmap_correction')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('id', '=', which.correction)
    .where('project', '=', which.project)
    .where('withdrawn_at', 'is', null)
    .returning('was')
    .executeTakeFirst();
  return row?.was.title ?? null;
}
