import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { publishRound } from '../../survey/index.ts';
import { showRoadmap } from './show-roadmap.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const PLAN = '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n';
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2018-05-02': { 'ROADMAP.md': PLAN },
  '2026-05-02': {
    'ROADMAP.md': `${PLAN}- Sort records\n`,
    'docs/wishlist.md': '# Wish list\n\n- A logo\n- A song\n- A film of it\n',
  },
});
const then = await reef.readOn('2018-09-25');
const now = await reef.readOn('2026-11-20');
const ask = (actor: Parameters<typeof showRoadmap>[1], input: Partial<Parameters<typeof showRoadmap>[2]> = {}) =>
  db.read((tx) => showRoadmap(tx, actor, { key: 'reef', at: null, document: null, ...input }));

test('one document of several is shown, by the address', async () => {
  const shown = mustBeDone(await ask(admin.actor));
  expect(shown.documents.map(({ path, items }) => [path, items])).toEqual([
    ['ROADMAP.md', 4],
    ['docs/wishlist.md', 3],
  ]);
  const wishes = shown.documents[1]!;
  const other = mustBeDone(await ask(admin.actor, { document: wishes.reading }));
  expect(other.document!.reading.path).toBe('docs/wishlist.md');
  expect(codeOf(await ask(admin.actor, { document: wishes.reading, at: then }))).toBe('document-not-found');
});

test('strangers see what is published, and of the rest not even that it is there', async () => {
  expect(mustBeDone(await ask(STRANGER))).toMatchObject({ dates: [], date: null, document: null });
  expect(codeOf(await ask(STRANGER, { at: now }))).toBe('date-not-found');
  await db.tx((tx) => publishRound(tx, admin.actor, { round: then }, NOW));
  const shown = mustBeDone(await ask(STRANGER));
  expect(shown.dates.map(({ asOf }) => asOf)).toEqual(['2018-09-25']);
  expect(shown.document!.items.items).toHaveLength(3);
  expect([shown.mayCorrect, shown.mayReadAgain]).toEqual([false, false]);
});

test('what is not there is refused', async () => {
  expect(codeOf(await ask(admin.actor, { key: 'nobody' }))).toBe('project-not-found');
  expect(codeOf(await ask(admin.actor, { at: newId(NOW) }))).toBe('date-not-found');
});
