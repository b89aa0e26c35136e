import { expect, test } from 'vitest';
import { addAgreed, addBrochure, brochureWorld } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { optOut } from '../../projects/index.ts';
import { showDraft, showInclusion } from './show-draft.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, project } = world;
const item = await addAgreed(db, world, 'Arrays that work together');
const made = await addBrochure(db, lead, [
  { project, items: [item.offer.item] },
  { project: world.wave.project, items: [] },
]);

test('says what would be published, and everything that stands in the way', async () => {
  const shown = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(shown.content.columns.map(({ project: of, items }) => [of.name, items.length])).toEqual([
    ['Example Grid', 1],
    ['Example Wave', 0],
  ]);
  expect(shown.blocks.map(({ refused }) => refused)).toEqual(['column-empty', 'not-told']);
});

test('coverage never says who is employed (S40), and no date stands in what is shown (S33)', async () => {
  const { content } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  const [column] = content.columns;
  expect(column?.project.coverage ?? '').not.toMatch(/employ|hire|staff|payroll/i);
  expect(content.standing).toContain('without dates');
});

test('the workspace’s people see drafts; representatives those in which their project is to stand', async () => {
  const draft = (actor: typeof lead.actor) =>
    db.read(async (tx) => codeOf(await showDraft(tx, actor, { slug: made.slug }, NOW)));
  const inclusion = (actor: typeof lead.actor, slug = made.slug) =>
    db.read(async (tx) => codeOf(await showInclusion(tx, actor, { slug }, NOW)));
  expect([await draft(world.admin.actor), await draft(world.fin.actor), await draft(world.rita.actor)]).toEqual([
    null,
    null,
    'not-allowed',
  ]);
  expect(await inclusion(world.rita.actor)).toBeNull();
  expect(await inclusion(world.wave.rita.actor)).toBeNull();
  const other = await addBrochure(db, lead, [{ project, items: [] }]);
  expect(await inclusion(world.wave.rita.actor, other.slug)).toBe('not-found');
});

test('a project that asked to be left out is in no preview (S42)', async () => {
  const reason = { reason: 'It implies a promise.', isPrivate: false };
  mustBeDone(await db.tx((tx) => optOut(tx, world.rita.actor, { ...reason, project }, NOW)));
  const { content, blocks } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(content.columns.map(({ project: of }) => of.name)).toEqual(['Example Wave']);
  expect(blocks.map(({ refused }) => refused)).toContain('project-not-shown');
});
