/** What happened to a text, commit by commit: how much of what it says changed, and whether that was more than housekeeping. */
import { withoutEnd } from '../ends.ts';
import { requestNamedIn } from './balance.ts';
import type { HistoryEvent, Landing, PersonInvolved, Version } from './types.ts';
import { byCode } from '../../kernel/text.ts';
import { bag, bagDifference, proseWords, withoutAddresses } from './words.ts';

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
  readonly movedFrom: string | null;
  readonly body: string;
}

/** Subjects of commits that look after form: their many small changes say nothing about the plan. */
const HOUSEKEEPING =
  /\b(typos?|spell(ing|check)?|codespell|grammar|wording|active voice|format(ting|ted|ter)?|autoformat|white ?space|lint(ing|er)?|prettier|pre-commit|ruff|black|broken links?|dead links?|fix(ed|es|ing)? (the )?links?|update (the )?links?|links?|urls?|https?|capitali[sz]\w{1,5}|renam(e|ed|ing)|mov(e|ed|ing)|reorgani[sz]\w{1,4}|restructur\w{1,4}|theme|re-?indent|wrap|line (length|endings?)|convert(ed|s|ing)?|migrat(e|ed|ing|ion)|cross-?ref\w{0,8}|references?|copyright|encoding|trailing)\b/i;

/** An address in the subject is what the commit is about, not that it mends addresses. */
function isHousekeeping(subject: string): boolean {
  return HOUSEKEEPING.test(withoutAddresses(subject));
}

/** Fewer changed words than this change nothing about a plan, however short it is. */
const FEW_WORDS = 10;
const SMALL_SHARE = 0.0075;
/** A housekeeping commit must change more of the text to count as a change of the plan. */
const HOUSEKEEPING_WORDS = 60;
const REWRITE_SHARE = 0.5;

/**
 * Newest first, from versions newest first. `whole` says that the last version is the first that there was; otherwise `earlier` is
 * the text that it changed. Where that is not at hand the lines tell that git counted.
 */
export function changesOf(versions: readonly Version[], whole: boolean, earlier: string | null = null): Change[] {
  const changes: Change[] = [];
  let before = whole || earlier === null ? null : bag(proseWords(earlier));
  for (let i = versions.length - 1; i >= 0; i--) {
    const version = versions[i]!;
    const common = {
      commit: version.commit,
      on: version.at.slice(0, 10),
      authors: [version.author, ...version.coAuthors.filter((name) => name !== version.author)],
      subject: version.subject,
      movedFrom: version.movedFrom ?? null,
      body: version.body ?? '',
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
        weight: first ? 'first' : many && !isHousekeeping(version.subject) ? 'substantive' : 'small',
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
  if (isHousekeeping(subject) && changed < HOUSEKEEPING_WORDS) return 'small';
  return 'substantive';
}

/** Lines of which a commit wrote only these, under this subject, were looked after rather than thought about. */
export function isSmallPart(lines: string, subject: string): boolean {
  const words = proseWords(lines).length;
  return words < FEW_WORDS || (isHousekeeping(subject) && words < HOUSEKEEPING_WORDS);
}

/** Not blank, no ruler, no definition of a link's address: what a reader reads. */
export function saysSomething(line: string): boolean {
  const text = line.trim();
  return (
    text.length > 3 &&
    !/^\[[^\]]{1,200}\]:\s/.test(text) &&
    !/^\.\. _[^:]{1,200}:/.test(text) &&
    /[\p{L}\p{N}]/u.test(text)
  );
}

/** The newest change that was more than housekeeping, or null when none was seen. */
export function lastSubstantive(changes: readonly Change[]): Change | null {
  return changes.find(({ weight }) => weight !== 'none' && weight !== 'small') ?? null;
}

const MOST_EVENTS = 60;
/** Commits within so many days belong to one step of the work. */
const ONE_STEP_DAYS = 10;

/**
 * The steps worth telling, oldest first: the first text, moves, rewrites, changes, and the merges that brought them to the branch with
 * their requests. Small changes only as the last touch.
 */
export function eventsOf(
  repository: string,
  path: string,
  changes: readonly Change[],
  landings: readonly Landing[] = [],
): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  const oldestFirst = [...changes].reverse();
  const brought = broughtBy(oldestFirst, landings);
  for (const [i, change] of oldestFirst.entries()) {
    const step = stepOf(repository, path, change, i === oldestFirst.length - 1);
    if (step !== null && !joined(events, step)) events.push(step);
    const merge = brought.get(change.commit);
    if (merge !== undefined && merge.changes.some(isTold)) events.push(mergeOf(repository, path, merge));
  }
  // The first text and the newest steps are what a reader asks for.
  return events.length <= MOST_EVENTS ? events : [events[0]!, ...events.slice(-(MOST_EVENTS - 1))];
}

function isTold({ weight, movedFrom }: Change): boolean {
  return (weight !== 'none' && weight !== 'small') || movedFrom !== null;
}

function stepOf(repository: string, path: string, change: Change, isLast: boolean): HistoryEvent | null {
  // Bringing a branch up to date is no touch of the text.
  const isTouch = isLast && change.weight === 'small' && !change.subject.startsWith('Merge ');
  if (!isTold(change) && !isTouch) return null;
  const request = requestNamedIn(change.subject, change.body);
  const links = talkIn(change);
  return {
    on: change.on,
    what: whatOf(change),
    text: change.subject,
    repository,
    path,
    commit: change.commit,
    authors: change.authors,
    words: { added: change.added, removed: change.removed },
    ...(request === null ? {} : { request }),
    ...(change.movedFrom === null ? {} : { from: change.movedFrom }),
    ...(links.length === 0 ? {} : { links }),
  };
}

