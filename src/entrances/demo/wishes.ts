/**
 * What the example projects would like: items at every level with what stands beside them. Written for this example after the sums of
 * domain 8.7; none of it is any project's position.
 */
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import type { itemTextInput } from '../../areas/roadmaps/index.ts';
import type { z } from 'zod';

export interface Wish {
  /** By which others of the project name it as their parent. */
  readonly key: string;
  readonly level: 'technical' | 'pitch' | 'wish list';
  readonly parent?: string;
  /** A pitch that hangs under nothing says why. */
  readonly noParentBecause?: string;
  readonly text: z.input<typeof itemTextInput>;
  readonly alignments?: readonly Beside[];
  readonly signals?: readonly Signal[];
  /** Which line of the scope page it falls under. */
  readonly scope?: readonly [verdict: 'in' | 'aspiration', reason: string];
  /** How far it goes in the example. */
  readonly goes: 'draft' | 'proposed' | 'approved' | 'asked' | 'yes' | 'no' | 'withdrawn';
}

interface Beside {
  readonly kind: 'roadmap' | 'proposal' | 'tracker' | 'milestone' | 'discussion';
  readonly url: string;
  readonly title: string;
  readonly datedOn: CalendarDate | null;
}

interface Signal {
  readonly who: string;
  readonly place: string;
  readonly url: string | null;
  readonly datedOn: CalendarDate;
}

const day = (text: string): CalendarDate => readCalendarDate(text)!;
const ROADMAP = {
  kind: 'roadmap',
  url: 'https://numpy.org/neps/roadmap.html',
  title: 'NumPy roadmap',
  datedOn: day('2018-08-02'),
} as const;
const NEP_18 = {
  kind: 'proposal',
  url: 'https://numpy.org/neps/nep-0018-array-function-protocol.html',
  title: 'NEP 18: a dispatch mechanism for NumPy’s high level array functions',
  datedOn: day('2018-05-29'),
} as const;
const REVIEWERS_PAID =
  'An eighth of the developers’ time is set aside to pay reviewers who are not paid by the work itself.';

export const NUMPY_SCOPE: readonly (readonly ['current' | 'aspiration' | 'out', string])[] = [
  ['current', 'Arrays of many dimensions, and fast functions over them.'],
  ['current', 'Linear algebra, Fourier transforms and random numbers at the level that other libraries build on.'],
  ['current', 'Protocols by which other array libraries take part.'],
  ['aspiration', 'A community that reviews as much as it is sent, in more places and languages.'],
  ['out', 'Computing on accelerators and over many machines: other libraries do that, through the protocols.'],
];

/** How its first roadmap came about, as its authors told it. (domain section 0) */
export const NUMPY_PROVENANCE: readonly {
  readonly kind: 'sprint' | 'draft' | 'meeting' | 'rewrite' | 'review' | 'merged';
  readonly datedOn: CalendarDate;
  readonly place: string;
  readonly people: string | null;
  readonly output: string;
}[] = [
  {
    kind: 'sprint',
    datedOn: day('2018-05-24'),
    place: 'Developer sprint, two days',
    people: 'Eight people, named in the account',
    output: 'Topics, collected on the second day.',
  },
  {
    kind: 'draft',
    datedOn: day('2018-05-31'),
    place: 'Mailing list',
    people: null,
    output: 'A first draft, for everybody to read. The account gives no day; this is the end of the month.',
  },
  {
    kind: 'meeting',
    datedOn: day('2018-07-12'),
    place: 'Birds-of-a-feather session of a conference',
    people: '30 to 40 people',
    output: 'What users miss, and what they did not understand.',
  },
  {
    kind: 'rewrite',
    datedOn: day('2018-07-14'),
    place: 'Sprint after the conference',
    people: null,
    output: 'The text, written anew.',
  },
  {
    kind: 'sprint',
    datedOn: day('2018-07-23'),
    place: 'Developer sprint, five days',
    people: 'Four people, named in the account',
    output: 'Sections on scope and on what is not planned.',
  },
  {
    kind: 'review',
    datedOn: day('2018-07-28'),
    place: 'Pull request, announced on the list',
    people: null,
    output: 'Remarks, answered one by one. The account gives no day; this is the first after the sprint.',
  },
  {
    kind: 'merged',
    datedOn: day('2018-08-02'),
    place: 'The project’s repository',
    people: null,
    output: 'Part of the documentation.',
  },
];

