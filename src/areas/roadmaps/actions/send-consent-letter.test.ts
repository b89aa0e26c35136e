import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { BASE_URL, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { deactivatePerson } from '../../people/index.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { byCode } from '../../../kernel/text.ts';
import { representativesOf } from '../offers-standing.ts';
import { letterById } from '../store/consents.ts';
import { sendConsentLetter } from './send-consent-letter.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, sol, admin, project } = world;
const letter = await addLetter(db, world, [(await addOffer(db, world)).id]);

test('everybody gets a letter of their own, a link of their own where they have no account, and closed accounts none', async () => {
  const input = { person: sol.person, reason: 'Left.', current: 'irrelevant' };
  mustBeDone(
    await db.tx((tx) => deactivatePerson(tx, admin.actor, input as Parameters<typeof deactivatePerson>[2], NOW)),
  );
  const later = addDays(NOW, 7);
  const sent = await db.tx(async (tx) => {
    const to = await representativesOf(tx, project, later);
    const written = (await letterById(tx, letter))!;
    return sendConsentLetter(tx, lead.actor, { letter: written, kind: 'reminder', to, baseUrl: BASE_URL }, later);
  });
  expect(sent).toBe(2);
  const letters = (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) =>
    subject.startsWith('Still open'),
  );
  const kinds = letters.map(({ link }) => new URL(link!).pathname.split('/')[1] ?? '');
  expect(kinds.toSorted(byCode)).toEqual(['consent', 'projects']);
  for (const { body } of letters) expect(body).toContain('No answer means no');
});
