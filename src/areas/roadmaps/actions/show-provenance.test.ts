import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { showProvenance } from './show-provenance.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('what git tells stands beside what people add', async () => {
  const reef = await roadmapProject(db, admin.actor, 'Example Reef', {
    '2025-04-01': {
      'ROADMAP.md': `# Roadmap\n\n- Read tides in parallel\n- Draw maps of reefs\n- Write logs of every run\n`,
    },
  });
  await reef.readOn('2026-05-20');
  const shown = mustBeDone(await db.read((tx) => showProvenance(tx, admin.actor, { key: reef.slug }, NOW)));
  expect(shown.steps[0]).toMatchObject({
    on: '2025-04-01',
    repository: 'https://github.com/example-reef-example/example-reef',
  });
  expect(shown).toMatchObject({ events: [], mayAdd: false, today: '2026-11-25' });
});
