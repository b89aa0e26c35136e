import { describe, expect, test } from 'vitest';
import { documentAt, EXAMPLE, repositoryWith } from '../../../test/support/documents.ts';
import { classify } from './classify.ts';
import { surveyPaths } from './paths.ts';
import { proposalSeries } from './proposals.ts';
import { answerStandard, type StandardsInput } from './standards.ts';
import { STANDARD_KEYS, type ReadDocument, type StandardKey } from './types.ts';

function answered(
  key: StandardKey,
  documents: readonly ReadDocument[],
  change: Partial<StandardsInput> & { readonly morePaths?: readonly string[] } = {},
) {
  const { morePaths = [], ...input } = change;
  const repositories = input.repositories ?? [repositoryWith(documents, { morePaths })];
  const report = answerStandard(key, {
    repositories,
    documents,
    found: classify(documents),
    proposals: [],
    continuousIntegration: repositories.flatMap(({ id, commit, paths }) =>
      surveyPaths(paths).continuousIntegration.map(({ path }) => ({ repository: id, path, commit })),
    ),
    minutes: [],
    notReached: [],
    asOf: '2026-11-25',
    ...input,
  });
  return {
    ...report,
    said: report.reasons.map(({ text }) => text).join(' '),
    evidence: report.reasons.flatMap(({ evidence }) => evidence),
  };
}

const GUIDE = `# Contributing to Grid

Fork the repository and open a pull request.

## Setting up

Run \`pip install -e .\` in a virtual environment.

## Tests

Run the tests with pytest.

## Style

We follow PEP 8 and lint with ruff.
`;

describe('license', () => {
  test('yes, by its text, for each repository', () => {
    const { answer, said, evidence } = answered('license', [
      documentAt('LICENSE', 'Mozilla Public License Version 2.0\n'),
    ]);
    expect(answer).toBe('yes');
    expect(said).toBe('example/grid: MPL-2.0.');
    expect(evidence[0]).toMatchObject({ path: 'LICENSE', lines: [1, 1] });
  });
  test('partly, when the text is of no known licence', () => {
    expect(answered('license', [documentAt('LICENSE', 'Ask us first.\n')]).answer).toBe('partly');
  });
  test('no, when there is none', () => {
    expect(answered('license', [documentAt('README.md', '# Grid\n')]).answer).toBe('no');
  });
});

describe('contributing', () => {
  test('yes, with what the guide covers and where', () => {
    const { answer, said, evidence } = answered('contributing', [documentAt('CONTRIBUTING.md', GUIDE)]);
    expect(answer).toBe('yes');
    expect(said).toContain('It covers workflow, set-up, tests and style.');
    expect(evidence).toContainEqual(
      expect.objectContaining({ lines: [3, 3], quote: ['Fork the repository and open a pull request.'] }),
    );
  });
  test('partly, when the guide is thin: it says on what nothing was found', () => {
    const { answer, said } = answered('contributing', [
      documentAt('CONTRIBUTING.md', '# Contributing\n\nOpen a pull request.\n'),
    ]);
    expect(answer).toBe('partly');
    expect(said).toContain('Nothing was found on set-up, tests and style.');
  });
  test('partly, when it is only linked', () => {
    expect(
      answered('contributing', [
        documentAt('README.md', '# Grid\n\nSee our [contributing guide](https://example.org/contribute).\n'),
      ]).answer,
    ).toBe('partly');
  });
});

describe('governance', () => {
  const text =
    '# Governance\n\nDecisions are made by consensus among the core team; the steering council decides otherwise.\nMembers are elected for terms of a year.\n';
  test('yes, when it says how decisions are made, and by whom', () => {
    expect(answered('governance', [documentAt('docs/governance.md', text)])).toMatchObject({ answer: 'yes' });
  });
  test('a page on the governance of data is not it', () => {
    expect(
      answered('governance', [
        documentAt(
          'docs/data-governance.md',
          '# Data governance\n\nRoles decide who may read which table; members vote.\n',
        ),
      ]).answer,
    ).toBe('no');
  });
  test('a built page beside its source is not named', () => {
    const documents = [
      documentAt('docs/governance.html', `<h1>Governance</h1><p>${text}</p>`),
      documentAt('src/pages/governance.md', text),
    ];
    expect(answered('governance', documents).said).toContain('src/pages/governance.md');
  });
});

