import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRANGER, type Actor } from '../../kernel/actor.ts';
import { addDays, addMinutes } from '../../kernel/dates.ts';
import { newId, type ProjectId } from '../../kernel/ids.ts';
import { refused } from '../../kernel/refusal.ts';
import {
  mayAdminister,
  mayHoldRole,
  mayLoseAdministrator,
  mayMakeApiToken,
  mayTryPassword,
  mayUseApiToken,
  mayUsePassword,
  mustShowCurrentPassword,
  mustShowPasswordForToken,
  peoplePermissions,
  sessionIsLive,
  sessionNeedsTouch,
  waitInSeconds,
} from './rules.ts';
import { peopleRefusals, type Session } from './types.ts';

const now = new Date('2026-11-25T10:00:00Z');
const someone = newId<'person'>(now);
const other = newId<'person'>(now);
const project: ProjectId = newId<'project'>(now);

function actorWith(...roles: readonly ('ADM' | 'ENG' | 'TEC')[]): Actor {
  return {
    kind: 'person',
    person: someone,
    name: 'Ines Example',
    grants: roles.map((role) => ({ role, project: null })),
    hats: [],
    hat: null,
  };
}

describe('administration', () => {
  test.each([
    ['a stranger is asked to sign in', STRANGER, 'signed-out'],
    ['an engagement lead may not', actorWith('ENG'), 'not-allowed'],
    ['a person without any role may not', actorWith(), 'not-allowed'],
    ['an administrator may', actorWith('ADM'), null],
  ])('%s', (_, actor, code) => {
    for (const needed of [peoplePermissions.invitePerson, peoplePermissions.revokeRole, peoplePermissions.readOutbox]) {
      const decision = mayAdminister(actor, needed);
      expect(refused(decision) ? decision.refused : null).toBe(code);
    }
  });

  test('the last administrator stays one, whoever asks', () => {
    expect(refused(mayLoseAdministrator(someone, [someone]))).toBe(true);
    expect(refused(mayLoseAdministrator(someone, [someone, other]))).toBe(false);
    expect(refused(mayLoseAdministrator(someone, []))).toBe(true);
  });
});

describe('roles', () => {
  test.each([
    ['a maintainer is one of a project', 'MNT', null, 'role-needs-a-project'],
    ['an administrator is none of one project', 'ADM', project, 'role-takes-no-project'],
    ['a role is held once', 'ENG', null, 'role-already-held'],
    ['the same role for another project is another grant', 'PRJ', project, null],
  ] as const)('%s', (_, role, of, code) => {
    const held = [{ id: newId<'grant'>(now), role: 'ENG' as const, project: null, grantedAt: now }];
    const decision = mayHoldRole(held, role, of);
    expect(refused(decision) ? decision.refused : null).toBe(code);
  });
});

describe('sessions', () => {
  const session = { startedAt: now, lastSeenAt: now, endedAt: null };

  test.each([
    ['lives while it is used', { ...session, lastSeenAt: addDays(now, 6) }, addDays(now, 12), true],
    ['ends after a week without use', session, addDays(now, 7), false],
    ['ends after 30 days however busy', { ...session, lastSeenAt: addDays(now, 29) }, addDays(now, 30), false],
    ['is over when it was ended', { ...session, endedAt: now }, addMinutes(now, 1), false],
  ])('a session %s', (_, given, at, live) => {
    expect(sessionIsLive(given, at)).toBe(live);
  });

  test('its use is noted every five minutes, not at every page', () => {
    expect(sessionNeedsTouch(session, addMinutes(now, 4))).toBe(false);
    expect(sessionNeedsTouch(session, addMinutes(now, 5))).toBe(true);
  });
});

describe('passwords', () => {
  const about = { name: 'Ines Marlow', mail: 'ines.marlow@example.org' };

  test.each([
    ['eleven characters', 'elevenchars'],
    ['one letter again and again', 'aaaaaaaaaaaaaaaaaaaa'],
    ['the mail address', 'ines.marlow@example.org'],
    ['the name with a year', 'ines marlow2026'],
    ['the product with digits', 'commonwork12'],
  ])('%s is refused', (_, password) => {
    expect(refused(mayUsePassword(password, about))).toBe(true);
  });

  test.each([
    ['four words', 'correct horse battery staple'],
    ['a sentence with the own name in it', 'Marlow walks along the river at night'],
    ['twelve characters of another script', 'прощай-весна'],
    ['characters outside the basic plane count once each', '🜁🜂🜃🜄🜅🜆🜇🜈🜉🜊🜋🜌'],
  ])('%s is taken', (_, password) => {
    expect(refused(mayUsePassword(password, about))).toBe(false);
  });

  test('the current one must be shown, except shortly after a mail link', () => {
    const session: Session = {
      id: newId<'session'>(now),
      person: someone,
      proof: 'link',
      startedAt: now,
      lastSeenAt: now,
      endedAt: null,
      hat: null,
      confirmedAt: null,
    };
    expect(mustShowCurrentPassword(session, true, addMinutes(now, 14))).toBe(false);
    expect(mustShowCurrentPassword(session, true, addMinutes(now, 15))).toBe(true);
    expect(mustShowCurrentPassword({ ...session, proof: 'password' }, true, now)).toBe(true);
    expect(mustShowCurrentPassword({ ...session, proof: 'password' }, false, now)).toBe(false);
    expect(mustShowCurrentPassword({ ...session, proof: 'password', confirmedAt: now }, true, now)).toBe(false);
  });
});

