/** Finance fills the rate book, sets what is laid upon direct costs, and reckons the four pieces of work of the seeds. */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { openPage } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace } from '../support/people.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const database = await freshDatabase();
const { db } = database;
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: '127.0.0.1', port: 0, trustedProxies: [] },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  clock: () => new Date('2026-11-25T10:00:00.000Z'),
  log: null,
});
afterAll(async () => {
  await web.close();
  await database.close();
});

const shots = process.env['COSTS_SHOTS'];

async function look(page: Page, name: string): Promise<void> {
  await expectGoodPage(page);
  if (shots === undefined) return;
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [390, 'light'],
    [1280, 'dark'],
    [390, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png`, fullPage: true });
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: 'light' });
}

test('from an empty rate book to the golden sums', PATIENCE, async () => {
  const page = await openPage({
    baseUrl: web.url,
    cookies: [{ name: cookieName(web.url), value: finance.token }],
  });
  await page.goto('/settings/rates');
  await look(page, 'rates-empty');

  await page.getByLabel('Whose time').selectOption('Senior developer or maintainer');
  await page.getByLabel('Low').fill('100000');
  await page.getByLabel('Likely').fill('150,000');
  await page.getByLabel('High').fill('230000');
  await page.getByLabel('Note').fill('An assumption of the example');
  await page.getByRole('button', { name: 'Add the rate' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Write the amount in digits only');
  await look(page, 'rates-error');
  await page.getByLabel('Likely').fill('150000');
  await page.getByRole('button', { name: 'Add the rate' }).click();
  for (const [role, low, likely, high] of [
    ['Developer', '60000', '85000', '110000'],
    ['Technical writer', '60000', '90000', '130000'],
    ['Community lead', '60000', '90000', '130000'],
  ] as const) {
    await page.getByLabel('Whose time').selectOption({ label: role });
    await page.getByLabel('Low').fill(low);
    await page.getByLabel('Likely', { exact: true }).fill(likely);
    await page.getByLabel('High').fill(high);
    await page.getByRole('button', { name: 'Add the rate' }).click();
    await page.getByText('The rate is in the book.').waitFor();
  }
  await look(page, 'rates');

  await page.getByRole('link', { name: 'Cost settings' }).click();
  await look(page, 'costs-empty');
  await page.getByLabel('Indirect costs').fill('15');
  await page.getByLabel('Paid review').fill('12.5');
  await page.getByLabel('Processing').fill('3');
  await page.getByLabel('Tier 1 from').fill('0');
  await page.getByLabel('Tier 1, per cent').fill('8');
  await page.getByLabel('Cap on pay').fill('125000');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await page.getByText('The settings are saved.').waitFor();
  await look(page, 'costs');

  await page.getByRole('link', { name: 'What does it come to?' }).click();
  await look(page, 'calculator');
  const row = (n: number) => page.getByRole('group', { name: `People ${n}` });
  const write = async (n: number, role: string, name: string, low: string, high: string, often: string) => {
    await row(n).getByLabel('Whose time').selectOption(role);
    await row(n).getByLabel('What for').fill(name);
    await row(n).getByLabel('Low').fill(low);
    await row(n).getByLabel('High').fill(high);
    await row(n).getByLabel('How often').selectOption(often);
  };
  await write(1, 'Senior developer or maintainer', 'Website', '3 months', '', 'Once');
  await write(2, 'Senior developer or maintainer', 'Interoperability', '1', '2', 'Once');
  await write(3, 'Senior developer or maintainer', 'A balance that holds', '1', '', 'Each year');
  await page.getByRole('button', { name: 'Add a row for people' }).click();
  await write(4, 'Community lead', '', '0.5', '1', 'Each year');
  const money = page.getByRole('group', { name: 'Fixed money 1' });
  await money.getByLabel('Kind').selectOption('Hosting');
  await money.getByLabel('Amount').fill('40000');
  await row(4).getByLabel('High').press('Enter');
  const result = page.locator('#result');
  await result.waitFor();
  const text = await result.innerText();
  for (const shown of ['$227,500–377,500', '$195,000–240,000', '$812,500–1,097,500']) expect(text).toContain(shown);
  await look(page, 'calculator-result');

  await page.getByLabel('Indirect costs').check();
  await page.getByLabel('The money comes through the fiscal sponsor').check();
  await page.getByLabel('The project holds the money itself').check();
  await page.getByRole('button', { name: 'Reckon' }).click();
  expect(await result.innerText()).toContain('Two overheads are in this sum');
  await look(page, 'calculator-legs');
});

test('another row and the sum need no script', PATIENCE, async () => {
  const page = await openPage({
    baseUrl: web.url,
    javaScript: false,
    cookies: [{ name: cookieName(web.url), value: finance.token }],
  });
  await page.goto('/settings/rates/calculator');
  await page.getByRole('button', { name: 'Add a row for people' }).click();
  const row = page.getByRole('group', { name: 'People 4' });
  await row.getByLabel('Whose time').selectOption('Developer');
  await row.getByLabel('Low').fill('2-');
  await page.getByRole('button', { name: 'Reckon' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Write person-years, for example 0.25');
  expect(await row.getByLabel('Low').inputValue()).toBe('2-');
  await row.getByLabel('Low').fill('2');
  await page.getByRole('button', { name: 'Reckon' }).click();
  expect(await page.locator('#result').innerText()).toContain('$170,000');
});