describe('code of conduct', () => {
  test('yes, when it says whom to turn to; partly, when it does not', () => {
    const text = '# Code of conduct\n\nBe respectful and welcoming. Harassment is unacceptable.\n';
    expect(
      answered('code-of-conduct', [documentAt('CODE_OF_CONDUCT.md', `${text}\nWrite to conduct@example.org.\n`)])
        .answer,
    ).toBe('yes');
    expect(answered('code-of-conduct', [documentAt('CODE_OF_CONDUCT.md', text)]).answer).toBe('partly');
  });
});

describe('maintenance: four answers', () => {
  const maintaining =
    '# Maintaining\n\n## Triage\n\nLabel issues, close duplicates and ask for a way to reproduce them.\n1\n2\n3\n4\n5\n6\n\n## Reviewing pull requests\n\nTwo maintainers approve before they merge.\n1\n2\n3\n4\n5\n6\n';
  test('a guide answers for triage and review', () => {
    const documents = [documentAt('docs/maintaining.md', maintaining)];
    expect(answered('triage', documents)).toMatchObject({ answer: 'yes' });
    expect(answered('review', documents).said).toContain('docs/maintaining.md (lines 13 to 21)');
  });
  test('templates alone are partly an answer', () => {
    expect(answered('triage', [], { morePaths: ['.github/ISSUE_TEMPLATE/bug.md'] }).answer).toBe('partly');
    expect(answered('review', [], { morePaths: ['.github/pull_request_template.md'] }).answer).toBe('partly');
  });
  test('a user guide on merging tables, a plan and a code of conduct do not speak of review', () => {
    const section =
      '## Merging\n\nMerge two tables and review the result; maintainers approve pull requests.\n1\n2\n3\n4\n5\n6\n';
    const documents = ['docs/user_guide/merging.md', 'ROADMAP.md', 'CODE_OF_CONDUCT.md'].map((path) =>
      documentAt(path, `# x\n\n${section}`),
    );
    expect(answered('review', documents).answer).toBe('no');
  });
  test('release: a guide is yes, notes are not, a workflow alone is partly', () => {
    expect(
      answered('release', [
        documentAt('RELEASING.md', '# Releasing\n\nBump the version, tag it and upload to PyPI with twine.\n'),
      ]).answer,
    ).toBe('yes');
    expect(
      answered('release', [documentAt('docs/releases.md', '# Release notes 1.2.0\n\n- upload is faster\n- tags\n')])
        .answer,
    ).toBe('no');
    expect(answered('release', [], { morePaths: ['.github/workflows/publish.yml'] }).answer).toBe('partly');
  });
  test('ci: yes when something runs tests, partly when not', () => {
    expect(answered('ci', [], { morePaths: ['.github/workflows/tests.yml'] }).answer).toBe('yes');
    expect(answered('ci', [], { morePaths: ['.github/workflows/stale.yml'] }).answer).toBe('partly');
    expect(answered('ci', [documentAt('.github/workflows/stale.yml', 'run: |\n  pytest -n 4\n')]).answer).toBe('yes');
    expect(answered('ci', []).answer).toBe('no');
  });
});

describe('proposals', () => {
  const proposal = (n: number, state: string) =>
    documentAt(`geps/gep-000${n}.rst`, `=====\nGEP ${n}\n=====\n\n:Status: ${state}\n:Created: 2024-0${n}-01\n`);
  test('yes, with states and ages', () => {
    const documents = [proposal(1, 'Final'), proposal(2, 'Draft'), proposal(3, 'Draft')];
    const [folder] = surveyPaths(repositoryWith(documents).paths).proposalFolders;
    const series = proposalSeries(EXAMPLE, folder!, documents);
    expect(series).toMatchObject({
      series: 'GEP',
      files: 3,
      states: [
        ['draft', 2],
        ['final', 1],
      ],
      oldest: '2024-01-01',
      newest: '2024-03-01',
    });
    const { answer, said } = answered('proposals', documents, { proposals: [series] });
    expect(answer).toBe('yes');
    expect(said).toContain(
      '3 GEPs are kept in geps of example/grid. States: 2 draft and 1 final. The oldest is of 2024-01-01',
    );
  });
  test.each([
    '**Status:** Accepted',
    '| Status | Accepted |',
    '<tr><td> Status </td><td> Accepted </td></tr>',
    'Status\n======\n\nAccepted',
  ])('reads the state in "%s"', (line) => {
    const document = documentAt('rfcs/0001-x.md', `# x\n\n${line}\n`);
    expect(proposalSeries(EXAMPLE, { folder: 'rfcs', series: null, files: [] }, [document]).states).toEqual([
      ['accepted', 1],
    ]);
  });
});

