/**
 * An engagement lead composes a brochure of two projects, tells them, publishes it; a project takes one consent back, and page, PDF and
 * verification say so at once.
 */
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';
import { openPage } from '../support/browser.ts';
import { addAgreed, addAgreedQuietly, brochureWorld, takeBack } from '../support/brochures.ts';
import { freshDatabase } from '../support/database.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const database = await freshDatabase();
const { db } = database;
const world = await brochureWorld(db);
const balance = await addAgreed(db, world, 'A balance that holds');
await addAgreedQuietly(db, world, 'Arrays that work together');
await addAgreed(db, world.wave, 'Sparse arrays in place of matrices');
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

const shots = process.env['BROCHURE_SHOTS'];

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

function openAs(token: string | null, options: { readonly javaScript?: boolean } = {}): Promise<Page> {
  const cookies = token === null ? [] : [{ name: cookieName(web.url), value: token }];
  return openPage({ baseUrl: web.url, cookies, ...options });
}

let code = '';

test('from an empty list to a published brochure', PATIENCE, async () => {
  const page = await openAs(world.lead.token);
  await page.goto('/brochures');
  await look(page, 'list-empty');
  await page.getByRole('link', { name: 'Start a brochure' }).first().click();
  await page.getByRole('button', { name: 'Start' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('Choose what the brochure is for');
  await look(page, 'start-errors');
  await page.getByLabel('Raise interest').check();
  await page.getByLabel('Title').fill('Arrays that all of science can stand on');
  await page.getByLabel('For whom').fill('For companies that build on arrays');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('The brochure is started').waitFor();
  await look(page, 'compose-empty');

  const preview = page.getByRole('region', { name: 'Preview' });
  await page.getByRole('button', { name: 'Add: Example Grid' }).click();
  await page.getByRole('button', { name: 'Add: A balance that holds' }).click();
  await page.getByRole('button', { name: 'Add: Arrays that work together' }).click();
  await preview.getByText('Arrays that work together').waitFor();
  // The page was not left: what was chosen stands in the preview all the same.
  await page.getByText('Add another project').click();
  await page.getByRole('button', { name: 'Add: Example Wave' }).click();
  await page.getByRole('button', { name: 'Add: Sparse arrays in place of matrices' }).click();
  await preview.getByText('Sparse arrays in place of matrices').waitFor();

  const titles = () => preview.getByRole('heading', { level: 4 }).allInnerTexts();
  expect(await titles()).toEqual([
    'A balance that holds',
    'Arrays that work together',
    'Sparse arrays in place of matrices',
  ]);
  await page.getByRole('button', { name: 'Move Arrays that work together with the arrow keys' }).press('ArrowUp');
  await expect
    .poll(titles)
    .toEqual(['Arrays that work together', 'A balance that holds', 'Sparse arrays in place of matrices']);
  // The same by dragging, back again.
  await page
    .getByRole('button', { name: 'Move A balance that holds with the arrow keys' })
    .dragTo(page.getByRole('button', { name: 'Move Arrays that work together with the arrow keys' }));
  await expect
    .poll(titles)
    .toEqual(['A balance that holds', 'Arrays that work together', 'Sparse arrays in place of matrices']);

  await page.getByLabel('Introduction').fill('TODO: what maintainers would like to see done by the end of the year.');
  await preview.getByText('what maintainers would like').waitFor();
  await page.getByText('It is not finished.').waitFor();
  await look(page, 'compose-findings');
  await page.getByLabel('Introduction').fill('What maintainers would like to see done.');
  await page.getByRole('button', { name: 'Save the words' }).click();
  await page.getByText('The words are saved.').first().waitFor();

  await page.getByText('Write to its representatives').first().click();
  await page.getByRole('button', { name: 'Send the letter' }).first().click();
  await page.getByText('The letter is on its way.').first().waitFor();
  await page.getByText('Note that they were told elsewhere').last().click();
  await page.getByLabel('Whom').last().fill('the council, on its list');
  await page.getByRole('button', { name: 'Note it' }).last().click();
  await page.getByText('It is noted.').first().waitFor();
  await look(page, 'compose-ready');

  const representative = await openAs(world.rita.token);
  await representative.goto('/brochures');
  await representative.getByRole('link', { name: 'Arrays that all of science can stand on' }).click();
  await representative.getByLabel('I have nothing against it').check();
  await look(representative, 'inclusion');
  await representative.getByRole('button', { name: 'Say so' }).click();
  await representative.getByText('It is said.').waitFor();

  // Who has no account was written to as well, and answers by the link of the letter.
  const letters = await db.read((tx) => listOutbox(tx, 100));
  const letter = letters.find(
    ({ recipientName, subject }) => recipientName === 'Gus Example' && subject.includes('brochure'),
  );
  const guest = await openAs(null);
  await guest.goto(new URL(letter?.link ?? '').pathname);
  await look(guest, 'inclusion-by-link');
  await guest.getByLabel('I have nothing against it').check();
  await guest.getByRole('button', { name: 'Say so' }).click();
  await guest.getByText('It is said.').waitFor();

  await page.reload();
  await page.getByLabel('Everybody').check();
  await page.getByRole('button', { name: 'Publish page and PDF' }).click();
  await page.getByText('The edition is published.').waitFor();
  await page.getByLabel('Shown to').fill('Larkspur Quant Example');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('The showing is noted.').waitFor();
  await look(page, 'record');
  code = (await page.locator('dd a[href^="/verify/"]').first().innerText()).replaceAll(' ', '');
});

test('everybody may open what is public, and check a copy', PATIENCE, async () => {
  const page = await openAs(null);
  await page.goto('/brochures');
  await look(page, 'list-public');
  await page.getByRole('link', { name: 'Arrays that all of science can stand on' }).click();
  await page.getByRole('link', { name: 'Download the PDF' }).waitFor();
  await look(page, 'page');
  const pdf = await page.request.get('/brochures/arrays-that-all-of-science-can-stand-on/editions/1/pdf');
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);

  await page.goto('/verify');
  await look(page, 'verify');
  await page.getByLabel('Or the PDF itself').setInputFiles({
    name: 'brochure.pdf',
    mimeType: 'application/pdf',
    buffer: await pdf.body(),
  });
  await page.getByRole('button', { name: 'Check it' }).click();
  await page.getByRole('heading', { name: 'This brochure stands' }).waitFor();
  await look(page, 'verified');
});

test('a consent is withdrawn: page, PDF, verification and the seller’s page say so at once', PATIENCE, async () => {
  await takeBack(db, world.rita, balance.consent);
  const page = await openAs(null);
  await page.goto('/brochures/arrays-that-all-of-science-can-stand-on');
  await page.getByText('Withdrawn by the project').first().waitFor();
  expect(await page.getByText('A balance that holds').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'Download the PDF' }).count()).toBe(0);
  await look(page, 'page-withdrawn');
  const pdf = await page.request.get('/brochures/arrays-that-all-of-science-can-stand-on/editions/1/pdf');
  expect(pdf.status()).toBe(410);
  expect(await pdf.text()).toContain('no longer has its project’s word');

  await page.goto(`/verify/${code}`);
  await page.getByRole('heading', { name: 'Not all of this brochure stands any more' }).waitFor();
  await look(page, 'verified-withdrawn');

  const seller = await openAs(world.lead.token);
  await seller.goto('/brochures');
  await seller.getByText('One item is gone').waitFor();
  await look(seller, 'list-lost');
  await seller.getByRole('link', { name: 'Arrays that all of science can stand on' }).click();
  await seller.getByText('Withdrawn by the project').waitFor();
  await look(seller, 'record-lost');
});

test('without script the same by buttons', PATIENCE, async () => {
  const page = await openAs(world.lead.token, { javaScript: false });
  await page.goto('/brochures/arrays-that-all-of-science-can-stand-on/compose');
  await page.getByText('Without its project’s consent now: it does not appear.').waitFor();
  await page.getByRole('button', { name: 'Take out: A balance that holds' }).click();
  await page.getByText('The order is saved.').waitFor();
  await page.getByRole('button', { name: 'Down: Example Grid' }).click();
  await page.getByText('The order is saved.').waitFor();
  const preview = page.getByRole('region', { name: 'Preview' });
  expect(await preview.getByRole('heading', { level: 3 }).allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('Example Wave')]),
  );
  await page.getByLabel('Introduction').fill('Seen before it is saved.');
  await page.getByRole('button', { name: 'Preview without saving' }).click();
  await preview.getByText('Seen before it is saved.').waitFor();
  expect(await page.getByLabel('Introduction').inputValue()).toBe('Seen before it is saved.');
});
