/**
 * The verdict on a project's roadmap, on the scale of the 2018 survey: none, outdated, incomplete, good. Each with the reasons it
 * rests on and the lines they come from. Dates of commits alone decide nothing: a spelling fix does not make a plan fresh.
 */
import { byCode, count } from '../../kernel/text.ts';
import { readCalendarDate, showDate } from '../../kernel/dates.ts';
import { authorsOf, eventsOf, lastSubstantive, peopleIn, type Change } from './changes.ts';
import {
  isBesideHeading,
  isDoneHeading,
  isRecordHeading,
  nontechnicalSections,
  technicalSections,
  type PlanText,
} from './plan.ts';
import { quoteOf, QUOTED_LINES } from './document.ts';
import { levelsOf } from './levels.ts';
import { destinationOf } from './links.ts';
import { numbersNamed } from './references.ts';
import type { FoundRoadmap } from './roadmaps.ts';
import type {
  Evidence,
  HistoryEvent,
  Landing,
  LinkedPlace,
  ReadDocument,
  Reason,
  RepositoryFacts,
  RoadmapDocument,
  RoadmapKind,
  RoadmapPeople,
  RoadmapReport,
  RoadmapState,
  Tag,
} from './types.ts';
import { isOfAnother, namesOfProject } from './versions.ts';
import { inTime, monthsBetween, releaseNumber, stemOf } from './words.ts';

/** What history says about one roadmap document; null where it could not be asked. */
export interface RoadmapHistory {
  /** Newest first; of the document and of what it shows. */
  readonly changes: readonly Change[];
  /** What the branch itself took in; empty where it was not asked. */
  readonly landings: readonly Landing[];
  /** Whether the changes go back to the first text. */
  readonly whole: boolean;
  /** Newest and median date of the lines that stand, by blame. */
  readonly lines: { readonly newest: string; readonly oldest: string; readonly median: string } | null;
  readonly lastTouched: string | null;
}

export interface VerdictInput {
  readonly roadmaps: readonly { readonly found: FoundRoadmap; readonly history: RoadmapHistory | null }[];
  readonly repositories: readonly RepositoryFacts[];
  readonly linked: readonly LinkedPlace[];
  /** Newest change of any proposal, where a roadmap is the set of them. */
  readonly proposalsChanged: string | null;
  /** How often the project's governance promises to look at the roadmap again. */
  readonly promised: { readonly months: number; readonly evidence: Evidence } | null;
  readonly asOf: string;
  /** By repository: numbers of issues and requests that commits closed after the plan was last changed. Absent where it was not asked. */
  readonly closed?: ReadonlyMap<string, ReadonlyMap<number, { readonly at: number; readonly commit: string }>>;
  /** What was read, for the levels; those of the roadmaps are found without it. */
  readonly documents?: readonly ReadDocument[];
}

/** Months since the last change of substance. Before the first a plan is fresh; after the last it is outdated even without a sign. */
const NEARLY_AGEING = 9;
const AGEING = 12;
const OLD = 18;
const TOO_OLD = 30;
/** A date that the text gives itself, when it is this old, outweighs later touches. */
const STATED_SIGN = 24;
const STATED_OLD = 30;
const DORMANT = 12;
/** Share of goals, or of their words, that is done. */
const MOSTLY_DONE = 0.5;

/** What a plan's age shows by. */
type SignOf =
  | 'itself'
  | 'own date'
  | 'own year'
  | 'heading years'
  | 'years'
  | 'horizon'
  | 'releases'
  | 'done'
  | 'some done'
  | 'closed'
  | 'dormant'
  | 'cadence'
  | 'dead links';

interface Sign {
  readonly of: SignOf;
  readonly text: string;
  readonly evidence: readonly Evidence[];
  /** A strong sign outdates a plan that is merely ageing. */
  readonly strong: boolean;
}

interface Judged {
  readonly found: FoundRoadmap;
  readonly history: RoadmapHistory | null;
  readonly kind: 'technical' | 'nontechnical' | 'both';
  readonly kindEvidence: readonly Evidence[];
  readonly lastChange: string | null;
  readonly ageMonths: number | null;
  readonly stub: Reason | null;
  readonly signs: readonly Sign[];
  readonly weight: number;
  readonly total: number;
  readonly done: number;
  readonly mostlyDone: boolean;
}

