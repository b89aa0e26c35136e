/** Links for one act, as an area that asks for consent makes them. */
import type { Actor } from '../../src/kernel/actor.ts';
import { addDays, type Instant } from '../../src/kernel/dates.ts';
import { newId, type Id, type ProjectId } from '../../src/kernel/ids.ts';
import { makeActLink, type AskedAct, type MadeActLink } from '../../src/areas/people/index.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { NOW } from './people.ts';

export interface TestActLink extends MadeActLink {
  readonly subject: Id<string>;
}

export async function addActLink(
  db: Db,
  actor: Actor,
  asked: Partial<AskedAct> & { readonly project: ProjectId },
  now: Instant = NOW,
): Promise<TestActLink> {
  const subject = asked.subject ?? newId<string>(now);
  const input: AskedAct = {
    recipient: { name: 'Rosa Example', mail: 'rosa@example.org' },
    act: 'answer-consent',
    subject,
    role: 'PRJ',
    use: 'once',
    validUntil: addDays(now, 14),
    ...asked,
  };
  return { ...(await db.tx((tx) => makeActLink(tx, actor, input, now))), subject };
}
