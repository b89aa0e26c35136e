import { expect, test } from 'vitest';
import {
  addAgreed,
  addAgreedLogo,
  addBrochure,
  brochureWorld,
  publish,
  takeBack,
  tellProjects,
} from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { pngOf } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { loadBrochureLogo } from './load-brochure-logo.ts';
import { showDraft } from './show-draft.ts';

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
