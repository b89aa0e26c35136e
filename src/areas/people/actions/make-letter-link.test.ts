import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { LETTER_LINK_DAYS } from '../notification-rules.ts';
import { findLetterLink } from '../store/notifications.ts';
import { makeLetterLink } from './make-letter-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('each letter has addresses of its own, which know whose it was and of what kind', async () => {
  const asked = { person: admin.person, kind: 'survey', baseUrl: BASE_URL } as const;
  const [one, other] = await db.tx(async (tx) => [
    await makeLetterLink(tx, asked, NOW),
    await makeLetterLink(tx, asked, NOW),
  ]);
  expect(one.settings).not.toBe(other.settings);
  expect(one.stop).toBe(`${one.settings}/stop`);
  const token = one.settings.slice(`${BASE_URL}/letters/`.length);
  const find = (now: Date) => db.read((tx) => findLetterLink(tx, tokenDigest(token), now));
  expect(await find(NOW)).toEqual({ person: admin.person, kind: 'survey' });
  expect(await find(addDays(NOW, LETTER_LINK_DAYS))).toBe(null);
});
