/**
 * A brochure of two projects as PDF: our typesetter against Chromium's print of the same words in the same faces, turn by turn in one run.
 *
 *   npm run bench brochure-pdf [-- --rounds 15] [-- --documents 300]
 *
 * Cold is from nothing to the first document: process, fonts, template. Warm is one more document with other words. Then so many
 * documents in one typesetter, with its memory: it must stay flat.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { mustBeDone } from '../src/kernel/refusal.ts';
import type { BrochureData, BrochureItem, BrochureProject } from '../src/outside/pdf/brochure.ts';
import { pdfMaker, type PdfMaker } from '../src/outside/pdf/maker.ts';
import type { PdfLink, PdfRequest, RichText } from '../src/outside/pdf/request.ts';
import { brochure } from '../src/outside/pdf/test-brochures.ts';

const WARM_LIMIT_MS = 150;
const SHARE_OF_CHROMIUM = 0.1;
const GROWTH_LIMIT_MB = 60;
/** What the one leaves behind (a page that closes, a browser's processes) is not to slow the other. */
const SETTLE_MS = 250;

async function main(): Promise<number> {
  const rounds = option('--rounds', 15);
  const documents = option('--documents', 300);
  const { cold, warm, best, bytes } = await sideBySide(rounds);
  const ratio = warm.typst / warm.chromium;
  console.log(`two columns, eight items, ${rounds} rounds; medians in ms`);
  console.log(`        typst   chromium   ratio`);
  console.log(row('cold', cold));
  console.log(row('warm', warm));
  console.log(row('best', best));
  console.log(`bytes   ${bytes.typst}   ${bytes.chromium}`);
  const wasm = await coldAndWarm(pdfMaker({ engine: 'wasm' }), rounds);
  console.log(`without the native build: cold ${wasm.cold.toFixed(0)}, warm ${wasm.warm.toFixed(0)}`);
  const growth = await memory(documents);
  const met = [
    check(`warm under ${WARM_LIMIT_MS} ms`, warm.typst < WARM_LIMIT_MS),
    check('at most a tenth of Chromium', ratio <= SHARE_OF_CHROMIUM),
    growth === null ? true : check(`memory flat (within ${GROWTH_LIMIT_MB} MB)`, growth <= GROWTH_LIMIT_MB),
  ];
  return met.every(Boolean) ? 0 : 1;
}

interface Pair {
  readonly typst: number;
  readonly chromium: number;
}

async function sideBySide(rounds: number): Promise<{ cold: Pair; warm: Pair; best: Pair; bytes: Pair }> {
  const colds = { typst: [] as number[], chromium: [] as number[] };
  for (let n = 0; n < 3; n++) {
    const maker = pdfMaker();
    colds.typst.push(await time(() => maker.make(numbered(n))));
    await maker.close();
    const began = performance.now();
    const { browser, close } = await launchChromium();
    await print(browser, numbered(n));
    colds.chromium.push(performance.now() - began);
    await close();
  }
  const maker = pdfMaker();
  const { browser, close } = await launchChromium();
  const warms = { typst: [] as number[], chromium: [] as number[] };
  let bytes: Pair = { typst: 0, chromium: 0 };
  for (let n = 0; n < rounds + 2; n++) {
    await pause(SETTLE_MS);
    let ours = 0;
    const typst = await time(async () => (ours = mustBeDone(await maker.make(numbered(n))).bytes.byteLength));
    await pause(SETTLE_MS);
    let theirs = 0;
    const chromium = await time(async () => (theirs = (await print(browser, numbered(n))).byteLength));
    if (n < 2) continue; // not warm yet
    warms.typst.push(typst);
    warms.chromium.push(chromium);
    bytes = { typst: ours, chromium: theirs };
  }
  await Promise.all([maker.close(), close()]);
  const best = { typst: Math.min(...warms.typst), chromium: Math.min(...warms.chromium) };
  return { cold: medians(colds), warm: medians(warms), best, bytes };
}

async function coldAndWarm(maker: PdfMaker, rounds: number): Promise<{ cold: number; warm: number }> {
  const cold = await time(() => maker.make(numbered(0)));
  const warms: number[] = [];
  for (let n = 1; n <= rounds; n++) warms.push(await time(() => maker.make(numbered(n))));
  await maker.close();
  return { cold, warm: median(warms) };
}

/** How much the typesetter grew from the 50th document on, in MB; null where that cannot be seen. */
async function memory(documents: number): Promise<number | null> {
  const maker = pdfMaker({ recycleAfter: documents + 1 });
  const sizes: number[] = [];
  for (let n = 1; n <= documents; n++) {
    mustBeDone(await maker.make(numbered(n)));
    if (n % 50 === 0) sizes.push(residentMb(maker.typesetter()!));
  }
  await maker.close();
  if (sizes.length === 0 || sizes.some(Number.isNaN)) return null;
  console.log(`memory of the typesetter after each 50 of ${documents} documents, MB: ${sizes.join(' ')}`);
  return Math.max(...sizes) - sizes[0]!;
}

function residentMb(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024);
  } catch {
    return Number.NaN;
  }
}

/** Other words each time, so that nothing of the document before can be used again. */
function numbered(n: number): PdfRequest {
  const one = brochure();
  const projects = one.data.projects.map((project) => ({
    ...project,
    items: project.items.map((item) => ({ ...item, pitch: [...item.pitch, [`Round ${n}, ${item.title}.`]] })),
  }));
  return { ...one, data: { ...one.data, title: `${one.data.title} ${n}`, projects } };
}

