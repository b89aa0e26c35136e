/** What the seven named projects have said in the example: who speaks for them, how they work, their placeholder logos, their own word. */
import type { Actor } from '../../kernel/actor.ts';
import { addDays, calendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  acceptLogo,
  answerQuestions,
  askForHelp,
  confirmRule,
  confirmSpeaker,
  editProject,
  enterSpeaker,
  NO_VALUE,
  optOut,
  projectProfile,
  readLogo,
  setCoverage,
  takeHelp,
  type Coverage,
  type RulebookField,
  type RuleValue,
} from '../../areas/projects/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import { drawPlaceholder, PLACEHOLDERS } from './logos.ts';
import { speakingFor, type PersonActor } from './people.ts';

export interface Cast {
  readonly administrator: Actor;
  readonly lead: PersonActor;
  readonly project: (name: string) => ProjectId;
  /** By first name. */
  readonly person: (name: string) => PersonActor;
}

interface Community {
  readonly name: string;
  readonly body: string;
  readonly people: readonly string[];
  readonly guests: readonly { readonly name: string; readonly mail: string }[];
  readonly coverage: Coverage;
  readonly placeholder: keyof typeof PLACEHOLDERS;
  readonly rules: readonly (readonly [RulebookField, Partial<RuleValue>])[];
}

const NEPS = 'https://numpy.org/neps/';

export const COMMUNITIES: readonly Community[] = [
  {
    name: 'NumPy',
    body: 'NumPy steering council (example)',
    people: ['Nadia', 'Kofi'],
    guests: [],
    coverage: 'maintainer',
    placeholder: 'hexagon',
    rules: [
      [
        'governance',
        { choices: ['appointed', 'open'], text: 'A steering council; most is decided by those who take part.' },
      ],
      [
        'decisions',
        {
          choices: ['lazy-consensus'],
          number: 7,
          text: 'Proposed on the list; who objects says what would help.',
          link: NEPS,
        },
      ],
      ['consent', { number: 7, choices: ['consent'], zone: 'UTC' }],
      ['proposals', { text: 'Larger changes are written as enhancement proposals (NEPs).', link: NEPS }],
      ['alignment', { choices: ['roadmap', 'proposals', 'tracker'] }],
      [
        'obligations',
        {
          items: [
            { text: 'Say in public who pays for a change.', link: null },
            {
              text: 'Money alone makes nobody an institutional partner.',
              link: `${NEPS}nep-0046-sponsorship-guidelines.html`,
            },
          ],
        },
      ],
    ],
  },
  {
    name: 'SciPy',
    body: 'SciPy steering council (example)',
    people: ['Lena'],
    guests: [{ name: 'Ayo Sund (example)', mail: 'ayo@example.org' }],
    coverage: 'maintainer',
    placeholder: 'wave',
    rules: [
      ['decisions', { choices: ['consensus'], text: 'Those who maintain a module decide about it; else the council.' }],
      ['review', { number: 1, text: 'Whoever reviews was not paid by the same agreement.' }],
      ['alignment', { choices: ['roadmap', 'tracker'] }],
    ],
  },
  {
    name: 'Jupyter',
    body: 'Jupyter executive council (example)',
    people: ['Mirela'],
    guests: [],
    coverage: 'contributor',
    placeholder: 'orbits',
    rules: [
      ['governance', { choices: ['elected'], text: 'Two councils, of the project and of its software.' }],
      [
        'decisions',
        {
          choices: ['majority'],
          number: 7,
          text: 'A seconded motion; half must have voted, blank votes count towards that only.',
        },
      ],
      [
        'guide',
        {
          text: 'Companies bring as much as they ask for, help to review, and talk where everybody can read it.',
          link: 'https://github.com/jupyterlab/jupyterlab/blob/main/CORPORATE.md',
        },
      ],
      [
        'obligations',
        {
          items: [
            { text: 'Balance what is contributed: features with repairs, documentation and tests.', link: null },
            { text: 'Help to review what others contribute.', link: null },
            { text: 'Plan and discuss in public channels.', link: null },
            { text: 'Whoever brings a feature maintains it for 2 to 3 years.', link: null },
          ],
        },
      ],
    ],
  },
  {
    name: 'pandas',
    body: 'pandas core team (example)',
    people: ['Rafael'],
    guests: [],
    coverage: 'contributor',
    placeholder: 'bars',
    rules: [
      ['bodies', { items: [{ text: 'Finance committee: at most five people, money', link: null }] }],
      ['decisions', { choices: ['consensus'], text: 'Whoever has an interest may discuss and does not vote.' }],
    ],
  },
  {
    name: 'Matplotlib',
    body: 'Matplotlib project lead (example)',
    people: ['Ola'],
    guests: [],
    coverage: 'aims',
    placeholder: 'quarters',
    rules: [['decisions', { choices: ['consensus'], text: 'The lead asks those who maintain the part.' }]],
  },
  {
    name: 'Dask',
    body: 'Dask maintainers (example)',
    people: ['Yuki'],
    guests: [],
    coverage: 'contributor',
    placeholder: 'steps',
    rules: [['issues', { choices: ['large'] }]],
  },
  {
    name: 'conda-forge',
    body: 'conda-forge core team (example)',
    people: ['Ola'],
    guests: [],
    coverage: 'aims',
    placeholder: 'anvil',
    rules: [['alignment', { choices: ['tracker'], text: 'The list is a list of wishes, kept in the tracker.' }]],
  },
];

