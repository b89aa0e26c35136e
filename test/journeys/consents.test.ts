/** A project is asked, answers on a phone by the link of a letter, and takes its yes back; the seller sees why. Each page without fault. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addItem, addLetter, addOffer, addWindow, linkOfGus, offersWorld } from '../support/offers.ts';
import { NOW, type TestPerson } from '../support/people.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: 'localhost', port: 0, trustedProxies: [], requestsPerMinute: 100_000 },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  clock: () => NOW,
  log: null,
});
afterAll(() => web.close());
const SHOTS = process.env['COMMONWORK_SHOTS'];

async function shot(page: Page, name: string): Promise<void> {
  const width = page.viewportSize()?.width ?? 0;
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
}
function openAs(person: TestPerson | null, width: number): Promise<Page> {
  const cookies = person === null ? [] : [{ name: cookieName(web.url), value: person.token }];
  return openPage({ width, dark: false, javaScript: true, baseUrl: web.url, cookies });
}

test('from a wording to the catalogue and back', PATIENCE, async () => {
  const { number } = await addItem(db, world);
  const seller = await openAs(world.lead, 1280);
  await seller.goto(`/projects/${world.slug}/items/${number}/offer`);
  await expectGoodPage(seller);
  await seller.getByLabel('Add paid independent review').uncheck();
  await seller.getByRole('button', { name: 'Make the next version' }).click();
  await expect.poll(() => seller.getByText('The version is made.').count()).toBe(1);
  await seller.getByRole('link', { name: 'Ask for consent' }).click();
  await expectGoodPage(seller);
  for (const box of ['Arrays that work together', 'Rita Example', 'Gus Example']) await seller.getByLabel(box).check();
  await seller.getByLabel('Show it in the public catalogue of offers').check();
  await seller.getByLabel('A word of your own').fill('We met at the forum.');
  await seller.getByRole('button', { name: 'Send the letter' }).click();
  await expect.poll(() => seller.getByText('The letter is sent.').count()).toBe(1);

  const phone = await openAs(null, 390);
  await phone.goto(`/consent/${await linkOfGus(db, 'Arrays that work together')}`);
  await expectGoodPage(phone);
  await shot(phone, 'consent');
  await phone.getByRole('button', { name: 'Send the answer' }).click();
  await expect.poll(() => phone.getByRole('alert').count()).toBe(1);
  await expectGoodPage(phone);
  await phone.getByLabel('Yes, show it as it stands here').check();
  await phone.getByLabel('Show it in the public catalogue of offers').check();
  await phone.getByLabel('No', { exact: true }).check();
  await phone.getByLabel('In your own words').fill('We would be glad to see this funded.');
  await phone.getByRole('button', { name: 'Send the answer' }).click();
  await expect.poll(() => phone.getByText('Your answer is recorded.').count()).toBe(1);
  await expectGoodPage(phone);
  await shot(phone, 'consent-answered');

  await seller.goto(`/projects/${world.slug}/items/${number}/offer`);
  await seller.getByRole('button', { name: 'Publish in the catalogue' }).click();
  await expect.poll(() => seller.getByText('Shown in the catalogue').count()).toBe(1);
  await expectGoodPage(seller);
  await shot(seller, 'offer-tab');
  await seller.goto('/offers/example-grid-arrays-that-work-together');
  await expect.poll(() => seller.getByText('We would be glad to see this funded.').count()).toBe(1);

  const rita = await openAs(world.rita, 1280);
  await rita.goto(`/projects/${world.slug}/consents`);
  await expectGoodPage(rita);
  await shot(rita, 'consents');
  await rita.getByRole('button', { name: 'Withdraw' }).first().click();
  await expect.poll(() => rita.getByText('has left every page').count()).toBe(1);
  await expectGoodPage(rita);
  await seller.goto(`/projects/${world.slug}/items/${number}/offer`);
  await expect
    .poll(() => seller.getByText(/withdrew its consent on 25 November 2026, by Rita Example/).count())
    .toBe(1);
  await expectGoodPage(seller);
});

test('a letter about several, with a window for objections', PATIENCE, async () => {
  await addWindow(db, world, 7);
  const offers = [
    await addOffer(db, world, { title: 'First of two' }),
    await addOffer(db, world, { title: 'Second of two' }),
  ];
  const letter = await addLetter(
    db,
    world,
    offers.map(({ id }) => id),
  );
  const sol = await openAs(world.sol, 390);
  await sol.goto(`/projects/${world.slug}/consents/letters/${letter}`);
  await expectGoodPage(sol);
  expect(await sol.getByText('2 December 2026, 23:59 in Europe/Berlin').count()).toBe(1);
});
