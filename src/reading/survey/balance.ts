/**
 * Pull requests counted from git alone (domain S76, 8.5; survey-anchors section 6). A forge keeps the last commit of every request
 * in a ref; the branches say which of them were merged. What git does not hold (reviews, what was closed unmerged, issues closed) is
 * left unsaid.
 */
import type { Evidence } from './types.ts';

export interface NumberedHead {
  readonly number: number;
  readonly id: string;
}

export interface CommitOfBranch {
  readonly id: string;
  readonly parents: number;
  /** Committer time in seconds. */
  readonly at: number;
  readonly subject: string;
  readonly body: string;
}

/**
 * By what a request counts as merged, the surest first: a merge commit that names it, a squashed commit whose subject ends in its
 * number, its last commit being part of a branch. The last says that the commits landed, not that somebody pressed the button.
 */
export type MergeTier = 'merge' | 'squash' | 'landed';

export interface BalanceYear {
  readonly year: number;
  readonly opened: number;
  readonly merged: number;
  /** Numbers that are no request: issues and discussions opened, at most. Null where requests have numbers of their own. */
  readonly others: number | null;
}

export interface Balance {
  readonly repository: string;
  /** What the forge calls them. */
  readonly kind: 'pull' | 'merge-request';
  readonly asOf: string;
  readonly requests: number;
  readonly highest: number;
  readonly merged: number;
  /** All that each tier shows; a request may be in the first two. `landed` counts those that only the third shows. */
  readonly tiers: Readonly<Record<MergeTier, number>>;
  /** Different numbers in subjects of each form, before they were checked. */
  readonly claimed: { readonly merge: number; readonly squash: number };
  /** Squashes whose number is no request's, or was there before the request: an older tracker's, an issue's, or not to be checked. */
  readonly rejected: number;
  /** Without those that merely landed, which have no day of their own. */
  readonly years: readonly BalanceYear[];
  /** Day of the newest commit that was counted. */
  readonly upTo: string | null;
  readonly evidence: Pick<Evidence, 'repository' | 'commit'>;
}

interface Claim {
  readonly number: number;
  readonly at: number;
}

/** What the subjects say, before the squashes are checked against the requests themselves. */
export interface Claims {
  readonly merges: readonly Claim[];
  readonly squashes: readonly Claim[];
  readonly claimed: Balance['claimed'];
  /** Squashes of a number that no request has. */
  readonly withoutRequest: number;
  /** Heads whose dates decide about the squashes. */
  readonly headsToDate: readonly string[];
}

export function claimsOf(heads: readonly NumberedHead[], commits: readonly CommitOfBranch[]): Claims {
  const byNumber = new Map(heads.map(({ number, id }) => [number, id]));
  const merges: Claim[] = [];
  const squashes: Claim[] = [];
  const claimed = { merge: new Set<number>(), squash: new Set<number>() };
  const headsToDate = new Set<string>();
  let withoutRequest = 0;
  for (const { parents, at, subject, body } of commits) {
    // A merge commit that was rewritten into a plain one keeps its words.
    const merge = mergedBy(subject, body);
    if (merge !== null) {
      claimed.merge.add(merge);
      if (byNumber.has(merge)) merges.push({ number: merge, at });
      continue;
    }
    const squash = parents > 1 ? null : squashedInto(subject);
    if (squash === null) continue;
    claimed.squash.add(squash);
    const head = byNumber.get(squash);
    if (head === undefined) withoutRequest++;
    else {
      squashes.push({ number: squash, at });
      headsToDate.add(head);
    }
  }
  return {
    merges,
    squashes,
    claimed: { merge: claimed.merge.size, squash: claimed.squash.size },
    withoutRequest,
    headsToDate: [...headsToDate],
  };
}

