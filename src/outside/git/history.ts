/** The commits that changed a path, with `git log`; renamings are followed by ourselves, because `--follow` ends at the first missing blob. */

import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { authorName, moment, subjectOf } from './commits.ts';
import { decodeName } from './names.ts';
import { refusalOf, type Ran } from './run.ts';
import type { GitRefusal } from './refusals.ts';
import type { ChangedFile, CommitInfo, FileChange, GitLimits } from './types.ts';

/** What history and blame need of a repository. */
export interface Asking {
  readonly limits: GitLimits;
  /** Commits at which a shallow copy ends: they look as if they had added everything. */
  readonly cutAt: ReadonlySet<string>;
  run(args: readonly string[], input?: string): Promise<Ran>;
}

interface Walk {
  readonly max?: number;
  readonly since?: Date;
  /** Line counts need the blobs; the list of changes does not. */
  readonly count?: boolean;
  /** Also what happened on sides that left no trace, as `--follow` has it; twice the time. */
  readonly everySide?: boolean;
  /** Only the commits of the branch itself: a merge stands for all that it brought. */
  readonly mainLine?: boolean;
}

/** A change as git prints it, with the blobs on both sides. */
interface Change {
  readonly commit: CommitInfo;
  readonly firstParent: string | null;
  readonly parents: number;
  readonly path: string;
  readonly status: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly added: number | null;
  readonly deleted: number | null;
  readonly body: string;
}

const MAX_RENAMES = 20;

export async function changesOf(
  asking: Asking,
  commit: string,
  path: string,
  options: Walk & { readonly follow?: boolean },
): Promise<Outcome<Change[], GitRefusal>> {
  const all: Change[] = [];
  let from = { commit, path };
  for (let renames = 0; ; renames++) {
    const left = options.max === undefined ? undefined : options.max - all.length;
    const step = await changesOfPaths(asking, from.commit, [from.path], {
      ...(left === undefined ? {} : { max: left }),
      ...(options.since === undefined ? {} : { since: options.since }),
      count: options.count ?? true,
      everySide: options.follow ?? false,
    });
    if (refused(step)) return step;
    all.push(...step.done);
    const oldest = step.done.at(-1);
    const complete = options.max !== undefined && all.length >= options.max;
    if (options.follow !== true || complete || renames === MAX_RENAMES) break;
    if (oldest === undefined || oldest.status !== 'A' || oldest.firstParent === null) break;
    const source = await renamedFrom(asking, oldest, options.count ?? true);
    if (refused(source)) return source;
    if (source.done === null) break;
    all[all.length - 1] = { ...oldest, ...source.done.change };
    from = { commit: oldest.firstParent, path: source.done.path };
  }
  return done(all);
}

/** One walk for several paths, newest first. */
export async function changesOfPaths(
  asking: Asking,
  commit: string,
  paths: readonly string[],
  options: Walk,
): Promise<Outcome<Change[], GitRefusal>> {
  if (paths.some((path) => !isSpeakable(path))) return refuse('odd-path');
  const walk = (count: boolean): Promise<Ran> =>
    asking.run([
      'log',
      '-z',
      '--raw',
      ...(count ? ['--numstat'] : []),
      '--no-abbrev',
      '--no-renames',
      '--no-color',
      ...(options.everySide === true ? ['--full-history', '--no-merges'] : []),
      ...(options.mainLine === true ? ['--first-parent', '-m'] : []),
      `--format=${FORMAT}`,
      ...(options.max === undefined ? [] : [`--max-count=${options.max}`]),
      ...(options.since === undefined ? [] : [`--max-age=${Math.floor(options.since.getTime() / 1000)}`]),
      commit,
      '--',
      ...paths,
    ]);
  let ran = await walk(options.count ?? true);
  // Counting lines needs the blobs, the list of changes does not.
  if (ran.ended === 'badly' && (options.count ?? true)) ran = await walk(false);
  if (ran.ended !== 'well') return refusalOf(ran, asking.limits);
  const changes = readLog(ran.out);
  if (changes.some((change) => asking.cutAt.has(change.commit.id))) return refuse('history-cut');
  return withMerges(asking, changes, paths, options.count ?? true);
}

