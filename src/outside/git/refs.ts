/** Branches and tags, read from the files of a repository without git: see place.ts for why. */

import { readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { readSmallBytes, type Place } from './place.ts';

export type Head =
  | { readonly kind: 'branch'; readonly name: string; readonly id: string | null }
  | { readonly kind: 'detached'; readonly id: string }
  | { readonly kind: 'unreadable' };

const ID = /^([0-9a-f]{64}|[0-9a-f]{40})$/;
const MAX_REFS = 500_000;
const MAX_SYMBOLIC = 5;

export function readHead(place: Place): Head {
  const text = readSmallBytes(join(place.gitDir, 'HEAD'))?.toString('utf8').trim() ?? '';
  if (ID.test(text)) return { kind: 'detached', id: text };
  const named = /^ref:\s*(refs\/heads\/[^\n]+)$/.exec(text)?.[1];
  if (named === undefined || !isSafeRefName(named)) return { kind: 'unreadable' };
  return { kind: 'branch', name: named.slice('refs/heads/'.length), id: readRef(place, named) };
}

/** What a full ref name stands for; null when there is none. */
export function readRef(place: Place, name: string, depth = 0): string | null {
  if (!isSafeRefName(name) || depth > MAX_SYMBOLIC) return null;
  const loose = readLoose(place, name);
  if (loose !== null) {
    const symbolic = /^ref:\s*(refs\/\S+)$/.exec(loose)?.[1];
    if (symbolic !== undefined) return readRef(place, symbolic, depth + 1);
    if (ID.test(loose)) return loose;
  }
  return readPacked(place, name);
}

/** A revision in words, in the order in which git itself tries: tag before branch. */
export function findRef(place: Place, revision: string): { readonly name: string; readonly id: string } | null {
  for (const name of [
    revision,
    `refs/${revision}`,
    `refs/tags/${revision}`,
    `refs/heads/${revision}`,
    `refs/remotes/${revision}`,
    `refs/remotes/${revision}/HEAD`,
  ]) {
    if (!name.startsWith('refs/')) continue;
    const id = readRef(place, name);
    if (id !== null) return { name, id };
  }
  return null;
}

/** git-check-ref-format, and nothing that an option or another revision syntax could be made of. */
export function isSafeRefName(name: string): boolean {
  return (
    name.length > 0 &&
    name.length <= 1024 &&
    !/[\u0000-\u0020\u007f~^:?*[\\]|\.\.|@\{|\/\/|\/$|^\/|^-/.test(name) &&
    name !== '@' &&
    name
      .split('/')
      .every((part) => part !== '' && !part.startsWith('.') && !part.endsWith('.lock') && !part.endsWith('.'))
  );
}

function readLoose(place: Place, name: string): string | null {
  const path = join(place.commonDir, name);
  const bytes = readSmallBytes(path);
  if (bytes === null || bytes.length > 4096) return null;
  try {
    // A link among the folders above would lead out of the repository.
    if (realpathSync(path) !== join(realpathSync(place.commonDir), name)) return null;
  } catch {
    return null;
  }
  return bytes.toString('utf8').trim();
}

/** Looks for one line in packed-refs without splitting it: projects keep tens of thousands of pull requests there. */
function readPacked(place: Place, name: string): string | null {
  const bytes = readSmallBytes(join(place.commonDir, 'packed-refs'));
  if (bytes === null) return null;
  const tail = Buffer.from(` ${name}\n`);
  for (let at = bytes.indexOf(tail); at !== -1; at = bytes.indexOf(tail, at + 1)) {
    const start = bytes.lastIndexOf(0x0a, at - 1) + 1;
    const id = bytes.toString('latin1', start, at);
    if (ID.test(id)) return id;
  }
  return null;
}

/** All refs below a prefix such as `refs/tags/`. */
export function listRefs(place: Place, prefix: string): Map<string, string> {
  const found = new Map<string, string>();
  const packed = readSmallBytes(join(place.commonDir, 'packed-refs'))?.toString('utf8') ?? '';
  for (const line of packed.split('\n')) {
    const space = line.indexOf(' ');
    const name = line.slice(space + 1);
    if (name.startsWith(prefix) && ID.test(line.slice(0, space)) && isSafeRefName(name) && found.size < MAX_REFS)
      found.set(name, line.slice(0, space));
  }
  const folders = [prefix.replace(/\/$/, '')];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    let entries;
    try {
      entries = readdirSync(join(place.commonDir, folder), { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      const name = `${folder}/${entry.name}`;
      if (!isSafeRefName(name) || found.size >= MAX_REFS) continue;
      if (entry.isDirectory()) folders.push(name);
      else if (entry.isFile()) {
        const id = readRef(place, name);
        if (id !== null) found.set(name, id);
      }
    }
  }
  return found;
}