/** The texts that forges write into merge commits: GitHub's, Gitea's and Forgejo's, GitLab's. */
function mergedBy(subject: string, body: string): number | null {
  const found =
    /^Merge pull request #(\d{1,8}) (?:from|in) /.exec(subject) ??
    /^Merge pull request '.{0,400}' \(#(\d{1,8})\) from /.exec(subject) ??
    /^Merge pull request .{0,400} \(!(\d{1,8})\) from /.exec(subject);
  return found === null ? namedByText(body) : Number(found[1]);
}

/** The request that a commit names as the one it merged, by merge or by squash. */
export function requestNamedIn(subject: string, body: string): number | null {
  return mergedBy(subject, body) ?? squashedInto(subject);
}

function squashedInto(subject: string): number | null {
  const found = /\([#!](\d{1,8})\)$/.exec(subject.slice(-14).trimEnd());
  return found === null ? null : Number(found[1]);
}

/** GitLab's last line: "See merge request group/project!123". */
function namedByText(body: string): number | null {
  const at = body.lastIndexOf('See merge request ');
  if (at < 0) return null;
  const found = /^See merge request [\w./-]{0,300}!(\d{1,8})\s*$/m.exec(body.slice(at, at + 400));
  return found === null ? null : Number(found[1]);
}

export interface BalanceInput {
  readonly repository: string;
  readonly commit: string;
  readonly kind: Balance['kind'];
  readonly heads: readonly NumberedHead[];
  readonly commits: readonly CommitOfBranch[];
  readonly claims: Claims;
  /** Seconds, by head; one that is not there is a squash that cannot be checked. */
  readonly headDates: ReadonlyMap<string, number>;
  readonly asOf: string;
}

export function countBalance(input: BalanceInput): Balance {
  const { heads, commits, claims, headDates, asOf } = input;
  const end = Date.parse(`${asOf}T00:00:00Z`) / 1000 + 86_400;
  // Days of opening are told by all that is known; what lay ahead on the day itself is then left out.
  const newestOfAll = commits.reduce((last, { at }) => Math.max(last, at), 0);
  const newest = commits.reduce((last, { at }) => (at < end && at > last ? at : last), 0);
  const byNumber = new Map(heads.map(({ number, id }) => [number, id]));
  const merged = new Map<number, { at: number; tier: MergeTier }>();
  const inMerges = new Set<number>();
  const inSquashes = new Set<number>();
  let rejected = claims.withoutRequest;
  const note = (number: number, at: number, tier: MergeTier): void => {
    const known = merged.get(number);
    // Merges into maintenance branches repeat the number later.
    if (known === undefined || at < known.at) merged.set(number, { at, tier: known?.tier ?? tier });
  };
  for (const { number, at } of claims.merges) {
    note(number, at, 'merge');
    inMerges.add(number);
  }
  for (const { number, at } of claims.squashes) {
    // Before the last commit of a request was made nobody can have squashed it: an older tracker's number, or an issue's.
    const made = headDates.get(byNumber.get(number) ?? '');
    if (made === undefined || at < made) rejected++;
    else {
      note(number, at, 'squash');
      inSquashes.add(number);
    }
  }
  const ofBranches = new Map(commits.map(({ id, at }) => [id, at]));
  const landed = heads.filter(({ number, id }) => !merged.has(number) && ofBranches.has(id));

  // Numbers rise with time: a request was open by the day on which any later one was merged.
  const opened = openingBounds(heads, merged, newestOfAll);
  const known = heads.filter(({ number }) => opened.get(number)! < end);
  const isKnown = new Set(known.map(({ number }) => number));
  const counted = (numbers: Iterable<number>): number => {
    let n = 0;
    for (const number of numbers) if (isKnown.has(number) && (merged.get(number)?.at ?? 0) < end) n++;
    return n;
  };
  const landedByThen = landed.filter(({ number, id }) => isKnown.has(number) && ofBranches.get(id)! < end);
  const years = new Map<number, { opened: number; merged: number; others: number }>();
  const yearOf = (at: number) => {
    const year = new Date(at * 1000).getUTCFullYear();
    let one = years.get(year);
    if (one === undefined) years.set(year, (one = { opened: 0, merged: 0, others: 0 }));
    return one;
  };
  for (const { number } of known) yearOf(opened.get(number)!).opened++;
  for (const [number, { at }] of merged) if (isKnown.has(number) && at < end) yearOf(at).merged++;
  let before = 0;
  for (const { number } of known) {
    yearOf(opened.get(number)!).others += number - before - 1;
    before = number;
  }
  const sharedNumbers = input.kind === 'pull';
  const merges = counted(inMerges);
  const squashes = counted(inSquashes);
  return {
    repository: input.repository,
    kind: input.kind,
    asOf,
    requests: known.length,
    highest: known.at(-1)?.number ?? 0,
    merged: counted(merged.keys()) + landedByThen.length,
    tiers: { merge: merges, squash: squashes, landed: landedByThen.length },
    claimed: claims.claimed,
    rejected,
    years: spanOf(years).map(([year, one]) => ({
      year,
      opened: one.opened,
      merged: one.merged,
      others: sharedNumbers ? one.others : null,
    })),
    upTo: newest === 0 ? null : new Date(newest * 1000).toISOString().slice(0, 10),
    evidence: { repository: input.repository, commit: input.commit },
  };
}

/** For each head, in order of number: the earliest merge of it or of a later one; the newest commit where there is none. */
function openingBounds(
  heads: readonly NumberedHead[],
  merged: ReadonlyMap<number, { readonly at: number }>,
  newest: number,
): Map<number, number> {
  const bounds = new Map<number, number>();
  let bound = newest;
  for (let at = heads.length - 1; at >= 0; at--) {
    const mergedAt = merged.get(heads[at]!.number)?.at;
    if (mergedAt !== undefined && mergedAt < bound) bound = mergedAt;
    bounds.set(heads[at]!.number, bound);
  }
  return bounds;
}

const MOST_YEARS = 60;

/** Every year between the first and the last: one without a request is a fact too. */
function spanOf<T>(
  years: ReadonlyMap<number, T & { opened: number; merged: number; others: number }>,
): [number, { opened: number; merged: number; others: number }][] {
  const known = [...years.keys()].sort((a, b) => a - b);
  const last = known.at(-1);
  if (last === undefined) return [];
  const first = Math.max(known[0]!, last - MOST_YEARS + 1);
  return Array.from({ length: last - first + 1 }, (_, n) => [
    first + n,
    years.get(first + n) ?? { opened: 0, merged: 0, others: 0 },
  ]);
}
