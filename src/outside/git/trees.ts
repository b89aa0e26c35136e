import { decodeName, isOddName } from './names.ts';
import type { TreeEntry } from './types.ts';

/** One row of a tree object. */
export interface Row {
  readonly name: string;
  readonly kind: TreeEntry['kind'] | 'folder';
  readonly id: string;
  readonly odd: boolean;
}

/**
 * `mode SP name NUL id`, again and again; null when it is not that. This is the hot loop of the first answer: two conversions
 * for the whole object and slices of them, instead of two for every file.
 */
export function readTree(bytes: Buffer, idBytes: number): Row[] | null {
  const rows: Row[] = [];
  const text = bytes.toString('latin1');
  const hex = bytes.toString('hex');
  const length = bytes.length;
  let at = 0;
  while (at < length) {
    let mode = 0;
    for (let byte = bytes[at]; byte !== 0x20; byte = bytes[++at]) {
      if (byte === undefined || byte < 0x30 || byte > 0x37 || mode > 0o777777) return null;
      mode = mode * 8 + (byte - 0x30);
    }
    const start = ++at;
    let plain = true;
    for (let byte = bytes[at]; byte !== 0; byte = bytes[++at]) {
      if (byte === undefined) return null;
      // Anything but the characters of ordinary names is looked at closely.
      if (byte <= 0x20 || byte >= 0x7f || byte === 0x5c || byte === 0x2f) plain = false;
    }
    const end = at;
    at = end + 1 + idBytes;
    if (at > length) return null;
    if (end - start < 3) plain = false;
    const name = plain ? text.slice(start, end) : decodeName(bytes, start, end);
    rows.push({
      name,
      kind: kindOf(mode),
      id: hex.slice(2 * (end + 1), 2 * at),
      odd: !plain && isOddName(name),
    });
  }
  return rows;
}

function kindOf(mode: number): Row['kind'] {
  switch (mode & 0o170000) {
    case 0o040000:
      return 'folder';
    case 0o120000:
      return 'symlink';
    case 0o160000:
      return 'submodule';
    default:
      return (mode & 0o100) === 0 ? 'file' : 'executable';
  }
}

/** Deeper than any real project: a chain of folders made to exhaust us ends here. */
export const MAX_DEPTH = 250;

/** All files below a root, in git's order; null when there are more than `limit` (a tree may hold the same subtree a million times). */
export function flatten(root: string, trees: ReadonlyMap<string, readonly Row[]>, limit: number): TreeEntry[] | null {
  const entries: TreeEntry[] = [];
  const open: { readonly rows: readonly Row[]; readonly prefix: string; readonly odd: boolean; at: number }[] = [
    { rows: trees.get(root) ?? [], prefix: '', odd: false, at: 0 },
  ];
  let folders = 0;
  while (open.length > 0) {
    const level = open[open.length - 1]!;
    const row = level.rows[level.at++];
    if (row === undefined) {
      open.pop();
      continue;
    }
    const path = level.prefix + row.name;
    const oddName = level.odd || row.odd;
    if (row.kind === 'folder') {
      if (++folders > limit) return null;
      open.push({ rows: trees.get(row.id) ?? [], prefix: `${path}/`, odd: oddName, at: 0 });
    } else {
      if (entries.length >= limit) return null;
      entries.push({ path, kind: row.kind, blob: row.id, oddName });
    }
  }
  return entries;
}
