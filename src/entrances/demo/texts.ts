/** The words of the example projects: plans, guides and licences, made from a few pools so that each project reads like itself. */
import type { Draw } from './draw.ts';

export interface Area {
  readonly title: string;
  readonly why: string;
  readonly items: readonly (readonly [title: string, text: string])[];
}

/** What example projects plan. Technical areas first; the last two are for funders and the community. */
export const AREAS: readonly Area[] = [
  {
    title: 'Performance',
    why: 'Users with large data sets wait for minutes where seconds would do.',
    items: [
      ['Reading in parallel', 'Read the parts of a file on all cores, with a limit on memory that users can set.'],
      [
        'Less copying between steps',
        'Pass views along the pipeline; measure with the benchmark suite before and after.',
      ],
      [
        'A benchmark for every release',
        'Publish the figures beside the release notes, with the machine they were made on.',
      ],
    ],
  },
  {
    title: 'File formats',
    why: 'Half of all questions on the list are about files written by other programs.',
    items: [
      ['Write the column format natively', 'Reading works through a converter today; writing loses the units.'],
      ['Keep unknown metadata', 'What is not understood is carried along and written back unchanged.'],
      ['A validator for contributed readers', 'A reader that passes it may be listed in the documentation.'],
    ],
  },
  {
    title: 'Interoperability',
    why: 'Arrays made elsewhere should be taken as they are, without a copy.',
    items: [
      ['Accept any array that speaks the protocol', 'Including those on accelerators; adapters stay outside the core.'],
      ['Exchange of time zones', 'Agree with two downstream projects on one representation and document it.'],
    ],
  },
  {
    title: 'User interface',
    why: 'Newcomers give up at the second screen.',
    items: [
      ['One way to select', 'Merge the three selection calls; keep the old names as aliases for two releases.'],
      ['Errors that say what to do', 'Name the argument, the value and the nearest valid one.'],
      ['Keyboard access to every view', 'Nothing may need a mouse.'],
    ],
  },
  {
    title: 'Testing and infrastructure',
    why: 'A red build that nobody believes is worse than none.',
    items: [
      ['Tests that do not depend on order', 'Shuffle them in continuous integration and mend what breaks.'],
      ['Wheels for the new architecture', 'Needs a build machine and somebody who answers when it stops.'],
    ],
  },
  {
    title: 'Documentation',
    why: 'The guide explains functions; users ask about tasks.',
    items: [
      ['A tutorial that starts from a question', 'Three real data sets, each with a result at the end.'],
      ['Reference pages with an example each', 'Run as tests, so that they stay true.'],
    ],
  },
  {
    title: 'Statistics',
    why: 'Intervals are computed in user code, differently each time.',
    items: [
      ['Bootstrap intervals', 'Add them, with a seed that is reported beside the result.'],
      ['Missing values throughout', 'Provide one rule for all reductions, chosen by the user.'],
    ],
  },
];

export const COMMUNITY_AREAS: readonly Area[] = [
  {
    title: 'Community and governance',
    why: 'Four people decide most things, and two of them would like to stop.',
    items: [
      ['A path from contributor to maintainer', 'Write down what is expected, and mentor two people a year along it.'],
      [
        'A council with elected members',
        'Draft the text with the community, decide in the open, review it after a year.',
      ],
      ['Translate the first pages', 'With the translators credited like authors.'],
    ],
  },
  {
    title: 'Funding',
    why: 'Releases depend on evenings.',
    items: [
      ['Half a person-year for maintenance', 'Review, triage and releases, on top of what volunteers do.'],
      ['A yearly meeting in person', 'Travel for those who have no employer to pay for it.'],
    ],
  },
];

