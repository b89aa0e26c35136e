/** What the parts make of the values they are given, hostile ones among them. */
import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import type { ShareRow } from '../../src/look/index.ts';
import {
  Button,
  CheckBox,
  Choice,
  EvidenceLink,
  ExternalLink,
  Form,
  Link,
  Pager,
  Progress,
  SharesFigure,
  Table,
  TextArea,
  TextField,
  VerdictEvidence,
  loadAssets,
} from '../../src/look/index.ts';
import { progressNow, progressState, specimenPages } from './specimen.tsx';

const render = (node: VNode) => renderToString(node);

test('hostile text never becomes markup, on any page', async () => {
  const assets = await loadAssets();
  for (const { name, html } of specimenPages) {
    for (const element of elementsOf(fromHtml(html(assets)))) {
      const { tagName, properties } = element;
      expect(['img', 'iframe', 'object', 'embed', 'base', 'style'], name).not.toContain(tagName);
      if (tagName === 'script') expect(properties['src'], name).toMatch(/^\/assets\/[a-z]+-[A-Z0-9]{8}\.js$/);
      for (const [attribute, value] of Object.entries(properties)) {
        expect(attribute, name).not.toMatch(/^on|^style$|^srcDoc$/i);
        if (['href', 'src', 'action', 'formAction'].includes(attribute)) {
          expect(String(value), name).toMatch(/^(https:|mailto:|\/(?!\/)|[#?]|$)/);
        }
      }
    }
  }
});

function elementsOf(node: Root | Element): readonly Element[] {
  return node.children.flatMap((child) => (child.type === 'element' ? [child, ...elementsOf(child)] : []));
}

test('a link to elsewhere keeps its words when its address is refused', () => {
  expect(render(<ExternalLink href="javascript:alert(1)">our site</ExternalLink>)).toBe('our site');
  expect(render(<ExternalLink href="https://example.org/">our site</ExternalLink>)).toBe(
    '<a href="https://example.org/" rel="noreferrer nofollow">our site</a>',
  );
});

test('a link inside the site never leads out of it', () => {
  expect(render(<Link to="//evil.example/">here</Link>)).toBe('here');
  expect(render(<Button to="javascript:alert(1)">here</Button>)).not.toContain('javascript');
  expect(render(<Form action="https://evil.example/">x</Form>)).not.toContain('evil');
});

test('a path with control characters is shown with them made visible', () => {
  const shown = render(<EvidenceLink repository={null} commit={null} path={'docs/a\n\u202Eb'} lines={[3, 3]} />);
  expect(shown).toContain('docs/<wbr/>a\\x0a\\x202eb');
  expect(shown).toContain(':3</span>');
  expect(shown).not.toContain('href');
});

test('a form that comes back keeps what was typed, but never a password', () => {
  const values = new URLSearchParams([
    ['mail', 'a"b@example.org'],
    ['password', 'secret'],
    ['note', '</textarea><script>'],
    ['kinds', 'code'],
    ['kinds', 'website'],
    ['example', 'yes'],
  ]);
  const form = render(
    <Form action="/x" values={values}>
      <TextField name="mail" label="Mail" type="email" />
      <TextField name="password" label="Password" type="password" />
      <TextArea name="note" label="Note" />
      <Choice
        many
        name="kinds"
        legend="Kinds"
        options={[
          { value: 'code', label: 'Code' },
          { value: 'governance', label: 'Governance' },
          { value: 'website', label: 'Website' },
        ]}
      />
      <CheckBox name="example" label="Example" />
    </Form>,
  );
  expect(form).toContain('value="a&quot;b@example.org"');
  expect(form).not.toContain('secret');
  expect(form).toContain('&lt;/textarea>&lt;script>');
  expect(form.match(/value="(code|governance|website|yes)"[^>]*\schecked/g)?.length).toBe(3);
});

test('an error is counted above, tied to its field, and says itself beside it', () => {
  const form = render(
    <Form action="/x" id="add" errors={{ url: 'Give an address.' }}>
      <TextField name="url" label="Address" hint="https://" />
      <TextField name="name" label="Name" />
    </Form>,
  );
  expect(form).toContain('One thing to put right');
  expect(form).toContain('<a href="#add-url">Give an address.</a>');
  expect(form).toContain('id="add-url-error"');
  expect(form).toContain('aria-describedby="add-url-hint add-url-error" aria-invalid="true"');
  expect(form.match(/aria-invalid/g)?.length).toBe(1);
});

test('a field called like something every object has keeps no value', () => {
  expect(
    render(
      <Form action="/x">
        <TextField name="constructor" label="x" />
      </Form>,
    ),
  ).not.toMatch(/value="|bad|wrong/);
});

test('a head sorts by its column, and the other way when it sorts already', () => {
  const table = render(
    <Table
      caption="Projects"
      rows={[{ name: 'a' }]}
      sort={{ by: 'name', descending: false, to: (by, descending) => `/x?by=${by}&down=${descending}` }}
      columns={[
        { head: 'Name', sortBy: 'name', rowHead: true, cell: (row) => row.name },
        { head: 'Age', sortBy: 'age', cell: () => 0 },
      ]}
    />,
  );
  expect(table).toContain('aria-sort="ascending"><a href="/x?by=name&amp;down=true">Name');
  expect(table).toContain('<a href="/x?by=age&amp;down=false">Age');
  expect(table.match(/aria-sort/g)?.length).toBe(1);
  // Nought is a value, not nothing.
  expect(table).toContain('<div class="cell">0</div>');
});

test('a value that is not there is a dash in the table and left out of a record', () => {
  const table = render(
    <Table
      caption="x"
      rows={[1]}
      columns={[
        { head: 'A', rowHead: true, cell: (row) => row },
        { head: 'B', cell: () => null },
      ]}
    />,
  );
  expect(table).toContain('class="none" data-l="B"');
  expect(table).toContain('–');
});

test('the counter-evidence comes last, introduced by “But”', () => {
  const shown = render(<VerdictEvidence reasons={[{ head: 'it is old', counter: true }, { head: 'It is there' }]} />);
  expect(shown.indexOf('It is there')).toBeLessThan(shown.indexOf('But: it is old'));
});

test('a gap between quoted lines is shown, and an endless line is cut', () => {
  const shown = render(
    <VerdictEvidence
      reasons={[
        {
          head: 'x',
          lines: [
            { number: 3, text: 'a' },
            { number: 9, text: 'b'.repeat(100_000) },
          ],
        },
      ]}
    />,
  );
  expect(shown).toContain('<li class="gap">');
  expect(shown.length).toBeLessThan(2000);
});

test('the shares say their numbers in a sentence, and their table adds up', () => {
  const rows: readonly ShareRow[] = [
    { label: '2018', note: 'by hand', unit: 'percent', parts: { none: 50, 'outdated or incomplete': 25, good: 25 } },
    { label: '2026', parts: { none: 16, outdated: 7, incomplete: 3, good: 14 } },
  ];
  const figure = render(<SharesFigure number="Figure 1." caption="x" rows={rows} />);
  expect(figure).toContain(
    'aria-label="2018 (by hand), of projects: 50% none found, 25% outdated or incomplete, 25% good. 2026, of 40 projects: 16 none found, 7 outdated, 3 incomplete, 14 good."',
  );
  const inner = figure.slice(figure.indexOf('<table'));
  // What 2018 does not tell apart is compared with the two together: ten of forty.
  expect(inner).toMatch(/2018, by hand.*?50%.*?–.*?25%.*?–.*?25%/);
  expect(inner).toMatch(/2026.*?16 \(40%\).*?7 \(17\.5%\).*?10 \(25%\).*?3 \(7\.5%\).*?14 \(35%\).*?>40</);
});

test('the parts of a bar fill it exactly', () => {
  const figure = render(
    <SharesFigure
      number="Figure 1."
      caption="x"
      rows={[{ label: 'a', parts: { none: 1, outdated: 1, incomplete: 1, good: 4 } }]}
    />,
  );
  const bars = [...figure.matchAll(/<rect class="f-[a-z]+" x="([\d.]+)%" y="\d+" width="([\d.]+)%"/g)];
  const ends = bars.map((bar) => Number(bar[1]) + Number(bar[2]));
  expect(bars.length).toBe(4);
  expect(bars[0]?.[1]).toBe('0');
  bars.slice(1).forEach((bar, at) => expect(Number(bar[1])).toBeCloseTo(ends[at] ?? -1, 1));
  expect(ends.at(-1)).toBeCloseTo(100, 1);
});

test('a round in which nothing was read is drawn empty, without a number that is none', () => {
  const figure = render(<SharesFigure number="Figure 1." caption="x" rows={[{ label: 'a', parts: {} }]} />);
  expect(figure).not.toContain('NaN');
  expect(figure).toContain('class="outline"');
});

test('progress counts what is done and names what runs', () => {
  const shown = render(<Progress state={progressState} now={progressNow} stream="/stream" />);
  expect(shown).toContain('26 of 40');
  expect(shown).toContain('25 with a verdict, 1 not reached');
  expect(shown).toContain('xarray, Optuna');
  expect(shown).toContain('about 20 s');
  expect(shown).toContain('aria-valuenow="26"');
  expect(shown).toContain('data-progress="/stream"');
  const ended = render(
    <Progress state={{ ...progressState, endedAt: '2026-11-22T14:27:10Z' }} now={progressNow} stream="/stream" />,
  );
  expect(ended).not.toContain('data-progress');
  expect(ended).toContain('1 min 10 s');
});

test('a pager says where one is', () => {
  expect(render(<Pager noun="Projects" from={21} to={40} total={1040} order="by name" />)).toContain(
    'Projects 21–40 of 1,040, by name',
  );
  expect(render(<Pager noun="Projects" from={1} to={3} total={3} />)).toContain('Projects: 3');
  expect(render(<Pager noun="Projects" from={0} to={0} total={0} order="by name" />)).toContain(
    'Projects: none match<',
  );
});

test('every asset is named by its content and typed; an island that does not exist is a bug', async () => {
  const assets = await loadAssets();
  expect(assets.files.get(assets.style)?.type).toBe('text/css; charset=utf-8');
  expect(
    [...assets.files.keys()].every((path) => /^\/assets\/[a-z0-9-]+-[A-Z0-9]{8}\.(css|js|svg|woff2)$/.test(path)),
  ).toBe(true);
  expect(assets.preload.every((path) => assets.files.has(path))).toBe(true);
  expect(assets.files.get(assets.island('progress'))?.type).toBe('text/javascript; charset=utf-8');
  expect(() => assets.island('constructor')).toThrow('no island');
  // Everything the style sheet names is served beside it.
  const css = assets.files.get(assets.style)?.bytes.toString('utf8') ?? '';
  const named = [...css.matchAll(/url\("?\.\/([^")]+)"?\)/g)].map((match) => `/assets/${match[1]}`);
  expect(named.length).toBe(10);
  expect(named.every((path) => assets.files.has(path))).toBe(true);
});
