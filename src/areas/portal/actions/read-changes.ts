import type { Actor } from '../../../kernel/actor.ts';
import { addDays, type Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { eventsOf, type EventRecord } from '../../../outside/journal/index.ts';
import { notificationsOf } from '../../people/index.ts';
import type { ChangedThing, JournalEntry } from '../types.ts';
import { entriesOf } from './read-journal.ts';

const DAYS_BACK = 30;
const MOST = 12;
/** Whoever speaks for more projects than this reads their pages. */
const MOST_PROJECTS = 10;

/** What is new for a person: what they were told, and what others did to the projects they speak for or maintain (domain: audit log, own). */
export async function readChanges(
  tx: Tx,
  actor: Extract<Actor, { kind: 'person' }>,
  now: Instant,
): Promise<readonly ChangedThing[]> {
  const since = addDays(now, -DAYS_BACK);
  const told = (await notificationsOf(tx, actor.person, since, MOST)).map(({ madeAt, sentence, link }) => ({
    at: madeAt,
    sentence,
    link,
  }));
  const done = (await entriesOf(tx, await eventsOfOwnProjects(tx, actor, since))).map(asChange);
  return [...told, ...done].toSorted((a, b) => b.at.getTime() - a.at.getTime()).slice(0, MOST);
}

async function eventsOfOwnProjects(
  tx: Tx,
  actor: Extract<Actor, { kind: 'person' }>,
  since: Instant,
): Promise<readonly EventRecord[]> {
  const own = new Set(
    actor.grants.flatMap(({ role, project }) =>
      project !== null && (role === 'PRJ' || role === 'MNT') ? [project] : [],
    ),
  );
  const events: EventRecord[] = [];
  for (const project of [...own].slice(0, MOST_PROJECTS)) {
    events.push(...(await eventsOf(tx, { kind: 'project', id: project }, { limit: MOST })));
  }
  return events.filter(({ at, actor: by }) => at >= since && by.id !== actor.person);
}

/** "Ada Example changed the profile (NumPy)"; what a program did is a sentence of its own. */
function asChange({ at, who, what, about }: JournalEntry): ChangedThing {
  const isSentence = /^\p{Lu}/u.test(what);
  const said = isSentence ? what : `${who ?? 'Somebody not signed in'} ${what}`;
  return { at, sentence: about === null ? said : `${said} (${about.words})`, link: about?.to ?? null };
}
