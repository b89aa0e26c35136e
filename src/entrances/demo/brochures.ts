/** Three brochures: NumPy and SciPy in two columns, a page of seven logos, and one of whose items the project took its yes back. */
import { addDays, calendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  answerInclusion,
  arrangeBrochure,
  noteBrochureInclusion,
  noteShowing,
  publicBrochures,
  publishEdition,
  showDraft,
  startBrochure,
  typesetEdition,
  type StartBrochure,
} from '../../areas/brochures/index.ts';
import { usableOffers } from '../../areas/roadmaps/index.ts';
import type { Db, Tx } from '../../outside/database/index.ts';
import { COMMUNITIES, type Cast } from './communities.ts';
import { speakingFor } from './people.ts';

interface ExampleBrochure {
  readonly words: StartBrochure;
  /** The projects, and of which of them the items stand there as well. */
  readonly projects: readonly string[];
  readonly withItems: readonly string[];
  /** To whom it was shown, how long ago. */
  readonly shown: readonly (readonly [whom: string, channel: 'talk' | 'meeting' | 'mail', daysAgo: number])[];
}

const BROCHURES: readonly ExampleBrochure[] = [
  {
    words: {
      purpose: 'raise-interest',
      title: 'Arrays that science stands on',
      audience: 'For companies that compute with NumPy and SciPy',
      intro:
        'What two projects would like to do next, in their own words. They decide what they take; whoever pays helps that somebody has the time.',
      paper: 'a4',
    },
    projects: ['NumPy', 'SciPy'],
    withItems: ['NumPy', 'SciPy'],
    shown: [
      ['Larkspur Quant Example', 'meeting', 11],
      ['Saltpan Foundation Example', 'mail', 9],
    ],
  },
  {
    words: {
      purpose: 'show-breadth',
      title: 'Seven communities we know',
      audience: null,
      intro: 'Projects in which people of this workspace take part, or which it would like to support.',
      paper: 'a4',
    },
    projects: COMMUNITIES.map(({ name }) => name),
    withItems: [],
    shown: [],
  },
  {
    words: {
      purpose: 'support-a-talk',
      title: 'Figures and arrays for public bodies',
      audience: 'For Example Ministry Digital Fund',
      intro: null,
      paper: 'a4',
    },
    projects: ['Matplotlib', 'NumPy'],
    withItems: ['Matplotlib', 'NumPy'],
    shown: [['Example Ministry Digital Fund', 'talk', 10]],
  },
];

/** Each in its own steps: a document is set with no transaction open. One that is there already is left alone. */
export async function makeBrochures(db: Db, cast: Cast, baseUrl: string, now: Instant): Promise<void> {
  const there = await db.read((tx) => publicBrochures(tx, now));
  const seller = cast.person('Esme');
  for (const brochure of BROCHURES) {
    if (there.some(({ title }) => title === brochure.words.title)) continue;
    const { slug, version } = await db.tx((tx) => compose(tx, cast, brochure, addDays(now, -15)));
    const publishing = addDays(now, -14);
    const seen = mustBeDone(await db.read((tx) => showDraft(tx, seller, { slug }, publishing)));
    const asked = { slug, version, seen: seen.seen, baseUrl };
    const set = mustBeDone(await typesetEdition(db, seller, asked, publishing));
    await db.tx(async (tx) => {
      const edition = { slug, set, visibility: 'public' as const, whom: null };
      const { number } = mustBeDone(await publishEdition(tx, seller, edition, publishing));
      for (const [whom, channel, daysAgo] of brochure.shown) {
        const at = addDays(now, -daysAgo);
        const showing = { slug, number, whom, channel, shownOn: calendarDate(at), notes: null };
        mustBeDone(await noteShowing(tx, seller, showing, at));
      }
    });
  }
}

async function compose(
  tx: Tx,
  cast: Cast,
  { words, projects, withItems }: ExampleBrochure,
  now: Instant,
): Promise<{ readonly slug: string; readonly version: number }> {
  const seller = cast.person('Esme');
  const { slug } = mustBeDone(await startBrochure(tx, seller, words, now));
  const ids = projects.map((name) => cast.project(name));
  const usable = await usableOffers(tx, now, 'brochure', { projects: withItems.map((name) => cast.project(name)) });
  const itemsOf = (project: ProjectId) =>
    usable.filter(({ offer }) => offer.project === project).map(({ offer }) => offer.item);
  const columns = ids.map((project) => ({ project, items: itemsOf(project) }));
  const version = mustBeDone(await arrangeBrochure(tx, seller, { slug, version: 1, to: columns }, now));
  for (const project of ids) {
    const told = { channel: 'list' as const, told: 'those who speak for the project, on its list', url: null };
    mustBeDone(await noteBrochureInclusion(tx, seller, { slug, project, ...told }, now));
  }
  const numpy = cast.project('NumPy');
  if (ids.includes(numpy)) {
    const voice = speakingFor(cast.person('Nadia'), numpy);
    const answer = { slug, project: numpy, answer: 'fine' as const, words: null, hat: '' };
    mustBeDone(await answerInclusion(tx, voice, answer, now));
  }
  return { slug, version };
}
