/** Whose version a text names: "Grid 2.0" and "release 2.0" are the project's, "GCC 4.8" is not. */

import { withoutEndWhile } from '../ends.ts';

/** What the project is called, from its name and its repositories, as versions follow it. */
export function namesOfProject(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => {
      const last = name.slice(name.lastIndexOf('/') + 1).toLowerCase();
      return [last, ...last.split(/[\s._-]+/)]
        .map((word) => withoutEndWhile(word, (sign) => '0123456789._-'.includes(sign)))
        .filter((word) => word.length >= 2);
    }),
  );
}

/** The word directly before a version, or null. */
function wordBefore(line: string, version: string): string | null {
  const at = line.indexOf(version);
  if (at < 0) return null;
  let before = line.slice(Math.max(0, at - 60), at);
  const said = ['version ', 'release ', 'v'].find((word) => before.toLowerCase().endsWith(word));
  if (said !== undefined) before = before.slice(0, -said.length);
  const named = withoutEndWhile(before, (sign) => /^[\s`*'"’]$/.test(sign));
  if (before.length - named.length > 4) return null;
  const word = named.slice(withoutEndWhile(named, (sign) => /^[\p{L}\d_+-]$/u.test(sign)).length);
  return /^[\d_+-]*(\p{L}.*)$/u.exec(word)?.[1] ?? null;
}

export function isOfProject(line: string, version: string, own: ReadonlySet<string>): boolean {
  const word = wordBefore(line, version)?.toLowerCase();
  return word === undefined || own.has(word) || NO_NAMES.has(word);
}

/** A name in capitals that is not the project's stands before it. */
export function isOfAnother(line: string, version: string, own: ReadonlySet<string>): boolean {
  const word = wordBefore(line, version);
  return word !== null && /^\p{Lu}/u.test(word) && !own.has(word.toLowerCase()) && !NO_NAMES.has(word.toLowerCase());
}

/** Words before a version that name nothing. */
const NO_NAMES = new Set(
  (
    'the our a an for in to until after before by of from next future upcoming and version versions release releases milestone milestones ' +
    'since with major minor series target towards toward plan plans planned roadmap targeted tag phase stage'
  ).split(' '),
);
