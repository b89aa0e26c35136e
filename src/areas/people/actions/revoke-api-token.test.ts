import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addApiToken, addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { listApiTokens } from '../store/api-tokens.ts';
import type { ApiTokenId } from '../types.ts';
import { revokeApiToken } from './revoke-api-token.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

test('one revokes one of one’s own, once; it stays on the list, and somebody else’s does not exist', async () => {
  const made = await addApiToken(db, bob);
  const kept = await addApiToken(db, bob);
  const later = addMinutes(NOW, 5);
  const revoke = (actor: Parameters<typeof revokeApiToken>[1], token: ApiTokenId = made.id) =>
    db.tx((tx) => revokeApiToken(tx, actor, { token }, later));
  expect(codeOf(await revoke(STRANGER))).toBe('signed-out');
  expect(codeOf(await revoke(admin.actor))).toBe('no-such-api-token');
  expect(codeOf(await revoke(bob.actor, newId<'api-token'>(NOW)))).toBe('no-such-api-token');
  expect(codeOf(await revoke(bob.actor))).toBe(null);
  expect(codeOf(await revoke(bob.actor))).toBe('no-such-api-token');
  await db.read(async (tx) => {
    const listed = await listApiTokens(tx, bob.person, 10);
    expect(listed.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
      [kept.id, null],
      [made.id, later],
    ]);
    const events = await eventsOf(tx, { kind: 'person', id: bob.person });
    expect(events.filter(({ kind }) => kind === 'api-token.revoked')).toMatchObject([
      { facts: { apiTokens: [made.id] }, actor: { id: bob.person } },
    ]);
  });
});
