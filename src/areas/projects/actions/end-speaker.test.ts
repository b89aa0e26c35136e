import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, giveStanding } from '../../../../test/support/projects.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { addDays, calendarDate } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { speakersOf, standingFor } from '../store/register.ts';
import { endSpeaker } from './end-speaker.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const first = await addPerson(db, admin, { name: 'First Example', role: 'PRJ', project });
const second = await addPerson(db, admin, { name: 'Second Example', role: 'PRJ', project });
const TODAY = calendarDate(NOW);
const reason = 'Left the council.';

test('a representative without standing cannot put the standing one out', async () => {
  const entry = await giveStanding(db, admin.actor, { project, person: first.person });
  expect(codeOf(await db.tx((tx) => endSpeaker(tx, second.actor, { project, entry, reason }, NOW)))).toBe(
    'not-yours-to-end',
  );
});

test('an entry that has ended counts no more from that moment, and stays in the register with the reason', async () => {
  const later = addDays(NOW, 10);
  const entry = (await db.read((tx) => speakersOf(tx, project)))[0]!.id;
  mustBeDone(await db.tx((tx) => endSpeaker(tx, first.actor, { project, entry, reason }, later)));
  await db.read(async (tx) => {
    expect(await standingFor(tx, project, 'offers', calendarDate(later))).toEqual([]);
    expect(await standingFor(tx, project, 'offers', TODAY)).toHaveLength(1);
    expect(await speakersOf(tx, project)).toMatchObject([{ ending: { byName: 'First Example', reason } }]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'speaker.ended',
      texts: { reason: { text: reason } },
    });
  });
  const ends = await asAdmin(adminUrl, (client) =>
    client.query(`select distinct valid_to::text as day from standing where entry = $1`, [entry]),
  );
  expect(ends.rows).toEqual([{ day: calendarDate(addDays(NOW, 9)) }]);
  expect(codeOf(await db.tx((tx) => endSpeaker(tx, first.actor, { project, entry, reason }, later)))).toBe(
    'speaker-ended',
  );
});

test('an entry of another project is not there', async () => {
  const other = await addTestProject(db, admin.actor, 'Example Wave');
  const entry = await giveStanding(db, admin.actor, { project: other.project, person: first.person });
  expect(codeOf(await db.tx((tx) => endSpeaker(tx, admin.actor, { project, entry, reason }, NOW)))).toBe(
    'no-such-speaker',
  );
});
