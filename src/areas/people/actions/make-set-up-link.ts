import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { endLinks } from '../store/links.ts';
import { findWorkspace } from '../store/persons.ts';
import type { MadeLink, PeopleRefusal } from '../types.ts';
import { makeLink } from './make-link.ts';

/** At a start without a workspace: a link for the terminal, by which the first administrator sets it up. A new one ends those before it. */
export async function makeSetUpLink(
  tx: Tx,
  _actor: Actor,
  _input: Readonly<Record<string, never>>,
  now: Instant,
): Promise<Outcome<MadeLink, PeopleRefusal>> {
  if ((await findWorkspace(tx)) !== null) return refuse('already-set-up');
  await endLinks(tx, { purpose: 'set-up' }, now);
  return done(await makeLink(tx, { purpose: 'set-up' }, now));
}
