import { describe, expect, test } from 'vitest';
import { addMinutes } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import { refused } from '../../kernel/refusal.ts';
import { hasFreshProof, mayAddPasskey, mayAskForNewMail, mayRemoveFactor } from './factor-rules.ts';
import type { Factor, Proof } from './types.ts';

const now = new Date('2026-11-25T10:00:00Z');

describe('proof is fresh', () => {
  const begun = (proof: Proof, confirmedAt: Date | null = null) => ({ proof, startedAt: now, confirmedAt });

  test.each<Proof>(['set-up', 'invitation', 'password', 'link', 'passkey'])(
    'for ten minutes after coming by %s',
    (proof) => {
      expect(hasFreshProof(begun(proof), addMinutes(now, 9))).toBe(true);
      expect(hasFreshProof(begun(proof), addMinutes(now, 10))).toBe(false);
    },
  );

  test('not by coming from a provider, where one may have been signed in for weeks', () => {
    expect(hasFreshProof(begun('oidc'), now)).toBe(false);
  });

  test('for ten minutes after it was confirmed, however one came', () => {
    const later = addMinutes(now, 300);
    for (const proof of ['password', 'oidc'] as const) {
      expect(hasFreshProof(begun(proof, later), addMinutes(later, 9))).toBe(true);
      expect(hasFreshProof(begun(proof, later), addMinutes(later, 10))).toBe(false);
    }
  });
});

describe('ways in', () => {
  const passkey = (): Factor => ({
    kind: 'passkey',
    id: newId(now),
    name: 'a phone',
    setAt: now,
    lastUsedAt: null,
    isCopied: false,
    suspectedAt: null,
  });
  const password: Factor = { kind: 'password', id: newId(now), setAt: now };

  test('one of two may go; the last one only where letters are sent', () => {
    const one = passkey();
    expect(refused(mayRemoveFactor([password, one], one, false))).toBe(false);
    expect(refused(mayRemoveFactor([one], one, false))).toBe(true);
    expect(refused(mayRemoveFactor([one], one, true))).toBe(false);
  });

  test('twenty passkeys are the most; passwords do not count', () => {
    const nineteen = Array.from({ length: 19 }, passkey);
    expect(refused(mayAddPasskey([password, ...nineteen]))).toBe(false);
    expect(refused(mayAddPasskey([...nineteen, passkey()]))).toBe(true);
  });

  test('a new mail address can be asked for five times a day', () => {
    expect(refused(mayAskForNewMail(4))).toBe(false);
    expect(refused(mayAskForNewMail(5))).toBe(true);
  });
});
