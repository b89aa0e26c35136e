import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, linkOfGus, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { actByConsentLink } from './act-by-consent-link.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const letter = await addLetter(db, world, [(await addOffer(db, world)).id]);
const token = await linkOfGus(db, 'Arrays that work together');
const act = (secret: string) => db.tx((tx) => actByConsentLink(tx, { token: secret }, NOW));

test('the person’s own click is on record, and the link goes on for taking the answer back', async () => {
  for (let times = 0; times < 2; times++) {
    expect(mustBeDone(await act(token))).toMatchObject({
      letter,
      actor: { name: 'Gus Example', subject: expect.any(String) },
    });
  }
  const { rows } = await db.read((tx) =>
    sql<{ n: number }>`select count(*)::int as n from event where kind = 'act-link.used'`.execute(on(tx)),
  );
  expect(rows[0]!.n).toBe(2);
  expect(codeOf(await act('cut off'))).toBe('act-link-ended');
});
