import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { documentAt, pathsOf, repositoryWith } from '../../../test/support/documents.ts';
import {
  answerStandard,
  classify,
  findRoadmaps,
  judgeRoadmap,
  linkedPlaces,
  promisedCadence,
  STANDARD_KEYS,
  surveyPaths,
  whatToFollow,
  type ReadDocument,
} from './index.ts';
import { changesOf, coAuthorsIn, eventsOf } from './changes.ts';
import { readPlan } from './plan.ts';
import { proposalSeries } from './proposals.ts';
import { licensesIn } from './spdx.ts';

/** Everything the rules do with documents, once. */
function survey(documents: readonly ReadDocument[]): void {
  const repositories = [repositoryWith(documents)];
  const found = classify(documents);
  whatToFollow(documents, documents, repositories);
  const search = { repositories, documents, projectName: 'x', asOf: '2026-11-25', proposals: [] };
  const roadmaps = findRoadmaps(search);
  const linked = linkedPlaces(documents, repositories, roadmaps);
  judgeRoadmap({
    roadmaps: roadmaps.map((one) => ({ found: one, history: null })),
    repositories,
    linked,
    proposalsChanged: null,
    promised: promisedCadence(documents),
    asOf: '2026-11-25',
    documents,
  });
  const proposals = [proposalSeries('example/grid', { folder: '', series: null, files: [] }, documents)];
  for (const document of documents) {
    readPlan(document.lines, document.outline);
    licensesIn(document.text);
  }
  for (const key of STANDARD_KEYS) {
    answerStandard(key, {
      repositories,
      documents,
      found,
      proposals,
      continuousIntegration: [],
      minutes: [],
      notReached: [],
      asOf: '2026-11-25',
    });
  }
}

const NAMES = [
  'README.md',
  'ROADMAP.md',
  'docs/roadmap.rst',
  'GOVERNANCE.md',
  'CONTRIBUTING.rst',
  'LICENSE',
  'docs/index.html',
  'CODE_OF_CONDUCT.md',
  'RELEASING.md',
  'team.md',
  'docs/plans.md',
];

const piece = fc.oneof(
  fc.constantFrom(
    '# Roadmap\n',
    'Roadmap\n=======\n',
    '- [x] ',
    '~~',
    '`',
    '```\n',
    '<!--',
    '{% for a in site.x %}',
    '.. include:: ',
    '[',
    '](',
    'https://',
    '@',
    '.',
    ' to ',
    'feature ',
    '2020-01-01',
    'v1.2',
    'Status: ',
    '| a | done |\n',
    '|---|---|\n',
    '+---+---+\n',
    '+===+===+\n',
    'The roadmap is maintained in ',
    'for the next 2 years, reviewed every ',
    'scope',
    '\u0000',
    '\ud800',
    '\u202e',
    '\n',
    ' ',
  ),
  fc.string({ maxLength: 12 }),
);

describe('hostile documents', () => {
  test('never make the rules throw', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.array(piece, { maxLength: 60 })), { maxLength: 5 }),
        (made) => {
          const seen = new Set<string>();
          survey(
            made
              .filter(([path]) => !seen.has(path) && seen.add(path))
              .map(([path, parts]) => documentAt(path, parts.join(''))),
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  // Each of these made some pattern backtrack in one way or another; a pattern of quadratic time would take hours on them.
  test.each([
    ['a run of one letter', 'a'.repeat(1_000_000)],
    ['dots and dashes', '.-'.repeat(500_000)],
    ['at signs', 'a@'.repeat(500_000)],
    ['the words of a heading again and again', `# ${'feature '.repeat(100_000)}x\n`],
    ['headings', '# feature plan roadmap and\n'.repeat(40_000)],
    ['list entries', '- [ ] x\n'.repeat(120_000)],
    ['links', '[roadmap](https://github.com/a/b/wiki) '.repeat(20_000)],
    ['open tags', '<a'.repeat(50_000)],
    ['schemes', '://'.repeat(300_000)],
    ['versions', '1.2.'.repeat(250_000)],
    ['template statements', '{% for x in site.a %}\n'.repeat(40_000)],
    ['includes', '.. include:: a.rst\n'.repeat(50_000)],
    ['spaces', ' '.repeat(1_000_000)],
    ['rows of a table', '|---|---|\n| a | done |\n'.repeat(60_000)],
    ['borders of a grid', '+---+\n| a |\n+===+\n'.repeat(60_000)],
    ['bars', '|'.repeat(1_000_000)],
    ['promises', 'the roadmap is reviewed every '.repeat(40_000)],
    ['pointers', 'see the roadmap which is maintained '.repeat(30_000)],
    ['sums', '$1 effort: (person '.repeat(50_000)],
    ['titles of scopes', `# ${'scope and mission and '.repeat(40_000)}x\n`],
    ['the word report', 'report '.repeat(150_000)],
  ])('of a great many of %s are done with', (_, text) => {
    survey([
      documentAt('README.md', text),
      documentAt('ROADMAP.md', text),
      documentAt('docs/governance.rst', text),
      documentAt('CONTRIBUTING.md', text),
    ]);
  });

  test('messages of commits are read in no time, whatever they hold', () => {
    for (const text of [
      "Merge pull request '(#1)",
      'Co-authored-by: ',
      'https://lists.',
      'See merge request a!',
      '(#1',
    ]) {
      const body = `${text.repeat(20_000)}\n`.repeat(2);
      const version = {
        commit: 'c',
        at: '2020-01-01',
        author: 'Ada',
        coAuthors: coAuthorsIn(body),
        subject: body,
        body,
      };
      const changes = changesOf([{ ...version, text: 'a plan of many words', changedLines: null }], true);
      const landing = { commit: 'm', at: '2020-01-02', author: 'Ben', subject: body, body, isMerge: true };
      eventsOf('a/b', 'ROADMAP.md', changes, [landing]);
    }
  });

  test('of odd paths neither throw nor are shown as others', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 40 }), { maxLength: 30 }), (paths) => {
        const found = surveyPaths(pathsOf(...paths));
        expect(found.candidates.every(({ entry }) => paths.includes(entry.path))).toBe(true);
      }),
    );
  });
});