/** Everything is entered by a lead and confirmed by the administrator, who read the source. */
export async function makeCommunities(tx: Tx, cast: Cast, now: Instant): Promise<void> {
  for (const community of COMMUNITIES) await makeCommunity(tx, cast, community, now);
  const { person, project } = cast;
  const wishList = project('conda-forge');
  const answers = [
    { question: 'done', answer: 'no', words: 'Packages are never done.' },
    { question: 'funds', answer: 'yes', words: 'For machines that build, above all.' },
    { question: 'volunteers', answer: 'yes', words: 'Reviewers of recipes.' },
  ] as const;
  await answerQuestions(tx, speakingFor(person('Ola'), wishList), { project: wishList, answers }, now).then(mustBeDone);
  await makeHelpRequest(tx, cast, now);
  await leaveOneOut(tx, cast, now);
}

async function makeCommunity(tx: Tx, cast: Cast, community: Community, now: Instant): Promise<void> {
  const { administrator, lead } = cast;
  const project = cast.project(community.name);
  await speak(tx, cast, { ...community, project }, now);
  for (const [field, said] of community.rules) {
    const rule = { project, field, version: 0, value: { ...NO_VALUE, ...said }, suggestion: null };
    mustBeDone(await confirmRule(tx, lead, rule, now));
  }
  mustBeDone(await setCoverage(tx, lead, { project, status: community.coverage }, now));

  const placeholder = PLACEHOLDERS[community.placeholder];
  const { profile, version } = (await projectProfile(tx, administrator, project))!.project;
  const logo = mustBeDone(readLogo(drawPlaceholder(placeholder)));
  const logoNote = `A placeholder, not the mark of ${community.name}. Names and logos belong to their projects.`;
  const said = { ...profile, logo, logoAlt: placeholder.words, logoNote, project, version };
  mustBeDone(await editProject(tx, administrator, said, now));
  const voice = speakingFor(cast.person(community.people[0]!), project);
  mustBeDone(await acceptLogo(tx, voice, { project }, now));
}

async function speak(
  tx: Tx,
  { administrator, lead, person }: Cast,
  named: Pick<Community, 'body' | 'people' | 'guests'> & { readonly project: ProjectId },
  now: Instant,
): Promise<void> {
  const { project, body, guests } = named;
  const input = {
    kind: 'body' as const,
    body,
    people: named.people.map((name) => person(name).person),
    guests: [...guests],
    matters: ['offers' as const, 'roadmap' as const, 'trademark' as const],
    source: `https://example.org/${body.split(' ')[0]!.toLowerCase()}`,
    validFrom: calendarDate(addDays(now, -300)),
    validTo: null,
    replaces: null,
    project,
  };
  const entry = mustBeDone(await enterSpeaker(tx, lead, input, now));
  mustBeDone(await confirmSpeaker(tx, administrator, { project, entry, place: 'Minutes of the body (example)' }, now));
}

async function makeHelpRequest(tx: Tx, { lead, project }: Cast, now: Instant): Promise<void> {
  const wish = 'We have a list in our heads and nothing written. Could somebody sit with us for a day? (example)';
  const contact = { name: 'Sami Rowe (example)', mail: 'sami@example.org' };
  const asked = { project: project('Gannet'), wish, contact };
  const request = mustBeDone(await askForHelp(tx, { kind: 'stranger' }, asked, now));
  mustBeDone(await takeHelp(tx, lead, { request, owner: lead.person }, now));
}

/** One of the invented projects wants to be left out, and says why. (domain S42) */
async function leaveOneOut(tx: Tx, cast: Cast, now: Instant): Promise<void> {
  const project = cast.project('Zostera');
  await speak(tx, cast, { project, body: 'Zostera maintainers (example)', people: ['Mirela'], guests: [] }, now);
  const reason = 'A list of wishes implies a promise, and we do not want to make one.';
  const voice = speakingFor(cast.person('Mirela'), project);
  mustBeDone(await optOut(tx, voice, { project, reason, isPrivate: false }, now));
}
