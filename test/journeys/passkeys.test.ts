/** With Chromium's own authenticator: a passkey is added, signs in, is asked for again before something that matters, and is removed. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { addMinutes } from '../../src/kernel/dates.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace, PASSWORD } from '../support/people.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db, new Date());
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' }, new Date());
let ahead = 0;
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: 'localhost', port: 0, trustedProxies: [] },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  clock: () => addMinutes(new Date(), ahead),
  log: null,
});
const { url: baseUrl } = web;
afterAll(() => web.close());
const SHOTS = process.env['COMMONWORK_SHOTS'];

async function look(page: Page, heading: string, name?: string): Promise<void> {
  await expect.poll(() => page.locator('h1').innerText()).toBe(heading);
  await expectGoodPage(page);
  if (SHOTS === undefined || name === undefined) return;
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** A browser with an authenticator that says yes to everything. */
async function withAuthenticator(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

async function signInWithPassword(page: Page): Promise<void> {
  await page.goto('/sign-in');
  const form = page.locator('#password');
  await form.getByLabel('Mail address').fill(ana.mail);
  await form.getByLabel('Password').fill(PASSWORD);
  await form.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${baseUrl}/`);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await page.waitForURL(`${baseUrl}/`);
}

test('a passkey is added, signs in, confirms, and is removed', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  const authenticator = await withAuthenticator(page);
  await signInWithPassword(page);
  await page.goto('/account');
  await look(page, 'Your account', 'account');
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await look(page, 'Add a passkey', 'add-passkey');

  // Without a name nothing is made, and the form says what is missing.
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect.poll(() => page.getByRole('alert').first().innerText()).toContain('One thing to put right');
  await look(page, 'Add a passkey');
  expect(await authenticator.credentials()).toEqual([]);
  await page.getByLabel('What keeps it').fill('laptop <at> work');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.waitForURL(/\/account\?said=passkey/);
  await look(page, 'Your account', 'account-passkey');
  const ways = page.getByRole('table', { name: 'Your ways to sign in' });
  expect(await ways.innerText()).toContain('laptop <at> work');
  const [made] = await authenticator.credentials();
  expect(made).toMatchObject({ isResidentCredential: true, rpId: 'localhost' });

  // The same device is not added twice.
  await page.goto('/account/passkeys');
  await page.getByLabel('What keeps it').fill('again');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect.poll(() => page.getByText('has a passkey for your account already').count()).toBe(1);
  await look(page, 'Add a passkey');

  await signOut(page);
  await page.goto('/sign-in?next=%2Faccount');
  await look(page, 'Sign in', 'sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${baseUrl}/account`);
  await look(page, 'Your account');
  expect(await page.getByText('Ana Example').count()).toBeGreaterThan(0);

  // An hour later, what touches the keys asks again, and goes on from there.
  ahead = 60;
  await page.goto('/account');
  await page.getByRole('link', { name: 'Remove laptop <at> work' }).click();
  await look(page, 'Confirm that it is you', 'confirm');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await look(page, 'Remove laptop <at> work', 'remove');
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.waitForURL(/\/account\?said=removed/);
  await look(page, 'Your account');
  expect(await ways.innerText()).not.toContain('laptop');

  await signOut(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect.poll(() => page.getByRole('alert').first().innerText()).toContain('opens no account here');
  await look(page, 'Sign in');
  ahead = 0;
});

test('the password confirms as well; a wrong one is said so and leads nowhere', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await signInWithPassword(page);
  ahead = 60;
  await page.goto('/account/passkeys');
  await look(page, 'Confirm that it is you');
  await page.getByLabel('Your password').fill('not it');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect.poll(() => page.getByRole('alert').first().innerText()).toContain('not your current password');
  await look(page, 'Confirm that it is you');
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await look(page, 'Add a passkey');
  ahead = 0;
});

test('without script there is no button that would do nothing, and words that say so', PATIENCE, async () => {
  const page = await openPage({ baseUrl, javaScript: false });
  await page.goto('/sign-in');
  expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
  await signInWithPassword(page);
  await page.goto('/account/passkeys');
  expect(await page.getByText('A passkey cannot be added here').count()).toBe(1);
  expect(await page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
});

test('a browser that knows no passkeys shows no button for them', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'PublicKeyCredential');
  });
  await page.goto('/sign-in');
  await look(page, 'Sign in');
  expect(await page.getByRole('button', { name: 'Use a passkey' }).count()).toBe(0);
});

test('where no passkey is kept, one stays where one was, with a word', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await withAuthenticator(page);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect.poll(() => page.getByText('No passkey was used').count()).toBe(1);
  await look(page, 'Sign in');
});
