import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { correctItem } from './correct-item.ts';
import { showRoadmap } from './show-roadmap.ts';
import { withdrawItemCorrection } from './withdraw-item-correction.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2026-05-02': { 'ROADMAP.md': '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n' },
});
await reef.readOn('2026-11-20');
const shown = async () =>
  mustBeDone(await db.read((tx) => showRoadmap(tx, admin.actor, { key: 'reef', at: null, document: null })));
const { document } = await shown();
const correction = mustBeDone(
  await db.tx((tx) =>
    correctItem(
      tx,
      admin.actor,
      {
        key: 'reef',
        document: document!.reading.id,
        item: document!.items.items[0]!.key,
        correct: { kind: 'retitle', title: 'Tides', reason: 'Shorter.', link: null },
      },
      NOW,
    ),
  ),
);

test('nobody else takes it back', async () => {
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  for (const actor of [sales.actor, STRANGER]) {
    const outcome = await db.tx((tx) => withdrawItemCorrection(tx, actor, { key: 'reef', correction }, NOW));
    expect(codeOf(outcome)).toBe('not-yours-to-correct');
  }
  expect((await shown()).document!.items.items[0]!.title).toBe('Tides');
});

test('what was read counts again, once, and it is announced', async () => {
  mustBeDone(await db.tx((tx) => withdrawItemCorrection(tx, admin.actor, { key: 'reef', correction }, NOW)));
  expect((await shown()).document!.items.items[0]).toMatchObject({ title: 'Read tides', corrections: [] });
  const again = await db.tx((tx) => withdrawItemCorrection(tx, admin.actor, { key: 'reef', correction }, NOW));
  expect(codeOf(again)).toBe('correction-not-found');
  const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: reef.project }));
  expect(events.map(({ kind }) => kind)).toContain('item-correction.withdrawn');
  expect(codeOf(await db.tx((tx) => withdrawItemCorrection(tx, admin.actor, { key: 'nobody', correction }, NOW)))).toBe(
    'project-not-found',
  );
});
