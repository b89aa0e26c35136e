/** What other programs see in a PDF: poppler and qpdf, where the system has them. Tests that need them are skipped, and counted, elsewhere. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasPoppler = ['pdfinfo', 'pdffonts', 'pdftotext'].every((name) => isThere(name, '-v'));
export const hasQpdf = isThere('qpdf', '--version');

/** All text in the order of the page description. */
export function textOf(pdf: Uint8Array): string {
  return onFile(pdf, (path) => run('pdftotext', ['-raw', '-enc', 'UTF-8', path, '-']));
}

/** The tree of tags with its text, as a reader for the blind walks it. */
export function structureOf(pdf: Uint8Array): string {
  return onFile(pdf, (path) => run('pdfinfo', ['-struct-text', path]));
}

/** "Tagged: yes" and the like, by name. */
export function factsOf(pdf: Uint8Array): ReadonlyMap<string, string> {
  const lines = onFile(pdf, (path) => run('pdfinfo', [path])).split('\n');
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]));
}

/** Family of every font without the mark of its subset, and whether it lies in the file. */
export function fontsOf(pdf: Uint8Array): readonly { readonly name: string; readonly embedded: boolean }[] {
  const [, , ...rows] = onFile(pdf, (path) => run('pdffonts', [path]))
    .trimEnd()
    .split('\n');
  return rows.map((row) => {
    const [name = ''] = row.split(' ');
    return { name: name.replace(/^[A-Z]{6}\+/, ''), embedded: /\syes\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.test(row) };
  });
}

/** What qpdf finds wrong; empty when nothing. */
export function faultsOf(pdf: Uint8Array): string {
  return onFile(pdf, (path) => {
    const { status, stderr } = spawnSync('qpdf', ['--check', path], { encoding: 'utf8' });
    return status === 0 ? '' : stderr;
  });
}

function isThere(program: string, option: string): boolean {
  return spawnSync(program, [option], { stdio: 'ignore' }).error === undefined;
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 50_000_000 });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return stdout;
}

function onFile<T>(pdf: Uint8Array, look: (path: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'pdf-'));
  try {
    const path = join(folder, 'one.pdf');
    writeFileSync(path, pdf);
    return look(path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
