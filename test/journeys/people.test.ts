/** From the link in the terminal to a workspace of three: set-up, invitation, sign-in by password and by link, roles, sessions, a token for the API. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { expectAccessible, expectNoSidewaysScroll, expectQuiet, openPage } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { PASSWORD } from '../support/people.ts';
import { makeSetUpLink } from '../../src/areas/people/index.ts';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { mailer, sendQueuedMail } from '../../src/outside/mail/index.ts';

const database = await freshDatabase();
const { db } = database;
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: '127.0.0.1', port: 0, trustedProxies: [] },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: areas.flatMap((area) => area.api),
  log: null,
});
const { url } = web;
afterAll(async () => {
  await web.close();
  await database.close();
});

const outbox = mailer({ url: null, from: 'work@example.org', host: 'localhost' });
const shots = process.env['PEOPLE_SHOTS'];

/** The page at rest: named, accessible, not wider than the screen, without a complaint of the browser. */
async function look(page: Page, heading: string | RegExp): Promise<void> {
  const name = typeof heading === 'string' ? { name: heading, exact: true } : { name: heading };
  expect(await page.getByRole('heading', { level: 1, ...name }).count()).toBe(1);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  if (shots !== undefined) {
    const title = (await page.locator('h1').innerText()).replaceAll(/\W+/g, '-');
    await page.screenshot({ path: `${shots}/${title}-${page.viewportSize()!.width}.png`, fullPage: true });
  }
}

test('an administrator sets the workspace up and invites; a lead joins, forgets the password and comes back by a link', async () => {
  const ada = await openPage({ baseUrl: url });
  const link = mustBeDone(
    await db.tx((tx) => makeSetUpLink(tx, { kind: 'program', program: 'command' }, {}, new Date())),
  );
  await ada.goto(`/set-up/${link.token}`);
  await look(ada, 'Set up the workspace');
  await ada.getByLabel('Name of the workspace').fill('Example Lab');
  await ada.getByLabel('Your name').fill('Ada Example');
  await ada.getByLabel('Your mail address').fill('ada@example.org');
  await ada.getByLabel('Password').fill('short');
  await ada.getByRole('button', { name: 'Set up' }).click();
  await look(ada, 'Set up the workspace');
  expect(await ada.getByRole('alert').innerText()).toContain('One thing to put right');
  expect(await ada.getByLabel('Your name').inputValue()).toBe('Ada Example');
  await ada.getByLabel('Password').fill(PASSWORD);
  await ada.getByRole('button', { name: 'Set up' }).click();
  await ada.waitForURL(`${url}/`);

  await ada.getByRole('link', { name: 'People' }).first().click();
  await look(ada, 'People');
  await ada.getByRole('link', { name: 'Invite a person' }).click();
  await look(ada, 'Invite a person');
  await ada.getByLabel('Name', { exact: true }).fill('Tomas Weir');
  await ada.getByLabel('Mail address').fill('tomas@example.org');
  await ada.getByLabel('technical lead').check();
  await ada.getByRole('button', { name: 'Send the invitation' }).click();
  await look(ada, 'People');
  expect(await ada.getByRole('table', { name: 'Open invitations' }).innerText()).toContain('Tomas Weir');

  await sendQueuedMail(db, outbox, new Date());
  await ada.getByRole('link', { name: 'Outbox' }).first().click();
  await look(ada, 'Outbox');
  await ada.getByRole('link', { name: 'Your invitation to Example Lab' }).click();
  await look(ada, 'Your invitation to Example Lab');
  const invitation = await ada.getByLabel('Link, for one use').inputValue();

  const tomas = await openPage({ baseUrl: url, width: 390, dark: true, javaScript: false });
  await tomas.goto(invitation);
  await tomas.getByLabel('Password').fill('a long enough sentence');
  await tomas.getByRole('button', { name: 'Join' }).click();
  await tomas.goto('/people');
  expect(await tomas.locator('h1').innerText()).toBe('This is not for you');
  await tomas.getByText('Menu').click();
  await tomas.getByRole('button', { name: 'Sign out' }).click();

  await tomas.goto('/account');
  expect(await tomas.locator('h1').innerText()).toBe('Sign in');
  await tomas.locator('#link').getByLabel('Mail address').fill('tomas@example.org');
  await tomas.getByRole('button', { name: 'Send me a link' }).click();
  expect(await tomas.locator('h1').innerText()).toBe('Look into your mail');
  await sendQueuedMail(db, outbox, new Date());
  await ada.getByRole('link', { name: 'Outbox' }).first().click();
  await ada.getByRole('link', { name: 'Your link to sign in' }).click();
  await tomas.goto(await ada.getByLabel('Link, for one use').inputValue());
  expect(await tomas.locator('h1').innerText()).toBe('Sign in as Tomas Weir');
  await tomas.getByRole('button', { name: 'Sign in' }).click();
  await tomas.waitForURL(`${url}/account`);
  expect(await tomas.getByLabel('Current password').count()).toBe(0);
  await tomas.getByLabel('New password').fill('another sentence altogether');
  await tomas.getByRole('button', { name: 'Change the password' }).click();
  expect(await tomas.getByRole('status').first().innerText()).toContain('Your password is changed.');

  await tomas.getByLabel('What the token is for').fill('nightly export');
  await tomas.getByRole('button', { name: 'Make the token' }).click();
  expect(await tomas.locator('h1').innerText()).toBe('Your new token');
  const secret = await tomas.getByLabel('Token', { exact: true }).inputValue();
  const ask = () => fetch(`${url}/api/v1/me`, { headers: { authorization: `Bearer ${secret}` } });
  expect(await (await ask()).json()).toMatchObject({ name: 'Tomas Weir' });
  await tomas.getByRole('link', { name: 'I have copied it' }).click();
  await tomas.waitForURL(/\/account/);
  expect(await tomas.locator('main').innerText()).not.toContain(secret);
  await tomas.getByRole('button', { name: 'Revoke' }).click();
  await tomas.waitForURL(/\/account/);
  expect(await tomas.getByRole('table', { name: 'Your tokens' }).innerText()).toContain('revoked');
  expect((await ask()).status).toBe(401);

  await ada.goto('/people');
  await ada.getByRole('link', { name: 'Tomas Weir' }).click();
  await look(ada, 'Tomas Weir');
  await ada.locator('#close').getByLabel('Why').fill('left the lab');
  await ada.getByRole('button', { name: 'Close the account' }).click();
  await look(ada, 'Tomas Weir');
  expect(await ada.locator('main').innerText()).toContain('left the lab');
  await tomas.goto('/account');
  expect(await tomas.locator('h1').innerText()).toBe('Sign in');
}, 60_000);