/** `git log` lists the merges that changed a path but not how: asked for apart, against the first parent. */
async function withMerges(
  asking: Asking,
  changes: Change[],
  paths: readonly string[],
  count: boolean,
): Promise<Outcome<Change[], GitRefusal>> {
  const merges = changes.filter((change) => change.path === '' && change.parents > 1);
  if (merges.length === 0) return done(changes.filter((change) => change.path !== ''));
  const input = merges.map((merge) => `${merge.commit.id} ${merge.firstParent}\n`).join('');
  const compare = (numbers: boolean): Promise<Ran> =>
    asking.run(
      [
        'diff-tree',
        '--stdin',
        '-z',
        '-r',
        '--raw',
        ...(numbers ? ['--numstat'] : []),
        '--no-abbrev',
        '--no-renames',
        '--',
        ...paths,
      ],
      input,
    );
  let ran = await compare(count);
  if (ran.ended === 'badly' && count) ran = await compare(false);
  if (ran.ended !== 'well') return refusalOf(ran, asking.limits);
  const byCommit = readDiffs(ran.out);
  return done(
    changes.flatMap((change) =>
      change.path !== ''
        ? [change]
        : (byCommit.get(change.commit.id) ?? []).map((diff) => Object.assign({}, change, diff)),
    ),
  );
}

/** Every file that a commit changed, against its first parent; without looking at what is in them. */
export async function changedFilesOf(
  asking: Asking,
  commit: string,
  firstParent: string,
): Promise<Outcome<ChangedFile[], GitRefusal>> {
  const ran = await asking.run(['diff-tree', '-z', '-r', '--raw', '--no-abbrev', '--no-renames', firstParent, commit]);
  if (ran.ended !== 'well') return refusalOf(ran, asking.limits);
  return done(readTokens(ran.out, 0).diffs.map(({ path, status, before, after }) => ({ path, status, before, after })));
}

/** Where a file came from that appears in a commit; null when it was written new. */
async function renamedFrom(
  asking: Asking,
  change: Change,
  count: boolean,
): Promise<Outcome<{ readonly path: string; readonly change: Partial<Change> } | null, GitRefusal>> {
  const compare = (likeness: string, numbers: boolean): Promise<Ran> =>
    asking.run([
      'diff-tree',
      '-z',
      '-r',
      '--raw',
      ...(numbers ? ['--numstat'] : []),
      '--no-abbrev',
      '--diff-filter=RC',
      likeness,
      change.firstParent!,
      change.commit.id,
    ]);
  let ran = await compare('-C', count);
  // Likeness is judged by content; without the blobs only a file moved unchanged is recognised.
  if (ran.ended === 'badly') ran = await compare('-C100%', false);
  if (ran.ended !== 'well') return refusalOf(ran, asking.limits);
  const diffs = readTokens(ran.out, 0).diffs;
  const own = diffs.find((diff) => diff.path === change.path && diff.from !== null);
  if (own === undefined || own.from === null) return done(null);
  const { from, path: _same, ...rest } = own;
  return done({ path: from, change: rest });
}

/** Whether a path can be handed to git: Node passes arguments as UTF-8, so names of other bytes cannot. */
export function isSpeakable(path: string): boolean {
  return (
    path !== '' && path.length <= 4096 && !path.includes('\0') && path.isWellFormed() && !/\\x[0-9a-f]{2}/.test(path)
  );
}

const FORMAT = '%x01%H%x00%P%x00%ct%x00%at%x00%an%x00%s%x00%b';
const FIELDS = 7;
const MOST_OF_A_BODY = 8_000;