export function judgeRoadmap(input: VerdictInput): RoadmapReport {
  if (input.roadmaps.length === 0) return noRoadmap(input);
  const judged = input.roadmaps.map(({ found, history }) => judgeDocument(found, history, input));
  const main = judged.filter(({ weight }) => weight > 0);
  const counted = main.length > 0 ? main : judged;
  const documents = judged.map((one) => documentReport(one, stateOf([one], input), input.asOf));
  const { state, reasons } = stateOf(counted, input);
  const kind = kindOf(judged);
  const history = judged.flatMap(({ found, history: past }) =>
    past === null ? [] : eventsOf(found.document.repository, found.document.path, past.changes, past.landings),
  );
  const dates = judged.flatMap(({ lastChange }) => (lastChange === null ? [] : [lastChange])).sort();
  const origins = judged.flatMap(({ history: past }) => originOf(past)).sort();
  return {
    verdict: state,
    kind,
    state: state === 'unknown' ? null : state,
    reasons: [...reasons, ...kindReasons(kind, judged), ...oldCopies(judged)],
    linked: input.linked,
    documents,
    lastChange: dates.at(-1) ?? null,
    origin: origins[0] ?? null,
    history: mergeEvents(history),
    ...peopleOf(judged, input),
    ...levelsIn(input, judged),
  };
}

function levelsIn({ documents = [], linked }: VerdictInput, judged: readonly Judged[]): Pick<RoadmapReport, 'levels'> {
  return { levels: levelsOf({ documents, linked, roadmaps: judged.map(({ found, kind }) => ({ found, kind })) }) };
}

const A_YEAR = 12;
const MOST_PEOPLE = 60;

/** Told only where the whole history was read: of a part of it the first authors would be missing. */
function peopleOf(judged: readonly Judged[], input: VerdictInput): { readonly people?: RoadmapPeople } {
  const changes = judged.flatMap(({ history }) => (history?.whole === true ? history.changes : []));
  const were = peopleIn(changes);
  if (were.length === 0) return {};
  const recent = changes.filter(({ on }) => monthsBetween(on, input.asOf) <= A_YEAR);
  const ordered = [...judged].sort((a, b) => b.weight - a.weight);
  const review = ordered.find(({ found }) => found.plan.nextReview !== null || found.plan.cadence !== null);
  const owned = ordered.find(({ found }) => found.plan.owners !== null);
  const line = review?.found.plan.nextReview ?? review?.found.plan.cadence?.line;
  return {
    people: {
      were: were.slice(0, MOST_PEOPLE),
      are: peopleIn(recent)
        .map(({ name }) => name)
        .slice(0, MOST_PEOPLE),
      willBe: {
        review:
          review !== undefined && line !== undefined
            ? { text: 'It says that it will be looked at again.', evidence: [lineOf(review.found, line)] }
            : input.promised === null
              ? null
              : {
                  text: `The project promises to look at it every ${inTime(input.promised.months)}.`,
                  evidence: [input.promised.evidence],
                },
        people:
          owned === undefined
            ? null
            : { text: 'It names who is to see to it.', evidence: [lineOf(owned.found, owned.found.plan.owners!)] },
      },
    },
  };
}

function noRoadmap(input: VerdictInput): RoadmapReport {
  const { linked } = input;
  const place = linked[0];
  const reasons: Reason[] =
    place === undefined
      ? [
          {
            text: 'None found in git: no document, section or page of planned work in the repositories that were read.',
            evidence: [],
          },
        ]
      : [
          {
            text: `None found in git; the project sends its readers elsewhere, which was not read: ${place.what} ${place.target}.`,
            evidence: [place.evidence],
          },
        ];
  return {
    verdict: 'none',
    kind: 'none',
    state: null,
    reasons,
    linked,
    documents: [],
    lastChange: null,
    origin: null,
    history: [],
    ...levelsIn(input, []),
  };
}

function originOf(history: RoadmapHistory | null): string[] {
  if (history === null) return [];
  if (history.lines !== null) return [history.lines.oldest];
  const first = history.changes.at(-1);
  return history.whole && first !== undefined ? [first.on] : [];
}

function mergeEvents(events: readonly HistoryEvent[]): HistoryEvent[] {
  return [...events].sort((a, b) => byCode(a.on, b.on) || byCode(a.path, b.path)).slice(-200);
}

/* One document */

function judgeDocument(found: FoundRoadmap, history: RoadmapHistory | null, input: VerdictInput): Judged {
  const nontechnical = nontechnicalSections(found.plan);
  const parts = found.collection === null ? [] : found.collection.documents;
  const technical = technicalSections(found.plan, nontechnical);
  const kind = nontechnical.length === 0 ? 'technical' : technical.length === 0 ? 'nontechnical' : 'both';
  const lastChange = lastChangeOf(found, history, input);
  const total = parts.length > 0 ? parts.length : countGoals(found.plan).total;
  const goals = countGoals(found.plan);
  const ageMonths = lastChange === null ? null : Math.max(0, monthsBetween(lastChange, input.asOf));
  return {
    found,
    history,
    kind,
    kindEvidence: nontechnical
      .slice(0, 2)
      .map(({ lines }) => quoteOf(found.document, lines[0], Math.min(lines[1], lines[0] + 3))),
    lastChange,
    ageMonths,
    stub: stubReason(found, total),
    signs: signsOf(found, lastChange, ageMonths, input),
    // A stub that shows another file counts through that file; parts of one application count little beside the project's own.
    weight: found.includes.length > 0 ? 0 : found.plan.words * (found.ofPart ? 0.3 : 1) + parts.length * 40 + 1,
    total,
    done: goals.done,
    mostlyDone: isMostlyDone(goals),
  };
}

