import { describe, expect, test } from 'vitest';
import { documentAt } from '../../../test/support/documents.ts';
import { isDoneHeading, isRecordHeading, nontechnicalSections, readPlan, technicalSections } from './plan.ts';

const plan = (text: string, path = 'ROADMAP.md') => {
  const document = documentAt(path, text);
  return readPlan(document.lines, document.outline);
};

describe('the goals of a plan', () => {
  test('are its list entries, with what the text says of their being done', () => {
    const { goals } = plan(`# Roadmap

- [ ] faster parsing
- [x] smaller files
- ~~a new logo~~
- **[Done]** move to the new server
- Grids on the sphere ✅
- Support for hexagons (done)
- [Ongoing] better errors
* nested
    * below
1. numbered
`);
    expect(goals.map(({ done, marked, nested }) => [done, marked, nested])).toEqual([
      [false, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, false],
      [true, true, false],
      [false, true, false],
      [false, false, false],
      [false, false, true],
      [false, false, false],
    ]);
  });

  test('are the rows of tables too, with their state from a column', () => {
    const { goals } = plan(`# Roadmap

| Goal | State |
|------|-------|
| Smaller files | Completed |
| Spheres | In progress |
| Engines | |

Text.

| Version | Release date |
|---|---|
| 1.0 | May 2020 |
`);
    expect(goals.map(({ text, done, marked }) => [text, done, marked])).toEqual([
      ['Smaller files; Completed', true, true],
      ['Spheres; In progress', false, true],
      ['Engines', false, false],
    ]);
    const grid = plan(
      'Roadmap\n=======\n\n+-------+------+\n| Goal  | Is   |\n+=======+======+\n| Files | done |\n|       | soon |\n+-------+------+\n| Grids |      |\n+-------+------+\n',
      'roadmap.rst',
    );
    expect(grid.goals.map(({ text, done }) => [text, done])).toEqual([
      ['Files; done', true],
      ['Grids', false],
    ]);
  });

  test('are not entries that only lead to another page, unless that page is an issue', () => {
    const { goals } = plan(
      '# Roadmap\n\n- [Implementations](impl.md)\n- **[Specs](https://example.org)**\n- [Spheres](https://github.com/example/grid/issues/7)\n- [Engines](engines.md), which are to be split\n',
    );
    expect(goals.map(({ leadsOn }) => leadsOn)).toEqual([true, true, false, false]);
  });

  test('are not looked for in code, comments and front matter', () => {
    const read = plan(`---
title: Roadmap
items:
- hidden
---
<!--
- hidden
-->
\`\`\`
- hidden
\`\`\`
- shown
`);
    expect(read.goals.map(({ text }) => text)).toEqual(['shown']);
  });

  test('the underlines of reStructuredText are no fences of code', () => {
    const read = plan(
      'Roadmap\n=======\n\nStorage\n```````\n\n- smaller files\n\nSpeed\n~~~~~\n\n- faster parsing\n',
      'roadmap.rst',
    );
    expect(read.goals.map(({ text }) => text)).toEqual(['smaller files', 'faster parsing']);
  });

  test('a heading may say that all below it is done, or that it only keeps what was finished', () => {
    expect(isDoneHeading('First release (completed)')).toBe(true);
    expect(isRecordHeading('Completed items')).toBe(true);
    expect(isRecordHeading('First release (completed)')).toBe(false);
    expect(isDoneHeading('What we want to get done')).toBe(true);
  });
});

describe('what a plan tells of its own age', () => {
  test.each([
    ['This roadmap is out of date.', true],
    ['Note: this page has not been updated in a long time.', true],
    ['We will deprecate outdated functions.', false],
    ['The old parser is no longer maintained; replace it.', false],
  ])('%s', (line, stale) => {
    expect(plan(`# Roadmap\n\n${line}\n`).saysStale !== null).toBe(stale);
  });

  test('only a document that speaks of itself is kept for history', () => {
    expect(
      plan('# Roadmap to 3.0\n\n3.0 is out, so this document is now mostly of historical interest.\n').saysHistorical,
    ).toBe(3);
    expect(plan('# Roadmap to 4.0\n\nSee the roadmap to 3.0 for the historical record.\n').saysHistorical).toBeNull();
  });

  test('a date near the top is its own date', () => {
    expect(plan('# Development roadmap\n\nDate: September 7, 2021\n').statedDate).toEqual({
      on: '2021-09-07',
      line: 3,
    });
    expect(plan('# Roadmap, as of 11/2024\n').statedDate).toEqual({ on: '2024-11-30', line: 1 });
  });

  test('versions and years count where the text looks ahead', () => {
    const { versions, years } = plan(`# Roadmap

## Next (0.9)

The old format went away with 0.4.
We plan to finish this before 1.0, by the end of 2019.
It was published in 2016.
`);
    expect(versions.map(({ text, heading }) => [text, heading])).toEqual([
      ['0.9', true],
      ['1.0', false],
    ]);
    expect(years.map(({ year }) => year)).toEqual([2019]);
  });

  test.each([
    ['The roadmap is reviewed every six months.', 6],
    ['We review this roadmap twice a year.', 6],
    ['The roadmap is updated annually.', 12],
    ['Every other month we revise the plan.', 2],
    ['Each release cycle takes a year.', null],
  ])('%s', (line, months) => {
    expect(plan(`# Roadmap\n\n${line}\n`).cadence?.months ?? null).toBe(months);
  });

  test('text that is filled in from elsewhere is told by its loop', () => {
    expect(
      plan('{% assign items = site.goals %}\n{% for item in items %}\n{{ item }}\n{% endfor %}\n', 'a.html').loops[0],
    ).toEqual({ collection: 'site.goals', line: 1 });
  });
});

