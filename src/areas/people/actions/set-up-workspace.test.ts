import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { freshDatabase } from '../../../../test/support/database.ts';
import { CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { findWorkspace } from '../store/persons.ts';
import { makeSetUpLink } from './make-set-up-link.ts';
import { setUpWorkspace } from './set-up-workspace.ts';

const PROGRAM = { kind: 'program', program: 'command' } as const;
const input = {
  workspace: 'Example Lab',
  name: 'Ada Example',
  mail: 'ada@example.org',
  password: PASSWORD,
  ...CAME_FROM,
};

test('whoever holds the link names the workspace and is its administrator, signed in', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const admin = await makeWorkspace(db);
  await db.read(async (tx) => {
    expect(await findWorkspace(tx)).toEqual({ name: 'Example Lab', example: false });
    expect(await grantsOf(tx, admin.person)).toMatchObject([{ role: 'ADM', project: null }]);
    const events = await eventsOf(tx, { kind: 'person', id: admin.person });
    expect(events.map((event) => event.kind)).toEqual(['session.started', 'workspace.set-up']);
  });
  expect(admin.actor.name).toBe('Ada Example');
  await database.close();
});

test('it is done once: no second link, and the first one is spent', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const { token } = mustBeDone(await db.tx((tx) => makeSetUpLink(tx, PROGRAM, {}, NOW)));
  expect(codeOf(await db.tx((tx) => setUpWorkspace(tx, STRANGER, { ...input, token }, NOW)))).toBe(null);
  expect(codeOf(await db.tx((tx) => makeSetUpLink(tx, PROGRAM, {}, NOW)))).toBe('already-set-up');
  expect(codeOf(await db.tx((tx) => setUpWorkspace(tx, STRANGER, { ...input, token }, NOW)))).toBe('already-set-up');
  await database.close();
});

test('a wrong, an old and a replaced link are refused, and a weak password does not spend a good one', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const attempt = (token: string, password: string, now = NOW) =>
    db.tx(async (tx) => codeOf(await setUpWorkspace(tx, STRANGER, { ...input, token, password }, now)));
  const first = mustBeDone(await db.tx((tx) => makeSetUpLink(tx, PROGRAM, {}, NOW)));
  const second = mustBeDone(await db.tx((tx) => makeSetUpLink(tx, PROGRAM, {}, NOW)));

  expect(await attempt('nonsense', PASSWORD)).toBe('link-ended');
  expect(await attempt(first.token, PASSWORD)).toBe('link-ended');
  expect(await attempt(second.token, PASSWORD, addDays(NOW, 1))).toBe('link-ended');
  expect(await attempt(second.token, 'short')).toBe('weak-password');
  expect(await db.read(findWorkspace)).toBe(null);
  expect(await attempt(second.token, PASSWORD)).toBe(null);
  await database.close();
});

test('of two who use the link at the same moment one becomes administrator', async () => {
  const database = await freshDatabase();
  const { db } = database;
  const { token } = mustBeDone(await db.tx((tx) => makeSetUpLink(tx, PROGRAM, {}, NOW)));
  const codes = await Promise.all(
    ['ada@example.org', 'mallory@example.org'].map((mail) =>
      db.tx(async (tx) => codeOf(await setUpWorkspace(tx, STRANGER, { ...input, mail, token }, NOW))),
    ),
  );
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes.filter((code) => code === 'link-ended' || code === 'already-set-up')).toHaveLength(1);
  await database.close();
});
