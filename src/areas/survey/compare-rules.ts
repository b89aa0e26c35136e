/** Two rounds side by side: what each says of a project, and what differs. Pure. (domain S35) */
import type { ProjectId } from '../../kernel/ids.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import { byCode } from '../../kernel/text.ts';
import { shares } from './rules.ts';
import {
  STANDARD_KEYS,
  type AnswerReport,
  type RoadmapKind,
  type RoadmapVerdict,
  type Round,
  type RunState,
  type StandardKey,
  type SurveyRefusal,
  type VerdictCount,
} from './types.ts';

/** Where an answer rests; `url` is the repository's address, null where it is not known. */
export interface SourceLine {
  readonly repository: string;
  readonly url: string | null;
  readonly commit: string;
  readonly path: string;
  readonly lines: readonly [number, number] | null;
}

export interface SaidAnswer<Value extends string> {
  readonly value: Value;
  /** By a person, with a reason, instead of what was read. */
  readonly corrected: boolean;
  readonly reason: string;
  readonly source: SourceLine | null;
}

/** What one round says of one project; `null` for a project that was in the round and not read. */
export interface ProjectInOneRound {
  readonly project: ProjectId;
  readonly name: string;
  readonly example: boolean;
  /** Asked to be left out: counted, and neither named nor listed for this reader. */
  readonly isUnnamed: boolean;
  readonly state: RunState;
  readonly said: {
    readonly verdict: SaidAnswer<RoadmapVerdict>;
    readonly kind: SaidAnswer<RoadmapKind>;
    readonly standards: Readonly<Record<StandardKey, SaidAnswer<AnswerReport['answer']>>>;
  } | null;
}

export const QUESTIONS = ['verdict', 'kind', ...STANDARD_KEYS] as const;
export type Question = (typeof QUESTIONS)[number];

/** One answer that differs, both with what they rest on. */
export interface ChangedAnswer {
  readonly question: Question;
  readonly from: SaidAnswer<string>;
  readonly to: SaidAnswer<string>;
}

/** `unread`: in both rounds, and not read in one of them, so that nothing can be said of a change. */
export type Standing = 'changed' | 'same' | 'new' | 'gone' | 'unread';

export interface ComparedProject {
  readonly project: ProjectId;
  readonly name: string;
  readonly example: boolean;
  readonly isUnnamed: boolean;
  readonly standing: Standing;
  readonly from: ProjectInOneRound | null;
  readonly to: ProjectInOneRound | null;
  /** In the order of the questions. */
  readonly changes: readonly ChangedAnswer[];
}

export interface Comparison {
  /** By name. */
  readonly projects: readonly ComparedProject[];
  /** Of all that each round read. */
  readonly shares: { readonly from: VerdictCount; readonly to: VerdictCount };
  /** Of the projects that both rounds read: a portfolio that grew has other shares though nobody changed. */
  readonly sharesOfBoth: { readonly from: VerdictCount; readonly to: VerdictCount; readonly projects: number };
  readonly standings: Readonly<Record<Standing, number>>;
  /** How many projects have another answer, by question. */
  readonly changed: Readonly<Record<Question, number>>;
}

export function compareRounds(from: readonly ProjectInOneRound[], to: readonly ProjectInOneRound[]): Comparison {
  const before = new Map(from.map((one) => [one.project, one]));
  const after = new Map(to.map((one) => [one.project, one]));
  const projects = [...new Set([...before.keys(), ...after.keys()])]
    .map((project) => compareProject(before.get(project) ?? null, after.get(project) ?? null))
    .toSorted((a, b) => byCode(a.name.toLowerCase(), b.name.toLowerCase()) || byCode(a.project, b.project));
  const both = projects.filter((one) => isRead(one.from) && isRead(one.to));
  const changed = Object.fromEntries(QUESTIONS.map((question) => [question, 0])) as Record<Question, number>;
  const standings = { changed: 0, same: 0, new: 0, gone: 0, unread: 0 };
  for (const { standing, changes } of projects) {
    standings[standing]++;
    for (const { question } of changes) changed[question]++;
  }
  return {
    projects,
    shares: { from: sharesOf(from), to: sharesOf(to) },
    sharesOfBoth: {
      from: sharesOf(both.map((one) => one.from!)),
      to: sharesOf(both.map((one) => one.to!)),
      projects: both.length,
    },
    standings,
    changed,
  };
}

function compareProject(from: ProjectInOneRound | null, to: ProjectInOneRound | null): ComparedProject {
  const { project, name, example, isUnnamed } = (to ?? from)!;
  const about = { project, name, example, isUnnamed, from, to };
  if (from === null) return { ...about, standing: 'new', changes: [] };
  if (to === null) return { ...about, standing: 'gone', changes: [] };
  const changes = changesBetween(from, to);
  if (changes === null) return { ...about, standing: 'unread', changes: [] };
  return { ...about, standing: changes.length > 0 ? 'changed' : 'same', changes };
}

function changesBetween({ said: from }: ProjectInOneRound, { said: to }: ProjectInOneRound): ChangedAnswer[] | null {
  if (from === null || to === null) return null;
  return QUESTIONS.flatMap((question) => {
    const [one, other] = [answerTo(from, question), answerTo(to, question)];
    // Where one round found no roadmap there is none to have a kind: the verdict has said it.
    const isTold = question === 'kind' && (one.value === 'none' || other.value === 'none');
    return one.value === other.value || isTold ? [] : [{ question, from: one, to: other }];
  });
}

function answerTo(said: NonNullable<ProjectInOneRound['said']>, question: Question): SaidAnswer<string> {
  return question === 'verdict' || question === 'kind' ? said[question] : said.standards[question];
}

function isRead(one: ProjectInOneRound | null): boolean {
  return one !== null && one.said !== null;
}

function sharesOf(projects: readonly ProjectInOneRound[]): VerdictCount {
  return shares(projects.flatMap(({ said }) => (said === null ? [] : [said.verdict.value])));
}

/** Per cent of the projects whose verdict is known, or null when there are none. */
export function percentOf(shares: VerdictCount, verdict: RoadmapVerdict): number | null {
  const known = shares.none + shares.outdated + shares.incomplete + shares.good;
  return known === 0 ? null : (shares[verdict] / known) * 100;
}

/** Only what has ended is compared: half a round has other shares because it is half. */
export function mayCompare(from: Round, to: Round): Decision<SurveyRefusal> {
  if (from.id === to.id) return refuse('round-with-itself', { title: from.title });
  const open = [from, to].find(({ state }) => state === 'running' || state === 'stopping');
  return open === undefined ? allow() : refuse('round-still-read', { title: open.title });
}

/** At least half of the projects of either round are in both: more than half exchanged is another portfolio. */
export function isSamePortfolio(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const both = [...one].filter((project) => other.has(project)).length;
  return both > 0 && 2 * both >= Math.max(one.size, other.size);
}
