import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addConsent, addLetter, addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { BASE_URL, codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import type { LetterId } from '../offer-types.ts';
import { letterById } from '../store/consents.ts';
import { remindOfConsent } from './remind-of-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita } = world;
const remind = (letter: LetterId, days: number, actor = lead.actor) =>
  db.tx((tx) => remindOfConsent(tx, actor, { letter, hat: null, baseUrl: BASE_URL }, addDays(NOW, days)));

test('an open letter is brought to mind once a week at most, to those it asked', async () => {
  const offer = await addOffer(db, world, { title: 'Open' });
  const letter = await addLetter(db, world, [offer.id]);
  expect(codeOf(await remind(letter, 6))).toBe('reminded-lately');
  mustBeDone(await remind(letter, 7));
  expect(codeOf(await remind(letter, 8))).toBe('reminded-lately');
  const reminders = (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) =>
    subject.startsWith('Still open'),
  );
  expect(reminders.map(({ recipient }) => recipient).toSorted()).toEqual(
    ['gus@example.org', rita.mail, world.sol.mail].toSorted(),
  );
  expect((await db.read((tx) => letterById(tx, letter)))?.reminders).toEqual([addDays(NOW, 7)]);
});

test('what is answered is not brought up again, and only the leads write', async () => {
  const offer = await addOffer(db, world, { title: 'Answered' });
  const letter = await addLetter(db, world, [offer.id]);
  expect(codeOf(await remind(letter, 9, rita.actor))).toBe('not-yours');
  await addConsent(db, world, letter);
  expect(codeOf(await remind(letter, 9))).toBe('no-such-request');
});
