import { spawnSync } from 'node:child_process';
import { inflateSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { faultsOf, factsOf, fontsOf, hasPoppler, hasQpdf, structureOf, textOf } from '../../../test/support/poppler.ts';
import { isRunning } from '../../../test/support/processes.ts';
import { mustBeDone, refused } from '../../kernel/refusal.ts';
import {
  closePdf,
  makePdf,
  pdfEngine,
  pdfRefusals,
  type BrochureData,
  type MadePdf,
  type PdfImage,
  type PdfOutcome,
  type PdfRequest,
} from './index.ts';
import { pdfMaker } from './maker.ts';
import { AT, brochure, NUMPY, samples, SCIPY } from './test-brochures.ts';

afterAll(closePdf);

const made = async (request: PdfRequest): Promise<MadePdf> => mustBeDone(await makePdf(request));

/** A project with this in every place where somebody else's text may come to stand. */
function everywhere(text: string): Partial<BrochureData> {
  const item = { ...NUMPY.items[0]!, title: text, pitch: [[text, { b: [text] }, { i: [text] }, { code: text }]] };
  const told = {
    ...item,
    beneficiaries: text,
    effort: text,
    estimate: text,
    consent: { by: text, on: text, version: text },
  };
  return {
    title: text,
    standfirst: text,
    audience: text,
    note: text,
    notPromised: [text],
    projects: [
      {
        name: text,
        logo: { image: 'blocks', alternative: text },
        label: text,
        summary: text,
        address: { link: 'https://numpy.org', shown: text },
        coverage: text,
        trademark: text,
        items: [told],
      },
    ],
    workspace: { name: text, example: true, address: null },
    date: text,
  };
}

describe('a brochure', () => {
  test.each(Object.entries(samples()))('is set: %s', async (_, request) => {
    const { bytes, digest, pages, standard } = await made(request);
    expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('%PDF-1.7');
    expect({ standard, digestLength: digest.length }).toEqual({ standard: 'ua-1', digestLength: 64 });
    expect(pages).toBeGreaterThanOrEqual(1);
    expect(pages).toBeLessThanOrEqual(3);
  });

  test('is tagged, titled, in its language, says which standard it keeps, and its logos have words', async () => {
    const { bytes } = await made(brochure());
    const all = inTheOpen(bytes);
    expect(all).toMatch(/\/MarkInfo\s*<<[^>]*\/Marked true/);
    expect(all).toMatch(/\/Lang \(en\)/);
    expect(all).toMatch(/\/DisplayDocTitle true/);
    expect(all).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(all).toMatch(/\/Alt \(NumPy\)/);
    expect(all).toMatch(/\/URI \(https:\/\/numpy\.org\/neps\/nep-0018\.html\)/);
    for (const tag of ['H1', 'H2', 'H3', 'P', 'Figure', 'Link', 'Code', 'L', 'LI'])
      expect(all).toContain(`/S /${tag}\n`);
  });

  test('can be kept for long, when that is asked', async () => {
    const { bytes, standard } = await made(brochure({}, { standard: 'a-2a' }));
    expect(standard).toBe('a-2a');
    expect(inTheOpen(bytes)).toContain('<pdfaid:part>2</pdfaid:part>');
  });

  test('of the same words is the same to the last byte, whatever was set before it', async () => {
    const first = await made(brochure());
    await made(samples()['breadth']!);
    const again = await made(brochure());
    const elsewhere = pdfMaker();
    const third = mustBeDone(await elsewhere.make(brochure()));
    await elsewhere.close();
    expect([again.digest, third.digest]).toEqual([first.digest, first.digest]);
    const later = await made(brochure({}, { at: new Date(AT.getTime() + 1000) }));
    expect(later.digest).not.toBe(first.digest);
  });

  test('comes on the paper that was asked for', async () => {
    const sizes = async (data: Partial<BrochureData>) =>
      /\/MediaBox \[([^\]]*)\]/.exec(inTheOpen((await made(brochure(data))).bytes))?.[1];
    expect(await sizes({})).toMatch(/^0 0 595\.\d+ 841\.\d+$/);
    expect(await sizes({ paper: 'us-letter' })).toBe('0 0 612 792');
    expect(await sizes({ purpose: 'support-a-talk' })).toMatch(/^0 0 841\.\d+ 595\.\d+$/);
  });

  test('may be nearly empty', async () => {
    const bare = { ...NUMPY, logo: null, summary: null, address: null, coverage: null, trademark: null, items: [] };
    const one = {
      title: 'T',
      pitch: [],
      beneficiaries: null,
      effort: null,
      estimate: null,
      address: null,
      consent: null,
    };
    const nothing = { standfirst: null, audience: null, notPromised: [], verification: null };
    for (const purpose of ['raise-interest', 'support-a-talk', 'show-breadth'] as const) {
      expect((await made(brochure({ ...nothing, purpose, projects: [bare] }))).pages).toBe(1);
      expect((await made(brochure({ ...nothing, purpose, projects: [bare, { ...bare, items: [one] }] }))).pages).toBe(
        1,
      );
    }
  });

  test('with a text longer than a page goes on over the next', async () => {
    const long = { ...NUMPY.items[0]!, pitch: [['word '.repeat(3000)]] };
    expect((await made(brochure({ projects: [{ ...NUMPY, items: [long] }, SCIPY] }))).pages).toBeGreaterThan(4);
  });
});

