import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addProvenanceEventInput } from '../item-inputs.ts';
import { provenanceOf } from '../store/item-frames.ts';
import { addProvenanceEvent } from './add-provenance-event.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const add = (more: object, role: Role = 'TEC') =>
  db.tx((tx) =>
    addProvenanceEvent(tx, w.actor(role), { ...addProvenanceEventInput.parse(more), project: w.project }, NOW),
  );

/** The making of the NumPy roadmap, as reference/domain.md section 0 tells it. */
const NUMPY: readonly (readonly [kind: string, datedOn: string, people: string])[] = [
  ['sprint', '2018-05-24', '8 people'],
  ['draft', '2018-06-01', 'the list'],
  ['meeting', '2018-07-12', '30 to 40 people'],
  ['rewrite', '2018-07-14', ''],
  ['sprint', '2018-07-23', '4 people'],
  ['discussion', '2018-07-27', 'the list'],
  ['merged', '2018-08-02', ''],
];

test('seven events in any order are one timeline by their day (S65)', async () => {
  for (const [kind, datedOn, people] of NUMPY.toReversed()) mustBeDone(await add({ kind, datedOn, people }));
  const events = await db.read((tx) => provenanceOf(tx, w.project));
  expect(events.map(({ kind, datedOn }) => [kind, datedOn])).toEqual(NUMPY.map(([kind, datedOn]) => [kind, datedOn]));
  expect(events[3]).toMatchObject({ people: null, place: null, url: null, byName: 'Tec Example' });
});

test('what was lies behind, what is planned lies ahead', async () => {
  expect(codeOf(await add({ kind: 'merged', datedOn: '2027-01-01' }))).toBe('day-ahead');
  expect(codeOf(await add({ kind: 'planned', datedOn: '2026-01-01' }))).toBe('planned-day-past');
  expect(codeOf(await add({ kind: 'planned', datedOn: '2027-01-01', people: 'the list' }))).toBeNull();
});

test.each<Role>(['ADM', 'ENG', 'DEV', 'FND'])('%s adds none', async (role) => {
  expect(codeOf(await add({ kind: 'sprint', datedOn: '2018-05-24' }, role))).toBe('not-yours');
});
