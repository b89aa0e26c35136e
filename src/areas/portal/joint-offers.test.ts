/** A joint offer as anybody comes upon it: shown whole, or not at all. (S86) */
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { jointWorld } from '../../../test/support/joint.ts';
import { addConsent, addLetter, takeBack } from '../../../test/support/offers.ts';
import { NOW } from '../../../test/support/people.ts';
import { testWeb } from '../../../test/support/web.ts';
import { mustBeDone } from '../../kernel/refusal.ts';

const { db } = await testDatabase();
const web = await testWeb(db);
const { grid, wave, pair, join, newest, publish } = await jointWorld(db);

/** The places that anybody can read, and whether they hold these words. */
async function publicPlaces(...words: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of [
    '/offers',
    '/offers/feed.atom',
    '/offers/feed.json',
    '/offers/export/json',
    '/',
    `/projects/${grid.slug}`,
  ]) {
    const { body } = await web.get(path);
    for (const word of words) if (body.includes(word)) found.push(`${path} ${word}`);
  }
  return found;
}

test('with one yes of two no page, feed or export holds it; with both all do, with links; one no takes both away', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const [one, two] = [await newest(offers.one), await newest(offers.two)];
  await addConsent(db, grid, await addLetter(db, grid, [one.id]));
  const letter = await addLetter(db, wave, [two.id]);
  const titles = [one.slug, 'writes it'];
  expect(await publicPlaces(...titles)).toEqual([]);
  for (const { slug } of [one, two]) expect((await web.get(`/offers/${slug}`)).statusCode).toBe(404);

  const consent = await addConsent(db, wave, letter);
  mustBeDone(await publish(one));
  const alone = await web.get(`/offers/${one.slug}`);
  expect(alone.statusCode).toBe(200);
  expect(alone.body).toContain('A joint offer: each project decides on its share');
  // Named, and no link leads to what does not stand yet.
  expect(alone.body).toContain('Example Wave');
  expect(alone.body).not.toContain(`/offers/${two.slug}"`);
  mustBeDone(await publish(two));
  expect((await web.get(`/offers/${one.slug}`)).body).toContain(`/offers/${two.slug}"`);
  expect((await publicPlaces(...titles)).length).toBeGreaterThanOrEqual(5);

  await takeBack(db, wave, consent, NOW);
  expect(await publicPlaces(...titles)).toEqual([]);
  for (const { slug } of [one, two]) {
    const { statusCode, body } = await web.get(`/offers/${slug}`);
    expect([statusCode, body.includes('adopts it')]).toEqual([410, false]);
  }
});
