import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { count } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { listBrochuresWaiting } from '../../brochures/index.ts';
import { conversationsWaiting } from '../../conversations/index.ts';
import { peopleWaiting } from '../../people/index.ts';
import { projectsWaiting } from '../../projects/index.ts';
import { consentsWaiting, itemsWaiting } from '../../roadmaps/index.ts';
import {
  mayPublishRound,
  maySteerRound,
  roundSummaries,
  seesUnpublished,
  type RoundSummary,
} from '../../survey/index.ts';

/** Each area says what stands still in it for this person; a new one is one line here. */
const SOURCES: readonly ((tx: Tx, actor: Actor, now: Instant) => Promise<readonly Waiting[]>)[] = [
  peopleWaiting,
  projectsWaiting,
  itemsWaiting,
  consentsWaiting,
  listBrochuresWaiting,
  surveyWaiting,
  conversationsWaiting,
];

/** What waits for the person and, as far as they see it, for others: what began to wait first stands first. */
export async function readWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  const found: Waiting[] = [];
  for (const source of SOURCES) found.push(...(await source(tx, actor, now)));
  return found.toSorted((a, b) => a.since.getTime() - b.since.getTime());
}

async function surveyWaiting(tx: Tx, actor: Actor): Promise<readonly Waiting[]> {
  if (!holds(actor, maySteerRound) && !holds(actor, mayPublishRound)) return [];
  return waitingRounds(actor, await roundSummaries(tx, !seesUnpublished(actor)));
}

function waitingRounds(actor: Actor, rounds: readonly RoundSummary[]): readonly Waiting[] {
  const steers = holds(actor, maySteerRound);
  const publishes = holds(actor, mayPublishRound);
  return rounds.flatMap(({ round }) => {
    const { title, runs } = round;
    const common = {
      link: urls.round({ round: round.id }),
      since: round.finishedAt ?? round.startedAt,
      who: 'you',
    } as const;
    const waiting: Waiting[] = [];
    if (steers && round.state === 'stopped') {
      const sentence = `“${title}” was stopped with ${count(runs.stopped, 'project')} not begun. Resume it, or leave it as it is.`;
      waiting.push({ ...common, kind: 'round-stopped', sentence, action: 'Look at it' });
    }
    if (steers && runs['not-reached'] > 0) {
      const sentence = `${count(runs['not-reached'], 'project')} of “${title}” could not be reached. Try again, or mend the addresses.`;
      waiting.push({ ...common, kind: 'round-not-reached', sentence, action: 'See which' });
    }
    if (publishes && round.state === 'finished' && round.published === null) {
      const sentence = `“${title}” is read: ${count(runs.read, 'project')}. Look it through, then publish it or keep it inside.`;
      waiting.push({ ...common, kind: 'round-unpublished', sentence, action: 'Look it through' });
    }
    return waiting;
  });
}
