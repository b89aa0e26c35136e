import { expect, test } from 'vitest';
import { addBrochure, brochureWorld } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteInclusionInput } from '../inputs.ts';
import { noteBrochureInclusion } from './note-brochure-inclusion.ts';
import { showDraft } from './show-draft.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, project } = world;
const input = (slug: string, of = project) => ({
  ...noteInclusionInput.parse({ project: of, channel: 'list', told: 'the council', url: 'https://example.org/list/7' }),
  slug,
});

test('whom, how and where is kept, and the project counts as told', async () => {
  const made = await addBrochure(db, lead, [{ project, items: [] }]);
  mustBeDone(await db.tx((tx) => noteBrochureInclusion(tx, lead.actor, input(made.slug), NOW)));
  const { told, blocks } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(told[0]?.inclusion).toMatchObject({
    written: false,
    told: 'the council',
    url: 'https://example.org/list/7',
    byName: 'Eng Example',
  });
  expect(blocks.map(({ refused }) => refused)).not.toContain('not-told');
});

test('a notice for one brochure is none for another', async () => {
  const made = await addBrochure(db, lead, [{ project, items: [] }], { purpose: 'show-breadth' });
  const { blocks } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(blocks.map(({ refused }) => refused)).toEqual(['not-told']);
});

test('for a project that does not stand there, and by those who may not', async () => {
  const made = await addBrochure(db, lead, [{ project, items: [] }]);
  const note = (of: typeof project, actor = lead.actor) =>
    db.tx(async (tx) => codeOf(await noteBrochureInclusion(tx, actor, input(made.slug, of), NOW)));
  expect(await note(world.wave.project)).toBe('not-in-brochure');
  expect(await note(project, world.rita.actor)).toBe('not-allowed');
  expect(noteInclusionInput.safeParse({ project, channel: 'list', told: 'x', url: 'http://example.org' }).success).toBe(
    false,
  );
});