function lastChangeOf(found: FoundRoadmap, history: RoadmapHistory | null, input: VerdictInput): string | null {
  if (found.byProposals && input.proposalsChanged !== null) {
    const own = history === null ? null : (lastSubstantive(history.changes)?.on ?? null);
    return own !== null && own > input.proposalsChanged ? own : input.proposalsChanged;
  }
  if (history === null) return null;
  if (found.range !== null && history.lines !== null) return history.lines.newest;
  const last = lastSubstantive(history.changes);
  if (last !== null) return last.on;
  return history.lines?.newest ?? history.changes.at(-1)?.on ?? null;
}

function countGoals(plan: PlanText): { total: number; done: number; marked: number } {
  let total = 0;
  let done = 0;
  let marked = 0;
  for (const section of plan.sections) {
    // What was finished and set apart is a record, and a sign of care; it says nothing about the goals that are left.
    if (section.headings.some((heading) => isRecordHeading(heading) || isBesideHeading(heading))) continue;
    const allDone = section.headings.some((heading) => isDoneHeading(heading));
    const goals = section.goals.filter(({ leadsOn }) => !leadsOn);
    if (goals.length === 0) {
      // A section of running text is one goal.
      if (section.words >= 25) {
        total++;
        if (allDone) done++;
        if (allDone) marked++;
      }
      continue;
    }
    total += goals.length;
    done += allDone ? goals.length : goals.filter((goal) => goal.done).length;
    marked += allDone ? goals.length : goals.filter((goal) => goal.marked).length;
  }
  return { total, done, marked };
}

const POINTER = new Set<LinkedPlace['what']>(['wiki', 'project board', 'milestones', 'issues', 'discussion', 'forum']);

/** Nothing to read: empty, scraps, or a page whose only content is where to look instead. */
function stubReason(found: FoundRoadmap, total: number): Reason | null {
  if (found.byProposals || found.collection !== null || found.includes.length > 0) return null;
  const { plan, document } = found;
  const [first, last] = plan.lines;
  const own = plan.sections.filter(({ headings }) => !headings.some((heading) => isBesideHeading(heading)));
  const words = own.reduce((sum, section) => sum + section.words, 0);
  const goals = own.flatMap((section) => section.goals).filter(({ leadsOn }) => !leadsOn).length;
  if (plan.saysNone !== null && goals < 3 && words < 200)
    return { text: 'It says of itself that there is no roadmap.', evidence: [lineOf(found, plan.saysNone)] };
  const away = document.outline.links.filter(({ target, line }) => {
    if (line < first || line > last) return false;
    const destination = destinationOf(target, document.path);
    return destination.kind === 'outside'
      ? POINTER.has(destination.what) ||
          (plan.saysElsewhere !== null && Math.abs(line - plan.saysElsewhere) <= 1 && destination.what !== 'website')
      : destination.kind === 'repository' && destination.id.toLowerCase() !== document.repository.toLowerCase();
  });
  const children = document.outline.links.filter(
    ({ target }) => destinationOf(target, document.path).kind === 'inside' || !target.includes(':'),
  );
  if (away.length > 0 && goals < 3 && (words < 150 || (words < 300 && trackerWords(found) >= 5))) {
    const link = away[0]!;
    return {
      text: `The page holds no planned work itself; it sends the reader to ${link.target}, which was not read.`,
      evidence: [quoteOf(document, link.line, link.line)],
    };
  }
  // An index of pages that were read is no stub.
  if (children.length >= 2 && found.how !== 'section') return null;
  if (words < 45 && total < 2) {
    return {
      text: words === 0 ? 'The page is empty.' : `The page is a stub of ${count(words, 'word')}.`,
      evidence: [quoteOf(document, first, Math.min(last, first + 5))],
    };
  }
  return null;
}

/** How often the text speaks of where else its items are. */
function trackerWords({ document, plan }: FoundRoadmap): number {
  const text = document.lines.slice(plan.lines[0] - 1, plan.lines[1]).join(' ');
  return (
    text.match(/\b(issues?|milestones?|labels?|(project )?boards?|tracker|wiki|forum|discussions?)\b/gi)?.length ?? 0
  );
}