export const NUMPY_WISHES: readonly Wish[] = [
  {
    key: 'protocols',
    level: 'technical',
    goes: 'approved',
    text: {
      title: 'Protocols for other arrays',
      summary: 'Functions that hand over to the array they are given.',
      goal: 'Code written for one array library runs on another without being rewritten.',
      rationale:
        'Arrays on accelerators, sparse and labelled arrays exist already; their users copy data back and forth.',
      plan: 'Agree on the protocol, cover the public functions, measure what a call costs, write down what is not covered.',
      beneficiaries: [{ who: 'Authors of array libraries', gain: 'One interface to implement.' }],
      workTypes: ['feature', 'testing_cross_stack'],
      skills: ['code', 'coordination'],
      scale: ['parts', 'users', 'design'],
      volunteerImpact: 'Design discussions are long; whoever is paid leads and summarises them.',
    },
    alignments: [ROADMAP, NEP_18],
    scope: ['in', 'Protocols stand on the scope page.'],
  },
  {
    key: 'upkeep',
    level: 'technical',
    goes: 'approved',
    text: {
      title: 'Review that keeps up with what arrives',
      summary: 'Old pull requests are answered, new ones do not grow old.',
      goal: 'Every pull request has an answer from a person within a month.',
      rationale: 'More is sent than the volunteers can read, and good work goes stale.',
      plan: 'Sort, answer, close or finish; keep a figure of what opens and what closes.',
      beneficiaries: [{ who: 'Contributors', gain: 'An answer while they still remember the work.' }],
      workTypes: ['maintenance_triage', 'code_review'],
      skills: ['code', 'community'],
      scale: ['none'],
      volunteerImpact: 'Takes load from those who review today.',
    },
    alignments: [ROADMAP],
    scope: ['aspiration', 'The scope page hopes for it.'],
  },
  {
    key: 'types',
    level: 'technical',
    goes: 'proposed',
    text: {
      title: 'Data types that others can add',
      summary: 'Units, categories and other kinds of numbers without changes to the core.',
      goal: 'A data type made elsewhere works in every function.',
      rationale: 'Each wish for a new kind of number ends in the core today, where few can review it.',
      plan: 'Open the inside step by step; move one existing type out as the proof.',
      workTypes: ['feature'],
      skills: ['code'],
      scale: ['parts', 'design'],
    },
    alignments: [ROADMAP],
    scope: ['in', 'Part of what arrays are.'],
  },
  {
    key: 'website',
    level: 'pitch',
    noParentBecause: 'It concerns how the project shows itself, not the library.',
    goes: 'yes',
    text: {
      title: 'A website that newcomers can find their way in',
      summary: 'A new website with first steps for newcomers, in more than one language.',
      goal: 'Somebody who has never used the library finds what it is for, how to begin and where to ask, within one visit.',
      rationale:
        'The pages of today were written by and for those who know them. Newcomers, teachers and funders leave without an answer.',
      plan: 'Ask users what they look for, design, write, translate the first pages, hand over to the documentation team.',
      beneficiaries: [
        { who: 'Newcomers and teachers', gain: 'First steps that fit one lesson.' },
        { who: 'Projects that build on it', gain: 'A page to point their own users to.' },
      ],
      workTypes: ['website', 'design_ux', 'translation'],
      skills: ['writing', 'ui_ux', 'graphics'],
      scale: ['users'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'senior_developer', likely: '0.25' }],
        fixed: [{ kind: 'hosting', name: 'Design, user research and hosting', amount: '40000' }],
      },
      conditions: [
        { text: 'First steps, learning and community pages are live.' },
        { text: 'Two people of the documentation team know how to change them.' },
        { text: 'The first pages can be read in three languages.' },
      ],
      healthEffect: 'Fewer first questions in the tracker, more people who stay.',
      volunteerImpact: 'About ten hours of the documentation team for comments, in two rounds.',
      reviewTime: 'Reviewers of text are paid from the design line; none is asked to work for nothing.',
      cadence: 'quarterly',
      notPromised: ['That any language is kept up after the work ends.'],
    },
    alignments: [
      {
        kind: 'discussion',
        url: 'https://example.org/numpy/list/website',
        title: 'Thread on the list: what should the website do? (example)',
        datedOn: day('2019-03-11'),
      },
    ],
    scope: ['aspiration', 'Serves the community that the scope page hopes for.'],
  },
  {
    key: 'interoperability',
    level: 'pitch',
    parent: 'protocols',
    goes: 'yes',
    text: {
      title: 'The same code on every kind of array',
      summary: 'Programs written for one array library run unchanged on accelerators, on clusters and on sparse data.',
      goal: 'The array protocol covers the public functions, and three other libraries use it in a release of their own.',
      rationale: 'Whoever outgrows one machine rewrites their programs today. With a protocol they change one line.',
      plan: 'Finish the protocol, measure it, help three libraries to adopt it, and write the guide for the next.',
      beneficiaries: [
        {
          who: 'Companies with data larger than memory',
          gain: 'Programs that move to other hardware without being rewritten.',
        },
        { who: 'Authors of array libraries', gain: 'Users who can come without leaving anything behind.' },
      ],
      workTypes: ['feature', 'testing_cross_stack', 'documentation'],
      skills: ['code', 'coordination'],
      scale: ['parts', 'users', 'design'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'senior_developer', low: '1', high: '2' }],
      },
      conditions: [
        { text: 'The protocol is described in the reference, with its costs.' },
        { text: 'A first array library has adopted it in a release.', outside: true },
        { text: 'A second array library has adopted it in a release.', outside: true },
        { text: 'A third array library has adopted it in a release.', outside: true },
      ],
      healthEffect: 'Wishes for accelerators find a place outside the core.',
      volunteerImpact: 'A monthly call with maintainers, and review of design papers: some thirty hours a year.',
      reviewTime: REVIEWERS_PAID,
      cadence: 'quarterly',
      notPromised: ['That a particular library adopts the protocol.'],
    },
    alignments: [NEP_18, ROADMAP],
    signals: [
      {
        who: 'Authors of array libraries',
        place: 'NEP 18',
        url: 'https://numpy.org/neps/nep-0018-array-function-protocol.html',
        datedOn: day('2018-05-29'),
      },
    ],
    scope: ['in', 'Protocols stand on the scope page.'],
  },
  {
    key: 'balance',
    level: 'pitch',
    parent: 'upkeep',
    goes: 'yes',
    text: {
      title: 'Answer pull requests as fast as they arrive',
      summary: 'Somebody whose work it is to review, sort and finish what others send.',
      goal: 'In a year in which as much is closed as is opened, nobody waits longer than a month for a first answer.',
      rationale: 'The pile of unanswered work grows each year. It drives contributors away and wears maintainers out.',
      plan: 'Review and triage every week, finish good work that was left lying, show the figures each quarter.',
      beneficiaries: [
        { who: 'Everybody who sends a change', gain: 'An answer from a person.' },
        { who: 'Companies that depend on the library', gain: 'Repairs that arrive in a release.' },
      ],
      workTypes: ['code_review', 'maintenance_triage'],
      skills: ['code', 'community', 'mentoring'],
      scale: ['none'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'senior_developer', likely: '1', per: 'year' }],
      },
      conditions: [{ text: 'Over four quarters as many pull requests were closed as opened, none by a program.' }],
      healthEffect: 'Load is taken from volunteers, and newcomers stay.',
      volunteerImpact: 'Less to review for those who give their time; they keep the last word on what is merged.',
      reviewTime: 'The work is review.',
      cadence: 'quarterly',
      notPromised: ['An answer to any particular pull request.'],
    },
    alignments: [ROADMAP],
    scope: ['aspiration', 'The scope page hopes for a community that reviews as much as it is sent.'],
  },
  {
    key: 'liaison',
    level: 'pitch',
    noParentBecause: 'It is about people, not about the library.',
    goes: 'no',
    text: {
      title: 'A person who brings users and maintainers together',
      summary:
        'Somebody who listens to fields that use the library, and brings their needs to where decisions are made.',
      goal: 'Three fields of science have somebody to talk to, and the project hears from them twice a year.',
      rationale: 'Most users never speak on a list. What they need is guessed.',
      plan: 'Visit meetings of users, write down what is missing, help them to write proposals.',
      beneficiaries: [{ who: 'Fields that do not speak on lists', gain: 'Somebody who listens.' }],
      workTypes: ['community_liaison', 'mentoring'],
      skills: ['community', 'writing', 'coordination'],
      scale: ['community'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'community_lead', low: '0.5', high: '1', per: 'year' }],
      },
      conditions: [{ text: 'Two reports a year from three fields were discussed in public.' }],
      healthEffect: 'New contributors from fields that have none.',
      volunteerImpact: 'Two calls a year with maintainers.',
      reviewTime: 'Little code comes of it; reviewers of proposals are paid as above.',
      cadence: 'half_yearly',
    },
    alignments: [
      {
        kind: 'discussion',
        url: 'https://example.org/numpy/list/liaison',
        title: 'Thread on the list: who speaks with users? (example)',
        datedOn: day('2020-02-03'),
      },
    ],
    scope: ['aspiration', 'Serves the community that the scope page hopes for.'],
  },
  {
    key: 'examples',
    level: 'wish list',
    parent: 'upkeep',
    goes: 'approved',
    text: {
      title: 'An example for every function of the linear algebra pages',
      summary: 'Short examples that run, one a function.',
      rationale: 'A good first contribution, and asked for again and again.',
      workTypes: ['documentation'],
      skills: ['writing', 'code'],
      scale: ['none'],
      volunteerImpact: 'Small reviews, one at a time.',
    },
  },
  {
    key: 'warnings',
    level: 'wish list',
    parent: 'protocols',
    goes: 'draft',
    text: {
      title: 'One kind of warning where a protocol is not followed',
      rationale: 'Three kinds exist, and users silence all of them.',
      workTypes: ['bug_fix'],
      skills: ['code'],
    },
  },
];

