/** A roadmap's items and a comparison as files: CSV and xlsx for spreadsheets, JSON for programs, Markdown to paste. */
import { stringify } from 'csv-stringify/sync';
import writeXlsxFile from 'write-excel-file/node';
import { codeSpan, plainMarkdown } from '../../../kernel/markdown.ts';
import { shorten, slug } from '../../../kernel/text.ts';
import { urls } from '../../../look/index.ts';
import { comparisonJson, publicAddress, roadmapJson } from '../contract.ts';
import { comparisonSentence } from '../rules.ts';
import type { ComparedRoadmapItem, ListedRoadmap, ShownComparison, ShownItem } from '../types.ts';
import { CHANGED_WORDS, sectionWords, sinceWords } from './words.ts';

export const EXPORT_FORMATS = ['csv', 'xlsx', 'json', 'md'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportedFile {
  readonly name: string;
  readonly type: string;
  readonly body: string | Buffer;
}

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
};

export async function exportRoadmap(
  format: ExportFormat,
  roadmap: ListedRoadmap,
  baseUrl: string,
): Promise<ExportedFile> {
  const name = `${slug(roadmap.project.name)}-roadmap-${roadmap.date.asOf}.${format}`;
  return { name, type: TYPES[format], body: await roadmapBody(format, roadmap, baseUrl) };
}

function roadmapBody(format: ExportFormat, roadmap: ListedRoadmap, baseUrl: string): string | Promise<Buffer> {
  switch (format) {
    case 'csv':
      return csv(roadmapSheet(roadmap, baseUrl));
    case 'xlsx':
      return xlsx(roadmapSheet(roadmap, baseUrl));
    case 'json':
      return `${JSON.stringify(roadmapJson(roadmap), null, 1)}\n`;
    case 'md':
      return roadmapMarkdown(roadmap, baseUrl);
  }
}

export async function exportComparison(
  format: ExportFormat,
  shown: ShownComparison,
  baseUrl: string,
): Promise<ExportedFile> {
  const name = `${slug(shown.project.name)}-roadmap-${shown.from.asOf}-${shown.to.asOf}.${format}`;
  return { name, type: TYPES[format], body: await comparisonBody(format, shown, baseUrl) };
}

function comparisonBody(format: ExportFormat, shown: ShownComparison, baseUrl: string): string | Promise<Buffer> {
  switch (format) {
    case 'csv':
      return csv(comparisonSheet(shown));
    case 'xlsx':
      return xlsx(comparisonSheet(shown));
    case 'json':
      return `${JSON.stringify(comparisonJson(shown, sentenceOf(shown)), null, 1)}\n`;
    case 'md':
      return comparisonMarkdown(shown, baseUrl);
  }
}

export function sentenceOf({ comparison, from, to }: ShownComparison): string {
  return comparisonSentence(comparison, sinceWords(from, to));
}

