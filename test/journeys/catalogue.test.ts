/** A funder finds an offer, reads it and sees to whom to write; the project takes its yes back, and the page says so. Each page without fault. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { setFunding } from '../../src/areas/portal/actions/set-funding.ts';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { addDays } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addShownOffer, offersWorld, takeBack } from '../support/offers.ts';
import { NOW } from '../support/people.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const arrays = await addShownOffer(db, world);
await addShownOffer(db, world, {
  title: 'A website newcomers can use',
  summary: 'Structure, writing and design; translation of the entry pages.',
  workTypes: ['website', 'design_ux'],
  skills: ['writing', 'ui_ux'],
});
const settings = { entity: null, channels: [], contacts: { funders: 'funders@example.org', projects: null } };
mustBeDone(await db.tx((tx) => setFunding(tx, world.admin.actor, { project: null, replaces: null, settings }, NOW)));
let now = addDays(NOW, 1);
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: 'localhost', port: 0, trustedProxies: [], requestsPerMinute: 100_000 },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  clock: () => now,
  log: null,
});
afterAll(() => web.close());
const SHOTS = process.env['COMMONWORK_SHOTS'];

async function shot(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
}

describe('a funder', () => {
  test('finds an offer by a misspelt word, reads it, and sees to whom to write', PATIENCE, async () => {
    const page = await openPage({ width: 1280, dark: false, javaScript: true, baseUrl: web.url, cookies: [] });
    await page.goto('/');
    await page.getByRole('link', { name: 'Read the current offers' }).click();
    await expectGoodPage(page);
    await shot(page, 'catalogue');
    await page.getByLabel('Need, project or beneficiary').fill('webiste');
    await page.getByRole('button', { name: 'Find' }).click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('“website”');
    await expectGoodPage(page);
    await shot(page, 'catalogue-like');
    await page.getByRole('link', { name: 'Clear' }).click();
    await page.getByRole('link', { name: 'Arrays that work together' }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toBe('Arrays that work together');
    await expectGoodPage(page);
    await shot(page, 'offer');
    await page.getByRole('link', { name: 'Talk to us about this' }).click();
    expect(await page.getByRole('link', { name: 'funders@example.org' }).getAttribute('href')).toBe(
      'mailto:funders@example.org?subject=Arrays%20that%20work%20together',
    );
    await page.goto('/offers?q=nothing-of-the-kind');
    await expectGoodPage(page);
    await page.goto(`/projects/${world.slug}`);
    await expectGoodPage(page);
    await shot(page, 'project');
  });

  test('without script finds the same by the form alone', PATIENCE, async () => {
    const page = await openPage({ width: 390, dark: true, javaScript: false, baseUrl: web.url, cookies: [] });
    await page.goto('/offers');
    await page.getByLabel('Kind of work').selectOption('website');
    await page.getByRole('button', { name: 'Find' }).click();
    await expect.poll(() => page.getByText('Offers: 1').count()).toBe(1);
    expect(await page.getByLabel('Kind of work').inputValue()).toBe('website');
    expect(await page.getByRole('link', { name: 'Arrays that work together' }).count()).toBe(0);
  });

  test('is told that the project withdrew it, and reads nothing of it any more', PATIENCE, async () => {
    const page = await openPage({ width: 1280, dark: false, javaScript: true, baseUrl: web.url, cookies: [] });
    await page.goto(`/offers/${arrays.offer.slug}`);
    now = addDays(NOW, 2);
    await takeBack(db, world, arrays.consent, now);
    // The browser has kept the page, and asks before it shows it again.
    await page.goto('/offers');
    expect(await page.getByRole('link', { name: 'Arrays that work together' }).count()).toBe(0);
    const answer = await page.goto(`/offers/${arrays.offer.slug}`);
    expect(answer?.status()).toBe(410);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The project withdrew this offer');
    await shot(page, 'gone');
  });
});

test('an administrator says who asks for funds', PATIENCE, async () => {
  const cookies = [{ name: cookieName(web.url), value: world.admin.token }];
  const page = await openPage({ width: 1280, dark: false, javaScript: true, baseUrl: web.url, cookies });
  await page.goto('/settings/funding');
  await expectGoodPage(page);
  await page.getByLabel('E-mail').fill('nobody');
  await page.getByLabel(/^Name/).fill('Example Lab');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('things to put right');
  await expectGoodPage(page);
  await shot(page, 'funding-refused');
});