const SCIPY_ROADMAP = {
  kind: 'roadmap',
  url: 'https://docs.scipy.org/doc/scipy/dev/roadmap.html',
  title: 'SciPy roadmap',
  datedOn: day('2018-09-01'),
} as const;

export const SCIPY_WISHES: readonly Wish[] = [
  {
    key: 'sparse',
    level: 'pitch',
    noParentBecause: 'The list of the example begins with what funders could help with.',
    goes: 'yes',
    text: {
      title: 'Sparse data that behaves like any other array',
      summary: 'Large tables with few entries work in the same programs as full ones.',
      goal: 'Sparse arrays of any number of dimensions follow the rules of ordinary arrays, and the old matrices can be left behind.',
      rationale:
        'Networks, text and genetics are sparse. Their users keep two programs today, and each has its own mistakes.',
      plan: 'Complete the array interface, cover the linear algebra, and write the guide by which others move over.',
      beneficiaries: [
        { who: 'Machine learning and network science', gain: 'One program for full and sparse data.' },
        { who: 'Libraries that build on it', gain: 'One kind of array to support.' },
      ],
      workTypes: ['feature', 'performance', 'documentation'],
      skills: ['code', 'writing'],
      scale: ['users', 'design'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [
          { role: 'senior_developer', low: '0.75', high: '1.25' },
          { role: 'technical_writer', likely: '0.1' },
        ],
      },
      conditions: [
        { text: 'Every function of the sparse linear algebra takes the new arrays.' },
        { text: 'A library that uses the old matrices has moved over in a release.', outside: true },
      ],
      healthEffect: 'Code that only two people understand is replaced.',
      volunteerImpact: 'Reviews of some forty changes; a third of them need a specialist.',
      reviewTime: REVIEWERS_PAID,
      cadence: 'quarterly',
    },
    alignments: [SCIPY_ROADMAP],
  },
  {
    key: 'fortran',
    level: 'pitch',
    noParentBecause: 'The list of the example begins with what funders could help with.',
    goes: 'yes',
    text: {
      title: 'Old numerical code that everybody can build again',
      summary: 'Routines in a language that few compilers still speak are rewritten, so that installing never fails.',
      goal: 'The library builds with the compilers that come with every system.',
      rationale:
        'New machines have no compiler for the oldest parts. Packagers and users of new hardware pay for it with days.',
      plan: 'Rewrite module after module with its tests first, and compare results to the last digit.',
      beneficiaries: [
        { who: 'Users of new hardware', gain: 'An installation that works on the first day.' },
        { who: 'Packagers', gain: 'One compiler fewer to keep.' },
      ],
      workTypes: ['maintenance_triage', 'packaging', 'testing_cross_stack'],
      skills: ['code'],
      scale: ['parts'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'developer', low: '1', high: '1.5' }],
        fixed: [{ kind: 'hardware', name: 'Machines for tests', amount: '12000' }],
      },
      conditions: [{ text: 'A release builds without the old compiler on three systems.' }],
      healthEffect: 'More people can change what only specialists touch today.',
      volunteerImpact: 'A specialist for each module, some eight hours each, paid where they wish.',
      reviewTime: REVIEWERS_PAID,
      cadence: 'half_yearly',
      notPromised: ['That results are equal where the old ones were wrong.'],
    },
    alignments: [SCIPY_ROADMAP],
  },
  {
    key: 'tutorials',
    level: 'pitch',
    noParentBecause: 'The list of the example begins with what funders could help with.',
    goes: 'yes',
    text: {
      title: 'Examples that readers can run in the page',
      summary: 'Every page of the documentation shows an example that can be changed and run in the browser.',
      goal: 'Whoever reads about a function tries it there, without installing anything.',
      rationale:
        'Teachers spend the first lesson on installing. Readers without rights on their machine never get that far.',
      plan: 'Begin with statistics and signals, write with teachers, and leave a guide for whoever adds the next.',
      beneficiaries: [{ who: 'Students and teachers', gain: 'A first lesson about the subject.' }],
      workTypes: ['documentation', 'tutorial_education', 'accessibility'],
      skills: ['writing', 'code', 'ui_ux'],
      scale: ['users'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'technical_writer', low: '0.4', high: '0.6' }],
        fixed: [{ kind: 'event', name: 'A sprint with teachers', amount: '15000' }],
      },
      conditions: [{ text: 'Two hundred functions have an example that runs.' }],
      healthEffect: 'First contributions by people who teach.',
      volunteerImpact: 'Short reviews by those who wrote the functions.',
      reviewTime: 'Paid by the hour from the writer’s line.',
      cadence: 'quarterly',
    },
    alignments: [SCIPY_ROADMAP],
  },
  {
    key: 'accuracy',
    level: 'pitch',
    noParentBecause: 'The list of the example begins with what funders could help with.',
    goes: 'asked',
    text: {
      title: 'A published measure of accuracy for special functions',
      summary: 'For each special function a figure of how far it can be trusted, measured and kept up.',
      goal: 'Users in regulated fields can name the error of what they compute.',
      rationale: 'Laboratories repeat the same checks in private, and none of it comes back.',
      plan: 'Collect reference values, measure in continuous integration, show the figures beside each function.',
      beneficiaries: [{ who: 'Regulated laboratories', gain: 'Figures they can cite instead of checks of their own.' }],
      workTypes: ['testing_cross_stack', 'documentation'],
      skills: ['code', 'writing'],
      scale: ['none'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'developer', low: '0.3', high: '0.5' }],
      },
      conditions: [{ text: 'The figures of sixty functions stand in the reference.' }],
      healthEffect: 'Mistakes are found before users report them.',
      volunteerImpact: 'Questions to authors of functions, an hour each.',
      reviewTime: REVIEWERS_PAID,
      cadence: 'at_end',
    },
    alignments: [SCIPY_ROADMAP],
  },
];

