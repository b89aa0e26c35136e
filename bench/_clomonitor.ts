/**
 * The file-name and README rules of CLOMonitor, re-implemented from its description (reference/survey-anchors.md section 3) as the
 * baseline to beat: it finds a document when a file of a certain name stands near the root, or when a README mentions the word.
 * Run as a program it reads a bare repository: `node bench/_clomonitor.ts FOLDER [COMMIT]`.
 */
import { execFileSync } from 'node:child_process';

export const CHECKS = ['roadmap', 'governance', 'contributing', 'code-of-conduct', 'maintainers', 'license'] as const;
export type Check = (typeof CHECKS)[number];
export type Found = Readonly<Record<Check, string | null>>;

/** Case-insensitive; `*` does not cross a slash; a directory counts as a hit. */
const GLOBS: Readonly<Record<Check, readonly string[]>> = {
  roadmap: ['roadmap*'],
  governance: ['governance*', 'docs/governance*'],
  contributing: ['contributing*', '.github/contributing*', 'docs/contributing*'],
  'code-of-conduct': ['code*of*conduct*', '.github/code*of*conduct*', 'docs/code*of*conduct*'],
  maintainers: [
    'maintainers*',
    'owners*',
    'docs/maintainers*',
    'docs/owners*',
    'codeowners*',
    '.github/codeowners*',
    'docs/codeowners*',
  ],
  license: ['license*', 'copying*'],
};

const README_WORD: Readonly<Partial<Record<Check, string>>> = {
  roadmap: 'roadmap',
  governance: 'governance',
  contributing: 'contributing',
  'code-of-conduct': 'code of conduct',
  maintainers: 'maintainers',
};

export function clomonitor(paths: readonly string[], readReadmes: () => readonly string[]): Found {
  const entries = new Set<string>();
  for (const path of paths) {
    const parts = path.split('/');
    for (let n = 1; n <= Math.min(parts.length, 2); n++) entries.add(parts.slice(0, n).join('/'));
  }
  let readmes: readonly string[] | null = null;
  const find = (check: Check): string | null => {
    for (const glob of GLOBS[check]) {
      const pattern = new RegExp(
        `^${glob.replace(/[.]/g, '\\.').replace(/\*/g, '[^/]*')}$`,
        check === 'license' ? '' : 'i',
      );
      // LICENSE* and COPYING* are case-sensitive.
      const wanted = check === 'license' ? new RegExp(`^${glob.toUpperCase().replace(/\*/g, '[^/]*')}$`) : pattern;
      for (const entry of entries) if (wanted.test(entry)) return entry;
    }
    const word = README_WORD[check];
    if (word === undefined) return null;
    readmes ??= readReadmes();
    return readmes.some((text) => mentions(text, word)) ? 'README' : null;
  };
  return Object.fromEntries(CHECKS.map((check) => [check, find(check)])) as Record<Check, string | null>;
}

function mentions(text: string, word: string): boolean {
  return (
    new RegExp(`^#+.*${word}.*$`, 'im').test(text) ||
    new RegExp(`^${word}$`, 'im').test(text) ||
    new RegExp(`\\[.*${word}.*\\]\\(.*\\)`, 'i').test(text)
  );
}

if (import.meta.main) {
  const [folder, commit = 'HEAD'] = process.argv.slice(2);
  const git = (...args: string[]): string =>
    execFileSync('git', [`--git-dir=${folder}`, ...args], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const paths = git('ls-tree', '-r', '--name-only', '--full-tree', '-z', commit)
    .split('\0')
    .filter((path) => path !== '');
  const found = clomonitor(paths, () =>
    paths
      .filter((path) => /^(\.github\/|docs\/)?README[^/]*$/.test(path))
      .map((path) => git('show', `${commit}:${path}`)),
  );
  process.stdout.write(`${JSON.stringify(found)}\n`);
}
