import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { noteInclusionInput } from '../offer-inputs.ts';
import { noticesOf } from '../store/offers.ts';
import { noteInclusion } from './note-inclusion.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, project } = world;
const said = noteInclusionInput.parse({
  channel: 'list',
  told: 'numpy-discussion',
  url: 'https://lists.example.org/2',
});

test('whom of the project was told, and how, before it is shown to funders', async () => {
  const offer = await addOffer(db, world, { title: 'Told' });
  const input = { ...said, project, item: offer.item };
  const notice = mustBeDone(await db.tx((tx) => noteInclusion(tx, lead.actor, input, NOW)));
  expect(await db.read((tx) => noticesOf(tx, offer))).toMatchObject([
    {
      id: notice,
      channel: 'list',
      told: 'numpy-discussion',
      url: 'https://lists.example.org/2',
      byName: 'Eng Example',
    },
  ]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'inclusion.noted', facts: { notice, channel: 'list' } });
});

test('about an item of this project, by the leads', async () => {
  const other = await addTestProject(db, world.admin.actor, 'Example Wave');
  const offer = await addOffer(db, { ...world, project: other.project }, { title: 'Elsewhere' });
  const note = (input: Parameters<typeof noteInclusion>[2], actor = lead.actor) =>
    db.tx((tx) => noteInclusion(tx, actor, input, NOW));
  expect(codeOf(await note({ ...said, project, item: offer.item }))).toBe('no-such-item');
  expect(codeOf(await note({ ...said, project, item: null }, rita.actor))).toBe('not-yours');
});
