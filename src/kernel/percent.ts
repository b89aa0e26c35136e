/** Shares as whole hundredths of a per cent: 12.5 % is 1250. */
import type { Ratio } from './money.ts';
import { done, refuse, type Outcome } from './refusal.ts';

declare const hundredths: unique symbol;

/** Hundredths of a per cent. */
export type Percent = number & { readonly [hundredths]: true };

export const NO_PERCENT = 0 as Percent;

export type PercentRefusal = 'not-a-percentage' | 'percentage-too-large';

/** "15", "12.5" or "12.5%", at most two decimals and at most `most` per cent. */
export function parsePercent(text: string, most = 100): Outcome<Percent, PercentRefusal> {
  const read = /^([0-9]{1,3})(?:\.([0-9]{1,2}))? ?%?$/.exec(text.trim());
  if (read === null) return refuse('not-a-percentage');
  const [, whole = '', fraction = ''] = read;
  const value = Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
  return value > most * 100 ? refuse('percentage-too-large', { most }) : done(value as Percent);
}

export function sayPercentRefusal(refused: PercentRefusal, most = 100): string {
  return refused === 'not-a-percentage' ? 'Write a number of per cent, for example 12.5.' : `Write at most ${most}.`;
}

export function percentText(percent: Percent): string {
  const whole = Math.floor(percent / 100);
  const fraction = String(percent % 100)
    .padStart(2, '0')
    .replace(/0{1,2}$/, '');
  return fraction === '' ? String(whole) : `${whole}.${fraction}`;
}

/** "12.5%". */
export function showPercent(percent: Percent): string {
  return `${percentText(percent)}%`;
}

export function ratioOf(percent: Percent): Ratio {
  return { of: BigInt(percent), over: 10_000n };
}

/** What is left after the share: 1 − 7 %. */
export function restOf(percent: Percent): Ratio {
  return { of: BigInt(10_000 - percent), over: 10_000n };
}
