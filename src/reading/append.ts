/** Puts `from` at the end of `into`. `push(...from)` passes every element as an argument: a hundred thousand exhaust the stack. */
export function append<T>(into: T[], from: readonly T[]): void {
  for (const element of from) into.push(element);
}
