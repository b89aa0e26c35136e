/** What a command reads: a file named on its line, or standard input for `-`. */
import { constants, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { showNumber, showPath } from '../../kernel/text.ts';
import { EXIT, type ExitCode, type Terminal } from './command.ts';

type InputRefusal = 'no-such-file' | 'not-readable' | 'not-a-file' | 'too-large';

export interface Input {
  readonly bytes: Uint8Array;
  /** For sentences: control characters made visible. */
  readonly name: string;
}

export async function readInput(
  terminal: Terminal,
  file: string,
  mostBytes: number,
): Promise<Outcome<Input, InputRefusal>> {
  if (file === '-') {
    const bytes = await terminal.stdin(mostBytes);
    const name = 'standard input';
    return bytes.length > mostBytes ? tooLarge(name, mostBytes) : done({ bytes, name });
  }
  const name = showPath(file);
  try {
    // Opened without waiting: a named pipe that nobody writes to would never open.
    const opened = await open(resolve(terminal.cwd, file), constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await opened.stat();
      if (!about.isFile())
        return refuse('not-a-file', { sentence: `${name} is no file. Name a file, or - for standard input.` });
      if (about.size > mostBytes) return tooLarge(name, mostBytes);
      const parts: Buffer[] = [];
      // A file of the system may have no size of its own.
      for await (const part of opened.createReadStream({ end: mostBytes, autoClose: false }))
        parts.push(part as Buffer);
      const bytes = Buffer.concat(parts);
      return bytes.length > mostBytes ? tooLarge(name, mostBytes) : done({ bytes, name });
    } finally {
      await opened.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return refuse('no-such-file', { sentence: `There is no file ${name}.` });
    return refuse('not-readable', { sentence: `${name} could not be read: ${REASONS[code] ?? code}.` });
  }
}

export function exitOfInput(refused: InputRefusal): ExitCode {
  return refused === 'no-such-file' || refused === 'not-readable' ? EXIT.unreachable : EXIT.refused;
}

function tooLarge(name: string, mostBytes: number) {
  return refuse('too-large', {
    sentence: `${name} is larger than ${showNumber(mostBytes)} bytes, the most that is read.`,
  });
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is no file but a place where programs meet',
};
