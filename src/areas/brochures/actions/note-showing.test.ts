import { expect, test } from 'vitest';
import { publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteShowingInput } from '../inputs.ts';
import { listBrochures } from './list-brochures.ts';
import { noteShowing } from './note-showing.ts';
import { showRecord } from './show-record.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db);
const input = (more: object = {}) => ({
  ...noteShowingInput.parse({ whom: 'Larkspur Quant Example', channel: 'meeting', shownOn: '2026-11-20', ...more }),
  slug: made.slug,
  number: 1,
});
const note = (more: object = {}, actor = world.lead.actor) => db.tx((tx) => noteShowing(tx, actor, input(more), NOW));

test('what was shown to whom is kept, for those who deal with funders alone', async () => {
  mustBeDone(await note({ notes: 'Liked the second item.' }));
  mustBeDone(await note({ shownOn: '2026-11-24', channel: 'mail' }));
  const dev = await addPerson(db, world.admin, { name: 'Dev Example', role: 'DEV' });
  const seen = (actor: typeof dev.actor) =>
    db.read(async (tx) => mustBeDone(await showRecord(tx, actor, { slug: made.slug }, NOW)).showings?.length ?? null);
  expect(
    await Promise.all([world.lead, world.admin, world.tec, world.fin, dev].map(({ actor }) => seen(actor))),
  ).toEqual([2, 2, 2, 2, null]);
  expect(codeOf(await db.read((tx) => showRecord(tx, world.rita.actor, { slug: made.slug }, NOW)))).toBe('not-allowed');
  const { all } = await db.read((tx) => listBrochures(tx, world.lead.actor, NOW));
  expect(all?.[0]?.lastShown).toBe('2026-11-24');
});

test('not a day ahead, and not by those who may not', async () => {
  expect(codeOf(await note({ shownOn: '2026-11-26' }))).toBe('day-ahead');
  expect(codeOf(await note({}, world.fin.actor))).toBe('not-allowed');
});
