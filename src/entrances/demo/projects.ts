/**
 * The forty projects of the example workspace and the history of each one's repositories. Seven bear the names of real projects, the
 * others are invented; every repository and every word of it is. Their plans are written so that an honest reading finds, as the survey of 2018 did: 20 without a roadmap, 10 outdated or incomplete, 10 good, none for funders.
 * (domain S34, S71, section 9)
 */
import type { BuiltCommit } from '../../outside/git/index.ts';
import { addDays, showMonth } from '../../kernel/dates.ts';
import { slug } from '../../kernel/text.ts';
import { drawFor, type Draw } from './draw.ts';
import {
  agedPlan,
  AREAS,
  bsdLicence,
  COMMUNITY_AREAS,
  conduct,
  contributing,
  governance,
  mitLicence,
  planMarkdown,
  planRst,
  readme,
  release,
  stubPlan,
  TRAVIS,
  WORKFLOW,
} from './texts.ts';

type Verdict = 'none' | 'outdated' | 'incomplete' | 'good';

export interface ExampleProject {
  readonly name: string;
  readonly slug: string;
  readonly summary: string;
  /** "Wish list" for those who dislike the word roadmap (domain S43). */
  readonly label: string;
  /** What readers must know of what is said about it. */
  readonly note: string | null;
  /** What a reading should find as of September 2018, and now. */
  readonly expected: { readonly in2018: Verdict; readonly now: Verdict };
  readonly repositories: readonly ExampleRepository[];
}

export interface ExampleRepository {
  /** owner/name. */
  readonly id: string;
  readonly role: 'code' | 'governance';
}

interface Person {
  readonly name: string;
  readonly mail: string;
}

const NAMES: readonly (readonly [name: string, summary: string])[] = [
  ['Avocet', 'Regular grids with named axes.'],
  ['Bittern', 'Reads instrument logs of forty makers.'],
  ['Brackwater', 'Salinity models for estuaries.'],
  ['Cobnut', 'Small statistics that fit on one page.'],
  ['Jupyter', 'Interactive computing in notebooks.'],
  ['NumPy', 'Arrays and numerical computing for Python.'],
  ['Dunlin', 'Moves large tables between machines.'],
  ['Eelgrass', 'Underwater image segmentation.'],
  ['SciPy', 'Algorithms for scientific computing.'],
  ['Fescue', 'Field notebooks for ecologists.'],
  ['Matplotlib', 'Plots and figures of every kind.'],
  ['Gannet', 'Search in scanned documents.'],
  ['Godwit', 'Geodesy for maps of coasts.'],
  ['Hawthorn', 'Citations from many formats.'],
  ['Heron Tables', 'Tables with units.'],
  ['pandas', 'Tables and time series.'],
  ['Dask', 'Parallel computing on arrays and tables.'],
  ['Juniper Mesh', 'Meshes for finite volumes.'],
  ['conda-forge', 'Packages built in the open, by their community.'],
  ['Knot Graphs', 'Graphs with millions of edges on a laptop.'],
  ['Lapwing', 'Plots for print.'],
  ['Limpet', 'Keeps results attached to their inputs.'],
  ['Mallow', 'Teaching notebooks with checked answers.'],
  ['Marram', 'Erosion and dunes, simulated.'],
  ['Nettle', 'Names of species and their synonyms.'],
  ['Newt', 'Notebooks turned into reports.'],
  ['Osier', 'Weaves simulations and measurements.'],
  ['Oystershell', 'Command lines for laboratory machines.'],
  ['Plover', 'Speech to text for transcripts.'],
  ['Quillwort', 'Writing tools for scientific English.'],
  ['Ragwort', 'Random numbers with provenance.'],
  ['Samphire', 'Sampling plans for surveys.'],
  ['Sedge', 'Spectra, peaks and baselines.'],
  ['Tern', 'Typed configuration for experiments.'],
  ['Umber', 'Colour maps that print well.'],
  ['Vetch', 'Dependencies of analyses, drawn.'],
  ['Wigeon', 'Widgets for dashboards.'],
  ['Yarrow', 'Yield curves for growers.'],
  ['Zander', 'Compression of scientific data.'],
  ['Zostera', 'Satellite pictures of shallow seas.'],
];

