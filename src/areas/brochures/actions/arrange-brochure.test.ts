import { expect, test } from 'vitest';
import {
  addAgreed,
  addBrochure,
  agreeForCatalogueOnly,
  brochureWorld,
  takeBack,
} from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addOffer } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { byCode } from '../../../kernel/text.ts';
import { findBrochure } from '../store/brochures.ts';
import type { Column } from '../types.ts';
import { arrangeBrochure, type ArrangeBrochure } from './arrange-brochure.ts';
import { showDraft } from './show-draft.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, project, rita } = world;
const agreed = [];
for (const title of ['One', 'Two', 'Three', 'Four', 'Five']) agreed.push(await addAgreed(db, world, `${title} array`));
const items = agreed.map(({ offer }) => offer.item);

async function arranged(columns: readonly Column[], to: ArrangeBrochure['to']) {
  const made = await addBrochure(db, lead, columns);
  const outcome = await db.tx((tx) =>
    arrangeBrochure(tx, lead.actor, { slug: made.slug, version: made.version, to }, NOW),
  );
  return { made, outcome, draft: (await db.read((tx) => findBrochure(tx, made.slug)))!.draft };
}

test('projects and items are chosen, moved and taken out', async () => {
  const { draft } = await arranged([{ project, items: items.slice(0, 2) }], {
    act: 'item-up',
    project,
    item: items[1]!,
  });
  expect(draft.columns).toEqual([{ project, items: [items[1], items[0]] }]);
});

test('a fifth item is refused (S37)', async () => {
  const { outcome } = await arranged([{ project, items: items.slice(0, 4) }], {
    act: 'add-item',
    project,
    item: items[4]!,
  });
  expect(codeOf(outcome)).toBe('too-many-items');
});

test('an item without the project’s yes for brochures cannot be added', async () => {
  const unasked = await addOffer(db, world, { title: 'Nobody was asked' });
  const add = { act: 'add-item', project, item: unasked.item } as const;
  expect(codeOf((await arranged([{ project, items: [] }], add)).outcome)).toBe('item-not-usable');
  await agreeForCatalogueOnly(db, world, unasked);
  expect(codeOf((await arranged([{ project, items: [] }], add)).outcome)).toBe('item-not-usable');
});

test('nor the item of another project', async () => {
  const add = { act: 'add-item', project: world.wave.project, item: items[0]! } as const;
  expect(codeOf((await arranged([{ project: world.wave.project, items: [] }], add)).outcome)).toBe('item-not-usable');
});

test('what lost its consent stays until somebody takes it out, and is not shown', async () => {
  const gone = await addAgreed(db, world, 'Soon taken back');
  const made = await addBrochure(db, lead, [{ project, items: [gone.offer.item, items[0]!] }]);
  await takeBack(db, rita, gone.consent);
  const move = {
    slug: made.slug,
    version: made.version,
    to: { act: 'item-down', project, item: gone.offer.item },
  } as const;
  mustBeDone(await db.tx((tx) => arrangeBrochure(tx, lead.actor, move, NOW)));
  const draft = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(draft.content.columns[0]?.items.map(({ item }) => item)).toEqual([items[0]]);
  expect(draft.columns[0]?.chosen.map(({ isUsable, title }) => [title, isUsable])).toEqual([
    ['One array', true],
    ['Soon taken back', false],
  ]);
  expect(draft.blocks.map(({ refused }) => refused)).toContain('no-consent');
});

test('what somebody else saved meanwhile is not overwritten', async () => {
  const made = await addBrochure(db, lead, [{ project, items: items.slice(0, 2) }]);
  const drag = (to: readonly Column[]) =>
    db.tx((tx) => arrangeBrochure(tx, lead.actor, { slug: made.slug, version: made.version, to }, NOW));
  const outcomes = await Promise.all([
    drag([{ project, items: [items[1]!, items[0]!] }]),
    drag([{ project, items: [items[0]!] }]),
  ]);
  expect(outcomes.map((outcome) => codeOf(outcome) ?? 'saved').toSorted(byCode)).toEqual([
    'changed-meanwhile',
    'saved',
  ]);
});

test('administrators read and do not arrange', async () => {
  const made = await addBrochure(db, lead, []);
  const input = { slug: made.slug, version: made.version, to: { act: 'add-project', project } } as const;
  expect(codeOf(await db.tx((tx) => arrangeBrochure(tx, world.admin.actor, input, NOW)))).toBe('not-allowed');
});
