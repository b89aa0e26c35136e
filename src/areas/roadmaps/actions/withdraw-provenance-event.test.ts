import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addProvenanceEventInput } from '../item-inputs.ts';
import { provenanceOf } from '../store/item-frames.ts';
import { addProvenanceEvent } from './add-provenance-event.ts';
import { withdrawProvenanceEvent } from './withdraw-provenance-event.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

test('an event is taken back once', async () => {
  const { project } = w;
  const input = { ...addProvenanceEventInput.parse({ kind: 'sprint', datedOn: '2018-05-24' }), project };
  const event = mustBeDone(await db.tx((tx) => addProvenanceEvent(tx, w.actor('MNT'), input, NOW)));
  const withdraw = (role: 'ENG' | 'PRJ') =>
    db.tx((tx) => withdrawProvenanceEvent(tx, w.actor(role), { project, event }, NOW));
  expect(codeOf(await withdraw('ENG'))).toBe('not-yours');
  expect(codeOf(await withdraw('PRJ'))).toBeNull();
  expect(codeOf(await withdraw('PRJ'))).toBe('no-such-event');
  expect(await db.read((tx) => provenanceOf(tx, project))).toEqual([]);
});