function signsOf(found: FoundRoadmap, lastChange: string | null, age: number | null, input: VerdictInput): Sign[] {
  const signs = [
    selfDeclared(found),
    ownDate(found, input.asOf),
    ownYear(found, input.asOf),
    headingYears(found, input.asOf),
    plannedYears(found, lastChange, age, input.asOf),
    pastHorizon(found, lastChange, input.asOf),
    releasesOut(found, lastChange, input),
    doneGoals(found) ?? someDone(found),
    closedSince(found, lastChange, input),
    dormantRepository(found, input),
    missedCadence(found, age, input),
    deadLinks(found, input.repositories),
  ];
  return signs.filter((sign) => sign !== null);
}

function selfDeclared(found: FoundRoadmap): Sign | null {
  const { saysStale, saysHistorical } = found.plan;
  if (saysStale !== null)
    return {
      of: 'itself',
      text: 'It says of itself that it is out of date.',
      evidence: [lineOf(found, saysStale)],
      strong: true,
    };
  if (saysHistorical === null) return null;
  return {
    of: 'itself',
    text: 'It says of itself that it is kept for history.',
    evidence: [lineOf(found, saysHistorical)],
    strong: true,
  };
}

function ownDate(found: FoundRoadmap, asOf: string): Sign | null {
  const stated = found.plan.statedDate;
  const months = stated === null ? 0 : monthsBetween(stated.on, asOf);
  if (stated === null || months < STATED_SIGN) return null;
  return {
    of: 'own date',
    text: `It gives its own date as ${day(stated.on)}, ${inTime(months)} before.`,
    evidence: [lineOf(found, stated.line)],
    strong: months >= STATED_OLD,
  };
}

/** "Roadmap 2019", or a file of that name, when the year is over; in its first months the plan of the last is no old one. */
function ownYear({ document, plan, range }: FoundRoadmap, asOf: string): Sign | null {
  if (range !== null) return null;
  const named = [document.outline.title ?? '', stemOf(document.path)].flatMap((text) =>
    [...text.matchAll(/(?<!\d)20[0-4]\d(?!\d)/g)].map(([year]) => Number(year)),
  );
  if (named.length === 0 || Math.max(...named) >= yearOfPlans(asOf)) return null;
  const line = document.outline.headings.find(({ line: at }) => at >= plan.lines[0])?.line ?? plan.lines[0];
  // "As of 11/2024" is the day of writing, not what it is for.
  if (plan.statedDate?.line === line) return null;
  return {
    of: 'own year',
    text: `It is the plan of ${Math.max(...named)} by its own title.`,
    evidence: [quoteOf(document, line, line)],
    strong: true,
  };
}

/** The year whose plan is due; until March that of the year before serves. */
function yearOfPlans(asOf: string): number {
  return Number(asOf.slice(0, 4)) - (asOf.slice(5) < '04' ? 1 : 0);
}

function headingYears(found: FoundRoadmap, asOf: string): Sign | null {
  const year = Number(asOf.slice(0, 4));
  const headed = found.plan.years.filter(({ heading }) => heading).sort((one, other) => other.year - one.year);
  const newest = headed[0];
  if (newest === undefined || newest.year >= yearOfPlans(asOf)) return null;
  return {
    of: 'heading years',
    text: `Its newest heading with a year is of ${newest.year}.`,
    evidence: [lineOf(found, newest.line)],
    strong: newest.year < year - 1,
  };
}

function plannedYears(found: FoundRoadmap, lastChange: string | null, age: number | null, asOf: string): Sign | null {
  const year = Number(asOf.slice(0, 4));
  const written = lastChange === null ? 0 : Number(lastChange.slice(0, 4));
  const past = found.plan.years.filter((entry) => !entry.heading && entry.year < year && entry.year >= written);
  if (past.length === 0 || (age ?? 0) < AGEING) return null;
  const years = [...new Set(past.map((entry) => entry.year))].sort((one, other) => one - other);
  return {
    of: 'years',
    text: `It plans for ${years.join(', ')}, which is past.`,
    evidence: past.slice(0, 3).map(({ line }) => lineOf(found, line)),
    strong: true,
  };
}

/** Months of grace: plans of a year are renewed a little late. */
const GRACE = 3;

/** A plan for the next two years is out when they are over. */
function pastHorizon(found: FoundRoadmap, lastChange: string | null, asOf: string): Sign | null {
  const { horizon, statedDate } = found.plan;
  const from = statedDate?.on ?? lastChange;
  if (horizon === null || from === null || monthsBetween(from, asOf) <= horizon.months + GRACE) return null;
  return {
    of: 'horizon',
    text: `It plans for ${inTime(horizon.months)} from ${day(from)}, which are over.`,
    evidence: [lineOf(found, horizon.line)],
    strong: true,
  };
}

