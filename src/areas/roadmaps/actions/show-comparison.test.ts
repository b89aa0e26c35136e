import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { comparisonSentence } from '../../../reading/items/index.ts';
import { publishRound } from '../../survey/index.ts';
import { showComparison } from './show-comparison.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const THEN =
  '# Roadmap\n\n## Next\n\n- [ ] Read tides in parallel\n- [ ] Draw maps of reefs\n- [ ] Write logs of every run\n';
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2018-05-02': { 'ROADMAP.md': THEN },
  // Another file, other lines: only the content tells what became of what.
  '2026-05-02': {
    'ROADMAP.md': null,
    'doc/roadmap.md': `# Roadmap\n\nHello.\n\n## Next\n\n- [x] Read tides in parallel\n- [ ] Write logs of every run\n- [ ] Publish a wheel for phones\n`,
  },
});
const then = await reef.readOn('2018-09-25');
const ask = (actor: Parameters<typeof showComparison>[1], input: Partial<Parameters<typeof showComparison>[2]> = {}) =>
  db.read((tx) => showComparison(tx, actor, { key: 'reef', from: null, to: null, ...input }));

test('one day alone cannot be compared', async () => {
  expect(codeOf(await ask(admin.actor))).toBe('nothing-to-compare');
});

test('what became of the items is told across files, with the evidence of both sides', async () => {
  const now = await reef.readOn('2026-11-20');
  const { comparison, counts, from, to } = mustBeDone(await ask(admin.actor));
  expect([from.round, to.round, counts]).toEqual([then, now, { from: 3, to: 3 }]);
  expect(comparisonSentence(comparison, '2018')).toBe('1 new, 1 done, 1 dropped since 2018');
  const [finished] = comparison.done;
  expect([finished!.before.document.path, finished!.before.places[0]!.lines]).toEqual(['ROADMAP.md', [5, 5]]);
  expect([finished!.after.document.path, finished!.after.places[0]!.lines]).toEqual(['doc/roadmap.md', [7, 7]]);
  // The other way round is the same: the earlier day comes first.
  expect(mustBeDone(await ask(admin.actor, { from: now, to: then })).from.round).toBe(then);
});

test('strangers compare what is published', async () => {
  expect(codeOf(await ask(STRANGER, { from: then }))).toBe('date-not-found');
  await db.tx((tx) => publishRound(tx, admin.actor, { round: then }, NOW));
  expect(codeOf(await ask(STRANGER))).toBe('nothing-to-compare');
  expect(codeOf(await ask(STRANGER, { to: newId(NOW) }))).toBe('date-not-found');
  expect(codeOf(await ask(STRANGER, { key: 'nobody' }))).toBe('project-not-found');
});