async function print(browser: Browser, request: PdfRequest): Promise<Buffer> {
  const page = await browser.newPage();
  try {
    await page.setContent(toHtml(request), { waitUntil: 'load' });
    await page.evaluate(() =>
      (globalThis as unknown as { document: { fonts: { ready: Promise<unknown> } } }).document.fonts.ready.then(
        () => null,
      ),
    );
    return await page.pdf({
      format: 'A4',
      tagged: true,
      outline: true,
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate: `<div style="font-size:8pt;width:100%;padding:0 18mm;display:flex;justify-content:space-between">
        <span>${escape(request.data.workspace.name)} · ${escape(request.data.date)}</span>
        <span>Page <span class="pageNumber"></span> of <span class="totalPages"></span></span></div>`,
      margin: { top: '17mm', bottom: '22mm', left: '18mm', right: '18mm' },
    });
  } finally {
    await page.close();
  }
}

function toHtml({ data, images }: PdfRequest): string {
  const columns = data.projects.map((project) => projectHtml(project, images)).join('');
  return `<!doctype html><html lang="en"><title>${escape(data.title)}</title><style>${styles()}</style>
<header>${escape(data.workspace.name)} <span>${escape(data.audience ?? '')}</span></header>
<h1>${escape(data.title)}</h1><p class="standfirst">${escape(data.standfirst ?? '')}</p><p class="note">${escape(data.note)}</p>
<div class="columns">${columns}</div>${closingHtml(data)}`;
}

function projectHtml(project: BrochureProject, images: PdfRequest['images']): string {
  const bytes = project.logo === null ? null : images.get(project.logo.image)!.bytes;
  const logo =
    bytes === null
      ? ''
      : `<img alt="${escape(project.logo!.alternative)}" src="data:image/svg+xml;base64,${Buffer.from(bytes).toString('base64')}">`;
  return `<section>${logo}<p class="note">${escape(project.label)}</p><h2>${escape(project.name)}</h2><p>${escape(project.summary ?? '')}</p>
<p class="note">${escape(project.coverage ?? '')}</p><p>${linkHtml(project.address)}</p>${project.items.map(itemHtml).join('')}<p class="note">${escape(project.trademark ?? '')}</p></section>`;
}

function itemHtml(item: BrochureItem): string {
  const facts = {
    'Who benefits': item.beneficiaries,
    Effort: item.effort,
    Estimate: item.estimate,
  };
  const rows = Object.entries(facts).map(([name, value]) => `<dt>${name}</dt><dd>${escape(value ?? '')}</dd>`);
  rows.push(`<dt>In full</dt><dd>${linkHtml(item.address)}</dd>`);
  return `<article><h3>${escape(item.title)}</h3>${item.pitch.map((one) => `<p>${richHtml(one)}</p>`).join('')}<dl>${rows.join('')}</dl>
<p class="note">Agreed by ${escape(item.consent?.by ?? '')} on ${escape(item.consent?.on ?? '')}</p></article>`;
}

function linkHtml(address: PdfLink | null): string {
  if (address === null) return '';
  return address.link === null
    ? escape(address.shown)
    : `<a href="${escape(address.link)}">${escape(address.shown)}</a>`;
}

function richHtml(nodes: RichText): string {
  return nodes
    .map((node) => {
      if (typeof node === 'string') return escape(node);
      if ('b' in node) return `<b>${richHtml(node.b)}</b>`;
      if ('i' in node) return `<i>${richHtml(node.i)}</i>`;
      if ('code' in node) return `<code>${escape(node.code)}</code>`;
      return `<a href="${escape(node.link)}">${richHtml(node.text)}</a>`;
    })
    .join('');
}

function closingHtml(data: BrochureData): string {
  const list = data.notPromised.map((one) => `<li>${escape(one)}</li>`).join('');
  return `<h2>What is not promised</h2><ul>${list}</ul><h2>This document</h2>
<p>Made by ${escape(data.workspace.name)} <i>example</i> (${linkHtml(data.workspace.address)}) on ${escape(data.date)}.</p>
<p>${linkHtml(data.verification?.address ?? null)} ${escape(data.verification?.code ?? '')}</p>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}

let written: string | null = null;

function styles(): string {
  const { resolve } = createRequire(import.meta.url);
  const face = (family: string, file: string): string =>
    `@font-face{font-family:"${family}";font-weight:200 900;src:url(data:font/woff2;base64,${readFileSync(resolve(file)).toString('base64')})}`;
  written ??= `${face('Serif', '@fontsource-variable/newsreader/files/newsreader-latin-opsz-normal.woff2')}
${face('Sans', '@fontsource-variable/source-sans-3/files/source-sans-3-latin-wght-normal.woff2')}
${face('Slanted', '@fontsource-variable/newsreader/files/newsreader-latin-opsz-italic.woff2')}
i{font-family:Slanted}body{font:9.5pt/13pt Sans}h1,h2,h3,.standfirst{font-family:Serif;font-weight:500}h1{font-size:32pt;line-height:1.1}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:9mm}article{border-top:.5pt solid #dcd8cb;break-inside:avoid}
dl{display:grid;grid-template-columns:18mm 1fr}dd{margin:0}.note{font-size:8pt;color:#555a52}img{height:12mm}a{color:#0d5b43}`;
  return written;
}

async function time(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function medians({ typst, chromium }: { typst: number[]; chromium: number[] }): Pair {
  return { typst: median(typst), chromium: median(chromium) };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

function row(name: string, { typst, chromium }: Pair): string {
  return `${name.padEnd(6)} ${typst.toFixed(0).padStart(6)} ${chromium.toFixed(0).padStart(10)} ${(typst / chromium).toFixed(3).padStart(7)}`;
}

function check(name: string, met: boolean): boolean {
  console.log(`${met ? 'met' : 'MISSED'}: ${name}`);
  return met;
}

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(name);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

process.exitCode = await main();