describe('attempts', () => {
  test('a few mistakes are free, then each takes longer, to 15 minutes', () => {
    expect([4, 5, 6, 7, 11, 12, 1000].map((failures) => waitInSeconds('account', failures))).toEqual([
      0, 15, 30, 60, 900, 900, 900,
    ]);
    expect(waitInSeconds('address', 19)).toBe(0);
    expect(waitInSeconds('address', 20)).toBe(15);
  });

  test('the wait is over when it is over, and forgotten after a day', () => {
    const five = { failures: 5, lastAt: now };
    const many = { failures: 500, lastAt: now };
    const at = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    expect(mayTryPassword({ account: five, address: null }, at(14))).toMatchObject({ because: { seconds: 1 } });
    expect(refused(mayTryPassword({ account: five, address: null }, at(15)))).toBe(false);
    expect(refused(mayTryPassword({ account: null, address: many }, at(60)))).toBe(true);
    expect(refused(mayTryPassword({ account: many, address: many }, addDays(now, 1)))).toBe(false);
  });

  test('more failures never mean a shorter wait', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (failures) => {
        expect(waitInSeconds('account', failures + 1)).toBeGreaterThanOrEqual(waitInSeconds('account', failures));
        expect(waitInSeconds('account', failures)).toBeLessThanOrEqual(900);
      }),
    );
  });
});

describe('tokens for the API', () => {
  const token = { scope: 'read', validUntil: addDays(now, 30), revokedAt: null } as const;
  const write = { ...token, scope: 'read-write' } as const;
  const read = { changes: false, ofSession: false };

  test.each([
    ['reads with the scope read', token, false, read, null],
    ['changes nothing with the scope read', token, false, { ...read, changes: true }, 'token-only-reads'],
    ['changes with the scope read and write', write, false, { ...read, changes: true }, null],
    ['reads nothing that is for sessions', write, false, { ...read, ofSession: true }, 'token-not-here'],
    [
      'is over when revoked, before anything else',
      { ...token, revokedAt: now },
      false,
      { ...read, changes: true },
      'token-revoked',
    ],
    ['is over when its account is closed', write, true, read, 'token-revoked'],
    ['is over at its last moment', { ...write, validUntil: now }, false, read, 'token-run-out'],
  ] as const)('a token %s', (_, one, isOfClosedAccount, use, code) => {
    const decision = mayUseApiToken(one, isOfClosedAccount, use, now);
    expect(refused(decision) ? decision.refused : null).toBe(code);
  });

  test('the refusals name the scope, and the day', () => {
    const say = (decision: ReturnType<typeof mayUseApiToken>) =>
      refused(decision) ? peopleRefusals[decision.refused].say(decision.because) : '';
    expect(say(mayUseApiToken(token, false, { ...read, changes: true }, now))).toBe(
      'This token has the scope "read". To change something, use one with the scope "read and write".',
    );
    expect(say(mayUseApiToken({ ...token, validUntil: now }, false, read, now))).toContain('25 November 2026');
  });

  test('the twenty-first is refused', () => {
    expect(refused(mayMakeApiToken(19))).toBe(false);
    expect(refused(mayMakeApiToken(20))).toBe(true);
  });

  test('the password is asked for, except shortly after a mail link', () => {
    const session = { proof: 'link', startedAt: now, confirmedAt: null } as Session;
    expect(mustShowPasswordForToken(session, addMinutes(now, 14))).toBe(false);
    expect(mustShowPasswordForToken(session, addMinutes(now, 15))).toBe(true);
    expect(mustShowPasswordForToken({ ...session, proof: 'password' }, now)).toBe(true);
    const confirmed: Session = { ...session, proof: 'password', confirmedAt: now };
    expect(mustShowPasswordForToken(confirmed, addMinutes(now, 9))).toBe(false);
    expect(mustShowPasswordForToken(confirmed, addMinutes(now, 10))).toBe(true);
  });
});