/** A full plan in reStructuredText: purpose, areas with reasons, items with a line on what is meant. */
export function planRst(name: string, areas: readonly Area[], written: string): string {
  const title = `${name} roadmap`;
  const parts = [
    `${'='.repeat(title.length)}\n${title}\n${'='.repeat(title.length)}`,
    `This page says what we want to work on next and why. It was last gone through by the maintainers in ${written}. It is a plan without dates:\nwhat gets done depends on who takes it up.`,
    ...areas.map((area) =>
      [
        `${area.title}\n${'-'.repeat(area.title.length)}`,
        area.why,
        area.items.map(([item, text]) => `* **${item}**: ${text}`).join('\n'),
      ].join('\n\n'),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The same in Markdown. */
export function planMarkdown(name: string, areas: readonly Area[], written: string): string {
  const parts = [
    `# ${name} roadmap`,
    `What we want to work on next and why, as the maintainers agreed in ${written}. There are no dates here: what gets done depends on who takes it up.`,
    ...areas.map((area) =>
      [`## ${area.title}`, area.why, area.items.map(([item, text]) => `- **${item}**: ${text}`).join('\n')].join(
        '\n\n',
      ),
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** A plan that was overtaken: it speaks of versions and years that have passed. */
export function agedPlan(name: string, areas: readonly Area[], version: string, year: number): string {
  return [
    `# Roadmap for ${name}`,
    `The plan for the releases up to ${version}, which we expect in the summer of ${year}.`,
    `## ${version} (${year})`,
    areas
      .flatMap((area) => area.items)
      .slice(0, 5)
      .map(([item, text]) => `- ${item}: ${text}`)
      .join('\n'),
    `## After ${version}`,
    `- To be discussed at the meeting in ${year}.`,
    '',
  ].join('\n\n');
}

/** A page that only promises, or only points elsewhere. */
export function stubPlan(name: string, draw: Draw): string {
  return draw.one([
    `# Roadmap\n\nThe plans for ${name} will be written here.\n`,
    '# Roadmap\n\nSee the issues with the label "plan" in our tracker.\n',
    `Roadmap\n=======\n\nTODO: write down what was said at the last meeting.\n`,
  ]);
}

export function readme(name: string, summary: string, links: readonly string[]): string {
  return [
    `# ${name} (example)`,
    `${summary} This project is invented: it is example data made by Commonwork.`,
    '## Install',
    'Nothing to install: there is no such program.',
    ...(links.length === 0 ? [] : ['## More', links.map((link) => `- ${link}`).join('\n')]),
    '',
  ].join('\n\n');
}

export function contributing(name: string): string {
  return `# Contributing to ${name}

Thank you for helping. Talk to us first when a change is large: open an issue, or write to the mailing list.

## Set up

Fork the repository, make a branch, install the development dependencies, and run the tests.

## Before you open a pull request

- Add a test for what you changed and run the whole suite.
- Follow the style of the code around; the formatter settles the rest.
- Add a line to the changelog.
- Write commit messages that say why.

## Review

Every pull request is reviewed by at least one maintainer who did not write it. We try to answer within a week.
`;
}

export function conduct(slug: string): string {
  return `# Code of conduct

Be kind, be patient, assume good faith. Harassment in any form is not accepted in our spaces.

## Reporting

Write to conduct@${slug}.example.org. Two people read this address; they answer within three days and keep reports confidential.

## Enforcement

The committee may warn, pause or end somebody's participation. Decisions can be appealed.
`;
}

export function governance(name: string): string {
  return `# Governance of ${name}

## Roles

Contributors take part in any way. Maintainers have commit rights and are invited by the others. The council of five settles what
maintainers cannot agree on.

## How we decide

By lazy consensus: a proposal that stood open for seven days without objection is accepted. Otherwise the council votes by simple majority.

## Money

The council decides about funds. Nobody votes on their own pay. People funded by an employer or a grant set their direction with the council.
`;
}

export function release(name: string): string {
  return `# How to release ${name}

1. Go through the open issues of the milestone.
2. Update the changelog and the version.
3. Tag, build and upload.
4. Announce it on the mailing list.

We release twice a year, in spring and autumn.
`;
}

export const WORKFLOW = `name: tests
on: [push, pull_request]
jobs:
  tests:
    runs-on: ubuntu-latest
    steps:
      - run: make test
`;

export const TRAVIS = `language: python
script: make test
`;

export function bsdLicence(name: string, year: number): string {
  return `BSD 3-Clause License

Copyright (c) ${year}, the ${name} developers (example)
All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this
   list of conditions and the following disclaimer.

2. Redistributions in binary form must reproduce the above copyright notice,
   this list of conditions and the following disclaimer in the documentation
   and/or other materials provided with the distribution.

3. Neither the name of the copyright holder nor the names of its
   contributors may be used to endorse or promote products derived from
   this software without specific prior written permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
`;
}

export function mitLicence(name: string, year: number): string {
  return `MIT License

Copyright (c) ${year} the ${name} developers (example)

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
}
