/** Every part in the browser: found accessible in both schemes on a desk and on a phone, and fitting the narrowest screen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Assets } from '../../src/look/index.ts';
import { loadAssets } from '../../src/look/index.ts';
import { expectAccessible, expectNoSidewaysScroll, expectQuiet, openPage } from '../support/browser.ts';
import { servePages } from './serve.ts';
import type { Served } from './serve.ts';
import { specimenPages } from './specimen.tsx';

let assets: Assets;
let served: Served;

beforeAll(async () => {
  assets = await loadAssets();
  served = await servePages(
    assets,
    new Map(specimenPages.map((page) => [`/${page.name}`, () => page.html(assets)])),
    // An open stream that says nothing: the page stays as the server wrote it.
    (response) => response.write(': here\n\n'),
  );
});

afterAll(() => served.close());

for (const { name } of specimenPages) {
  test(`the page “${name}” is accessible on a desk and on a phone, in the light and in the dark scheme`, async () => {
    const page = await openPage({ baseUrl: served.baseUrl });
    await page.goto(`/${name}`);
    // What is folded away is read too.
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true;
    });
    for (const width of [1280, 390]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await expectAccessible(page);
      }
    }
    expectQuiet(page);
  });

  test(`the page “${name}” does not scroll sideways at any width`, async () => {
    const page = await openPage({ width: 320, baseUrl: served.baseUrl });
    await page.goto(`/${name}`);
    await page.evaluate(() => {
      for (const one of document.querySelectorAll<HTMLDetailsElement>('main details')) one.open = true;
    });
    for (const width of [320, 390, 833, 1089, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await expectNoSidewaysScroll(page);
    }
  });
}

test('every id is used once on a page', async () => {
  for (const { name, html } of specimenPages) {
    const ids = [...html(assets).matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
    expect(new Set(ids).size, name).toBe(ids.length);
  }
});

test('without script the menu opens, the reasons unfold and the page is whole', async () => {
  const page = await openPage({ width: 390, javaScript: false, baseUrl: served.baseUrl });
  await page.goto('/project');
  await page.getByText('Menu').click();
  await expect.poll(() => page.getByRole('link', { name: 'Survey' }).first().isVisible()).toBe(true);
  await page.getByText('Menu').click();
  await page.getByText('Why “partly” for the contributor guide').click();
  await expect.poll(() => page.getByText('It describes the workflow').isVisible()).toBe(true);
  expectQuiet(page);
});

test('a form that came back has the focus on its summary, whose links lead to the fields', async () => {
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto('/form');
  // The browser gives it the focus with its next picture, which on a busy machine comes after the page is loaded.
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe('errors');
  await page.getByRole('link', { name: 'Say whether the project knows of this.' }).click();
  await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('form-agreed');
});

test('the keyboard reaches the content with the skip link, and the menu on a phone', async () => {
  const page = await openPage({ width: 390, baseUrl: served.baseUrl });
  await page.goto('/survey');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the content');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  expect(await page.locator('.mainnav details').getAttribute('open')).not.toBe(null);
});

test('the records of a phone are still a table to those who listen', async () => {
  const page = await openPage({ width: 390, baseUrl: served.baseUrl });
  await page.goto('/project');
  const table = page.getByRole('table').first();
  await expect.poll(() => table.getByRole('rowheader', { name: 'Code of conduct' }).count()).toBe(1);
  expect(await table.getByRole('columnheader').count()).toBe(4);
});
