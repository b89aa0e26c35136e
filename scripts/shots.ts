// npm run shots: pictures of pages at 1280 and 390 px, light and dark, into shots/ (not kept in git), to be looked at.
//   npm run shots -- --specimen [NAME...]         every part of the look, from test/look/specimen.tsx
//   npm run shots -- --base URL [--pages FILE] [--cookie NAME=VALUE] [NAME...]
//     Without FILE the pages that need no id.
//     FILE is JSON: [{"name": "survey", "path": "/survey", "signIn": true}]; pages that sign in are sent the cookie.
//   npm run shots -- --example URL [NAME...]      an instance with example data, each page through the eyes of one of its people
//   --out FOLDER  elsewhere; --width N  one width only; --light, --dark  one scheme only
import { build } from 'esbuild';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import type { Browser, Page as BrowserPage } from 'playwright-core';
import type { Assets } from '../src/look/assets.ts';
import { servePages } from '../test/look/serve.ts';
import { launchChromium } from '../test/support/chromium.ts';

interface Page {
  readonly name: string;
  readonly path: string;
  /** Taken with the cookie of a signed-in person. */
  readonly signIn?: boolean;
  /** In an example workspace: through whose eyes, by first name. */
  readonly as?: string;
  /** The page behind the first link of `path` whose address matches, for what has an id of its own. */
  readonly link?: RegExp;
}

interface Specimen {
  readonly loadAssets: () => Promise<Assets>;
  readonly specimenPages: readonly { readonly name: string; readonly html: (assets: Assets) => string }[];
}

/** What a stranger can open without an id, from the top down. */
const PUBLIC_PAGES: readonly Page[] = [
  { name: 'home', path: '/' },
  { name: 'how', path: '/how-it-works' },
  { name: 'projects', path: '/projects' },
  { name: 'rounds', path: '/survey' },
  { name: 'rounds-compared', path: '/survey/compare' },
  // Of the example data.
  { name: 'roadmap', path: '/projects/avocet/roadmap' },
  { name: 'roadmap-compared', path: '/projects/avocet/roadmap/compare' },
  { name: 'roadmap-none', path: '/projects/bittern/roadmap' },
];

const NUMPY_AND_SCIPY = '/brochures/arrays-that-science-stands-on';

/** From the survey to the brochure, as the example workspace has it. */
const EXAMPLE_PAGES: readonly Page[] = [
  { name: 'home', path: '/' },
  { name: 'catalogue', path: '/offers' },
  { name: 'catalogue-found', path: '/offers?q=arays' },
  { name: 'offer', path: '/offers', link: /\/offers\/numpy-[^?#]+$/ },
  { name: 'project', path: '/projects/numpy' },
  { name: 'project-wish-list', path: '/projects/conda-forge' },
  { name: 'speaks-for', path: '/projects/numpy/speakers', as: 'Nadia' },
  { name: 'rulebook', path: '/projects/jupyter/rulebook' },
  { name: 'rulebook-own', path: '/projects/numpy/rulebook', as: 'Nadia' },
  { name: 'items', path: '/projects/numpy/items' },
  { name: 'item', path: '/projects/numpy/items/5' },
  { name: 'item-own', path: '/projects/numpy/items/5', as: 'Nadia' },
  { name: 'item-reword', path: '/projects/numpy/items/5/reword', as: 'Tomas' },
  { name: 'scope', path: '/projects/numpy/scope' },
  { name: 'provenance', path: '/projects/numpy/provenance' },
  { name: 'item-offer', path: '/projects/numpy/items/5/offer', as: 'Esme' },
  { name: 'item-offer-withdrawn', path: '/projects/matplotlib/items/1/offer', as: 'Esme' },
  { name: 'consents', path: '/projects/numpy/consents', as: 'Nadia' },
  { name: 'consent-request', path: '/projects/scipy/consents', as: 'Lena', link: /\/consents\/letters\// },
  { name: 'brochures', path: '/brochures' },
  { name: 'brochure', path: NUMPY_AND_SCIPY },
  { name: 'brochure-breadth', path: '/brochures/seven-communities-we-know' },
  { name: 'brochure-withdrawn', path: '/brochures/figures-and-arrays-for-public-bodies' },
  { name: 'brochure-composer', path: `${NUMPY_AND_SCIPY}/compose`, as: 'Esme' },
  { name: 'brochure-record', path: `${NUMPY_AND_SCIPY}/record`, as: 'Esme' },
  { name: 'brochure-inclusion', path: `${NUMPY_AND_SCIPY}/inclusion`, as: 'Lena' },
  { name: 'today-seller', path: '/', as: 'Esme' },
  { name: 'today-lead', path: '/', as: 'Tomas' },
  { name: 'today-project', path: '/', as: 'Lena' },
  { name: 'account', path: '/account', as: 'Kofi' },
];

/** Set as pages of paper. */
const EXAMPLE_PDFS: readonly Page[] = [
  { name: 'pdf-two-columns', path: `${NUMPY_AND_SCIPY}/editions/1/pdf` },
  { name: 'pdf-breadth', path: '/brochures/seven-communities-we-know/editions/1/pdf' },
];

const { values: given, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    specimen: { type: 'boolean', default: false },
    base: { type: 'string' },
    example: { type: 'string' },
    pages: { type: 'string' },
    cookie: { type: 'string' },
    out: { type: 'string', default: 'shots' },
    width: { type: 'string' },
    light: { type: 'boolean', default: false },
    dark: { type: 'boolean', default: false },
  },
});

const widths = given.width === undefined ? [1280, 390] : [Number(given.width)];
const schemes = (['light', 'dark'] as const).filter((scheme) => given.light === given.dark || given[scheme]);

await mkdir(given.out, { recursive: true });
const { browser, close } = await launchChromium();
try {
  if (given.specimen) await takeSpecimen(browser);
  else if (given.example !== undefined) await takeExample(browser, given.example);
  else if (given.base !== undefined) await take(browser, given.base, await listedPages());
  else throw new Error('say --specimen, --example URL or --base URL of a running instance');
} finally {
  await close();
}

async function takeSpecimen(browser: Browser): Promise<void> {
  const { loadAssets, specimenPages } = await bundleSpecimen();
  const assets = await loadAssets();
  const pages = new Map(specimenPages.map((page) => [`/${page.name}`, () => page.html(assets)]));
  const served = await servePages(assets, pages);
  try {
    await take(
      browser,
      served.baseUrl,
      specimenPages.map((page) => ({ name: page.name, path: `/${page.name}` })),
    );
  } finally {
    await served.close();
  }
}

/** Node reads no JSX: the specimen is bundled first, into the folder from which its packages are found. */
async function bundleSpecimen(): Promise<Specimen> {
  const outfile = join(import.meta.dirname, '..', 'src', 'look', `.specimen-${process.pid}.mjs`);
  const source = `export * from './test/look/specimen.tsx'; export { loadAssets } from './src/look/assets.ts';`;
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: join(import.meta.dirname, '..') },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
  });
  await writeFile(outfile, outputFiles[0]!.contents);
  try {
    return (await import(outfile)) as Specimen;
  } finally {
    await rm(outfile);
  }
}

