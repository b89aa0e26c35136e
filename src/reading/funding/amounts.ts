/** Amounts of funding.json: decimal strings here, numbers in the file, never a floating number in between. */
import { decimalsOf, money, readCurrency, type Currency, type Money } from '../../kernel/money.ts';

/** The code itself, to the letter; null when no money in use has it. */
export function currencyOf(code: string): Currency | null {
  const currency = readCurrency(code);
  return currency === code ? currency : null;
}

const MOST_DIGITS = 40;

/** The plain decimal of a JSON number (1.5e3 is 1500), digits kept as written; null when it has more digits than any amount. */
export function decimalOf(literal: string): string | null {
  const parts = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,9}))?$/.exec(literal);
  if (parts === null) return null;
  const [, sign, whole = '', fraction = '', exponent] = parts;
  const digits = whole + fraction;
  if (/^0+$/.test(digits))
    return exponent === undefined && fraction !== '' ? `0.${fraction}`.slice(0, MOST_DIGITS) : '0';
  const point = whole.length + Number(exponent ?? 0);
  if (point > MOST_DIGITS || point < -MOST_DIGITS || digits.length > MOST_DIGITS) return null;
  const padded = point <= 0 ? '0'.repeat(1 - point) + digits : digits.padEnd(point, '0');
  const at = point <= 0 ? 1 : point;
  const integer = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const rest = padded.slice(at);
  return `${sign ?? ''}${integer}${rest === '' ? '' : `.${rest}`}`;
}

/** A decimal as we write it: no exponent, no leading noughts. */
export function isPlainDecimal(text: string): boolean {
  return /^-?(?:0|[1-9]\d{0,39})(?:\.\d{1,40})?$/.test(text) && text !== '-0';
}

/** Whether a plain decimal lies between nought and a whole number, both included. */
export function isWithin(decimal: string, most: bigint): boolean {
  const [whole = '0', fraction = ''] = decimal.split('.');
  const isZero = !/[1-9]/.test(decimal);
  if (whole.startsWith('-')) return isZero;
  const value = BigInt(whole);
  return value < most || (value === most && !/[1-9]/.test(fraction));
}

/** Digits after the point that are not nought at the end: 10.50 has one. */
export function digitsAfterPoint(decimal: string): number {
  const fraction = decimal.split('.')[1] ?? '';
  let end = fraction.length;
  while (end > 0 && fraction[end - 1] === '0') end -= 1;
  return end;
}

/** The money of an amount; null when the currency is not in use or the amount is finer than its smallest unit. */
export function moneyOf(amount: string, code: string): Money | null {
  const currency = currencyOf(code);
  if (currency === null || !isPlainDecimal(amount)) return null;
  const decimals = decimalsOf(currency);
  if (digitsAfterPoint(amount) > decimals) return null;
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const minor = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  return money(currency, amount.startsWith('-') ? -minor : minor);
}
