import { expect, test } from 'vitest';
import { publishedBrochure, takeBack } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { answerInclusion } from './answer-inclusion.ts';
import { askInclusion } from './ask-inclusion.ts';
import { listBrochuresWaiting } from './list-brochures-waiting.ts';

const { db } = await testDatabase();
const { world, made, one } = await publishedBrochure(db);
const { rita, project } = world;
const waiting = async (actor: Parameters<typeof listBrochuresWaiting>[1]) =>
  (await db.read((tx) => listBrochuresWaiting(tx, actor, NOW))).map(({ kind }) => kind);

test('a representative is waited for until they answer, and again when they are asked again', async () => {
  expect(await waiting(rita.actor)).toEqual(['brochure-inclusion']);
  const say = { slug: made.slug, project, answer: 'fine', words: null, hat: '' } as const;
  mustBeDone(await db.tx((tx) => answerInclusion(tx, rita.actor, say, NOW)));
  expect(await waiting(rita.actor)).toEqual([]);
  const ask = { slug: made.slug, baseUrl: BASE_URL, project, message: null };
  mustBeDone(await db.tx((tx) => askInclusion(tx, world.lead.actor, ask, addDays(NOW, 1))));
  expect(await waiting(rita.actor)).toEqual(['brochure-inclusion']);
});

test('whoever composes brochures sees what lost its consent; strangers nothing', async () => {
  expect(await waiting(world.lead.actor)).toEqual([]);
  await takeBack(db, rita, one.consent);
  expect([
    await waiting(world.lead.actor),
    await waiting(world.fin.actor),
    await waiting({ kind: 'stranger' }),
  ]).toEqual([['brochure-lost'], [], []]);
});
