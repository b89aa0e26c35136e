/** What happened to a text, commit by commit: how much of what it says changed, and whether that was more than housekeeping. */
import type { HistoryEvent, Version } from './types.ts';
import { bag, bagDifference, proseWords } from './words.ts';

export interface Change {
  readonly commit: string;
  /** ISO date of the commit. */
  readonly on: string;
  readonly authors: readonly string[];
  readonly subject: string;
  readonly added: number;
  readonly removed: number;
  /** Words of the text afterwards. */
  readonly words: number;
  readonly weight: 'first' | 'rewrite' | 'substantive' | 'small' | 'none';
}

/** Subjects of commits that look after form: their many small changes say nothing about the plan. */
const HOUSEKEEPING =
  /\b(typos?|spell(ing|check)?|codespell|grammar|wording|active voice|format(ting|ted|ter)?|autoformat|white ?space|lint(ing|er)?|prettier|pre-commit|ruff|black|broken links?|dead links?|fix(ed|es|ing)? (the )?links?|update (the )?links?|links?|urls?|https?|capitali[sz]\w{1,5}|renam(e|ed|ing)|mov(e|ed|ing)|reorgani[sz]\w{1,4}|restructur\w{1,4}|theme|re-?indent|wrap|line (length|endings?)|convert(ed|s|ing)?|migrat(e|ed|ion)|cross-?ref\w{0,8}|references?|copyright|encoding|trailing)\b/i;

/** Fewer changed words than this change nothing about a plan, however short it is. */
const FEW_WORDS = 10;
const SMALL_SHARE = 0.0075;
/** A housekeeping commit must change more of the text to count as a change of the plan. */
const HOUSEKEEPING_WORDS = 60;
const REWRITE_SHARE = 0.5;

/**
 * Newest first, from versions newest first. `whole` says that the last version is the first that there was; otherwise what it
 * changed is told by the lines that git counted, where they are given.
 */
export function changesOf(versions: readonly Version[], whole: boolean): Change[] {
  const changes: Change[] = [];
  let before: Map<string, number> | null = null;
  for (let i = versions.length - 1; i >= 0; i--) {
    const version = versions[i]!;
    const common = {
      commit: version.commit,
      on: version.at.slice(0, 10),
      authors: [version.author, ...version.coAuthors.filter((name) => name !== version.author)],
      subject: version.subject,
    };
    if (version.text === null) {
      changes.push({ ...common, added: 0, removed: 0, words: 0, weight: 'none' });
      continue;
    }
    const words = proseWords(version.text);
    const after = bag(words);
    if (before === null) {
      const first = whole && i === versions.length - 1;
      const many = (version.changedLines ?? 0) >= 5;
      changes.push({
        ...common,
        added: first ? words.length : 0,
        removed: 0,
        words: words.length,
        weight: first ? 'first' : many && !HOUSEKEEPING.test(version.subject) ? 'substantive' : 'small',
      });
    } else {
      const { added, removed } = bagDifference(before, after);
      changes.push({
        ...common,
        added,
        removed,
        words: words.length,
        weight: weigh(added, removed, words.length, version.subject),
      });
    }
    before = after;
  }
  return changes.reverse();
}

function weigh(added: number, removed: number, words: number, subject: string): Change['weight'] {
  const changed = added + removed;
  if (changed === 0) return 'none';
  if (changed >= REWRITE_SHARE * Math.max(words, 1) && changed >= 40) return 'rewrite';
  if (changed < Math.max(FEW_WORDS, SMALL_SHARE * words)) return 'small';
  if (HOUSEKEEPING.test(subject) && changed < HOUSEKEEPING_WORDS) return 'small';
  return 'substantive';
}

/** The newest change that was more than housekeeping, or null when none was seen. */
export function lastSubstantive(changes: readonly Change[]): Change | null {
  return changes.find(({ weight }) => weight !== 'none' && weight !== 'small') ?? null;
}

const MOST_EVENTS = 60;
/** Commits of one hand within so many days belong to one step of the work. */
const ONE_STEP_DAYS = 10;

/** The steps worth telling, oldest first: the first text, rewrites and changes, small ones only as the last touch. */
export function eventsOf(repository: string, path: string, changes: readonly Change[]): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const oldestFirst = [...changes].reverse();
  for (const [i, change] of oldestFirst.entries()) {
    const last = i === oldestFirst.length - 1;
    if (change.weight === 'none' || (change.weight === 'small' && !last)) continue;
    const what =
      change.weight === 'first'
        ? 'first text'
        : change.weight === 'rewrite'
          ? 'rewritten'
          : change.weight === 'substantive'
            ? 'changed'
            : 'small change';
    const before = events.at(-1);
    if (
      before !== undefined &&
      before.what === what &&
      what === 'changed' &&
      daysApart(before.on, change.on) <= ONE_STEP_DAYS
    ) {
      events[events.length - 1] = {
        ...before,
        on: change.on,
        commit: change.commit,
        authors: [...new Set([...before.authors, ...change.authors])],
        words: { added: before.words.added + change.added, removed: before.words.removed + change.removed },
      };
      continue;
    }
    events.push({
      on: change.on,
      what,
      text: change.subject,
      repository,
      path,
      commit: change.commit,
      authors: change.authors,
      words: { added: change.added, removed: change.removed },
    });
  }
  // The first text and the newest steps are what a reader asks for.
  return events.length <= MOST_EVENTS ? events : [events[0]!, ...events.slice(-(MOST_EVENTS - 1))];
}

function daysApart(a: string, b: string): number {
  return Math.abs(Date.parse(b) - Date.parse(a)) / 86_400_000;
}

export function authorsOf(changes: readonly Change[]): number {
  return new Set(changes.flatMap(({ authors }) => authors)).size;
}
