import { expect, test } from 'vitest';
import { DAY, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { enterGathering } from './enter-gathering.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { publishGathering } from './publish-gathering.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('only its steward publishes an event, whatever else somebody may do, and only once it has begun', async () => {
  const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const gathering = await enterTestGathering(db, lead.actor);
  const publish = (actor: typeof admin.actor, which = gathering, now = NOW) =>
    db.tx((tx) => publishGathering(tx, actor, { gathering: which }, now));
  expect(codeOf(await publish(admin.actor))).toBe('steward-only');
  expect([codeOf(await publish(lead.actor)), codeOf(await publish(lead.actor))]).toEqual([null, 'published-already']);
  expect((await gatheringNow(db, gathering)).publication).toMatchObject({ at: NOW });
  const text = {
    title: 'To come',
    startsOn: DAY('2026-12-01'),
    endsOn: DAY('2026-12-01'),
    place: null,
    about: null,
    parts: [],
  };
  const coming = mustBeDone(await db.tx((tx) => enterGathering(tx, lead.actor, { kind: 'call', text }, NOW)));
  expect(codeOf(await publish(lead.actor, coming))).toBe('nothing-to-publish');
  expect(codeOf(await publish(lead.actor, coming, addDays(NOW, 7)))).toBeNull();
});
