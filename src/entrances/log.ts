/**
 * Structured logs without personal data: no addresses, no paths (a path can hold a secret), no query; the pattern of the route, its
 * status and its time. What a database says of an error can quote a row, so only its code is kept.
 */
import type { FastifyServerOptions } from 'fastify';

export interface LogStream {
  write(line: string): void;
}

export function logger(stream: LogStream | null): Pick<FastifyServerOptions, 'logger'> {
  if (stream === null) return { logger: false };
  return {
    logger: {
      level: 'info',
      base: null,
      stream,
      serializers: { err: (error: unknown) => ({ ...describeError(error) }), req: () => ({}), res: () => ({}) },
    },
  };
}

export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly constraint?: string;
  readonly stack: string;
}

export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown', stack: '' };
  const facts = error as Error & {
    readonly code?: unknown;
    readonly severity?: unknown;
    readonly constraint?: unknown;
  };
  const isOfDatabase = typeof facts.severity === 'string';
  return {
    type: error.name,
    message: isOfDatabase ? 'the database refused' : error.message,
    ...(typeof facts.code === 'string' ? { code: facts.code } : {}),
    ...(typeof facts.constraint === 'string' ? { constraint: facts.constraint } : {}),
    // The lines of the stack only: its head repeats the message.
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .slice(0, 20)
      .join('\n'),
  };
}
