import { expect, test } from 'vitest';
import {
  addAgreed,
  addAgreedLogo,
  addBrochure,
  brochureWorld,
  publish,
  takeBack,
  takeLogoBack,
  tellProjects,
} from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { pngOf } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { sheetOf } from '../sheet.ts';
import { loadBrochureLogo } from './load-brochure-logo.ts';
import { showDraft } from './show-draft.ts';
import { loadPdf, showEdition } from './show-edition.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, rita, project } = world;

test('the logo that the project agreed to is fetched while its column stands', async () => {
  const picture = pngOf(160, 40);
  await addAgreedLogo(db, world, picture);
  const item = await addAgreed(db, world, 'With a logo');
  const made = await addBrochure(db, lead, [{ project, items: [item.offer.item] }]);
  await tellProjects(db, lead, made.slug, [project]);
  const { edition } = await publish(db, lead, made.slug);
  const load = () => db.read((tx) => loadBrochureLogo(tx, { kind: 'stranger' }, { edition, project }, NOW));
  expect(mustBeDone(await load()).bytes.equals(picture)).toBe(true);
  const draft = { slug: made.slug, project };
  expect(codeOf(await db.read((tx) => loadBrochureLogo(tx, { kind: 'stranger' }, draft, NOW)))).toBe('no-picture');
  expect(codeOf(await db.read((tx) => loadBrochureLogo(tx, lead.actor, draft, NOW)))).toBeNull();
  await takeBack(db, rita, item.consent);
  expect(codeOf(await load())).toBe('no-picture');
});

test('to show breadth the logo stands without items, when the project agreed to it', async () => {
  const made = await addBrochure(db, lead, [{ project, items: [] }], { purpose: 'show-breadth' });
  const { content } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(content.columns[0]?.project).toMatchObject({
    logo: { alt: 'Example Grid: four plots' },
    trademark: 'Shown as agreed.',
  });
});

test('a logo that its project took back leaves what was published, with or without items', async () => {
  const item = await addAgreed(db, world, 'With the same logo');
  const slugs: string[] = [];
  for (const [purpose, items] of [
    ['raise-interest', [item.offer.item]],
    ['show-breadth', []],
  ] as const) {
    const { slug } = await addBrochure(db, lead, [{ project, items }], { purpose });
    await tellProjects(db, lead, slug, [project]);
    await publish(db, lead, slug);
    slugs.push(slug);
  }
  const seen = async () => {
    const all = [];
    for (const slug of slugs) {
      const asked = { slug, number: 1 };
      const { edition, standing } = mustBeDone(await db.read((tx) => showEdition(tx, lead.actor, asked, NOW)));
      const published = { on: edition.at, number: 1, code: edition.code };
      const logo = await db.read((tx) =>
        loadBrochureLogo(tx, { kind: 'stranger' }, { edition: edition.id, project }, NOW),
      );
      const pdf = await db.read((tx) => loadPdf(tx, { kind: 'stranger' }, asked, NOW));
      const sheet = sheetOf(edition.content, () => '/x', { published, standing });
      all.push([sheet.columns[0]?.logo === null, codeOf(logo), codeOf(pdf)]);
    }
    return all;
  };
  const there = [false, null, null];
  expect(await seen()).toEqual([there, there]);
  await takeLogoBack(db, world);
  const gone = [true, 'no-picture', 'pdf-not-given'];
  expect(await seen()).toEqual([gone, gone]);
});