function releasesOut(found: FoundRoadmap, lastChange: string | null, input: VerdictInput): Sign | null {
  const released = releasedSince(found, lastChange, input);
  if (released.length === 0) return null;
  const names = [...new Set(released.map(({ text, tag }) => `${text} (tagged ${day(tag.on)})`))].slice(0, 3).join(', ');
  return {
    of: 'releases',
    text: `It speaks of releases to come that are out: ${names}.`,
    evidence: released.slice(0, 3).map(({ line }) => lineOf(found, line)),
    strong: released.some(({ heading }) => heading) || released.length >= 2,
  };
}

function doneGoals(found: FoundRoadmap): Sign | null {
  const goals = countGoals(found.plan);
  if (!isMostlyDone(goals)) return null;
  const done = found.plan.goals.filter((goal) => goal.done).slice(0, 3);
  return {
    of: 'done',
    text: `${goals.done} of its ${goals.total} goals are marked as done.`,
    evidence: done.map(({ line }) => lineOf(found, line)),
    strong: true,
  };
}

/** Fewer than this are a slip of the pen. */
const SOME = 2;

/** Done goals that nobody took away or set apart: of no weight while a plan is kept up. */
function someDone(found: FoundRoadmap): Sign | null {
  const { done, total } = countGoals(found.plan);
  if (done < SOME) return null;
  const lines = found.plan.goals.filter((goal) => goal.done).slice(0, 3);
  return {
    of: 'some done',
    text: `${done} of its ${total} goals are marked as done.`,
    evidence: lines.map(({ line }) => lineOf(found, line)),
    strong: false,
  };
}

/** Share of what it names that makes a strong sign. */
const MOSTLY_CLOSED = 0.5;
const SHOWN_NUMBERS = 5;

/** Issues and requests that a plan names as work to come, and that are closed. */
function closedSince(found: FoundRoadmap, lastChange: string | null, { closed, asOf }: VerdictInput): Sign | null {
  const ofRepository = closed?.get(found.document.repository);
  if (ofRepository === undefined || lastChange === null) return null;
  const from = Date.parse(lastChange.slice(0, 10)) / 1000 + 86_400;
  const to = Date.parse(asOf) / 1000 + 86_400;
  const named = [...numbersNamed(found)];
  const done = named.filter(([number]) => {
    const at = ofRepository.get(number)?.at;
    return at !== undefined && at >= from && at < to;
  });
  if (done.length < SOME) return null;
  const shown = done.slice(0, SHOWN_NUMBERS).map(([number]) => `#${number}`);
  return {
    of: 'closed',
    text: `${done.length} of the ${named.length} issues and requests that it names were closed since: ${shown.join(', ')}${done.length > shown.length ? ' and more' : ''}.`,
    evidence: done.slice(0, 3).map(([, line]) => lineOf(found, line)),
    strong: done.length / named.length >= MOSTLY_CLOSED,
  };
}

/** How far back commits must be read to tell what they closed of these plans; null where no ageing plan names enough. */
export function closingSince(
  roadmaps: readonly { readonly found: FoundRoadmap; readonly history: RoadmapHistory | null }[],
  asOf: string,
): string | null {
  const days = roadmaps.flatMap(({ found, history }) => {
    const last = history === null ? null : (lastSubstantive(history.changes)?.on ?? history.lines?.newest ?? null);
    if (last === null) return [];
    const age = monthsBetween(last, asOf);
    // Younger ones are fresh, older ones are outdated without it.
    return age >= NEARLY_AGEING && age < TOO_OLD && numbersNamed(found).size >= SOME ? [last] : [];
  });
  return days.sort()[0] ?? null;
}

function dormantRepository({ document }: FoundRoadmap, { repositories, asOf }: VerdictInput): Sign | null {
  const facts = repositories.find(({ id }) => id === document.repository);
  const months = facts === undefined ? 0 : monthsBetween(facts.committedOn, asOf);
  if (months < DORMANT) return null;
  return {
    of: 'dormant',
    text: `The repository that holds it has had no commit for ${inTime(months)}.`,
    evidence: [],
    strong: true,
  };
}

function missedCadence(found: FoundRoadmap, age: number | null, { promised }: VerdictInput): Sign | null {
  const own = found.plan.cadence;
  const cadence = own === null ? promised : { months: own.months, evidence: lineOf(found, own.line) };
  if (cadence === null || age === null || age <= cadence.months * 1.5 + 3) return null;
  return {
    of: 'cadence',
    text: `The project promises to look at it every ${inTime(cadence.months)}; the last change of substance is ${inTime(age)} old.`,
    evidence: [cadence.evidence],
    strong: false,
  };
}

