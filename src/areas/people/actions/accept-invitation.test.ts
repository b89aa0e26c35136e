import { beforeAll, expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD, tokenIn } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { listOpenInvitations } from '../store/invitations.ts';
import { findPersonByMail } from '../store/persons.ts';
import { acceptInvitation } from './accept-invitation.ts';
import { invitePerson } from './invite-person.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const project = newId<'project'>(NOW);
let token = '';

async function invite(mail: string): Promise<string> {
  const input = { name: 'Ana', mail, role: 'MNT', project, baseUrl: BASE_URL } as const;
  mustBeDone(await db.tx((tx) => invitePerson(tx, admin.actor, input, NOW)));
  return tokenIn(await db.read(async (tx) => (await listOutbox(tx, 10)).find((one) => one.recipient === mail)!.link!));
}

function accept(given: string, password = PASSWORD, now = NOW) {
  return db.tx((tx) =>
    acceptInvitation(tx, STRANGER, { token: given, name: 'Ana Example', password, ...CAME_FROM }, now),
  );
}

beforeAll(async () => {
  token = await invite('ana@example.org');
});

test('an old link and a weak password are refused and change nothing', async () => {
  expect(codeOf(await accept(token, PASSWORD, addDays(NOW, 7)))).toBe('link-ended');
  expect(codeOf(await accept(token, 'ana@example.org'))).toBe('weak-password');
  expect(await db.read((tx) => findPersonByMail(tx, 'ana@example.org'))).toBe(null);
});

test('the person joins under the name they choose, with the role they were asked for', async () => {
  mustBeDone(await accept(token));
  await db.read(async (tx) => {
    const person = await findPersonByMail(tx, 'ANA@example.org');
    expect(person?.name).toBe('Ana Example');
    expect(await grantsOf(tx, person!.id)).toMatchObject([{ role: 'MNT', project }]);
    expect(await listOpenInvitations(tx)).toEqual([]);
  });
});

test('the link works once', async () => {
  expect(codeOf(await accept(token))).toBe('link-ended');
});
