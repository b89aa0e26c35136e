import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addConsent,
  addLetter,
  addOffer,
  addShownOffer,
  addWindow,
  offersWorld,
} from '../../../../test/support/offers.ts';
import { NOW, type TestPerson } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { objectToConsent } from './object-to-consent.ts';
import { tellOfConsent } from './tell-of-consent.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, tec, rita, sol, una, project } = world;

/** What follows from the newest event of this kind, so many days later: ids of one moment have no order. */
async function tell(kind: string, days = 0): Promise<number> {
  const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  const event = events.find((one) => one.kind === kind)!;
  return db.tx((tx) => tellOfConsent(tx, event, addDays(NOW, days)));
}
async function newestTold(person: TestPerson): Promise<string | null> {
  const { rows } = await db.read((tx) =>
    sql<{ sentence: string }>`
      select sentence from notification where person = ${person.person} order by id desc limit 1`.execute(on(tx)),
  );
  return rows[0]?.sentence ?? null;
}

test('a yes is told to whoever asked and to the others who speak for the project, not to whoever gave it', async () => {
  const offer = await addOffer(db, world, { title: 'A yes' });
  await addConsent(db, world, await addLetter(db, world, [offer.id]));
  expect(await tell('consent.given')).toBe(2);
  expect(await newestTold(lead)).toBe('Example Grid said yes to “A yes”. It can be published.');
  expect(await newestTold(sol)).toContain('Rita Example said yes for Example Grid');
  for (const person of [rita, tec, una]) expect((await newestTold(person)) ?? '').not.toContain('A yes');
});

test('a withdrawal is told to whoever asked and shows it, at once', async () => {
  const { consent } = await addShownOffer(db, world, { title: 'Gone' });
  mustBeDone(
    await db.tx((tx) => withdrawConsent(tx, sol.actor, { consent, reason: 'Ours.', isPrivate: true }, addDays(NOW, 1))),
  );
  await tell('consent.withdrawn', 1);
  expect(await newestTold(lead)).toBe('Example Grid withdrew its consent to “Gone”. It is not shown any more.');
  // The reason is nobody's but the project's.
  expect(await newestTold(rita)).not.toContain('Ours.');
});

test('an objection is told to both sides', async () => {
  await addWindow(db, world, 7);
  const offer = await addOffer(db, world, { title: 'Objected' });
  const consent = await addConsent(db, world, await addLetter(db, world, [offer.id]));
  const input = { consent, reason: 'Not discussed.', hat: null };
  mustBeDone(await db.tx((tx) => objectToConsent(tx, sol.actor, input, addDays(NOW, 1))));
  await tell('consent.objected', 2);
  expect(await newestTold(lead)).toContain('objects to showing “Objected”');
  expect(await newestTold(rita)).toContain('There is an objection to showing “Objected”');
});
