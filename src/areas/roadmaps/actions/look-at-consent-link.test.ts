import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { addLetter, addOffer, linkOfGus, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { LINK_DAYS } from '../offer-rules.ts';
import { lookAtConsentLink } from './look-at-consent-link.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const letter = await addLetter(db, world, [(await addOffer(db, world)).id]);
const token = await linkOfGus(db, 'Arrays that work together');
const look = (secret: string, days = 0) =>
  db.read((tx) => lookAtConsentLink(tx, { token: secret }, addDays(NOW, days)));

test('a link says of which letter it is and who acts by it, as often as it is looked at, as long as a yes can last', async () => {
  for (let times = 0; times < 3; times++) {
    expect(mustBeDone(await look(token))).toMatchObject({ letter, actor: { kind: 'link', name: 'Gus Example' } });
  }
  expect(codeOf(await look(token, 730))).toBe(null);
  expect(codeOf(await look(token, LINK_DAYS + 1))).toBe('act-link-ended');
});

test('a link for another act, or about another thing, is none of ours', async () => {
  const sign = await addActLink(db, world.lead.actor, { act: 'sign', project: world.project });
  const astray = await addActLink(db, world.lead.actor, { act: 'answer-consent', project: world.project });
  for (const { token: other } of [sign, astray]) expect(codeOf(await look(other))).toBe('act-link-of-another-act');
  expect(codeOf(await look('not a token'))).toBe('act-link-ended');
});