interface Sheet {
  readonly name: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Formulas are defused: titles and paths come from repositories. */
function csv({ head, rows }: Sheet): string {
  return stringify([[...head], ...rows.map((row) => [...row])], { escape_formulas: true, bom: true });
}

/** What a cell of a spreadsheet can hold. */
const LONGEST_CELL = 32_767;

/** Every cell is text, which no program takes for a formula; characters that XML cannot hold are left out. */
function xlsx({ name, head, rows }: Sheet): Promise<Buffer> {
  const cell = (text: string) => ({ value: shorten(text.replace(NOT_XML, ''), LONGEST_CELL), type: String });
  const cells = [
    head.map((text) => ({ ...cell(text), fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map(cell)),
  ];
  const columns = head.map((text) => ({ width: text === 'title' || text.startsWith('title_') ? 60 : 20 }));
  return writeXlsxFile(cells, { sheet: name, columns, stickyRowsCount: 1 }).toBuffer();
}

// oxlint-disable-next-line no-control-regex -- these are the characters that are meant
const NOT_XML =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function roadmapSheet({ project, date, documents }: ListedRoadmap, baseUrl: string): Sheet {
  const rows = documents.flatMap(({ reading, items }) =>
    items.items.map((item) => [
      item.title,
      sectionWords(item.section),
      item.status,
      item.statusStated ? 'yes' : 'no',
      item.readAs === null ? 'no' : 'yes',
      item.readAs?.title ?? '',
      item.parts.map(({ title }) => title).join('; '),
      item.links.join(' '),
      reading.repository,
      placesOf(item),
      reading.commit,
      date.asOf,
      `${baseUrl}${urls.roadmap({ project: project.slug }, { at: date.round, document: reading.id })}#${item.anchor}`,
    ]),
  );
  const head = [
    'title',
    'section',
    'status',
    'status_stated',
    'corrected',
    'read_as',
    'parts',
    'links',
    'repository',
    'lines',
    'commit',
    'as_of',
    'page',
  ];
  return { name: 'Roadmap', head, rows };
}

function comparisonSheet({ comparison }: ShownComparison): Sheet {
  const { fresh, done, dropped, changed, same } = comparison;
  const side = (item: ComparedRoadmapItem | null): readonly string[] =>
    item === null
      ? ['', '', '', '', '', '']
      : [
          item.title,
          sectionWords(item.section),
          item.status,
          publicAddress(item.document.url) ?? item.document.repository,
          placesOf(item),
          item.document.commit,
        ];
  const row = (what: string, before: ComparedRoadmapItem | null, after: ComparedRoadmapItem | null, changes = '') => [
    what,
    changes,
    ...side(before),
    ...side(after),
  ];
  const pairs = (what: string, all: typeof same) =>
    all.map((pair) => row(what, pair.before, pair.after, pair.changes.map((one) => CHANGED_WORDS[one]).join('; ')));
  const columns = ['title', 'section', 'status', 'repository', 'lines', 'commit'];
  return {
    name: 'Then and now',
    head: ['what', 'changes', ...columns.map((one) => `${one}_then`), ...columns.map((one) => `${one}_now`)],
    rows: [
      ...fresh.map((item) => row('new', null, item)),
      ...pairs('done', done),
      ...dropped.map((item) => row('dropped', item, null)),
      ...pairs('changed', changed),
      ...pairs('same', same),
    ],
  };
}

function roadmapMarkdown({ project, date, documents, gaps }: ListedRoadmap, baseUrl: string): string {
  const lines = [
    `# ${plainMarkdown(project.label)} of ${plainMarkdown(project.name)}`,
    '',
    `As it stood on ${date.asOf}. <${baseUrl}${urls.roadmap({ project: project.slug }, { at: date.round })}>`,
    ...(gaps.length === 0 ? [] : ['', `Not read: ${gaps.map(({ because }) => plainMarkdown(because)).join(' ')}`]),
  ];
  for (const { listed, reading, items } of documents) {
    lines.push(
      '',
      `## ${plainMarkdown(listed.title)}`,
      '',
      `${codeSpan(reading.path)} of ${plainMarkdown(reading.repository)} at ${codeSpan(reading.commit)}`,
    );
    let section: string | null = null;
    for (const item of items.items) {
      const words = sectionWords(item.section);
      if (words !== section) {
        if (words !== '') lines.push('', `### ${plainMarkdown(words)}`);
        lines.push('');
        section = words;
      }
      lines.push(`- ${itemMarkdown(item)}`);
      for (const part of item.parts)
        lines.push(`  - ${plainMarkdown(part.title)}${part.status === item.status ? '' : ` (${part.status})`}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function itemMarkdown(item: ShownItem): string {
  const corrected = item.readAs === null ? '' : ', corrected';
  return `**${plainMarkdown(item.title)}** (${item.status}${corrected}) ${codeSpan(placesOf(item))}`;
}

function comparisonMarkdown(shown: ShownComparison, baseUrl: string): string {
  const { project, from, to, comparison } = shown;
  const { fresh, done, dropped, changed } = comparison;
  const list = (head: string, items: readonly string[]): string[] =>
    items.length === 0 ? [] : ['', `## ${head}`, '', ...items.map((item) => `- ${item}`)];
  return `${[
    `# ${plainMarkdown(project.name)}, ${from.asOf} and ${to.asOf}`,
    '',
    `${sentenceOf(shown)}. <${baseUrl}${urls.roadmapComparison({ project: project.slug }, { from: from.round, to: to.round })}>`,
    ...list('New', fresh.map(itemMarkdown)),
    ...list(
      'Done since',
      done.map(({ after }) => itemMarkdown(after)),
    ),
    ...list('Dropped', dropped.map(itemMarkdown)),
    ...list(
      'Changed',
      changed.map(
        ({ before, after, changes }) =>
          `${itemMarkdown(after)}: ${changes.map((one) => CHANGED_WORDS[one]).join(', ')}; was ${itemMarkdown(before)}`,
      ),
    ),
  ].join('\n')}\n`;
}

function placesOf({ places }: ShownItem): string {
  return places
    .map(({ path, lines }) => `${path}:${lines[0] === lines[1] ? lines[0] : `${lines[0]}-${lines[1]}`}`)
    .join(', ');
}
