/**
 * A repository on disk, read without trusting it.
 *
 * Git obeys the configuration of the repository that it is run in, and there is no switch against that. So it is never run in
 * it: a stand-in, an empty git folder of our own with our own configuration, borrows nothing but the object files
 * (GIT_OBJECT_DIRECTORY). Branches and tags are read by ourselves, as text. Whatever a config, an attributes file, a hook or a
 * promisor remote in the repository says is never seen by git at all.
 */

import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { runs, startOf } from './processes.ts';
import type { GitRefusal } from './refusals.ts';
import { bareEnvironment, type Start } from './run.ts';
import type { GitLimits } from './types.ts';

export type ObjectFormat = 'sha1' | 'sha256';

export interface Place {
  /** Where HEAD is. */
  readonly gitDir: string;
  /** Where refs and objects are: another folder only in a linked work tree. */
  readonly commonDir: string;
  readonly format: ObjectFormat;
  readonly shallow: boolean;
}

/** Finds the repository of a folder, bare or with a work tree, and looks for ways in which it would lead elsewhere. */
export function findPlace(folder: string): Outcome<Place, GitRefusal> {
  const asked = resolve(folder);
  let base: string;
  try {
    base = realpathSync(asked);
    if (!statSync(base).isDirectory()) return refuse('no-such-folder', { place: asked });
  } catch {
    return refuse('no-such-folder', { place: asked });
  }
  const found = gitDirOf(base, asked);
  if (refused(found)) return found;
  const { gitDir, commonDir } = found.done;
  const borrowed = leadsElsewhere(commonDir);
  if (borrowed) return refuse('borrowed-objects', { place: asked });

  const config = readSmallFile(join(commonDir, 'config')) ?? '';
  const settings = readSettings(config);
  if (settings.refStorage !== 'files' || kindOf(join(commonDir, 'reftable')) !== null)
    return refuse('unsupported-repository', { place: asked, why: 'branches kept as reftable' });
  if (settings.format === null) return refuse('unsupported-repository', { place: asked, why: 'unknown hash' });
  return done({
    gitDir,
    commonDir,
    format: settings.format,
    shallow: (readSmallFile(join(commonDir, 'shallow')) ?? '') !== '',
  });
}

function gitDirOf(base: string, asked: string): Outcome<Pick<Place, 'gitDir' | 'commonDir'>, GitRefusal> {
  const inside = join(base, '.git');
  switch (kindOf(inside)) {
    case 'folder':
      if (looksLikeGitDir(inside)) return done({ gitDir: inside, commonDir: inside });
      break;
    case 'file':
      return linkedWorkTree(inside, asked);
    case 'other':
      return refuse('not-a-repository', { place: asked, pointsTo: 'another place' });
    case null:
  }
  if (looksLikeGitDir(base)) return done({ gitDir: base, commonDir: base });
  return refuse('not-a-repository', { place: asked });
}

/**
 * `.git` as a file names the real git folder. It is believed only when that folder names this file in turn, as in a linked work
 * tree: otherwise an unpacked archive could point at any other repository of the machine.
 */
function linkedWorkTree(pointer: string, asked: string): Outcome<Pick<Place, 'gitDir' | 'commonDir'>, GitRefusal> {
  const named = /^gitdir: ([^\n]+)\n?$/.exec(readSmallFile(pointer) ?? '')?.[1];
  if (named === undefined) return refuse('not-a-repository', { place: asked });
  const gitDir = resolve(join(pointer, '..'), named);
  const back = readSmallFile(join(gitDir, 'gitdir'))?.trim();
  const common = readSmallFile(join(gitDir, 'commondir'))?.trim();
  if (back === undefined || common === undefined || resolve(gitDir, back) !== pointer)
    return refuse('not-a-repository', { place: asked, pointsTo: named });
  const commonDir = resolve(gitDir, common);
  if (!looksLikeGitDir(commonDir)) return refuse('not-a-repository', { place: asked });
  // The repository keeps its work trees in a folder of its own: what lies elsewhere is not one of them.
  if (join(realpathSync(gitDir), '..') !== join(realpathSync(commonDir), 'worktrees'))
    return refuse('not-a-repository', { place: asked, pointsTo: named });
  return done({ gitDir, commonDir });
}

function looksLikeGitDir(folder: string): boolean {
  return (
    kindOf(join(folder, 'HEAD')) === 'file' &&
    kindOf(join(folder, 'objects')) !== null &&
    (kindOf(join(folder, 'refs')) !== null || kindOf(join(folder, 'packed-refs')) !== null)
  );
}

/** Objects that come from outside the repository: alternates, or symbolic links in place of its own folders. */
function leadsElsewhere(commonDir: string): boolean {
  const objects = join(commonDir, 'objects');
  if (kindOf(objects) !== 'folder') return true;
  if (kindOf(join(objects, 'info', 'alternates')) !== null) return true;
  try {
    if (readdirSync(objects, { withFileTypes: true }).some((entry) => !entry.isDirectory() && !entry.isFile()))
      return true;
    for (const name of ['pack', 'info']) {
      const folder = join(objects, name);
      if (
        kindOf(folder) === 'folder' &&
        readdirSync(folder, { withFileTypes: true }).some((entry) => !entry.isFile() && !entry.isDirectory())
      )
        return true;
    }
  } catch {
    return true;
  }
  return false;
}

