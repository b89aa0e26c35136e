import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { brochuresEvent } from '../events.ts';
import type { withdrawEditionInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findEdition, insertWithdrawal } from '../store/editions.ts';
import type { BrochureRefusal, EditionId } from '../types.ts';

export type WithdrawEdition = z.output<typeof withdrawEditionInput> & {
  readonly slug: string;
  readonly number: number;
};

/** The workspace takes an edition back: page and PDF end, what it was and to whom it was shown stays on record. */
export async function withdrawEdition(
  tx: Tx,
  actor: Actor,
  { slug, number, reason }: WithdrawEdition,
  now: Instant,
): Promise<Outcome<EditionId, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.withdrawEdition);
  if (refused(may)) return may;
  const edition = await findEdition(tx, slug, number);
  if (edition === null) return refuse('edition-not-found');
  if (!(await insertWithdrawal(tx, edition.id, reason, actor, now))) return refuse('withdrawn-already');
  await announce(
    tx,
    brochuresEvent(actor, { kind: 'brochure.withdrawn', brochure: edition.brochure, edition: edition.id, reason }, now),
  );
  return done(edition.id);
}