function readLog(out: Buffer): Change[] {
  const changes: Change[] = [];
  let at = 0;
  while (at < out.length && out[at] === 0x01) {
    const fields: string[] = [];
    let from = at + 1;
    for (let n = 0; n < FIELDS; n++) {
      const end = endOf(out, from);
      fields.push(out.toString('utf8', from, end));
      from = end + 1;
    }
    const [id, parents, committed, authored, author, subject, body] = fields as [
      string,
      string,
      string,
      string,
      string,
      string,
      string,
    ];
    const parentIds = parents.split(' ').filter((parent) => parent !== '');
    const commit: CommitInfo = {
      id,
      date: moment(Number(committed)),
      authorDate: moment(Number(authored)),
      author: authorName(author),
      subject: subjectOf(subject),
    };
    const base = {
      commit,
      firstParent: parentIds[0] ?? null,
      parents: parentIds.length,
      body: body.slice(0, MOST_OF_A_BODY),
    };
    const read = readTokens(out, from);
    at = read.end;
    if (read.diffs.length === 0) changes.push({ ...base, ...NO_DIFF });
    for (const { from: _none, ...diff } of read.diffs) changes.push({ ...base, ...diff });
  }
  return changes;
}

/** What `diff-tree --stdin` prints: the commit, then its differences. */
function readDiffs(out: Buffer): Map<string, Omit<Diff, 'from'>[]> {
  const found = new Map<string, Omit<Diff, 'from'>[]>();
  let at = 0;
  while (at < out.length) {
    const end = endOf(out, at);
    const id = out.toString('latin1', at, end).trim().split(' ')[0]!;
    const read = readTokens(out, end + 1);
    found.set(id, [...(found.get(id) ?? []), ...read.diffs.map(({ from: _none, ...diff }) => diff)]);
    at = read.end;
  }
  return found;
}

interface Diff {
  readonly path: string;
  readonly from: string | null;
  readonly status: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly added: number | null;
  readonly deleted: number | null;
}

const NO_DIFF: Omit<Diff, 'from'> = { path: '', status: 'M', before: null, after: null, added: null, deleted: null };

/** Rows of `--raw` and of `--numstat` with -z, from a place up to the next commit. Names come as separate fields, so nothing in a name can pass for a row. */
function readTokens(out: Buffer, start: number): { readonly diffs: Diff[]; readonly end: number } {
  const diffs: Diff[] = [];
  let counted = 0;
  let at = start;
  while (at < out.length) {
    if (out[at] === 0x0a) at += 1;
    if (out[at] === 0x00) {
      at += 1;
      continue;
    }
    const end = endOf(out, at);
    if (out[at] === 0x3a) {
      const [, , before, after, letter] = out.toString('latin1', at + 1, end).split(' ');
      const renamed = letter?.startsWith('R') === true || letter?.startsWith('C') === true;
      let from: string | null = null;
      at = end + 1;
      if (renamed) {
        const nameEnd = endOf(out, at);
        from = decodeName(out, at, nameEnd);
        at = nameEnd + 1;
      }
      const nameEnd = endOf(out, at);
      diffs.push({
        path: decodeName(out, at, nameEnd),
        from,
        status: letter?.slice(0, 1) ?? 'M',
        before: blobOf(before),
        after: blobOf(after),
        added: null,
        deleted: null,
      });
      at = nameEnd + 1;
      continue;
    }
    const tab = out.indexOf(0x09, at);
    const second = tab === -1 ? -1 : out.indexOf(0x09, tab + 1);
    if (tab === -1 || second === -1 || second > end) break;
    // Rows of numbers come in the order of the raw rows before them.
    const diff = diffs[counted];
    if (diff !== undefined)
      diffs[counted] = {
        ...diff,
        added: numberOf(out.toString('latin1', at, tab)),
        deleted: numberOf(out.toString('latin1', tab + 1, second)),
      };
    counted += 1;
    at = end + 1;
    // A renaming leaves the name empty and adds both names.
    if (second + 1 === end) at = endOf(out, endOf(out, at) + 1) + 1;
  }
  return { diffs, end: at };
}

function endOf(out: Buffer, from: number): number {
  const end = out.indexOf(0, from);
  return end === -1 ? out.length : end;
}

function blobOf(id: string | undefined): string | null {
  return id === undefined || /^0+$/.test(id) ? null : id;
}

function numberOf(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

export function asFileChange({ firstParent: _parent, after, ...change }: Change): FileChange {
  return { ...change, blob: after };
}

export type { Change };