function kindOf(path: string): 'file' | 'folder' | 'other' | null {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return null;
  return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
}

const MAX_SMALL_FILE = 64 * 1024 * 1024;

/** A file of the repository; null when it is absent, too large, or not a plain file (a pipe would wait for ever, a link leads elsewhere). */
export function readSmallBytes(path: string): Buffer | null {
  let file: number;
  try {
    file = openSync(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
  } catch {
    return null;
  }
  try {
    const { size, isFile } = ((found) => ({ size: found.size, isFile: found.isFile() }))(fstatSync(file));
    if (!isFile || size > MAX_SMALL_FILE) return null;
    const bytes = Buffer.allocUnsafe(size);
    let read = 0;
    while (read < size) {
      const more = readSync(file, bytes, read, size - read, read);
      if (more === 0) break;
      read += more;
    }
    return bytes.subarray(0, read);
  } catch {
    return null;
  } finally {
    closeSync(file);
  }
}

function readSmallFile(path: string): string | null {
  return readSmallBytes(path)?.toString('utf8') ?? null;
}

/** The two settings that say how to read the files. Includes are not followed; everything else is of no interest. */
function readSettings(config: string): { readonly format: ObjectFormat | null; readonly refStorage: string } {
  let section = '';
  let format: string = 'sha1';
  let refStorage = 'files';
  for (const line of config.split('\n')) {
    const heading = /^\s*\[([A-Za-z]+)\]/.exec(line);
    if (heading !== null) section = heading[1]!.toLowerCase();
    else if (/^\s*\[/.test(line)) section = '';
    const setting = /([A-Za-z]{1,64})\s{0,64}=\s{0,64}"?([A-Za-z0-9]{1,64})/.exec(line.slice(0, 200));
    if (section !== 'extensions' || setting === null) continue;
    const name = setting[1]!.toLowerCase();
    if (name === 'objectformat') format = setting[2]!.toLowerCase();
    if (name === 'refstorage') refStorage = setting[2]!.toLowerCase();
  }
  return { format: format === 'sha1' || format === 'sha256' ? format : null, refStorage };
}

const STAND_IN = 'commonwork-git-';
const OWNER = /^commonwork-git-(\d{1,10})-(\d{1,20})-([a-z0-9]*)-/;

/** The process that a stand-in belongs to, in its name: whoever finds it later can tell whether it is still in use. */
function ownName(): string {
  return `${STAND_IN}${process.pid}-${startOf(process.pid) ?? '0'}-${machine()}-`;
}

/** Programs that share a folder for temporary files need not share a machine: one cannot tell what runs on the other. */
function machine(): string {
  return hostname()
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 60);
}

/** Removes what killed programs left in the folder for temporary files. Of other users nothing is touched, nor what cannot be told. */
export function sweepStandIns(): void {
  const base = tmpdir();
  for (const name of namesIn(base)) {
    const [, pid, started, host] = OWNER.exec(name) ?? [];
    if (pid === undefined || host !== machine() || runs(Number(pid), started === '0' ? null : started!)) continue;
    try {
      const path = join(base, name);
      const found = lstatSync(path);
      if (found.isDirectory() && found.uid === (process.getuid?.() ?? found.uid)) rmSync(path, { recursive: true });
    } catch {
      // Another program was quicker, or it is not ours to remove.
    }
  }
}

/** None where the folder may be used but not listed. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Those still in use when the program ends without closing its repositories. */
const standIns = new Set<string>();
let swept = false;
const remove = (folder: string): void => {
  rmSync(folder, { recursive: true, force: true });
  standIns.delete(folder);
};
process.on('exit', () => standIns.forEach(remove));

export interface StandIn {
  /** How to start git so that it sees the repository's objects and nothing else of it. */
  start(args: readonly string[]): Start;
  remove(): void;
}

export function makeStandIn(place: Place, limits: GitLimits): StandIn {
  if (!swept) sweepStandIns();
  swept = true;
  const folder = mkdtempSync(join(tmpdir(), ownName()));
  standIns.add(folder);
  mkdirSync(join(folder, 'objects'));
  mkdirSync(join(folder, 'refs'));
  writeFileSync(join(folder, 'HEAD'), 'ref: refs/heads/none\n');
  writeFileSync(
    join(folder, 'config'),
    [
      '[core]',
      '\trepositoryformatversion = 1',
      '\tbare = true',
      // Larger files are counted as binary instead of being held in memory.
      `\tbigFileThreshold = ${limits.maxBlobBytes}`,
      '[extensions]',
      ...(place.format === 'sha256' ? ['\tobjectFormat = sha256'] : []),
      '[log]',
      '\tshowSignature = false',
      '',
    ].join('\n'),
  );
  const shallowFile = join(place.commonDir, 'shallow');
  const env = {
    ...bareEnvironment(),
    GIT_DIR: folder,
    GIT_OBJECT_DIRECTORY: join(place.commonDir, 'objects'),
    GIT_ALLOC_LIMIT: String(limits.maxBytesOut),
    ...(place.shallow ? { GIT_SHALLOW_FILE: shallowFile } : {}),
  };
  return {
    start: (args) => ({ args, env, cwd: folder }),
    remove: () => remove(folder),
  };
}