async function listedPages(): Promise<readonly Page[]> {
  if (given.pages === undefined) return PUBLIC_PAGES;
  return JSON.parse(await readFile(given.pages, 'utf8')) as readonly Page[];
}

async function take(browser: Browser, base: string, pages: readonly Page[]): Promise<void> {
  const wanted = names.length === 0 ? pages : pages.filter((page) => names.includes(page.name));
  for (const width of widths) {
    for (const scheme of schemes) {
      for (const page of wanted) await takeOne(browser, base, page, width, scheme);
    }
  }
}

async function takeExample(browser: Browser, base: string): Promise<void> {
  await take(browser, base, EXAMPLE_PAGES);
  for (const { name, path } of EXAMPLE_PDFS) {
    if (names.length > 0 && !names.includes(name)) continue;
    const pdf = join(given.out, `${name}.pdf`);
    await writeFile(pdf, Buffer.from(await (await fetch(new URL(path, base))).arrayBuffer()));
    // Of the Debian package poppler-utils.
    await promisify(execFile)('pdftoppm', ['-png', '-r', '90', pdf, join(given.out, name)]);
    console.log(pdf);
  }
}

async function lookAs(shown: BrowserPage, name: string): Promise<void> {
  await shown.goto('/example-data');
  await shown.getByRole('button', { name: `Look as ${name}` }).click();
  await shown.waitForURL('**/');
}

async function takeOne(
  browser: Browser,
  base: string,
  page: Page,
  width: number,
  scheme: 'light' | 'dark',
): Promise<void> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'UTC',
    baseURL: base,
  });
  try {
    if (page.signIn === true && given.cookie !== undefined) {
      const [name = '', ...rest] = given.cookie.split('=');
      await context.addCookies([{ name, value: rest.join('='), url: base }]);
    }
    const shown = await context.newPage();
    if (page.as !== undefined) await lookAs(shown, page.as);
    await shown.goto(page.path, { waitUntil: 'load' });
    if (page.link !== undefined) await shown.goto(await firstLink(shown, page.link), { waitUntil: 'load' });
    await shown.evaluate(() => document.fonts.ready.then(() => true));
    const file = join(given.out, `${page.name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`);
    await shown.screenshot({ path: file, fullPage: true });
    console.log(file);
  } finally {
    await context.close();
  }
}

async function firstLink(shown: BrowserPage, wanted: RegExp): Promise<string> {
  const all = await shown
    .locator('main a')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const found = all.find((href) => wanted.test(href));
  if (found === undefined) throw new Error(`${shown.url()} has no link like ${wanted}`);
  return found;
}
