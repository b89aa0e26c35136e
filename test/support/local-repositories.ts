/** Repositories on this machine for journeys: small, invented, and really read. */
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeRepository, type MadeCommit } from '../../src/outside/git/test-repositories.ts';

const LICENCE =
  'MIT License\n\nCopyright (c) 2013 the example developers\n\nPermission is hereby granted, free of charge, ...\n';
const PLAN = `# Roadmap

What we want to work on next and why, as the maintainers agreed in October 2026.

## Faster reading

Files of a gigabyte take minutes today.

- **Read in parts**: only what is asked for comes into memory.
- **Two readers at a time**: on machines that have the cores.

## Better words

- **Error messages that say what to do**: most questions on the list are about three of them.
`;

/** A folder of the test run, gone after it. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), 'repositories-'));
}

/** "Example Grid" with a licence and a guide; with a plan from October 2026 unless said otherwise. */
export function exampleRepository(folder: string, name: string, more: readonly MadeCommit[] = [planned()]): string {
  const place = join(folder, 'example', `${name}.git`);
  mkdirSync(join(folder, 'example'), { recursive: true });
  const begun = {
    date: '2016-03-01T12:00:00Z',
    files: { 'README.md': `# ${name} (example)\n\nAn invented project.\n`, LICENSE: LICENCE },
  };
  return makeRepository(place, [begun, ...more]);
}

export function planned(): MadeCommit {
  return { date: '2026-10-12T09:00:00Z', message: 'Roadmap: as agreed in October', files: { 'ROADMAP.md': PLAN } };
}

/** A portfolio of them, in YAML, as it is pasted into the form. */
export function portfolioOf(projects: Readonly<Record<string, string>>): string {
  return Object.entries(projects)
    .map(([name, place]) => `- name: ${name}\n  example: true\n  repositories:\n    - url: ${place}\n`)
    .join('');
}
