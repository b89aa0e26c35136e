import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { eventsOf, showEventText } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { findActor } from '../store/actors.ts';
import { representedOnlyBy } from '../store/leaving.ts';
import { notificationsOf } from '../store/notifications.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { grantRole } from './grant-role.ts';
import { handOver, handOverOwn } from './hand-over.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const rosa = await addPerson(db, admin, { name: 'Rosa Example', role: 'PRJ', project });
const kim = await addPerson(db, admin, { name: 'Kim Example', role: 'MNT', project });
const gone = await addPerson(db, admin, { name: 'Gone Example', role: 'ENG' });
mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: gone.person, reason: 'left' }, NOW)));
type One = typeof admin;

const grants = async ({ person }: One) => (await db.read((tx) => findActor(tx, person)))!.grants;
const told = async ({ person }: One) =>
  (await db.read((tx) => notificationsOf(tx, person, addDays(NOW, -1), 10))).map(({ sentence }) => sentence);
const give = (from: One, to: One, actor: Parameters<typeof handOver>[1] = admin.actor) =>
  db.tx((tx) => handOver(tx, actor, { from: from.person, to: to.person, reason: 'Leaves in June.' }, NOW));
const giveOwn = (actor: Parameters<typeof handOverOwn>[1], mail: string) =>
  db.tx((tx) => handOverOwn(tx, actor, { mail, reason: 'I leave.' }, NOW));

test('it is seen beforehand of which projects nobody would speak any more', async () => {
  expect(await db.read((tx) => representedOnlyBy(tx, rosa.person))).toEqual([{ id: project, name: 'Example Grid' }]);
  expect(await db.read((tx) => representedOnlyBy(tx, kim.person))).toEqual([]);
});

test('an administrator hands all roles to somebody else: recorded, and both are told', async () => {
  mustBeDone(await db.tx((tx) => grantRole(tx, admin.actor, { person: rosa.person, role: 'MNT', project }, NOW)));
  const handed = mustBeDone(await give(rosa, kim));
  expect(handed).toMatchObject({ roles: 2, projects: [project] });
  expect(await grants(rosa)).toEqual([]);
  expect(await grants(kim)).toEqual([
    { role: 'MNT', project },
    { role: 'PRJ', project },
  ]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: rosa.person }));
  expect(event).toMatchObject({ kind: 'person.handed-over', facts: { to: kim.person, handOver: handed.id } });
  expect(showEventText(event!, 'reason')).toBe('Leaves in June.');
  expect(await told(kim)).toContain('Rosa Example handed over to you: project representative, maintainer.');
  expect(await told(rosa)).toContain(
    'Ada Example handed your roles to Kim Example: project representative, maintainer.',
  );
  for (const statement of [sql`delete from hand_over`, sql`delete from hand_over_role`]) {
    expect(await db.tx((tx) => statement.execute(on(tx))).catch(sqlState)).toBe('42501');
  }
});

test('somebody who leaves hands over their own, by the address of whoever takes over', async () => {
  expect(codeOf(await giveOwn(kim.actor, 'nobody@example.org'))).toBe('no-such-account');
  expect(codeOf(await giveOwn(kim.actor, gone.mail))).toBe('account-closed');
  expect(codeOf(await giveOwn(kim.actor, kim.mail))).toBe('same-account');
  expect(mustBeDone(await giveOwn(kim.actor, rosa.mail))).toMatchObject({ roles: 2 });
  expect(codeOf(await giveOwn(kim.actor, rosa.mail))).toBe('nothing-to-hand-over');
  expect(await grants(rosa)).toHaveLength(2);
});

test.each([
  ['a stranger', STRANGER, 'signed-out'],
  ['somebody else', kim.actor, 'not-allowed'],
] as const)('%s hands over nothing of another', async (_, actor, code) => {
  expect(codeOf(await give(rosa, kim, actor))).toBe(code);
  expect(await grants(rosa)).toHaveLength(2);
});

test('the only administrator can hand that over, and the workspace still has one', async () => {
  mustBeDone(await giveOwn(admin.actor, kim.mail));
  expect(await grants(kim)).toEqual([{ role: 'ADM', project: null }]);
});