test.each([
  { width: 1280, dark: false },
  { width: 390, dark: true },
  { width: 320, dark: false },
])(
  'the pages of people at $width px, dark: $dark',
  async ({ width, dark }) => {
    const page = await openPage({ baseUrl: url, width, dark });
    await page.goto('/sign-in');
    await look(page, 'Sign in');
    const form = page.locator('#password');
    await form.getByLabel('Mail address').fill('ada@example.org');
    await form.getByLabel('Password').fill(PASSWORD);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
    await page.goto('/account');
    for (const asked of ['', PASSWORD]) {
      await page.getByLabel('What the token is for').fill(`export at ${width}`);
      await page.getByLabel('Your password').fill(asked);
      await page.getByRole('button', { name: 'Make the token' }).click();
      await look(page, asked === '' ? 'Your account' : 'Your new token');
    }
    for (const [path, heading] of [
      ['/account', 'Your account'],
      ['/people', 'People'],
      ['/people/invite', 'Invite a person'],
      ['/outbox', 'Outbox'],
    ] as const) {
      await page.goto(path);
      await look(page, heading);
    }
    await page.goto('/people');
    await page.getByRole('link', { name: 'Tomas Weir' }).click();
    await look(page, 'Tomas Weir');
    expectQuiet(page);

    const stranger = await openPage({ baseUrl: url, width, dark });
    for (const [path, heading] of [
      ['/nowhere', 'There is no such page'],
      ['/sign-in/link/x', 'This has ended'],
    ] as const) {
      await stranger.goto(path);
      await look(stranger, heading);
    }
    await stranger.goto('/sign-in');
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await look(stranger, 'Sign in');
  },
  60_000,
);