function deadLinks(found: FoundRoadmap, repositories: readonly RepositoryFacts[]): Sign | null {
  const dead = deadReferences(found, repositories);
  if (dead.length === 0) return null;
  const what =
    dead.length === 1
      ? 'a page of its own repository that no longer exists'
      : `${dead.length} pages of its own repository that no longer exist`;
  return {
    of: 'dead links',
    text: `It links to ${what}.`,
    evidence: dead.slice(0, 3).map((line) => lineOf(found, line)),
    strong: false,
  };
}

function lineOf({ document }: FoundRoadmap, line: number): Evidence {
  return quoteOf(document, line, line);
}

function isMostlyDone({ marked, done, total }: { marked: number; done: number; total: number }): boolean {
  return marked >= 4 && done / Math.max(1, total) >= MOSTLY_DONE;
}

/** Versions named as future that were tagged after the text was last changed, by the day of the survey. */
function releasedSince(
  found: FoundRoadmap,
  lastChange: string | null,
  { repositories, asOf }: VerdictInput,
): { text: string; line: number; heading: boolean; tag: Tag }[] {
  if (lastChange === null) return [];
  const own = repositories.find(({ id }) => id === found.document.repository);
  const releases = releasesOf(own !== undefined && own.tags.length > 0 ? [own] : repositories);
  const names = namesOfProject(repositories.map(({ id }) => id));
  const out: { text: string; line: number; heading: boolean; tag: Tag }[] = [];
  for (const version of found.plan.versions) {
    if (isOfAnother(found.document.lines[version.line - 1] ?? '', version.text, names)) continue;
    const tag = releases.get(`${version.major}.${version.minor}.${version.patch ?? 0}`);
    if (tag !== undefined && tag.on > lastChange && tag.on <= asOf)
      out.push({ text: version.text, line: version.line, heading: version.heading, tag });
  }
  return out;
}

/** Final releases by number; release candidates and betas are no release. */
export function releasesOf(repositories: readonly RepositoryFacts[]): Map<string, Tag> {
  const releases = new Map<string, Tag>();
  for (const { tags } of repositories) {
    for (const tag of tags) {
      const key = releaseNumber(tag.name);
      const known = key === null ? undefined : releases.get(key);
      if (key !== null && (known === undefined || tag.on < known.on)) releases.set(key, tag);
    }
  }
  return releases;
}

/** The releases that the verdict asks for: those that ageing plans name. Empty when every plan is fresh or names none. */
export function releasesNamed(
  roadmaps: readonly { readonly found: FoundRoadmap; readonly history: RoadmapHistory | null }[],
  asOf: string,
): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { found, history } of roadmaps) {
    const last = history === null ? null : (lastSubstantive(history.changes)?.on ?? history.lines?.newest ?? null);
    if (last !== null && monthsBetween(last, asOf) < NEARLY_AGEING) continue;
    for (const { major, minor, patch } of found.plan.versions) named.add(`${major}.${minor}.${patch ?? 0}`);
  }
  return named;
}

