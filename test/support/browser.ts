/**
 * The browser of the tests. A page is opened for one test and closed after it; what the browser complained of meanwhile
 * (script errors, violations of the content policy, answers that failed, requests to elsewhere) is kept and fails
 * `expectQuiet`. Addresses are http://localhost: passkeys refuse 127.0.0.1.
 */
import axe from 'axe-core';
import { createConnection } from 'node:net';
import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { expect, inject, onTestFinished } from 'vitest';

export interface PageOptions {
  /** In pixels; 1280 unless said. */
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  /** False for the page as it is without script. */
  readonly javaScript?: boolean;
  /** Against which relative addresses are opened: "http://localhost:4321". */
  readonly baseUrl?: string;
  readonly cookies?: readonly Pick<Cookie, 'name' | 'value'>[];
}

/** A page in a profile of its own, closed when the test ends. */
export async function openPage(options: PageOptions = {}): Promise<Page> {
  const { width = 1280, height = 900, dark = false, javaScript = true, baseUrl, cookies = [] } = options;
  const context = await (
    await browser()
  ).newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    javaScriptEnabled: javaScript,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    ...(baseUrl === undefined ? {} : { baseURL: baseUrl }),
  });
  onTestFinished(() => context.close());
  if (cookies.length > 0 && baseUrl !== undefined) {
    await context.addCookies(cookies.map((cookie) => ({ ...cookie, url: baseUrl })));
  }
  await keepAtHome(context);
  const page = await context.newPage();
  watch(page);
  return page;
}

/** axe finds nothing on the page as it stands: WCAG 2.0 to 2.2 A and AA, and best practice. */
export async function expectAccessible(page: Page): Promise<void> {
  // A page reached by a click may still wait for its styles on a busy machine; without them every link is too small.
  await page.waitForLoadState('load');
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      resultTypes: ['violations'],
    });
    return violations.map((one) => `${one.id}: ${one.help}\n${one.nodes.map((node) => `    ${node.html}`).join('\n')}`);
  });
  expect(violations, `axe on ${page.url()}`).toEqual([]);
}

/** Nothing on the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { wide, culprits } = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    // Boxes that stand out, and those whose text does. What is folded away has odd places of its own.
    const beyond = [...document.querySelectorAll('main *, header *, footer *')].filter(
      (element) =>
        (element.getBoundingClientRect().right > room + 0.5 || element.scrollWidth > element.clientWidth + 1) &&
        element.closest('.unseen, .stack thead, details:not([open])') === null,
    );
    return {
      wide: document.documentElement.scrollWidth - room,
      culprits: beyond.slice(0, 5).map((element) => element.outerHTML.slice(0, 160)),
    };
  });
  expect({ wide, culprits: wide > 0 ? culprits : [] }, `width of ${page.url()}`).toEqual({ wide: 0, culprits: [] });
}

/** The browser had nothing to complain of since the page was opened. */
export function expectQuiet(page: Page): void {
  expect(complaints.get(page) ?? [], `what the browser said on ${page.url()}`).toEqual([]);
}

const complaints = new WeakMap<Page, string[]>();

function watch(page: Page): void {
  const heard: string[] = [];
  complaints.set(page, heard);
  page.on('pageerror', (error) => heard.push(`error in a script: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error' && message.type() !== 'warning') return;
    // A page that refuses says so by its status; only what a page brings along must be there.
    if (message.location().url === page.url() && message.text().startsWith('Failed to load resource')) return;
    heard.push(`${message.type()}: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left ends its streams and pictures; that is no fault.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') heard.push(`not loaded: ${request.url()}`);
  });
}

/** No test reaches beyond this machine. */
async function keepAtHome(context: BrowserContext): Promise<void> {
  await context.route(
    (url) => !['localhost', '127.0.0.1', '[::1]'].includes(url.hostname),
    (route) => route.abort('blockedbyclient'),
  );
}

let connected: Promise<Browser> | null = null;

function browser(): Promise<Browser> {
  connected ??= endpoint().then((address) => chromium.connect(address));
  return connected;
}

/** Asks the door of the run; the first to ask waits for the launch. */
function endpoint(): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = createConnection(inject('browserDoor'));
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    socket.on('error', reject);
    socket.on('end', () => {
      const answer = Buffer.concat(parts).toString('utf8');
      if (answer.startsWith('ws')) resolve(answer);
      else reject(new Error(`the browser could not be started; ${answer}`));
    });
  });
}