/** In the order of the names; counted, they give the figures of both rounds. */
const STORIES: readonly (readonly [then: Verdict, now: Verdict])[] = [
  ...many(1, 'good', 'good'),
  ...many(3, 'none', 'none'),
  ...many(1, 'outdated', 'good'),
  ...many(1, 'good', 'good'),
  ...many(2, 'none', 'none'),
  ...many(1, 'incomplete', 'good'),
  ...many(1, 'good', 'outdated'),
  ...many(2, 'none', 'good'),
  ...many(2, 'none', 'none'),
  ...many(1, 'outdated', 'outdated'),
  ...many(2, 'good', 'good'),
  ...many(1, 'incomplete', 'incomplete'),
  ...many(3, 'none', 'none'),
  ...many(1, 'outdated', 'none'),
  ...many(1, 'good', 'none'),
  ...many(1, 'none', 'incomplete'),
  ...many(1, 'incomplete', 'good'),
  ...many(2, 'none', 'good'),
  ...many(1, 'outdated', 'good'),
  ...many(1, 'good', 'outdated'),
  ...many(1, 'none', 'none'),
  ...many(1, 'outdated', 'outdated'),
  ...many(1, 'good', 'good'),
  ...many(1, 'none', 'outdated'),
  ...many(1, 'incomplete', 'outdated'),
  ...many(2, 'none', 'none'),
  ...many(1, 'good', 'incomplete'),
  ...many(1, 'outdated', 'none'),
  ...many(1, 'good', 'good'),
  ...many(1, 'none', 'none'),
];

/** What real projects call their list, whatever the draw says. */
const LABELS: Readonly<Record<string, string>> = {
  NumPy: 'Roadmap',
  SciPy: 'Roadmap',
  Jupyter: 'Roadmap',
  pandas: 'Roadmap',
  Matplotlib: 'Roadmap',
  Dask: 'Roadmap',
  'conda-forge': 'Wish list',
};

/** Said beside everything that stands here about a project whose name is real. */
export const ILLUSTRATIVE = 'Illustrative, not the project’s position: repository, people and items are invented.';

export const EXAMPLE_PROJECTS: readonly ExampleProject[] = NAMES.map(([name, summary], at) => {
  const [in2018, now] = STORIES[at]!;
  const key = slug(name);
  const withGovernance = drawFor(`${name} repositories`).chance(25);
  return {
    name,
    slug: key,
    summary,
    label: LABELS[name] ?? (drawFor(`${name} label`).chance(15) ? 'Wish list' : 'Roadmap'),
    note: name in LABELS ? ILLUSTRATIVE : null,
    expected: { in2018, now },
    repositories: [
      { id: `${key}-example/${key}`, role: 'code' },
      ...(withGovernance ? [{ id: `${key}-example/governance`, role: 'governance' as const }] : []),
    ],
  };
});

const PEOPLE: readonly Person[] = [
  'Amara Holt',
  'Bela Kovats',
  'Chidi Marsh',
  'Dana Reyes',
  'Emeka Strand',
  'Farah Quist',
  'Goro Tanner',
  'Hedda Voss',
  'Ilya Brandt',
  'Jun Castell',
].map((name) => ({ name: `${name} (example)`, mail: `${slug(name)}@example.org` }));