test('nothing in a text becomes a link by itself', async () => {
  const { bytes } = await made(brochure(everywhere('https://evil.example javascript:alert(1)')));
  const links = Array.from(inTheOpen(bytes).matchAll(/\/URI \(([^)]*)\)/g), ([, link]) => link);
  expect(new Set(links)).toEqual(
    new Set(['https://numpy.org', 'https://saltmarsh.example/offers/25', 'https://saltmarsh.example/check/7f3a9c21']),
  );
});

describe.skipIf(!hasPoppler)('as other programs read it (needs poppler)', () => {
  test('it is tagged and reads column by column', async () => {
    const { bytes } = await made(brochure());
    expect(factsOf(bytes).get('Tagged')).toBe('yes');
    expect(factsOf(bytes).get('Title')).toBe('Arrays that the whole of science can stand on');
    expect(factsOf(bytes).get('CreationDate')).toContain('Nov 25');
    const structure = structureOf(bytes);
    const order = [
      'NumPy',
      ...NUMPY.items.map((one) => one.title),
      'SciPy',
      ...SCIPY.items.map((one) => one.title),
      'What is not promised',
    ];
    const places = order.map((title) =>
      structure.indexOf(
        `H${order.indexOf(title) === 0 || ['SciPy', 'What is not promised'].includes(title) ? 2 : 3} "${title}"`,
      ),
    );
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test.each(Object.entries(samples()))('every font lies in the file and is one of ours: %s', async (_, request) => {
    const fonts = fontsOf((await made(request)).bytes);
    expect(fonts.length).toBeGreaterThan(3);
    for (const { name, embedded } of fonts) {
      expect(name).toMatch(/^(SourceSans3|Newsreader|NotoSansSC|NotoEmoji)-/);
      expect(embedded).toBe(true);
    }
  });

  test.each(HOSTILE())('a hostile text stands there as it was typed: %j', async (text) => {
    const { bytes } = await made(brochure(everywhere(text)));
    const plain = (shown: string): string => shown.replace(/[\s\u200b-\u200f\u00ad-]/gu, '');
    const seen = plain(textOf(bytes));
    expect(seen.split(plain(text)).length - 1).toBeGreaterThanOrEqual(19);
    expect(seen).not.toContain('root:x:');
    expect(factsOf(bytes).get('JavaScript')).toBe('no');
  });
});

test.skipIf(!hasQpdf)('qpdf finds nothing wrong (needs qpdf)', async () => {
  for (const request of Object.values(samples())) expect(faultsOf((await made(request)).bytes)).toBe('');
});

describe('is refused by name, and nothing is thrown', () => {
  const says = (outcome: PdfOutcome): string => {
    if (!refused(outcome)) throw new Error('it was set');
    return pdfRefusals[outcome.refused].say(outcome.because);
  };
  const logo = (image: PdfImage): PdfRequest =>
    brochure({ projects: [NUMPY] }, { images: new Map([['blocks', image]]) });
  const svg = (inner: string): PdfRequest =>
    logo({
      type: 'image/svg+xml',
      bytes: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inner}</svg>`),
    });

  test('a character without a glyph, with its place', async () => {
    const items = [NUMPY.items[0]!, { ...NUMPY.items[1]!, title: 'Peace ﷺ' }];
    expect(says(await makePdf(brochure({ projects: [NUMPY, { ...NUMPY, items }] })))).toBe(
      'The character ﷺ (U+FDFA, Arabic) in “projects 2, items 2, title” cannot be printed; leave it out.',
    );
    expect(says(await makePdf(brochure({ title: 'a\u0000b' })))).toContain('U+0000 (a control character) in “title”');
    expect(says(await makePdf(brochure({ note: 'a\u202eb' })))).toContain('U+202E');
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'java\nscript:alert(1)',
    'file:///etc/passwd',
    'http://numpy.org',
    'data:text/html,x',
    '//numpy.org',
    'numpy.org',
    'https:numpy.org',
    'https://user:word@numpy.org',
    'https://numpy.org/a b',
    'https://numpy.org/\u202e',
    'mailto:',
    `https://numpy.org/${'x'.repeat(3000)}`,
  ])('a link that a document may not hold: %j', async (link) => {
    expect(says(await makePdf(brochure({ projects: [{ ...NUMPY, address: { link, shown: 'here' } }] })))).toContain(
      'The link in “projects 1, address, link”',
    );
    const pitch = [['See ', { link, text: ['here'] }]];
    expect(
      says(await makePdf(brochure({ projects: [{ ...NUMPY, items: [{ ...NUMPY.items[0]!, pitch }] }] }))),
    ).toContain('items 1, pitch 1 2, link');
  });

  test('while mailto is a link', async () => {
    const address = { link: 'mailto:hello@saltmarsh.example', shown: 'Write to us' };
    expect(inTheOpen((await made(brochure({ projects: [{ ...NUMPY, address }] }))).bytes)).toContain(
      'mailto:hello@saltmarsh.example',
    );
  });

  test.each<[string, PdfRequest]>([
    ['it is not a PNG file', logo({ type: 'image/png', bytes: Buffer.from('<svg/>') })],
    ['it is not an SVG file', logo({ type: 'image/svg+xml', bytes: Buffer.from('hello') })],
    ['it is not an SVG file in UTF-8', logo({ type: 'image/svg+xml', bytes: Buffer.from([0x3c, 0xff, 0xfe]) })],
    ['it is larger than 1 MB', logo({ type: 'image/png', bytes: new Uint8Array(1_000_001) })],
    [
      'it cannot be read',
      logo({ type: 'image/png', bytes: Buffer.from('\x89PNG\r\n\x1a\nand then nothing', 'latin1') }),
    ],
    ['it cannot be read', svg('<g><rect>')],
    ['it holds text; turn the letters into outlines', svg('<text y="5">NumPy</text>')],
    ['it repeats too many of its parts', svg('<use href="#a"/>'.repeat(51))],
    [
      'it defines entities of its own',
      logo({
        type: 'image/svg+xml',
        bytes: Buffer.from('<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg>&a;</svg>'),
      }),
    ],
  ])('an image: %s', async (reason, request) => {
    expect(says(await makePdf(request))).toBe(`The image “blocks” cannot be used: ${reason}.`);
  });

  test.each(['/etc/hostname', 'file:///etc/passwd', 'https://evil.example/a.png', '../../../etc/passwd'])(
    'an image within an image is not fetched: %s',
    async (href) => {
      const { refused: what } = (await makePdf(svg(`<image href="${href}" width="9" height="9"/>`))) as {
        refused?: string;
      };
      expect(what).toBe('bad-image');
    },
  );

  test('too much text', async () => {
    expect(says(await makePdf(brochure({ note: 'x'.repeat(400_001) })))).toBe(
      'The document is too big: its text may be at most 400,000 characters.',
    );
    const deep = Array.from({ length: 60 }).reduce<object>((inner) => ({ b: [inner] }), { code: 'x' });
    const pitch = [[deep]] as unknown as BrochureData['projects'][0]['items'][0]['pitch'];
    expect(
      says(await makePdf(brochure({ projects: [{ ...NUMPY, items: [{ ...NUMPY.items[0]!, pitch }] }] }))),
    ).toContain('nesting');
  });

  test('a document that takes too long, whose typesetter is ended in the middle of it, and the next is set by a new one', async () => {
    // Each part is drawn twice by the next: 2^16 shapes from a small file, some seconds of work, three times.
    const doubled = Array.from(
      { length: 16 },
      (_, n) => `<g id="a${n + 1}"><use href="#a${n}"/><use href="#a${n}" x="1"/></g>`,
    );
    const slow = svg(`<g id="a0"><rect width="1" height="1"/></g>${doubled.join('')}<use href="#a16"/>`);
    const maker = pdfMaker({ timeLimitMs: 900 });
    const outcome = maker.make(slow);
    const typesetter = await expect
      .poll(() => maker.typesetter())
      .not.toBeNull()
      .then(() => maker.typesetter()!);
    expect(says(await outcome)).toBe(
      'Setting the document took longer than 0.9 seconds and was given up; make it shorter or its images simpler.',
    );
    expect({ running: isRunning(typesetter), now: maker.typesetter() }).toEqual({ running: false, now: null });
    await maker.close();
    expect((await made(brochure())).pages).toBe(2);
  });
});

describe('the typesetter', () => {
  test('takes one document after the other, and is made anew after so many', async () => {
    const maker = pdfMaker({ recycleAfter: 2 });
    const all = await Promise.all(Array.from({ length: 5 }, () => maker.make(brochure())));
    expect(new Set(all.map((one) => mustBeDone(one).digest)).size).toBe(1);
    const last = maker.typesetter();
    mustBeDone(await maker.make(brochure()));
    expect({ last: isRunning(last!), now: maker.typesetter() }).toEqual({ last: false, now: null });
    await maker.close();
  });

  test('that nobody needs gives its memory back', async () => {
    const maker = pdfMaker({ idleMs: 300 });
    mustBeDone(await maker.make(brochure()));
    const first = maker.typesetter()!;
    await expect.poll(() => isRunning(first), { timeout: 5000 }).toBe(false);
    expect(refused(await maker.make(brochure()))).toBe(false);
    await maker.close();
  });

  test('keeps no program alive and outlives none', () => {
    const program = `
      import { makePdf } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
      import { brochure } from ${JSON.stringify(new URL('test-brochures.ts', import.meta.url).href)};
      import { descendants } from ${JSON.stringify(new URL('../../../test/support/processes.ts', import.meta.url).href)};
      const made = await makePdf(brochure());
      console.log(JSON.stringify({ pages: made.done.pages, typesetter: descendants(process.pid) }));`;
    const began = performance.now();
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      encoding: 'utf8',
      timeout: 20_000,
    });
    expect(ended.status).toBe(0);
    expect(performance.now() - began).toBeLessThan(15_000);
    const { pages, typesetter } = JSON.parse(ended.stdout) as { pages: number; typesetter: number[] };
    expect(pages).toBe(2);
    expect(typesetter.length).toBe(1);
    return expect.poll(() => typesetter.filter(isRunning), { timeout: 5000 }).toEqual([]);
  });

  test('works without the native build too, and says that it claims no standard', async () => {
    const maker = pdfMaker({ engine: 'wasm' });
    const first = mustBeDone(await maker.make(brochure()));
    const again = mustBeDone(await maker.make(brochure()));
    expect(first).toMatchObject({ standard: null, pages: 2 });
    expect(again.digest).toBe(first.digest);
    expect(inTheOpen(first.bytes)).toMatch(/\/Marked true/);
    const broken = brochure(
      { projects: [NUMPY] },
      { images: new Map([['blocks', { type: 'image/png', bytes: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') }]]) },
    );
    expect(await maker.make(broken)).toMatchObject({ refused: 'bad-image', because: { image: 'blocks' } });
    expect(mustBeDone(await maker.make(brochure())).digest).toBe(first.digest);
    await maker.close();
  });

  test('is named for the doctor', () => {
    expect(pdfEngine()).toEqual({ name: 'native', says: 'Typst, native; PDF/UA and PDF/A' });
  });
});

/** The file with its compressed streams unpacked behind it. */
function inTheOpen(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes);
  const parts = [raw.toString('latin1')];
  for (let at = raw.indexOf('stream\n'); at >= 0; at = raw.indexOf('stream\n', at + 7)) {
    if (raw.toString('latin1', at - 3, at) === 'end') continue;
    try {
      parts.push(inflateSync(raw.subarray(at + 7)).toString('latin1'));
    } catch {
      // not compressed, or not in this way
    }
  }
  return parts.join('\n');
}

/** The kinds of text that Typst would act upon if it were ever taken for markup, or that readers might. */
function HOSTILE(): string[] {
  return [
    '#read("/etc/passwd")',
    '$ x^2 + integral $',
    '#eval("1+1")',
    '#import "@preview/cetz:0.3.0": *',
    '*bold* _emph_ `code`',
    '"] #panic("no") [',
    '#{while true {}}',
    '<label> @ref',
    'https://evil.example/a?b=c#d',
    '// a comment /* and another */',
    '\\u{41} \\n \\\\ \\#',
    '= Heading\n- list\n+ entry\n/ term: x',
    '#link("javascript:alert(1)")[here]',
    '#set page(width: 1pt) \' " ~ -- --- ...',
    '{"b": ["not a node"]}',
    '<script>alert(1)</script> &amp; %PDF-1.4 endobj',
  ];
}