export const MATPLOTLIB_WISHES: readonly Wish[] = [
  {
    key: 'alternatives',
    level: 'pitch',
    noParentBecause: 'It concerns readers, not the library’s parts.',
    goes: 'withdrawn',
    text: {
      title: 'Figures that a screen reader can tell',
      summary: 'Every figure can carry a description and its data, so that blind readers are not left out.',
      goal: 'What is saved for the web brings words and a table with it.',
      rationale:
        'Public bodies may not publish pictures without words; today each author writes them by hand, or nobody does.',
      plan: 'Agree with users of screen readers what helps, write it into the formats, teach it in the gallery.',
      beneficiaries: [{ who: 'Blind and partially sighted readers', gain: 'The content of a figure.' }],
      workTypes: ['accessibility', 'feature'],
      skills: ['code', 'ui_ux'],
      scale: ['users'],
      estimate: {
        currency: 'USD',
        priceDate: '2026-01-05',
        lines: [{ role: 'developer', low: '0.5', high: '0.75' }],
      },
      conditions: [{ text: 'Three formats carry description and data.' }],
      healthEffect: 'New contributors who know the need themselves.',
      volunteerImpact: 'Reviews by those who know the formats.',
      reviewTime: REVIEWERS_PAID,
      cadence: 'quarterly',
    },
    alignments: [
      {
        kind: 'discussion',
        url: 'https://example.org/matplotlib/forum/words-for-figures',
        title: 'Thread of the forum: words for figures (example)',
        datedOn: day('2024-05-02'),
      },
    ],
  },
];
