/** What every page of a journey must pass, whoever looks and however wide their screen is. */
import type { Page } from 'playwright-core';
import { expectAccessible, expectNoSidewaysScroll, expectQuiet } from './browser.ts';

/** For a test of a journey: the machine may do other things as well. The limits inside are shorter, so that they say what was waited for. */
export const PATIENCE = { timeout: 120_000 };

/**
 * axe on the page as it is in the light scheme, and at 320 pixels in the dark one with everything folded open; nothing wider than the
 * screen at 390 and 320 pixels; nothing that the browser complained of. The page is left as it was.
 */
export async function expectGoodPage(page: Page): Promise<void> {
  const before = page.viewportSize();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('details:not([open])')) {
      one.open = true;
      one.dataset['opened'] = '';
    }
  });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>('details[data-opened]')) {
      one.open = false;
      delete one.dataset['opened'];
    }
  });
  await page.emulateMedia({ colorScheme: 'light' });
  if (before !== null) await page.setViewportSize(before);
  expectQuiet(page);
}
