import { expect, test } from 'vitest';
import { publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { noteShowingInput } from '../inputs.ts';
import type { ShowingId } from '../types.ts';
import { forgetShowing } from './forget-showing.ts';
import { noteShowing } from './note-showing.ts';
import { showRecord } from './show-record.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db);
const forget = (showing: ShowingId, actor = world.lead.actor) =>
  db.tx((tx) => forgetShowing(tx, actor, { slug: made.slug, showing }, NOW));

test('the names go, and that it was shown stays', async () => {
  const said = noteShowingInput.parse({ whom: 'R. Example', channel: 'call', shownOn: '2026-11-20', notes: 'A note' });
  const showing = mustBeDone(
    await db.tx((tx) => noteShowing(tx, world.lead.actor, { ...said, slug: made.slug, number: 1 }, NOW)),
  );
  mustBeDone(await forget(showing));
  const { showings } = mustBeDone(await db.read((tx) => showRecord(tx, world.lead.actor, { slug: made.slug }, NOW)));
  expect(showings).toMatchObject([
    { whom: null, notes: null, erasedOn: '2026-11-25', shownOn: '2026-11-20', channel: 'call' },
  ]);
  expect(codeOf(await forget(showing))).toBe('nothing-to-forget');
});

test('none that is not there, and not by those who may not', async () => {
  expect(codeOf(await forget(newId<'brochure showing'>(NOW)))).toBe('no-such-showing');
  expect(codeOf(await forget(newId<'brochure showing'>(NOW), world.rita.actor))).toBe('not-allowed');
});
