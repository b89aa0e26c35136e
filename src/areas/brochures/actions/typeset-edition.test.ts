import { expect, test } from 'vitest';
import { addAgreed, addBrochure, brochureWorld, tellProjects } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { showDraft } from './show-draft.ts';
import { typesetEdition } from './typeset-edition.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead } = world;

async function typeset(slug: string, actor = lead.actor) {
  const { brochure, seen } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug }, NOW)));
  return typesetEdition(db, actor, { slug, version: brochure.draft.number, seen, baseUrl: BASE_URL }, NOW);
}

test('hostile words are set as they are, and what was frozen is what was seen', async () => {
  const item = await addAgreed(db, world, '#import "x": * <b>not bold</b> $a^2$ \\');
  const made = await addBrochure(db, lead, [{ project: world.project, items: [item.offer.item] }], {
    title: '数组花园 – Žluťoučký 🌾 #set text(red)',
  });
  await tellProjects(db, lead, made.slug, [world.project]);
  const set = mustBeDone(await typeset(made.slug));
  expect(set.pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(set.content.columns[0]?.items[0]?.text.title).toBe('#import "x": * <b>not bold</b> $a^2$ \\');
  expect(set.pages).toBeGreaterThan(0);
});

test('unfinished words are not set (S92)', async () => {
  const item = await addAgreed(db, world, 'Something finished');
  const made = await addBrochure(db, lead, [{ project: world.project, items: [item.offer.item] }], { intro: 'TODO' });
  await tellProjects(db, lead, made.slug, [world.project]);
  expect(codeOf(await typeset(made.slug))).toBe('words-to-put-right');
});

test('nothing is set of an empty brochure, or for those who may not publish', async () => {
  const made = await addBrochure(db, lead, []);
  expect(codeOf(await typeset(made.slug))).toBe('nothing-in-it');
  expect(codeOf(await typeset(made.slug, world.tec.actor))).toBe('not-allowed');
});

test('breadth shows names alone, without a logo that nobody agreed to', async () => {
  const made = await addBrochure(
    db,
    lead,
    [world.project, world.wave.project].map((project) => ({ project, items: [] })),
    { purpose: 'show-breadth' },
  );
  await tellProjects(db, lead, made.slug, [world.project, world.wave.project]);
  const { content } = mustBeDone(await typeset(made.slug));
  expect(content.columns.map(({ project, items }) => [project.name, project.logo, items.length])).toEqual([
    ['Example Grid', null, 0],
    ['Example Wave', null, 0],
  ]);
});