function whatOf({ weight, movedFrom }: Change): HistoryEvent['what'] {
  switch (weight) {
    case 'first':
      return 'first text';
    case 'rewrite':
      return 'rewritten';
    case 'substantive':
      return movedFrom === null ? 'changed' : 'moved';
    case 'small':
    case 'none':
      return movedFrom === null ? 'small change' : 'moved';
    default:
      return weight satisfies never;
  }
}

/** Changes that follow one another closely are one step; one that has a request of its own stands alone. */
function joined(events: HistoryEvent[], step: HistoryEvent): boolean {
  const before = events.at(-1);
  if (
    before?.what !== 'changed' ||
    step.what !== 'changed' ||
    before.request !== step.request ||
    daysApart(before.on, step.on) > ONE_STEP_DAYS
  )
    return false;
  const links = [...new Set([...(before.links ?? []), ...(step.links ?? [])])].slice(0, MOST_LINKS);
  events[events.length - 1] = {
    ...before,
    on: step.on,
    since: before.since ?? before.on,
    commit: step.commit,
    authors: [...new Set([...before.authors, ...step.authors])],
    words: { added: before.words.added + step.words.added, removed: before.words.removed + step.words.removed },
    ...(links.length === 0 ? {} : { links }),
  };
  return true;
}

interface Brought {
  readonly landing: Landing;
  readonly changes: readonly Change[];
}

/** By the last commit that each merge brought: those that nobody had brought before, up to the day of the merge. */
function broughtBy(oldestFirst: readonly Change[], landings: readonly Landing[]): Map<string, Brought> {
  const onBranch = new Set(landings.map(({ commit }) => commit));
  const brought = new Map<string, Brought>();
  let waiting: readonly Change[] = oldestFirst.filter(({ commit }) => !onBranch.has(commit));
  for (const landing of [...landings].sort((a, b) => byCode(a.at, b.at))) {
    if (!landing.isMerge) continue;
    const day = landing.at.slice(0, 10);
    const changes = waiting.filter(({ on }) => on <= day);
    const last = changes.at(-1);
    if (last === undefined) continue;
    waiting = waiting.filter(({ on }) => on > day);
    brought.set(last.commit, { landing, changes });
  }
  return brought;
}

function mergeOf(repository: string, path: string, { landing, changes }: Brought): HistoryEvent {
  const request = requestNamedIn(landing.subject, landing.body);
  const title = landing.body
    .split('\n')
    .find((line) => line.trim() !== '')
    ?.trim();
  const links = [...new Set([landing, ...changes].flatMap((one) => talkIn(one)))].slice(0, MOST_LINKS);
  const isForges = request !== null && title !== undefined && !title.startsWith('See merge request ');
  return {
    on: landing.at.slice(0, 10),
    what: 'merged',
    text: isForges ? title.slice(0, 300) : landing.subject,
    repository,
    path,
    commit: landing.commit,
    authors: [landing.author],
    words: {
      added: changes.reduce((sum, { added }) => sum + added, 0),
      removed: changes.reduce((sum, { removed }) => sum + removed, 0),
    },
    since: changes[0]!.on,
    ...(request === null ? {} : { request }),
    ...(links.length === 0 ? {} : { links }),
  };
}

const MOST_LINKS = 4;

/** Addresses in a commit's message where people talk: mailing lists, forums, issues. */
function talkIn({ subject, body }: Pick<Change, 'subject' | 'body'>): string[] {
  const found = new Set<string>();
  for (const [address] of `${subject}\n${body}`.matchAll(/https?:\/\/[\w.-]{1,100}\/[^\s<>()"'`\]]{1,300}/g)) {
    if (found.size >= MOST_LINKS) break;
    const plain = withoutEnd(address, '.,;:');
    if (/\b(pipermail|mailman\d?|lists?|archives?|groups?|discourse|discuss|forum|issues|discussions)\b/i.test(plain))
      found.add(plain);
  }
  return [...found];
}

/** Names after "Co-authored-by:", however the trailer is written. */
export function coAuthorsIn(body: string): string[] {
  const names: string[] = [];
  for (const line of body.split('\n').slice(0, 400)) {
    if (!/^\s*co-?authored-by\s*:/i.test(line.slice(0, 40))) continue;
    const name = line
      .slice(line.indexOf(':') + 1)
      .split('<')[0]!
      .trim();
    if (name !== '' && name.length <= 100 && !names.includes(name) && names.length < 20) names.push(name);
  }
  return names;
}

/** Everybody who changed the text by more than its form, the most active first. */
export function peopleIn(changes: readonly Change[]): PersonInvolved[] {
  const people = new Map<string, { changes: number; first: string; last: string }>();
  for (const { authors, on, weight } of changes) {
    if (weight === 'none') continue;
    for (const name of authors) {
      if (/\[bot\]$|\bbot$|^(github )?copilot$|^github( actions?)?$/i.test(name)) continue;
      const one = people.get(name);
      if (one === undefined) people.set(name, { changes: 1, first: on, last: on });
      else {
        one.changes++;
        if (on < one.first) one.first = on;
        if (on > one.last) one.last = on;
      }
    }
  }
  return [...people]
    .map(([name, one]) => ({ name, ...one }))
    .sort((a, b) => b.changes - a.changes || byCode(b.last, a.last) || byCode(a.name, b.name));
}

function daysApart(a: string, b: string): number {
  return Math.abs(Date.parse(b) - Date.parse(a)) / 86_400_000;
}

export function authorsOf(changes: readonly Change[]): number {
  return new Set(changes.flatMap(({ authors }) => authors)).size;
}
