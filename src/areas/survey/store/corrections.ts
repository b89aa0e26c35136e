/** People's corrections of answers. */
import { type Instant } from '../../../kernel/dates.ts';
import { newId, type CorrectionId, type PersonId, type ProjectId, type RoundId } from '../../../kernel/ids.ts';
import { type Tx } from '../../../outside/database/index.ts';
import type { Correction } from '../types.ts';
import { tables, type Tables } from './tables.ts';

/** Replaces a live correction of the same answer; the one replaced stays as withdrawn. */
export async function saveCorrection(
  tx: Tx,
  correction: {
    round: RoundId;
    project: ProjectId;
    key: string;
    answer: string;
    reason: string;
    link: string | null;
    by: PersonId;
    byName: string;
    hat: string | null;
    forProject: boolean;
  },
  now: Instant,
): Promise<CorrectionId> {
  await tables(tx)
    .updateTable('survey_correction')
    .set({ withdrawn_at: now, withdrawn_by: correction.by })
    .where('round', '=', correction.round)
    .where('project', '=', correction.project)
    .where('key', '=', correction.key)
    .where('withdrawn_at', 'is', null)
    .execute();
  const id = newId<'correction'>(now);
  await tables(tx)
    .insertInto('survey_correction')
    .values({
      id,
      round: correction.round,
      project: correction.project,
      key: correction.key,
      answer: correction.answer,
      reason: correction.reason,
      link: correction.link,
      at: now,
      by_person: correction.by,
      by_name: correction.byName,
      hat: correction.hat,
      for_project: correction.forProject,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  return id;
}

/** Newest first, withdrawn ones among them. */
export async function correctionsOf(tx: Tx, round: RoundId, project: ProjectId): Promise<Correction[]> {
  const rows = await tables(tx)
    .selectFrom('survey_correction')
    .selectAll()
    .where('round', '=', round)
    .where('project', '=', project)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(correctionFrom);
}

/** By project. */
export async function correctionsOfRound(tx: Tx, round: RoundId): Promise<Map<string, Correction[]>> {
  const rows = await tables(tx)
    .selectFrom('survey_correction')
    .selectAll()
    .where('round', '=', round)
    .orderBy('at', 'desc')
    .execute();
  const byProject = new Map<string, Correction[]>();
  for (const row of rows) byProject.set(row.project, [...(byProject.get(row.project) ?? []), correctionFrom(row)]);
  return byProject;
}

function correctionFrom(row: Tables['survey_correction']): Correction {
  return {
    id: row.id,
    key: row.key,
    answer: row.answer,
    reason: row.reason,
    link: row.link,
    at: row.at,
    byName: row.by_name,
    hat: row.hat,
    forProject: row.for_project,
    withdrawnAt: row.withdrawn_at,
  };
}

/** The key of the answer it corrected, or null when there was no such live correction. */
export async function saveCorrectionWithdrawn(
  tx: Tx,
  which: { readonly correction: CorrectionId; readonly round: RoundId; readonly project: ProjectId },
  by: PersonId,
  now: Instant,
): Promise<string | null> {
  const row = await tables(tx)
    .updateTable('survey_correction')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('id', '=', which.correction)
    .where('round', '=', which.round)
    .where('project', '=', which.project)
    .where('withdrawn_at', 'is', null)
    .returning('key')
    .executeTakeFirst();
  return row?.key ?? null;
}