function deadReferences({ document, plan }: FoundRoadmap, repositories: readonly RepositoryFacts[]): number[] {
  const facts = repositories.find(({ id }) => id === document.repository);
  if (facts === undefined) return [];
  const known = new Set(facts.paths.map(({ path }) => path));
  const folders = new Set(facts.paths.map(({ path }) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  const dead: number[] = [];
  for (const { target, line } of document.outline.links) {
    if (line < plan.lines[0] || line > plan.lines[1] || !/^(\.{0,2}\/)?[\w./-]+\.(md|rst|html|txt)(#.*)?$/.test(target))
      continue;
    const destination = destinationOf(target, document.path);
    if (destination.kind !== 'inside' || known.has(destination.path) || folders.has(destination.path)) continue;
    // Pages of a built site have other names than their sources.
    if (/\.html?$/.test(destination.path)) continue;
    dead.push(line);
  }
  return dead;
}

/* All documents */

function stateOf(
  judged: readonly Judged[],
  input: VerdictInput,
): { state: RoadmapState | 'unknown'; reasons: Reason[] } {
  const solid = judged.filter(({ stub, weight }) => stub === null && (weight > 0 || judged.length === 1));
  if (solid.length === 0) {
    const stubs = judged.flatMap(({ stub }) => (stub === null ? [] : [stub]));
    // A read-me file often repeats the page's one sentence.
    const different = stubs.filter(({ text }, at) => stubs.findIndex((one) => one.text === text) === at);
    return { state: 'incomplete', reasons: different.slice(0, 2) };
  }
  const weighed = solid.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const age = medianAge(solid);
  const share = (has: (one: Judged) => boolean): number =>
    solid.filter(has).reduce((sum, { weight }) => sum + weight, 0) / weighed;
  const staleSelf = share(({ signs }) => signs.some((sign) => sign.of === 'itself'));
  const strong = share(({ signs }) => signs.some((sign) => sign.strong));
  const any = share(({ signs }) => signs.length > 0);
  const goals = solid.reduce((sum, { total }) => sum + total, 0);
  const doneShare =
    solid.filter(({ mostlyDone }) => mostlyDone).reduce((sum, { total }) => sum + total, 0) / Math.max(1, goals);
  const statedOld = share(
    ({ found }) => found.plan.statedDate !== null && monthsBetween(found.plan.statedDate.on, input.asOf) >= STATED_OLD,
  );
  const signs = mainSigns(solid);
  const ofPastYear = share(({ signs: own }) => own.some((sign) => sign.of === 'own year'));
  const outdated =
    staleSelf >= 0.5 ||
    ofPastYear >= 0.5 ||
    statedOld >= 0.5 ||
    (age === null
      ? strong >= 0.5
      : age >= TOO_OLD ||
        (age >= OLD && any >= 0.25) ||
        (age >= AGEING && strong >= 0.25) ||
        (age >= NEARLY_AGEING && (strong >= 0.5 || doneShare >= 0.5)));
  const when = ageReason(solid, age);
  if (outdated)
    return {
      state: 'outdated',
      reasons: [...(when === null ? [] : [when]), ...signs.map(({ text, evidence }) => ({ text, evidence }))],
    };
  const thin = solid.filter(
    ({ total, found }) => total < 2 && found.plan.words < 60 && found.collection === null && !found.byProposals,
  );
  if (thin.length === solid.length) {
    return {
      state: 'incomplete',
      reasons: [
        {
          text: 'It holds too little to plan by: no more than one goal.',
          evidence: thin.slice(0, 1).map(({ found }) => openingOf(found)),
        },
        ...(when === null ? [] : [when]),
      ],
    };
  }
  if (age === null && share(({ found }) => isDatedFresh(found.plan, input.asOf)) < 0.5) {
    return {
      state: 'unknown',
      reasons: [
        ...(when === null ? [] : [when]),
        { text: 'There is a roadmap; whether it is kept up is not known.', evidence: [openingOf(solid[0]!.found)] },
      ],
    };
  }
  const notes = signs.filter((sign) => sign.of !== 'cadence' && sign.of !== 'some done');
  return {
    state: 'good',
    reasons: [
      ...goodReasons(solid, when),
      ...notes.map(({ text, evidence }) => ({ text: `Nevertheless: ${lowerFirst(text)}`, evidence })),
    ],
  };
}

function isDatedFresh({ statedDate }: PlanText, asOf: string): boolean {
  return statedDate !== null && monthsBetween(statedDate.on, asOf) < AGEING;
}

function lowerFirst(text: string): string {
  return `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
}

function goodReasons(solid: readonly Judged[], when: Reason | null): Reason[] {
  const total = solid.reduce((sum, one) => sum + one.total, 0);
  const main = [...solid].sort((a, b) => b.weight - a.weight)[0]!;
  const what = main.found.byProposals
    ? 'It defines the roadmap as the project’s enhancement proposals, which are kept in git.'
    : main.found.collection === null
      ? `${total === 1 ? 'One goal' : `${total} goals`} in ${solid.length === 1 ? 'one document' : `${solid.length} documents`}.`
      : `${main.found.collection.documents.length} goals in ${main.found.collection.folder}, shown by the page.`;
  return [...(when === null ? [] : [when]), { text: what, evidence: [goalsOf(main.found)] }];
}

function ageReason(solid: readonly Judged[], age: number | null): Reason | null {
  if (age === null) return { text: 'Its history could not be read, so its age is not known.', evidence: [] };
  const newest = solid.reduce<Judged | null>(
    (best, one) =>
      one.lastChange !== null && (best?.lastChange == null || one.lastChange > best.lastChange) ? one : best,
    null,
  );
  if (newest === null) return null;
  const touched = newest.history?.lastTouched ?? null;
  const later =
    touched !== null && newest.lastChange !== null && monthsBetween(newest.lastChange, touched) >= 2
      ? ` (touched on ${day(touched)}, but only in form)`
      : '';
  const spread =
    solid.length > 1 && newest.ageMonths !== null && age - newest.ageMonths > 6
      ? `; half of the text is older than ${inTime(age)}`
      : '';
  return {
    text: `The last change of substance was on ${day(newest.lastChange!)}, ${inTime(newest.ageMonths ?? age)} before${later}${spread}.`,
    evidence: [openingOf(newest.found)],
  };
}

/** Half of the text, by words, is older. */
function medianAge(judged: readonly Judged[]): number | null {
  const known = judged.filter(({ ageMonths }) => ageMonths !== null).sort((a, b) => a.ageMonths! - b.ageMonths!);
  const all = known.reduce((sum, { weight }) => sum + weight, 0);
  if (known.length === 0) return null;
  let sum = 0;
  for (const one of known) {
    sum += one.weight;
    if (sum >= all / 2) return one.ageMonths;
  }
  return known.at(-1)!.ageMonths;
}

/** Of each sort the one that the most of the text shows. */
function mainSigns(judged: readonly Judged[]): Sign[] {
  const main = new Map<SignOf, Sign>();
  for (const { signs } of [...judged].sort((a, b) => b.weight - a.weight)) {
    for (const sign of signs) if (!main.has(sign.of)) main.set(sign.of, sign);
  }
  return [...main.values()];
}

function kindOf(judged: readonly Judged[]): RoadmapKind {
  const counted = judged.filter(({ stub }) => stub === null);
  const list = counted.length > 0 ? counted : judged;
  const technical = list.some(({ kind }) => kind !== 'nontechnical');
  const nontechnical = list.some(({ kind }) => kind !== 'technical');
  return technical && nontechnical ? 'both' : nontechnical ? 'nontechnical' : 'technical';
}

function kindReasons(kind: RoadmapKind, judged: readonly Judged[]): Reason[] {
  if (kind === 'technical') return [];
  const evidence = judged.flatMap(({ kindEvidence }) => kindEvidence).slice(0, 4);
  return [
    {
      text:
        kind === 'both'
          ? 'It also plans work for the people around the software: community, governance or funding.'
          : 'It plans work for the people around the software only.',
      evidence,
    },
  ];
}

const MOST_COPIES = 3;

function oldCopies(judged: readonly Judged[]): Reason[] {
  const copies = judged.flatMap(({ found }) => found.replaces ?? []);
  if (copies.length === 0) return [];
  const named = copies.slice(0, MOST_COPIES).map(({ path }) => path);
  const more = copies.length > named.length ? ` and ${copies.length - named.length} more` : '';
  return [
    {
      text: `Beside it ${copies.length === 1 ? 'lies an older one that was' : 'lie older ones that were'} not counted: ${named.join(', ')}${more}.`,
      evidence: copies.slice(0, MOST_COPIES).map((copy) => quoteOf(copy, 1, Math.min(3, copy.lines.length))),
    },
  ];
}

function documentReport(
  one: Judged,
  { state, reasons }: { state: RoadmapState | 'unknown'; reasons: readonly Reason[] },
  asOf: string,
): RoadmapDocument {
  const { found, history } = one;
  const first = history?.whole === true ? (history.changes.at(-1)?.on ?? null) : (history?.lines?.oldest ?? null);
  return {
    repository: found.document.repository,
    path: found.document.path,
    title: found.document.outline.title ?? found.document.path,
    lines: found.plan.lines[1] >= found.plan.lines[0] ? found.plan.lines : null,
    commit: found.document.commit,
    kind: one.kind,
    state,
    reasons,
    items: { total: one.total, done: one.done },
    collection: found.collection?.folder ?? null,
    firstText: first,
    lastTouched: history?.lastTouched ?? null,
    lastChange: one.lastChange,
    medianLineAgeDays:
      history?.lines == null ? null : Math.max(0, Math.round(monthsBetween(history.lines.median, asOf) * 30.4375)),
    authors: history === null || !history.whole ? null : authorsOf(history.changes),
  };
}

/** "6 Jul 2026"; a month alone ("2018-09") stays as it is written. */
function day(iso: string): string {
  const date = readCalendarDate(iso.slice(0, 10));
  return date === null ? iso : showDate(date);
}

/** The first of what it plans, or how it opens when its goals stand elsewhere. */
function goalsOf(found: FoundRoadmap): Evidence {
  const { document, plan } = found;
  const first = plan.goals[0];
  if (first === undefined) return openingOf(found);
  return quoteOf(document, first.line, Math.min(first.line + QUOTED_LINES - 1, plan.lines[1]));
}

function openingOf({ document, plan }: FoundRoadmap): Evidence {
  const heading = document.outline.headings.find(({ line }) => line >= plan.lines[0]);
  const from = heading?.line ?? plan.lines[0];
  return quoteOf(document, from, Math.min(from + 3, plan.lines[1]));
}
