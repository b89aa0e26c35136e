/** The small scripts, in the browser and under the content policy. */
import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import type { ProgressState } from '../../src/look/index.ts';
import { loadAssets } from '../../src/look/index.ts';
import { expectAccessible, expectQuiet, openPage } from '../support/browser.ts';
import { servePages } from './serve.ts';
import type { Served } from './serve.ts';
import { progressState, specimenPages } from './specimen.tsx';

let served: Served;

afterEach(() => served.close());

async function serve(stream: (response: ServerResponse) => void = () => {}): Promise<void> {
  const assets = await loadAssets();
  served = await servePages(
    assets,
    new Map(specimenPages.map((page) => [`/${page.name}`, () => page.html(assets)])),
    stream,
  );
}

function send(response: ServerResponse, state: ProgressState): void {
  response.write(`data: ${JSON.stringify(state)}\n\n`);
}

test('progress follows the stream, in place, and stays accessible', async () => {
  let open: ServerResponse | null = null;
  await serve((response) => {
    open = response;
  });
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto('/progress');
  await expect.poll(() => open !== null).toBe(true);
  await page.getByRole('button', { name: 'Try again' }).focus();

  send(open!, {
    ...progressState,
    units: progressState.units.map((unit) => (unit.state === 'running' ? { ...unit, state: 'done' } : unit)),
    now: [
      { name: '<b>nteract</b>', doing: 'Reading', path: null, repositories: null, since: new Date().toISOString() },
    ],
  });
  await expect.poll(() => page.getByText('28 of 40').count()).toBe(1);
  expect(await page.getByText('<b>nteract</b>').count()).toBe(1);
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('28');
  // The parts were changed, not made anew: the focus stays where it was.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Try again');
  expect(await page.locator('main h2').allTextContents()).toEqual(['Progress', 'Now', 'So far']);
  await expectAccessible(page);
  expectQuiet(page);
});

test('when the work has ended the page loads itself again', async () => {
  let opened = 0;
  await serve((response) => {
    opened++;
    if (opened === 1) send(response, { ...progressState, endedAt: '2026-11-22T14:27:00Z' });
  });
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto('/progress');
  await expect.poll(() => opened).toBe(2);
  expectQuiet(page);
});

test('a stream that breaks off is taken up again', async () => {
  let opened = 0;
  await serve((response) => {
    opened++;
    if (opened === 1) response.write('retry: 10\n\n', () => response.end());
    else send(response, { ...progressState, units: progressState.units.slice(0, 30) });
  });
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto('/progress');
  await expect.poll(() => page.getByText('26 of 30').count()).toBe(1);
});

test('a filter takes effect when a choice is made, and says only what is filtered by', async () => {
  await serve();
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.goto('/survey');
  await page.getByLabel('Verdict').selectOption('outdated');
  await page.waitForURL('**/survey/x?*');
  expect(new URL(page.url()).search).toBe('?verdict=outdated');
});

test('without script a filter waits for its button', async () => {
  await serve();
  const page = await openPage({ javaScript: false, baseUrl: served.baseUrl });
  await page.goto('/survey');
  await page.getByLabel('Verdict').selectOption('outdated');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL('**/survey/x?*');
  expect(new URL(page.url()).searchParams.get('verdict')).toBe('outdated');
});

test('a link is copied by its button', async () => {
  await serve();
  const page = await openPage({ baseUrl: served.baseUrl });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/sign-in');
  await page.getByRole('button', { name: 'Copy' }).click();
  await expect.poll(() => page.getByRole('button', { name: 'Copied' }).count()).toBe(1);
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('http://localhost:4000/sign-in/link/6f1c2b');
});

test('without script there is no button that would do nothing', async () => {
  await serve();
  const page = await openPage({ javaScript: false, baseUrl: served.baseUrl });
  await page.goto('/sign-in');
  expect(await page.getByRole('button', { name: 'Copy' }).count()).toBe(0);
  expect(await page.getByLabel('One-time link').inputValue()).toContain('/sign-in/link/');
});
