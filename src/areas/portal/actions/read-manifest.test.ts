import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { schemaProblems, strictProblems } from '../../../../test/support/funding-schema.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { testWeb } from '../../../../test/support/web.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { readProjectManifest, readManifest } from './read-manifest.ts';
import { setFunding } from './set-funding.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const addresses = {
  offer: (slug: string) => `https://work.example.org/offers/${slug}`,
  project: (slug: string) => `https://work.example.org/projects/${slug}`,
};
const workspace = () => db.read((tx) => readManifest(tx, addresses, NOW));
const own = async () =>
  mustBeDone(await db.read((tx) => readProjectManifest(tx, addresses, { slug: world.slug }, NOW)));

test('a manifest is there once nothing is missing; a project that says who asks for it is asked for by itself', async () => {
  expect((await workspace()).kind).toBe('incomplete');
  await addShownOffer(db, world);
  const entity = {
    type: 'organisation',
    role: 'steward',
    name: 'Example Lab',
    email: 'funding@example.org',
    phone: null,
    description: 'An example.',
    webpageUrl: 'https://example.org/',
  } as const;
  const channels = [{ name: 'bank', type: 'bank', address: null, description: null } as const];
  const settings = { entity, channels, contacts: { funders: null, projects: null } };
  mustBeDone(await db.tx((tx) => setFunding(tx, world.admin.actor, { project: null, replaces: null, settings }, NOW)));
  expect(await workspace()).toMatchObject({ kind: 'incomplete' });
  const web = await testWeb(db);
  const profile = { name: 'Example Grid', summary: 'A grid.', licence: 'MIT', label: 'Roadmap', version: '0' };
  await web.post(`/projects/${world.slug}/edit`, { ...profile, homepage: '', note: '' }, { as: world.admin.token });
  for (const manifest of [await workspace(), await own()]) {
    if (manifest.kind !== 'complete') throw new Error(manifest.lacks.join('; '));
    expect(schemaProblems(manifest.text)).toEqual([]);
    expect(strictProblems(manifest.text)).toEqual([]);
    expect(manifest.text).toContain('"Example Lab"');
  }
  const itself = { ...settings, entity: { ...entity, name: 'Example council', role: 'owner' as const } };
  mustBeDone(
    await db.tx((tx) =>
      setFunding(tx, world.rita.actor, { project: world.project, replaces: null, settings: itself }, NOW),
    ),
  );
  const manifest = await own();
  expect(manifest.kind === 'complete' && manifest.text).toContain('"Example council"');
  expect(await db.read((tx) => readProjectManifest(tx, addresses, { slug: 'nowhere' }, NOW))).toMatchObject({
    refused: 'project-not-found',
  });
});