describe('agreement or sign-off', () => {
  test('yes, where contributors are asked for it', () => {
    expect(answered('cla', [documentAt('CONTRIBUTING.md', 'Please sign the CLA first.\n')]).answer).toBe('yes');
    expect(answered('cla', [documentAt('CONTRIBUTING.md', 'Commits need a Signed-off-by line.\n')]).answer).toBe('yes');
    expect(answered('cla', [], { morePaths: ['.github/workflows/cla.yml'] }).answer).toBe('yes');
  });
  test('no, where a guide says nothing of it, or that none is needed', () => {
    expect(answered('cla', [documentAt('CONTRIBUTING.md', GUIDE)]).answer).toBe('no');
    expect(answered('cla', [documentAt('CONTRIBUTING.md', 'You do not need to sign the CLA any more.\n')]).answer).toBe(
      'no',
    );
  });
  test('not known, where nothing would say so', () => {
    expect(answered('cla', []).answer).toBe('unknown');
  });
});

describe('people, companies, money', () => {
  test('maintainers: a team page is yes, an authors file or code owners partly', () => {
    expect(answered('maintainers', [documentAt('docs/team.md', '# Team\n\n- @ada\n- @ben\n')]).answer).toBe('yes');
    expect(answered('maintainers', [documentAt('AUTHORS', 'Ada Example <ada@example.org>\n')]).answer).toBe('partly');
    expect(answered('maintainers', [documentAt('.github/CODEOWNERS', '* @ada\n')]).answer).toBe('partly');
  });
  test('corporate engagement: a guide for companies', () => {
    expect(
      answered('corporate-engagement', [
        documentAt(
          'CORPORATE.md',
          '# Guidelines for corporate engagement\n\nCompanies and their employees are welcome.\n',
        ),
      ]).answer,
    ).toBe('yes');
    expect(answered('corporate-engagement', [documentAt('README.md', '# Grid\n')]).answer).toBe('no');
  });
  test('funding: a place to give is yes, thanks alone partly', () => {
    expect(answered('funding', [documentAt('.github/FUNDING.yml', '# comment\ngithub: example\n')]).answer).toBe('yes');
    expect(
      answered('funding', [documentAt('README.md', '# Grid\n\n[Donate](https://opencollective.com/example)\n')]).answer,
    ).toBe('yes');
    expect(
      answered('funding', [
        documentAt('docs/funding.md', '# Funding\n\nWe thank the Example Foundation for its grant.\n'),
      ]).answer,
    ).toBe('partly');
  });
});

