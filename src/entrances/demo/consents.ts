/** From wishes to offers: written, proposed, made into offers, asked about, answered, published. Six yes, one no, one open. */
import { addDays, calendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { standingFor } from '../../areas/projects/index.ts';
import {
  addProvenanceEvent,
  addScopeLine,
  alignItem,
  answerConsent,
  approveItem,
  askForConsent,
  checkScope,
  itemTextInput,
  lettersOf,
  makeOffer,
  noteInterview,
  noteSignal,
  proposeItem,
  publishOffer,
  withdrawConsent,
  writeItem,
  type ItemId,
  type LetterId,
  type Offer,
} from '../../areas/roadmaps/index.ts';
import type { Tx } from '../../outside/database/index.ts';
import type { Cast } from './communities.ts';
import { speakingFor, type PersonActor } from './people.ts';
import { MATPLOTLIB_WISHES, NUMPY_PROVENANCE, NUMPY_SCOPE, NUMPY_WISHES, SCIPY_WISHES, type Wish } from './wishes.ts';

interface List {
  readonly name: string;
  /** Answers for the project. */
  readonly voice: string;
  readonly wishes: readonly Wish[];
}

const LISTS: readonly List[] = [
  { name: 'NumPy', voice: 'Nadia', wishes: NUMPY_WISHES },
  { name: 'SciPy', voice: 'Lena', wishes: SCIPY_WISHES },
  { name: 'Matplotlib', voice: 'Ola', wishes: MATPLOTLIB_WISHES },
];

const MESSAGE =
  'We meet companies that use the library and would like to show them what the project itself wishes for. Nothing is shown without your yes.';
const ON_THE_LIST = 'https://example.org/list/offers';

export async function makeConsents(tx: Tx, cast: Cast, baseUrl: string, now: Instant): Promise<void> {
  await describeNumPy(tx, cast, addDays(now, -44));
  for (const list of LISTS) {
    const project = cast.project(list.name);
    const voice = speakingFor(cast.person(list.voice), project);
    const items = await writeDown(tx, { cast, list, project, voice }, addDays(now, -40));
    await offer(tx, { cast, list, project, voice, items, baseUrl }, now);
  }
  await rememberInterview(tx, cast, addDays(now, -12));
}

async function describeNumPy(tx: Tx, cast: Cast, now: Instant): Promise<void> {
  const project = cast.project('NumPy');
  const voice = speakingFor(cast.person('Nadia'), project);
  for (const [field, body] of NUMPY_SCOPE) {
    mustBeDone(await addScopeLine(tx, voice, { project, field, body, url: null }, now));
  }
  const url = 'https://github.com/rgommers/rgommers.github.io';
  for (const event of NUMPY_PROVENANCE) {
    mustBeDone(await addProvenanceEvent(tx, voice, { project, ...event, input: null, url }, now));
  }
}

interface Writing {
  readonly cast: Cast;
  readonly list: List;
  readonly project: ProjectId;
  readonly voice: PersonActor;
}

async function writeDown(
  tx: Tx,
  { cast, list, project, voice }: Writing,
  now: Instant,
): Promise<ReadonlyMap<string, ItemId>> {
  const items = new Map<string, ItemId>();
  const hat = voice.hat;
  for (const wish of list.wishes) {
    const parent = wish.parent === undefined ? null : (items.get(wish.parent) ?? null);
    const place = { level: wish.level, parent, noParentBecause: wish.noParentBecause ?? null, succeeds: null };
    const text = itemTextInput.parse(wish.text);
    const { id: item } = mustBeDone(await writeItem(tx, cast.lead, { project, text, ...place }, now));
    items.set(wish.key, item);
    for (const beside of wish.alignments ?? []) mustBeDone(await alignItem(tx, cast.lead, { item, ...beside }, now));
    for (const signal of wish.signals ?? []) {
      mustBeDone(await noteSignal(tx, cast.lead, { item, kind: 'community', isPublic: true, ...signal }, now));
    }
    if (wish.scope !== undefined) {
      const [verdict, reason] = wish.scope;
      mustBeDone(await checkScope(tx, voice, { item, verdict, line: null, reason }, now));
    }
    if (wish.goes === 'draft') continue;
    mustBeDone(await proposeItem(tx, cast.lead, { item, seen: 1, reason: null, hat: null }, addDays(now, 1)));
    if (wish.goes !== 'approved') continue;
    const decided = { discussedAt: ON_THE_LIST, reason: null, disclosure: null, hat };
    mustBeDone(await approveItem(tx, voice, { item, seen: 1, ...decided }, addDays(now, 6)));
  }
  return items;
}

interface Offering extends Writing {
  readonly items: ReadonlyMap<string, ItemId>;
  readonly baseUrl: string;
}

async function offer(tx: Tx, offering: Offering, now: Instant): Promise<void> {
  const { cast, list, items } = offering;
  const seller = cast.person('Esme');
  const offers = new Map<string, Offer>();
  const asked = list.wishes.filter(({ goes }) => ['asked', 'yes', 'no', 'withdrawn'].includes(goes));
  for (const { key } of asked) {
    const pricing = { rates: 'likely', paidReview: false, indirect: false, giveBack: false } as const;
    const offered = { ...pricing, viaSponsor: false, heldByProject: false, reason: null, hat: null };
    offers.set(key, mustBeDone(await makeOffer(tx, seller, { item: items.get(key)!, ...offered }, addDays(now, -34))));
  }
  // What is still open was asked in a letter of its own, lately.
  const open = asked.filter(({ goes }) => goes === 'asked');
  const answered = asked.filter(({ goes }) => goes !== 'asked');
  const letter = await write(tx, offering, offersOf(answered, offers), addDays(now, -33));
  if (open.length > 0) await write(tx, offering, offersOf(open, offers), addDays(now, -2));
  await answer(tx, offering, { letter, answered, offers }, addDays(now, -28));
  for (const { key } of answered.filter(({ goes }) => goes !== 'no')) {
    mustBeDone(await publishOffer(tx, seller, { offer: offers.get(key)!.id, hat: null }, addDays(now, -18)));
  }
}

/** Later than the brochures: a project takes its yes back, and every page that shows the item says so. */
export async function takeOneBack(tx: Tx, cast: Cast, now: Instant): Promise<void> {
  const given = await yesOfMatplotlib(tx, cast);
  if (given === undefined || given.withdrawal !== null) return;
  const reason = 'We promised the same work to a student project and do not want two (example).';
  const voice = speakingFor(cast.person('Ola'), given.project);
  mustBeDone(await withdrawConsent(tx, voice, { consent: given.id, reason, isPrivate: false }, addDays(now, -3)));
}

export async function isTakenBack(tx: Tx, cast: Pick<Cast, 'project'>): Promise<boolean> {
  const given = await yesOfMatplotlib(tx, cast);
  return given !== undefined && given.withdrawal !== null;
}

async function yesOfMatplotlib(tx: Tx, cast: Pick<Cast, 'project'>) {
  const requests = (await lettersOf(tx, cast.project('Matplotlib'))).flatMap((letter) => letter.requests);
  return requests.flatMap(({ answers }) => answers).find((one) => one.answer === 'approved');
}

function offersOf(wishes: readonly Wish[], offers: ReadonlyMap<string, Offer>) {
  return wishes.map(({ key }) => offers.get(key)!.id);
}

async function write(
  tx: Tx,
  { cast, project, baseUrl }: Offering,
  offers: readonly Offer['id'][],
  now: Instant,
): Promise<LetterId> {
  const entries = await standingFor(tx, project, 'offers', calendarDate(now));
  const speakers = entries.flatMap((entry) => entry.speakers.map(({ id }) => id));
  const asked = {
    offers: [...offers],
    speakers,
    uses: ['catalogue', 'brochure'] as const,
    message: MESSAGE,
    hat: null,
  };
  return mustBeDone(await askForConsent(tx, cast.person('Esme'), { ...asked, project, baseUrl }, now));
}

async function answer(
  tx: Tx,
  { voice, project }: Offering,
  asked: { readonly letter: LetterId; readonly answered: readonly Wish[]; readonly offers: ReadonlyMap<string, Offer> },
  now: Instant,
): Promise<void> {
  const requests = (await lettersOf(tx, project)).flatMap((letter) => letter.requests);
  const requestOf = (key: string) => requests.find((request) => request.offer.id === asked.offers.get(key)!.id)!;
  const answers = asked.answered.map(({ key, goes }) => {
    const { id: request, offer: version } = requestOf(key);
    return goes === 'no'
      ? {
          request,
          answer: 'no-text' as const,
          digest: version.digest,
          uses: [],
          months: 12,
          words: 'Not now: we want to talk with the community managers first (example).',
          isPrivate: false,
        }
      : {
          request,
          answer: 'yes' as const,
          digest: version.digest,
          uses: ['catalogue', 'brochure'] as const,
          months: 12,
          words: null,
          isPrivate: false,
        };
  });
  const said = { interest: { has: 'no' }, discussedAt: ON_THE_LIST, disclosure: null, hat: voice.hat } as const;
  mustBeDone(await answerConsent(tx, voice, { letter: asked.letter, answers, ...said }, now));
}

/** Where nothing is written, somebody asked: what maintainers say of their big wishes is an item as well, and waits for the project. (S36) */
async function rememberInterview(tx: Tx, cast: Cast, now: Instant): Promise<void> {
  const project = cast.project('conda-forge');
  const text = itemTextInput.parse({
    title: 'Machines that build for every architecture',
    summary: 'Packages for new processors are built on them, not guessed.',
    rationale: 'Builds for new processors wait for days on borrowed machines.',
    workTypes: ['infrastructure_ci', 'packaging'],
    skills: ['code', 'coordination'],
  });
  const told = {
    interviewedOn: calendarDate(now),
    name: 'A core member (example)',
    notes: 'Talked for an hour; notes were shown to them.',
  };
  const noParentBecause = 'The project has no list of its own.';
  const place = { level: 'pitch', parent: null, noParentBecause, succeeds: null } as const;
  mustBeDone(await noteInterview(tx, cast.lead, { project, text, ...place, ...told }, now));
}
