import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, tokenIn } from '../../../../test/support/people.ts';
import { listOpenInvitations } from '../store/invitations.ts';
import { invitePerson } from './invite-person.ts';
import { lookAtLink } from './look-at-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const input = { name: 'Ana Example', mail: 'ana@example.org', role: 'TEC', project: null, baseUrl: BASE_URL } as const;

test('the person gets a letter with a link, and the invitation stands open', async () => {
  const id = mustBeDone(await db.tx((tx) => invitePerson(tx, admin.actor, input, NOW)));
  await db.read(async (tx) => {
    expect(await listOpenInvitations(tx)).toMatchObject([{ id, mail: 'ana@example.org', grant: { role: 'TEC' } }]);
    const letter = (await listOutbox(tx, 10)).find((one) => one.recipient === 'ana@example.org');
    expect(letter).toMatchObject({ recipient: 'ana@example.org', subject: 'Your invitation to Example Lab' });
    expect(letter!.body).toContain(letter!.link);
    expect(letter!.body).toContain('Ada Example invites you to Example Lab as technical lead.');
    const events = await eventsOf(tx, { kind: 'invitation', id });
    expect(events).toMatchObject([{ kind: 'person.invited', facts: { role: 'TEC', project: null } }]);
  });
});

test('a second invitation takes the place of the first, whose link then ends', async () => {
  const first = await db.read(
    async (tx) => (await listOutbox(tx, 10)).find((one) => one.recipient === 'ana@example.org')!.link!,
  );
  mustBeDone(
    await db.tx((tx) => invitePerson(tx, admin.actor, { ...input, mail: 'ANA@example.org', role: 'ENG' }, NOW)),
  );
  await db.read(async (tx) => {
    expect(await listOpenInvitations(tx)).toMatchObject([{ mail: 'ANA@example.org', grant: { role: 'ENG' } }]);
    expect(codeOf(await lookAtLink(tx, { purpose: 'invitation', token: tokenIn(first) }, NOW))).toBe('link-ended');
  });
});

test.each([
  ['a stranger', STRANGER, input, 'signed-out'],
  ['an engagement lead', lead.actor, input, 'not-allowed'],
  [
    'an administrator, somebody who has an account',
    admin.actor,
    { ...input, mail: 'Eng.Example@Example.org' },
    'already-a-member',
  ],
  [
    'an administrator, a maintainer of nothing',
    admin.actor,
    { ...input, role: 'MNT' as const },
    'role-needs-a-project',
  ],
  [
    'an administrator, a technical lead of one project',
    admin.actor,
    { ...input, project: newId<'project'>(NOW) },
    'role-takes-no-project',
  ],
] as const)('%s is refused, and no letter is written', async (_, actor, given, code) => {
  const before = await db.read((tx) => listOutbox(tx, 50));
  expect(codeOf(await db.tx((tx) => invitePerson(tx, actor, given, NOW)))).toBe(code);
  expect(await db.read((tx) => listOutbox(tx, 50))).toHaveLength(before.length);
});