describe('funding', () => {
  const manifest = JSON.stringify(
    {
      version: 'v1.1.0',
      entity: {
        type: 'group',
        role: 'owner',
        name: 'Example Grid',
        email: 'grid@grid.example',
        description: 'A grid.',
        webpageUrl: { url: 'https://grid.example' },
      },
      projects: [
        {
          guid: 'grid',
          name: 'Grid',
          description: 'A grid.',
          webpageUrl: { url: 'https://grid.example' },
          repositoryUrl: { url: 'https://grid.example/git' },
          licenses: ['spdx:MIT'],
          tags: ['science'],
        },
      ],
      funding: {
        channels: [{ guid: 'bank', type: 'bank' }],
        plans: [
          {
            guid: 'any',
            status: 'active',
            name: 'Any amount',
            amount: 0,
            currency: 'EUR',
            frequency: 'other',
            channels: ['bank'],
          },
        ],
      },
    },
    null,
    2,
  );

  test('says what the files hold, with their lines', () => {
    const { answer, reasons } = answered('funding', [
      documentAt('vendor/thing/.github/FUNDING.yml', 'github: stranger\n'),
      documentAt('.github/FUNDING.yml', '# ways\nopen_collective: numpy\ngithub: [numpy]\n'),
      documentAt('funding.json', manifest),
    ]);
    expect(answer).toBe('yes');
    expect(reasons.map(({ text, evidence }) => [text, evidence[0]?.path, evidence[0]?.lines])).toEqual([
      ['.github/FUNDING.yml: Open Collective numpy, GitHub Sponsors numpy.', '.github/FUNDING.yml', [2, 3]],
      [
        'funding.json v1.1.0 valid: Example Grid, 1 project, 1 channel, 1 plan.',
        'funding.json',
        [1, 4].map((line) => line + manifest.split('\n').findIndex((text) => text.includes('"channels"'))),
      ],
    ]);
  });

  test('a template that nobody filled in is no way to give', () => {
    const template = documentAt('.github/FUNDING.yml', 'github: # Replace with up to 4 names\npatreon: # Replace\n');
    expect(answered('funding', [template])).toMatchObject({
      answer: 'no',
      said: 'No way to fund the project is named in git. .github/FUNDING.yml names no way to give yet.',
    });
  });

  test.each(['gofundme: grid\n', 'open_collective: https://opencollective.com/grid\n'])(
    'what the forge does not show is partly an answer: %j',
    (text) => {
      expect(answered('funding', [documentAt('.github/FUNDING.yml', text)])).toMatchObject({
        answer: 'partly',
        said: '.github/FUNDING.yml names no account that the forge knows how to show.',
      });
    },
  );

  test('forms of YAML that are not read at once still name a way', () => {
    const { answer, said } = answered('funding', [documentAt('.github/FUNDING.yml', 'github: [\n  ada\n]\n')]);
    expect([answer, said]).toEqual(['yes', '.github/FUNDING.yml says where to give.']);
  });

  test('a manifest with faults is partly an answer and says the first; beside a way to give it is told', () => {
    const wrong = documentAt('funding.json', manifest.replace('"EUR"', '"euro"'));
    const line = wrong.lines.findIndex((text) => text.includes('euro')) + 1;
    expect(answered('funding', [wrong])).toMatchObject({
      answer: 'partly',
      evidence: [{ path: 'funding.json', lines: [line, line + 3] }],
      said: 'funding.json is no valid manifest: 1 fault, at $.funding.plans[0].currency.',
    });
    const readme = documentAt('README.md', '# Grid\n\n[Donate](https://opencollective.com/example)\n');
    expect(answered('funding', [wrong, readme])).toMatchObject({
      answer: 'yes',
      said: 'README.md links to a place to give. funding.json is no valid manifest: 1 fault, at $.funding.plans[0].currency.',
    });
  });
});

describe('communication', () => {
  test('a page that says which channel is for what is yes; channels named in a README are partly an answer', () => {
    const page =
      '# Getting help\n\nAsk questions on the forum, talk to developers on Zulip; there is a weekly meeting.\n';
    expect(answered('communication', [documentAt('docs/getting_help.md', page)]).answer).toBe('yes');
    expect(answered('communication', [documentAt('README.md', '# Grid\n\nJoin us on Zulip.\n')]).answer).toBe('partly');
    expect(answered('communication', [documentAt('README.md', '# Grid\n')]).answer).toBe('no');
  });
});

test('"no" becomes "not known" where a repository was not reached; nothing is claimed, and the reason is left to one place', () => {
  for (const key of STANDARD_KEYS) {
    const { answer, said } = answered(key, [], {
      notReached: ['example/docs was not reached. There is no folder /x.'],
    });
    expect(answer).toBe('unknown');
    expect(said).not.toContain('There is no folder /x.');
    expect(said).not.toMatch(/no licence|nothing says/i);
    if (key !== 'cla') expect(said).toMatch(/^Not known: /);
  }
});
