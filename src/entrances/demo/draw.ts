/** Draws that are the same for the same name, so that example data is made again exactly as it was. */
import { createHash } from 'node:crypto';

export interface Draw {
  /** From 0 to n - 1. */
  below(n: number): number;
  one<T>(choices: readonly T[]): T;
  /** So many different ones, in their own order. */
  some<T>(choices: readonly T[], n: number): readonly T[];
  /** True in `percent` of cases. */
  chance(percent: number): boolean;
}

export function drawFor(name: string): Draw {
  let turn = 0;
  const below = (n: number) => {
    const digest = createHash('sha256').update(`${name}\0${turn++}`).digest();
    return digest.readUInt32BE(0) % n;
  };
  return {
    below,
    one: (choices) => choices[below(choices.length)]!,
    some(choices, n) {
      const order = choices.map((choice, at) => ({ choice, at, key: below(1_000_000) }));
      const picked = order.sort((a, b) => a.key - b.key).slice(0, n);
      return picked.sort((a, b) => a.at - b.at).map(({ choice }) => choice);
    },
    chance: (percent) => below(100) < percent,
  };
}
