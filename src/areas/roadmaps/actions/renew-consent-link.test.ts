import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, linkOfGus, offersWorld } from '../../../../test/support/offers.ts';
import { BASE_URL, codeOf, NOW, tokenIn } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { LINK_DAYS } from '../offer-rules.ts';
import { lookAtConsentLink } from './look-at-consent-link.ts';
import { renewConsentLink } from './renew-consent-link.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const letter = await addLetter(db, world, [(await addOffer(db, world)).id]);
const token = await linkOfGus(db, 'Arrays that work together');
const LATER = addDays(NOW, LINK_DAYS + 1);
const renew = (at: Date) => db.tx((tx) => renewConsentLink(tx, { token, baseUrl: BASE_URL }, at));

test('a link that ran out is replaced once, by mail to the address of the old one', async () => {
  expect(codeOf(await renew(NOW))).toBe('act-link-not-to-renew');
  mustBeDone(await renew(LATER));
  const sent = (await db.read((tx) => listOutbox(tx, 100))).find(({ subject }) => subject === 'Your new link')!;
  expect(sent.recipient).toBe('gus@example.org');
  const seen = await db.read((tx) => lookAtConsentLink(tx, { token: tokenIn(sent.link!) }, LATER));
  expect(mustBeDone(seen)).toMatchObject({ letter });
  expect(codeOf(await renew(LATER))).toBe('act-link-not-to-renew');
});
