/** Signing in by another place, a new mail address, and the way back for somebody who lost every way in; each page without fault. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { addMinutes } from '../../src/kernel/dates.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace, PASSWORD } from '../support/people.ts';
import { fakeProvider } from '../support/provider.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db, new Date());
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' }, new Date());
const provider = await fakeProvider();
let ahead = 0;
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: 'localhost', port: 0, trustedProxies: [] },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  doors: { providers: [provider], sendsMail: false },
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

async function linkTo(mail: string, part: string): Promise<string> {
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  return letters.find((one) => one.recipient === mail && one.link?.includes(part) === true)?.link ?? '';
}

function asPerson(token: string) {
  return openPage({ baseUrl, cookies: [{ name: cookieName(baseUrl), value: token }] });
}

test('an account there is connected by somebody signed in, and opens the door from then on', PATIENCE, async () => {
  provider.says = { subject: 'ana', mail: ana.mail };
  const stranger = await openPage({ baseUrl });
  await stranger.goto('/sign-in?next=%2Fprojects');
  await look(stranger, 'Sign in', 'sign-in-provider');
  await stranger.getByRole('button', { name: 'Go on with Example ID' }).click();
  await stranger.getByRole('link', { name: 'Let Commonwork know who I am' }).click();
  await expect.poll(() => stranger.getByRole('alert').innerText()).toContain('connected to none here');
  await look(stranger, 'Sign in', 'not-connected');

  const page = await asPerson(ana.token);
  await page.goto('/account');
  await look(page, 'Your account');
  await page.getByRole('link', { name: 'Connect Example ID' }).click();
  await look(page, 'Connect Example ID', 'connect');
  // The page between, as it stands while the provider does not open.
  await page.route(/\/authorize\?/, (route) => route.abort('aborted'));
  await page.getByRole('button', { name: 'Go on to Example ID' }).click();
  await look(page, 'On to Example ID', 'leaving');
  await page.unroute(/\/authorize\?/);
  await page.goto('/account/providers/example-id');
  await page.getByRole('button', { name: 'Go on to Example ID' }).click();
  await page.getByRole('link', { name: 'Let Commonwork know who I am' }).click();
  await page.waitForURL(/\/account\?said=connected/);
  await look(page, 'Your account', 'account-connected');
  const ways = await page.getByRole('table', { name: 'Your ways to sign in' }).innerText();
  expect(ways).toContain('Example ID');

  await stranger.goto('/sign-in?next=%2Fprojects');
  await stranger.getByRole('button', { name: 'Go on with Example ID' }).click();
  await stranger.getByRole('link', { name: 'Let Commonwork know who I am' }).click();
  await stranger.waitForURL(`${baseUrl}/projects`);
  expect(await stranger.getByText('Ana Example').count()).toBeGreaterThan(0);
  // Whoever came by a provider shows first that it is them before they touch the keys.
  await stranger.goto('/account/passkeys');
  await look(stranger, 'Confirm that it is you');
});

test('without script it goes there and back as well; a no is said so', PATIENCE, async () => {
  const page = await openPage({ baseUrl, javaScript: false });
  await page.goto('/sign-in');
  provider.says = { error: 'access_denied' };
  await page.getByRole('button', { name: 'Go on with Example ID' }).click();
  await page.getByRole('link', { name: 'Let Commonwork know who I am' }).click();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('Example ID did not say who you are');
  provider.says = { subject: 'ana' };
  await page.getByRole('button', { name: 'Go on with Example ID' }).click();
  await page.getByRole('link', { name: 'Let Commonwork know who I am' }).click();
  await page.waitForURL(`${baseUrl}/`);
});

test('a new mail address: asked for with proof, confirmed by its reader, the old one told', PATIENCE, async () => {
  const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' }, new Date());
  const page = await asPerson(bea.token);
  ahead = 60;
  await page.goto('/account');
  await page.getByRole('link', { name: 'Change the address' }).click();
  await look(page, 'Confirm that it is you');
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await look(page, 'Change your mail address', 'new-mail');
  await page.getByLabel('New mail address').fill('no address');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await look(page, 'Change your mail address');
  expect(await page.getByLabel('New mail address').inputValue()).toBe('no address');

  // The proof runs out while one types: nothing of it is lost.
  ahead = 120;
  await page.getByLabel('New mail address').fill('bea@new.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await look(page, 'Confirm that it is you');
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await look(page, 'Change your mail address');
  expect(await page.getByLabel('New mail address').inputValue()).toBe('bea@new.example');
  await page.getByRole('button', { name: 'Send the link' }).click();
  await look(page, 'Look into your new mailbox', 'new-mail-asked');

  const elsewhere = await openPage({ baseUrl, javaScript: false, width: 390 });
  const link = await linkTo('bea@new.example', '/new-mail/');
  for (let scans = 0; scans < 2; scans++) await fetch(link.replace(/^https?:\/\/[^/]+/, baseUrl));
  await elsewhere.goto(new URL(link).pathname);
  expect(await elsewhere.locator('h1').innerText()).toBe('Is this your new mail address?');
  await elsewhere.getByRole('button', { name: 'Yes, take this address' }).click();
  expect(await elsewhere.locator('h1').innerText()).toBe('Your mail address is changed');
  await page.goto('/account');
  expect(await page.locator('main').innerText()).toContain('bea@new.example');
  ahead = 0;
});

test('an administrator lets somebody back in, who chooses a password', PATIENCE, async () => {
  const page = await asPerson(admin.token);
  await page.goto(`/people/${ana.person}`);
  await look(page, 'Ana Example');
  ahead = 60;
  await page.getByRole('link', { name: 'Let them back in' }).click();
  await look(page, 'Confirm that it is you');
  await page.getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm' }).click();
  await look(page, 'Let Ana Example back in', 'recover');
  await page.getByRole('button', { name: 'Make a recovery link' }).click();
  await look(page, 'Let Ana Example back in');
  await page.getByLabel('How you made sure who it is').fill('a call, and her voice');
  await page.getByLabel('New mail address').fill('ana@new.example');
  await page.getByRole('button', { name: 'Make a recovery link' }).click();
  await look(page, 'Recovery link', 'recovery-made');
  expect(await page.locator('main').innerText()).toContain('Example ID');
  const href = await page.getByLabel('Link, for one use').inputValue();

  const lost = await openPage({ baseUrl, width: 390 });
  await lost.goto(href);
  await look(lost, 'Welcome back, Ana Example', 'recovery');
  await lost.getByLabel('New password').fill('short');
  await lost.getByRole('button', { name: 'Come back in' }).click();
  await look(lost, 'Welcome back, Ana Example');
  await lost.getByLabel('New password').fill('a sentence of some length');
  await lost.getByRole('button', { name: 'Come back in' }).click();
  await lost.waitForURL(/\/account/);
  await look(lost, 'Your account');
  const ways = await lost.getByRole('table', { name: 'Your ways to sign in' }).innerText();
  expect(ways).toContain('ana@new.example');
  expect(ways).not.toContain('Example ID');
  await lost.goto(href);
  expect(await lost.locator('h1').innerText()).toBe('This has ended');
  ahead = 0;
});
