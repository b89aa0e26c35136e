import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { fitsOf } from '../store/profiles.ts';
import { editWorkspaceProfile } from './edit-workspace-profile.ts';
import { judgeFit } from './judge-fit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const subject = { kind: 'project', id: '01900000-0000-7000-8000-000000000001' } as const;
const judge = (actor: typeof admin.actor, fits: boolean, reason: string | null) =>
  db.tx((tx) => judgeFit(tx, actor, { subject, fits, reason }, NOW));

test('S93: a misfit needs a reason, by the rule and by the database; what was judged is kept', async () => {
  expect(codeOf(await judge(admin.actor, true, null))).toBe('no-mission');
  const said = { mission: 'Sustain the array stack.', focus: [], majority: null, version: 0 };
  await db.tx((tx) => editWorkspaceProfile(tx, admin.actor, said, NOW));
  const seller = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  expect(codeOf(await judge(seller.actor, false, null))).toBe('misfit-reason');
  expect(codeOf(await judge(seller.actor, true, null))).toBeNull();
  expect(codeOf(await judge(seller.actor, false, 'It is a mobile game.'))).toBeNull();
  expect(await db.read((tx) => fitsOf(tx, subject))).toMatchObject([
    { fits: false, reason: 'It is a mobile game.', profile: 1, byName: 'Eng Example' },
    { fits: true, reason: null },
  ]);
  const directly = db.tx((tx) =>
    sql`insert into mission_fit (id, subject_kind, subject, fits, profile, at)
        values (gen_random_uuid(), 'project', ${subject.id}, false, 1, ${NOW})`.execute(on(tx)),
  );
  await expect(directly).rejects.toThrow(/mission_misfit_reason/);
});

test('finance and funders do not judge, and the project’s own stream hears nothing of it', async () => {
  for (const role of ['FIN', 'FND'] as const) {
    const person = await addPerson(db, admin, { name: `${role} Example`, role });
    expect(codeOf(await judge(person.actor, true, null))).toBe('fit-not-yours');
  }
  expect(await db.read((tx) => eventsOf(tx, { kind: 'project', id: subject.id }))).toEqual([]);
  expect(await db.read((tx) => eventsOf(tx, { kind: 'mission-fit', id: subject.id }))).toHaveLength(2);
});
