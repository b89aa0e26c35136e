import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { warnOfEndingConsents } from './warn-of-ending-consents.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, lead, project } = world;
const jobs = { kind: 'program', program: 'jobs' } as const;
const warn = (days: number) => db.tx((tx) => warnOfEndingConsents(tx, jobs, addDays(NOW, days)));

test('a month before a yes ends everybody concerned is told, once however often this runs', async () => {
  const { consent } = await addShownOffer(db, world, { title: 'Ends' });
  const { consent: gone } = await addShownOffer(db, world, { title: 'Withdrawn before' });
  mustBeDone(
    await db.tx((tx) => withdrawConsent(tx, rita.actor, { consent: gone, reason: null, isPrivate: true }, NOW)),
  );
  expect(await warn(334)).toBe(0);
  // Two workers at the same moment: one of them tells.
  const told = await Promise.all([warn(336), warn(336)]);
  expect(told.reduce((sum, one) => sum + one, 0)).toBe(1);
  expect(await warn(340)).toBe(0);
  const { rows } = await db.read((tx) =>
    sql<{ person: string; sentence: string }>`
      select person, sentence from notification where sentence like '%ends on%' order by person`.execute(on(tx)),
  );
  expect(rows.map(({ person }) => person)).toEqual([rita.person, sol.person, lead.person].toSorted());
  expect(rows[0]!.sentence).toContain('“Ends” ends on 25 November 2027');
  const letters = (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) => subject.includes('ends soon'));
  expect(letters.map(({ recipient }) => recipient)).toEqual(['gus@example.org']);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'consent.ending', facts: { consent } });
});
