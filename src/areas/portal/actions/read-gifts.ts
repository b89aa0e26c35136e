import type { Actor } from '../../../kernel/actor.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { seesUnpublishedOf, surveyResult, verdictsOfProject } from '../../survey/index.ts';
import type { Gift } from '../funding-types.ts';
import { giftsIn } from '../gifts.ts';

/** Where the project takes gifts, as the newest round that this reader may see read it in the project's files. */
export async function readGifts(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId },
): Promise<readonly Gift[]> {
  const [newest] = await verdictsOfProject(tx, input.project, !seesUnpublishedOf(actor, input.project));
  if (newest === undefined) return [];
  const result = await surveyResult(tx, newest.round, input.project);
  if (result === null) return [];
  const { repositories, standards } = result.report;
  const { answer, reasons } = standards.funding;
  return answer === 'no' || answer === 'unknown' ? [] : giftsIn({ repositories, reasons });
}