describe('technical and non-technical parts', () => {
  const parts = (text: string) => {
    const read = plan(text);
    const nontechnical = nontechnicalSections(read);
    return { nontechnical: nontechnical.length, technical: technicalSections(read, nontechnical).length };
  };

  test('a headed section with two goals for people is non-technical', () => {
    expect(
      parts(
        '# Roadmap\n\n## Community\n\n- Start a newsletter for contributors\n- Mentor two newcomers a year\n\n## Core\n\n- Faster parsing\n',
      ),
    ).toEqual({ nontechnical: 1, technical: 1 });
  });

  test('one such goal, or a heading over technical goals, is not', () => {
    expect(
      parts('# Roadmap\n\n## Community\n\n- Write down our governance\n- Make extensions easy to install\n'),
    ).toEqual({
      nontechnical: 0,
      technical: 0,
    });
    expect(parts('# Roadmap\n\n## Documentation\n\n- Tutorials for newcomers\n- A glossary\n').technical).toBe(1);
  });
});

describe('what a plan says of its own time', () => {
  test.each([
    ['This roadmap is reviewed twice a year.', 6],
    ['We update this document once per release cycle.', 6],
    ['Every other month the plan is revisited by the council.', 2],
    ['The priorities are revised annually.', 12],
    ['Releases are made every month. We plan to review everything.', null],
    ['Support follows a yearly period. A plan exists.', null],
  ])('%s', (text, months) => {
    expect(plan(`# Roadmap\n\n${text}\n`).cadence?.months ?? null).toBe(months);
  });

  test.each([
    ['This document outlines the roadmap for the next 2 years.', 24],
    ['Our plans over the next ~12 months, as of August 2026.', 12],
    ['Goals for the next three to five years.', 60],
    ['Work planned for the coming year.', 12],
    ['Plans for the next months.', null],
  ])('%s', (text, months) => {
    expect(plan(`# Roadmap\n\n${text}\n`).horizon?.months ?? null).toBe(months);
  });

  test('its date may stand in the line after the words that announce it', () => {
    expect(
      plan(
        '# Plans\n\nWhat we do in the next ~12 months, as of\nAugust 2026.\n\nAs of 2025-01-01 the old one has ended.\n',
      ).statedDate?.on,
    ).toBe('2026-08-31');
  });

  test('there may be none, or it may be kept elsewhere', () => {
    expect(plan('# Roadmap\n\nGrid does not have a single roadmap.\n').saysNone).toBe(3);
    expect(plan('# Roadmap\n\nThe roadmap is maintained in the milestones.\n').saysElsewhere).toBe(3);
    expect(plan('# Roadmap\n\nThere will be grids.\n')).toMatchObject({ saysNone: null, saysElsewhere: null });
  });

  test('who will see to it, and when', () => {
    expect(plan('# Roadmap\n\nNext review: spring.\n\n- Grids. Lead: Ada\n')).toMatchObject({
      nextReview: 3,
      owners: 5,
    });
    expect(plan(`# Roadmap\n\n- Leading zeros\n`)).toMatchObject({ nextReview: null, owners: null });
  });
});

test.each([
  ['This roadmap is now quite out of date.', true],
  ['Note that this list is no longer maintained.', true],
  ['This page has not been updated since May.', true],
  ['The old engine stays in this release, though it is deprecated.', false],
  ['This plan replaces distutils, which is obsolete.', false],
])('what a text says of itself is told from what it says of its matter: %s', (text, stale) => {
  expect(plan(`# Roadmap\n\n${text}\n`).saysStale !== null).toBe(stale);
});
