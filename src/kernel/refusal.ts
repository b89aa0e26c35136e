/** Expected "no"s are values, never exceptions: a code from the area's closed list, and the facts behind it. */

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Refusal<Code extends string = string> {
  readonly refused: Code;
  readonly because: Facts;
}

export interface Done<T> {
  readonly done: T;
}

export type Outcome<T, Code extends string> = Done<T> | Refusal<Code>;

/** What a pure rule answers: go ahead, or why not. */
export type Decision<Code extends string> = Done<'allowed'> | Refusal<Code>;

/** What kind of "no" it is; the entrances map each kind once to an HTTP status and an exit code. */
export type RefusalKind =
  | 'malformed'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'gone'
  | 'too-large'
  | 'too-many'
  | 'unreachable';

/** An area's closed list of refusals, each with its kind and the sentence a person reads. */
export type RefusalSheet<Code extends string> = Readonly<
  Record<
    Code,
    {
      readonly kind: RefusalKind;
      readonly say: (because: Facts) => string;
      /** The refusal is itself a fact to keep (a failed sign-in is counted): what its verb wrote stays. Every other refusal is rolled back. */
      readonly recorded?: true;
    }
  >
>;

export function done<T>(value: T): Done<T> {
  return { done: value };
}

export function allow(): Done<'allowed'> {
  return { done: 'allowed' };
}

export function refuse<Code extends string>(code: Code, because: Facts = {}): Refusal<Code> {
  return { refused: code, because };
}

export function refused<Code extends string>(outcome: Done<unknown> | Refusal<Code>): outcome is Refusal<Code> {
  return 'refused' in outcome;
}

/** For code that knows the outcome must be done (demo, tests): a refusal here is a bug. */
export function mustBeDone<T>(outcome: Outcome<T, string>): T {
  if (refused(outcome)) throw new Error(`refused: ${outcome.refused} ${JSON.stringify(outcome.because)}`);
  return outcome.done;
}

/** A fact in a sentence: lists are joined, what is missing leaves no word. */
export function fact(because: Facts, name: string): string {
  const value = because[name];
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? value.join(', ') : String(value);
}