/** The commits of one repository, up to `now`: what lies near `now` moves with it, so that example data stays current. */
export function historyOf(project: ExampleProject, repository: ExampleRepository, now: Date): readonly BuiltCommit[] {
  const draw = drawFor(`${project.name} ${repository.role}`);
  const written = repository.role === 'code' ? codeHistory(project, draw, now) : governanceHistory(project, draw);
  return written.filter(({ at }) => at <= now).toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

function codeHistory(project: ExampleProject, draw: Draw, now: Date): BuiltCommit[] {
  const { name, slug: key } = project;
  const who = () => draw.one(PEOPLE);
  const rst = draw.chance(50);
  const path = draw.one(
    rst
      ? ['doc/roadmap.rst', 'doc/source/dev/roadmap.rst', 'docs/roadmap.rst']
      : ['ROADMAP.md', 'docs/roadmap.md', 'doc/roadmap.md'],
  );
  const plan = (areas: Parameters<typeof planRst>[1], on: Date) =>
    (rst ? planRst : planMarkdown)(name, areas, showMonth(on));
  const licence = draw.chance(70) ? bsdLicence(name, 2013) : mitLicence(name, 2013);
  const begun = new Date(Date.UTC(2013, draw.below(12), 1 + draw.below(27), 9));
  const commits: BuiltCommit[] = [
    {
      at: begun,
      author: who(),
      message: `First version of ${name}`,
      files: {
        'README.md': readme(name, project.summary, []),
        LICENSE: licence,
        [`src/${key}/core.txt`]: `${name} would be here.\n`,
        ...(draw.chance(80) ? { '.travis.yml': TRAVIS } : {}),
      },
    },
    ...(draw.chance(85)
      ? [
          {
            at: addDays(begun, 200),
            author: who(),
            message: 'Say how to contribute',
            files: { 'CONTRIBUTING.md': contributing(name) },
          },
        ]
      : []),
    ...(draw.chance(55)
      ? [
          {
            at: new Date(Date.UTC(2016 + draw.below(2), 4, 12)),
            author: who(),
            message: 'Adopt a code of conduct',
            files: { 'CODE_OF_CONDUCT.md': conduct(key) },
          },
        ]
      : []),
    ...(draw.chance(30)
      ? [
          {
            at: new Date(Date.UTC(2017, 2, 9)),
            author: who(),
            message: 'Write down the release process',
            files: { 'doc/release.md': release(name) },
          },
        ]
      : []),
    {
      at: new Date(Date.UTC(2021, draw.below(12), 10)),
      author: who(),
      message: 'Move the tests to another service',
      files: { '.travis.yml': null, '.github/workflows/tests.yml': WORKFLOW },
    },
    ...releases(key, draw, now),
    ...planThen(project, draw, path, plan, who),
    ...planNow(project, draw, path, plan, who, now),
  ];
  return withoutLostRemovals(commits);
}

/** What stood in September 2018. */
function planThen(
  { name, expected, slug: key }: ExampleProject,
  draw: Draw,
  path: string,
  plan: (areas: Parameters<typeof planRst>[1], on: Date) => string,
  who: () => Person,
): BuiltCommit[] {
  switch (expected.in2018) {
    case 'none':
      return [];
    case 'good': {
      const written = new Date(Date.UTC(2018, 3 + draw.below(4), 3 + draw.below(20), 14));
      const areas = draw.some(AREAS, 4);
      return [
        {
          at: written,
          author: who(),
          message: 'Add a roadmap, as discussed at the sprint',
          files: { [path]: plan(areas.slice(0, 3), written) },
        },
        {
          at: addDays(written, 24),
          author: who(),
          message: 'Roadmap: rework after the discussion on the list',
          files: { [path]: plan(areas, addDays(written, 24)) },
        },
      ];
    }
    case 'outdated':
      return [
        {
          at: new Date(Date.UTC(2014, 5 + draw.below(6), 4)),
          author: who(),
          message: 'Roadmap for the next releases',
          files: { [path.replace(/\.rst$/, '.md')]: agedPlan(name, draw.some(AREAS, 3), '1.2', 2015) },
        },
      ];
    case 'incomplete':
      return [
        {
          at: new Date(Date.UTC(2018, 1, 6 + draw.below(20))),
          author: who(),
          message: `Begin a roadmap for ${key}`,
          files: { 'ROADMAP.md': stubPlan(name, draw) },
        },
      ];
  }
}

/** What became of it. */
function planNow(
  { name, expected }: ExampleProject,
  draw: Draw,
  path: string,
  plan: (areas: Parameters<typeof planRst>[1], on: Date) => string,
  who: () => Person,
  now: Date,
): BuiltCommit[] {
  const old =
    expected.in2018 === 'outdated'
      ? path.replace(/\.rst$/, '.md')
      : expected.in2018 === 'incomplete'
        ? 'ROADMAP.md'
        : path;
  const had = expected.in2018 !== 'none';
  const clear = had && old !== path ? { [old]: null } : {};
  switch (expected.now) {
    case 'none':
      return had
        ? [
            {
              at: new Date(Date.UTC(2022, draw.below(12), 15)),
              author: who(),
              message: 'Remove the roadmap: nobody kept it up',
              files: { [old]: null },
            },
          ]
        : [];
    case 'good': {
      const areas = draw.some(AREAS, 4);
      const community = draw.chance(20) && expected.in2018 !== 'good' ? COMMUNITY_AREAS : [];
      const written = addDays(now, -(60 + draw.below(160)));
      const earlier = new Date(Date.UTC(2022, draw.below(12), 9));
      return [
        {
          at: earlier,
          author: who(),
          message: 'Roadmap: a first text',
          files: { ...clear, [path]: plan(areas.slice(0, 3), earlier) },
        },
        {
          at: written,
          author: who(),
          message: 'Roadmap: rewrite after the yearly meeting',
          files: { [path]: plan([...areas, ...community], written) },
        },
      ];
    }
    case 'outdated':
      if (expected.in2018 === 'outdated') {
        return [
          {
            at: new Date(Date.UTC(2023, 3, 2)),
            author: who(),
            message: 'Fix a spelling',
            files: { [old]: agedPlan(name, draw.some(AREAS, 3), '1.2', 2015).replace('we expect', 'we are expecting') },
          },
        ];
      }
      return [
        {
          at: new Date(Date.UTC(2019 + draw.below(2), draw.below(12), 20)),
          author: who(),
          message: 'Roadmap towards 2.0',
          files: {
            ...clear,
            [path.replace(/\.rst$/, '.md')]: agedPlan(name, draw.some(AREAS, 3), '2.0', 2021),
            ...(path.endsWith('.rst') && expected.in2018 === 'good' ? { [path]: null } : {}),
          },
        },
      ];
    case 'incomplete':
      return expected.in2018 === 'incomplete'
        ? []
        : [
            {
              at: addDays(now, -(200 + draw.below(200))),
              author: who(),
              message: 'Roadmap: start over',
              files: { ...(had ? { [old]: null } : {}), 'ROADMAP.md': stubPlan(name, draw) },
            },
          ];
  }
}

/** Two releases a year, tagged, so that a plan naming them as future can be seen to be overtaken. */
function releases(key: string, draw: Draw, now: Date): BuiltCommit[] {
  const commits: BuiltCommit[] = [];
  let [major, minor] = [0, 1];
  for (let year = 2014; year <= now.getUTCFullYear(); year++) {
    for (const month of [3, 9]) {
      const at = new Date(Date.UTC(year, month, 2 + draw.below(20), 12));
      const tag = `v${major}.${minor}.0`;
      commits.push({
        at,
        author: PEOPLE[draw.below(PEOPLE.length)]!,
        message: `Release ${tag}`,
        files: {
          'CHANGELOG.md': `# Changes\n\n## ${tag}\n\n- Various repairs.\n`,
          [`src/${key}/version.txt`]: `${tag}\n`,
        },
        tag,
      });
      minor++;
      if (minor > 5) [major, minor] = [major + 1, 0];
    }
  }
  return commits;
}

function governanceHistory({ name, slug: key }: ExampleProject, draw: Draw): BuiltCommit[] {
  const author = draw.one(PEOPLE);
  return [
    {
      at: new Date(Date.UTC(2017, 6, 4 + draw.below(20), 10)),
      author,
      message: 'Governance, as agreed at the meeting',
      files: {
        'README.md': `# Governance of ${name} (example)\n\nThe texts by which ${name} is run.\n`,
        'GOVERNANCE.md': governance(name),
        'CODE_OF_CONDUCT.md': conduct(key),
        'MAINTAINERS.md': `# Maintainers\n\n${draw
          .some(PEOPLE, 4)
          .map((person) => `- ${person.name}`)
          .join('\n')}\n`,
      },
    },
  ];
}

/** fast-import refuses to remove what is not there: removals of paths that no earlier commit wrote are left out. */
function withoutLostRemovals(commits: readonly BuiltCommit[]): BuiltCommit[] {
  const there = new Set<string>();
  return commits
    .toSorted((a, b) => a.at.getTime() - b.at.getTime())
    .map((commit) => {
      const files = Object.fromEntries(
        Object.entries(commit.files).filter(([path, content]) => {
          if (content !== null) there.add(path);
          return content !== null || there.delete(path);
        }),
      );
      return { ...commit, files };
    });
}

function many(n: number, then: Verdict, now: Verdict): (readonly [Verdict, Verdict])[] {
  return Array.from({ length: n }, () => [then, now] as const);
}
