// npm run shots: pictures of pages at 1280 and 390 px, light and dark, into shots/ (not kept in git), to be looked at.
//   npm run shots -- --specimen [NAME...]         every part of the look, from test/look/specimen.tsx
//   npm run shots -- --base URL [--pages FILE] [--cookie NAME=VALUE] [NAME...]
//     Without FILE the pages that need no id.
//     FILE is JSON: [{"name": "survey", "path": "/survey", "signIn": true}]; pages that sign in are sent the cookie.
//   --out FOLDER  elsewhere; --width N  one width only; --light, --dark  one scheme only
import { build } from 'esbuild';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser } from 'playwright-core';
import type { Assets } from '../src/look/assets.ts';
import { servePages } from '../test/look/serve.ts';
import { launchChromium } from '../test/support/chromium.ts';

interface Page {
  readonly name: string;
  readonly path: string;
  /** Taken with the cookie of a signed-in person. */
  readonly signIn?: boolean;
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

const { values: given, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    specimen: { type: 'boolean', default: false },
    base: { type: 'string' },
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
  else if (given.base !== undefined) await take(browser, given.base, await listedPages());
  else throw new Error('say --specimen, or --base URL of a running instance');
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
  });
  try {
    if (page.signIn === true && given.cookie !== undefined) {
      const [name = '', ...rest] = given.cookie.split('=');
      await context.addCookies([{ name, value: rest.join('='), url: base }]);
    }
    const shown = await context.newPage();
    await shown.goto(new URL(page.path, base).href, { waitUntil: 'load' });
    await shown.evaluate(() => document.fonts.ready.then(() => true));
    const file = join(given.out, `${page.name}-${width}${scheme === 'dark' ? '-dark' : ''}.png`);
    await shown.screenshot({ path: file, fullPage: true });
    console.log(file);
  } finally {
    await context.close();
  }
}
