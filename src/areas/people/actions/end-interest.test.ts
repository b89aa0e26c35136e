import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { calendarDate, readCalendarDate } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { interestsOf, interestsOn } from '../store/interests.ts';
import { endInterest } from './end-interest.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const today = calendarDate(NOW);
const later = readCalendarDate('2026-11-26')!;

test('it ends on a day, once, and stays in the register', async () => {
  const interest = await addInterest(db, eng);
  for (const [actor, code] of [
    [STRANGER, 'signed-out'],
    [admin.actor, 'no-such-interest'],
  ] as const) {
    expect(codeOf(await db.tx((tx) => endInterest(tx, actor, { interest, until: today }, NOW)))).toBe(code);
  }
  mustBeDone(await db.tx((tx) => endInterest(tx, eng.actor, { interest, until: today }, NOW)));
  await db.read(async (tx) => {
    expect(await interestsOf(tx, eng.person, 10)).toMatchObject([{ id: interest, until: today, endedAt: NOW }]);
    expect(await interestsOn(tx, eng.person, today)).toHaveLength(1);
    expect(await interestsOn(tx, eng.person, later)).toEqual([]);
    const [event] = await eventsOf(tx, { kind: 'person', id: eng.person });
    expect(event).toMatchObject({ kind: 'interest.ended', facts: { interest, until: today } });
  });
  expect(codeOf(await db.tx((tx) => endInterest(tx, eng.actor, { interest, until: later }, NOW)))).toBe(
    'interest-ended',
  );
  const again = db.tx((tx) => sql`update interest set until = null, ended_at = null`.execute(on(tx)));
  expect(await again.catch(sqlState)).toBe('42501');
});

test('not before it began', async () => {
  const interest = await addInterest(db, eng);
  const input = { interest, until: readCalendarDate('2024-12-31')! };
  expect(codeOf(await db.tx((tx) => endInterest(tx, eng.actor, input, NOW)))).toBe('interest-ends-before-it-began');
});
