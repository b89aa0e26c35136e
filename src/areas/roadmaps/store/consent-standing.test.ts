/** The pure rule and the database's own (migration 0007) say the same of every history: what is live is shown, and nothing else. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { endOfWindow } from '../../../kernel/windows.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { speakersOf } from '../../projects/index.ts';
import { isLive } from '../offer-rules.ts';
import {
  consentById,
  insertConsent,
  insertLetter,
  insertObjection,
  insertRequest,
  insertWithdrawal,
  markObjectionSettled,
} from './consents.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, lead, project } = world;
const offer = await addOffer(db, world);
const standing = (await db.read((tx) => speakersOf(tx, project)))[0]!.id;

const history = fc.record({
  answer: fc.constantFrom('approved', 'declined'),
  windowDays: fc.constantFrom(0, 0, 1, 7, 30),
  zone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland', 'Asia/Kolkata'),
  given: fc.integer({ min: 0, max: 400 * 24 * 60 }),
  days: fc.integer({ min: 32, max: 730 }),
  isWithdrawn: fc.boolean(),
  objections: fc.array(fc.boolean(), { maxLength: 2 }),
});

test('for random histories, at random moments and at the very ends', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { minLength: 1, maxLength: 6 }),
      fc.array(fc.integer({ min: -1000, max: 1200 * 24 * 60 }), { minLength: 3, maxLength: 8 }),
      async (histories, moments) => {
        const consents = await db.tx(async (tx) => {
          const made = [];
          for (const one of histories) {
            const at = addMinutes(NOW, one.given);
            const letter = await insertLetter(tx, { project, message: null }, lead.actor, NOW);
            const { windowDays, zone } = one;
            const asked = {
              letter,
              position: 1,
              offer: offer.id,
              project,
              uses: ['catalogue'],
              windowDays,
              zone,
            } as const;
            const request = await insertRequest(tx, asked, lead.actor, NOW);
            const isYes = one.answer === 'approved';
            const { id, effectiveFrom } = await insertConsent(
              tx,
              {
                request,
                offer: offer.id,
                project,
                digest: offer.digest,
                answer: isYes ? 'approved' : 'declined',
                uses: isYes ? ['catalogue'] : [],
                standing,
                discussedAt: null,
                words: null,
                isPrivate: false,
                validUntil: isYes ? addDays(at, one.days) : null,
              },
              rita.actor,
              at,
            );
            // The window shown to people is the one that the database keeps.
            expect(effectiveFrom).toEqual(isYes && windowDays > 0 ? endOfWindow(at, windowDays, zone) : at);
            for (const isSettled of isYes ? one.objections : []) {
              const objection = await insertObjection(tx, { consent: id, reason: 'No.' }, sol.actor, at);
              if (isSettled) await markObjectionSettled(tx, objection, 'Talked.', sol.actor, at);
            }
            if (isYes && one.isWithdrawn) {
              await insertWithdrawal(tx, { consent: id, reason: null, isPrivate: true }, rita.actor, at);
            }
            made.push((await consentById(tx, id, { lock: false }))!);
          }
          return made;
        });
        const ends = consents.flatMap(({ effectiveFrom, validUntil }) =>
          [effectiveFrom, validUntil].flatMap((end) => (end === null ? [] : [end, new Date(end.getTime() - 1)])),
        );
        for (const at of [...moments.map((minutes) => addMinutes(NOW, minutes)), ...ends]) {
          const { rows } = await db.read((tx) =>
            sql<{ consent: string }>`
              select consent from live_consent(${at}) where consent = any (${consents.map(({ id }) => id)}::uuid[])`.execute(
              on(tx),
            ),
          );
          const around = { itemState: 'proposed', isProjectVisible: true } as const;
          const byRule = consents.filter((consent) => isLive(consent, around, at)).map(({ id }) => id);
          expect(rows.map(({ consent }) => consent).toSorted()).toEqual(byRule.toSorted());
        }
      },
    ),
    { numRuns: 25 },
  );
});
