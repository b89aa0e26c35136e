import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listItems } from './list-items.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const PLAN = '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n';
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2018-05-02': { 'ROADMAP.md': PLAN },
  '2026-05-02': { 'docs/wishlist.md': '# Wish list\n\n- A logo\n- A song\n- A film of it\n' },
});
const then = await reef.readOn('2018-09-25');
await reef.readOn('2026-11-20');

test('the items of all documents of a day are listed, of the newest unless said', async () => {
  const ask = async (at: typeof then | null) =>
    mustBeDone(await db.read((tx) => listItems(tx, admin.actor, { key: 'reef', at })));
  expect((await ask(null)).documents.map(({ items }) => items.items.length)).toEqual([3, 3]);
  expect((await ask(then)).documents.map(({ reading }) => reading.path)).toEqual(['ROADMAP.md']);
});

test('what nobody may see is not there', async () => {
  for (const input of [
    { key: 'reef', at: then },
    { key: 'reef', at: null },
  ]) {
    expect(codeOf(await db.read((tx) => listItems(tx, STRANGER, input)))).toBe('date-not-found');
  }
});
