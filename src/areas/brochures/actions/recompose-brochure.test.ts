import { expect, test } from 'vitest';
import { publish, publishedBrochure, takeBack } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { findBrochure } from '../store/brochures.ts';
import { arrangeBrochure } from './arrange-brochure.ts';
import { recomposeBrochure } from './recompose-brochure.ts';
import { showDraft } from './show-draft.ts';

const { db } = await testDatabase();
const { world, made, one } = await publishedBrochure(db);
const { lead } = world;
const recompose = (number: number, actor = lead.actor) =>
  db.tx((tx) => recomposeBrochure(tx, actor, { slug: made.slug, number }, NOW));

test('an old edition becomes the draft again, and another edition is made of it', async () => {
  const before = (await db.read((tx) => findBrochure(tx, made.slug)))!.draft;
  mustBeDone(
    await db.tx((tx) =>
      arrangeBrochure(
        tx,
        lead.actor,
        { slug: made.slug, version: before.number, to: { act: 'remove-project', project: world.wave.project } },
        NOW,
      ),
    ),
  );
  expect(mustBeDone(await recompose(1))).toBe(before.number + 2);
  const after = (await db.read((tx) => findBrochure(tx, made.slug)))!.draft;
  expect(after.columns).toEqual(before.columns);
  expect(mustBeDone(await recompose(1))).toBe(after.number);
  expect((await publish(db, lead, made.slug)).number).toBe(2);
});

test('what lost its consent since then has to be taken out first', async () => {
  await takeBack(db, world.rita, one.consent);
  mustBeDone(await recompose(1));
  const { blocks } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(blocks.map(({ refused }) => refused)).toEqual(['no-consent']);
});

test('of an edition that is not there, and by those who may not', async () => {
  expect(codeOf(await recompose(9))).toBe('edition-not-found');
  expect(codeOf(await recompose(1, world.admin.actor))).toBe('not-allowed');
});
