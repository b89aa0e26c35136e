import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findPerson, listPeople } from '../../people/index.ts';
import { isStaff, publicGathering, readsRecord, steers } from '../gathering-rules.ts';
import type { Gathering, GatheringId, PublicGathering, ShownGathering } from '../gathering-types.ts';
import { findGathering, listedGatherings, roadmapEntries, type GatheringPage } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** The record for the workspace's people and those who were there; for everybody else what is public of it, once it is. (domain S64) */
export async function showGathering(
  tx: Tx,
  actor: Actor,
  id: GatheringId,
  now: Instant,
): Promise<Outcome<ShownGathering, ConversationRefusal>> {
  const gathering = await findGathering(tx, id);
  if (gathering === null) return refuse('no-such-gathering');
  if (!readsRecord(actor, gathering)) {
    return gathering.publication === null
      ? refuse('no-such-gathering')
      : done({ kind: 'public', gathering: publicGathering(gathering) });
  }
  const keeps = isStaff(actor);
  const people = keeps ? await listPeople(tx) : [];
  return done({
    kind: 'record',
    gathering,
    people: people
      .filter(({ deactivation }) => deactivation === null)
      .map((person) => ({ person: person.id, name: person.name })),
    entries: keeps ? await roadmapEntries(tx, gathering.text.startsOn) : [],
    steers: await steersGathering(tx, actor, gathering),
    today: calendarDate(now),
  });
}

/** Whether the actor publishes it and takes it back. */
export async function steersGathering(tx: Tx, actor: Actor, gathering: Pick<Gathering, 'steward'>): Promise<boolean> {
  const steward = await findPerson(tx, gathering.steward.person);
  return steers(actor, gathering, steward === null || steward.deactivation !== null);
}

/** What may be taken along by anybody who may read it: the public form alone, also for those who read the record. */
export async function exportGathering(
  tx: Tx,
  actor: Actor,
  id: GatheringId,
): Promise<Outcome<PublicGathering, ConversationRefusal>> {
  const gathering = await findGathering(tx, id);
  if (gathering === null || (gathering.publication === null && !readsRecord(actor, gathering))) {
    return refuse('no-such-gathering');
  }
  return done(publicGathering(gathering));
}

const AT_ONCE = 50;

/** Events, the newest first: for the workspace's people all, for others the public ones and those where they were. */
export async function listGatherings(tx: Tx, actor: Actor, before: GatheringId | null): Promise<GatheringPage> {
  return listedGatherings(tx, { all: isStaff(actor), person: personOf(actor), limit: AT_ONCE, before });
}
