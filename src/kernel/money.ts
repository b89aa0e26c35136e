/**
 * Money: whole minor units of one currency, never a floating number. Outside the program it is a decimal string beside its code.
 * Currencies never mix: adding two of them is a bug of ours, so it throws; what people type is refused as a value.
 */
import { done, refuse, type Outcome } from './refusal.ts';

/**
 * The active currencies of ISO 4217 and how many decimals each has there (2 unless grouped below); without funds codes, metals and
 * test codes. Our own table, because Intl follows usage instead: it shows no decimals for the Icelandic and the Afghan money alike.
 */
const TWO_DECIMALS = [
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK',
  'DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD',
  'KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP',
  'PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH',
  'USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG',
].flatMap((line) => line.split(' '));
const NO_DECIMALS = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ');
const THREE_DECIMALS = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');

const EXPONENTS: ReadonlyMap<string, number> = new Map([
  ...TWO_DECIMALS.map((code) => [code, 2] as const),
  ...NO_DECIMALS.map((code) => [code, 0] as const),
  ...THREE_DECIMALS.map((code) => [code, 3] as const),
]);

declare const currencyCode: unique symbol;

/** An active code of ISO 4217. */
export type Currency = string & { readonly [currencyCode]: true };

export interface Money {
  readonly currency: Currency;
  /** Cents, yen, fils: whole units of the currency's last decimal. */
  readonly minor: bigint;
}

/** As money is written in JSON: `{"amount":"77500.00","currency":"USD"}`. */
export interface MoneyJson {
  readonly amount: string;
  readonly currency: string;
}

/** Every code, in order of the alphabet. */
export const CURRENCIES: readonly Currency[] = [...EXPONENTS.keys()].toSorted() as Currency[];

/** The code as typed, in any case; null when it names no active currency. */
export function readCurrency(text: string): Currency | null {
  const code = text.trim().toUpperCase();
  return EXPONENTS.has(code) ? (code as Currency) : null;
}

/** Decimals of the currency: JPY 0, USD 2, KWD 3. */
export function decimalsOf(currency: Currency): number {
  const decimals = EXPONENTS.get(currency);
  if (decimals === undefined) throw new RangeError(`${currency} is no currency`);
  return decimals;
}

export function money(currency: Currency, minor: bigint): Money {
  return { currency, minor };
}

export function zero(currency: Currency): Money {
  return { currency, minor: 0n };
}

export type AmountRefusal = 'not-an-amount' | 'wrong-decimals' | 'amount-too-large';

/** Digits before the point: with four decimals this is still far inside the database's 64 bits. */
const MOST_DIGITS = 12;

/**
 * An amount as a decimal string: digits, and where the currency has decimals, none or exactly so many after a point. No separators
 * of thousands, no comma, no sign but a leading minus: a program must never guess whether 1,234 is a thousand or a little over one.
 */
export function parseAmount(text: string, currency: Currency): Outcome<Money, AmountRefusal> {
  const decimals = decimalsOf(currency);
  const read = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (read === null) return refuse('not-an-amount', { currency, decimals });
  const [, sign = '', whole = '', fraction = ''] = read;
  if (fraction !== '' && fraction.length !== decimals) return refuse('wrong-decimals', { currency, decimals });
  const digits = whole.replace(/^0+/, '');
  if (digits.length > MOST_DIGITS) return refuse('amount-too-large', { currency, decimals });
  const minor = BigInt(`${digits}${fraction.padEnd(decimals, '0')}` || '0');
  return done({ currency, minor: sign === '-' ? -minor : minor });
}

/** What to do about an amount that was refused. */
export function sayAmountRefusal(refused: AmountRefusal, currency: Currency): string {
  const decimals = decimalsOf(currency);
  const example = decimals === 0 ? '40000' : `40000 or 40000.${'0'.repeat(decimals)}`;
  switch (refused) {
    case 'not-an-amount':
      return `Write the amount in digits only, for example ${example}.`;
    case 'wrong-decimals':
      return decimals === 0
        ? `${currency} has no decimals: write a whole number, for example ${example}.`
        : `${currency} has ${decimals} decimals: write ${example}.`;
    case 'amount-too-large':
      return `Write an amount with at most ${MOST_DIGITS} digits before the point.`;
  }
}

/** The exact decimal string: "77500.00", "-0.05", "500" for yen. */
export function decimalString({ currency, minor }: Money): string {
  const decimals = decimalsOf(currency);
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const sign = minor < 0n ? '-' : '';
  if (decimals === 0) return `${sign}${digits}`;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

export function moneyJson(value: Money): MoneyJson {
  return { amount: decimalString(value), currency: value.currency };
}

export function sameCurrency(a: Money, b: Money): boolean {
  return a.currency === b.currency;
}

export function add(a: Money, b: Money): Money {
  mustMatch(a, b);
  return { currency: a.currency, minor: a.minor + b.minor };
}

export function subtract(a: Money, b: Money): Money {
  mustMatch(a, b);
  return { currency: a.currency, minor: a.minor - b.minor };
}

/** The sum of any number of amounts, also of none: the currency is said. */
export function sum(currency: Currency, amounts: readonly Money[]): Money {
  return amounts.reduce(add, zero(currency));
}

/** Below zero, zero or above: for sorting and for "at most". */
export function compare(a: Money, b: Money): number {
  mustMatch(a, b);
  return a.minor < b.minor ? -1 : a.minor > b.minor ? 1 : 0;
}

/** A ratio of whole numbers; 12.5 % is 125 over 1000. */
export interface Ratio {
  readonly of: bigint;
  readonly over: bigint;
}

/** The exact product, rounded once to the minor unit; a half goes to the even neighbour, so that many roundings do not drift. */
export function times(value: Money, ratio: Ratio): Money {
  return { currency: value.currency, minor: divideHalfEven(value.minor * ratio.of, ratio.over) };
}

/** Parts in proportion to whole weights that always add up to the whole: largest remainder first, the earlier part where two are equal. */
export function split(value: Money, weights: readonly bigint[]): readonly Money[] {
  const all = weights.reduce((total, weight) => total + weight, 0n);
  if (all <= 0n || weights.some((weight) => weight < 0n))
    throw new RangeError('weights are not negative, and not all zero');
  const sign = value.minor < 0n ? -1n : 1n;
  const whole = value.minor * sign;
  const parts = weights.map((weight, at) => ({
    at,
    minor: (whole * weight) / all,
    remainder: (whole * weight) % all,
  }));
  const left = Number(whole - parts.reduce((total, part) => total + part.minor, 0n));
  const favoured = new Set(
    parts
      .toSorted((a, b) => (a.remainder === b.remainder ? a.at - b.at : a.remainder > b.remainder ? -1 : 1))
      .slice(0, left)
      .map((part) => part.at),
  );
  return parts.map(({ at, minor }) => ({
    currency: value.currency,
    minor: sign * (minor + (favoured.has(at) ? 1n : 0n)),
  }));
}

/** 100.00 over 3 is 33.34, 33.33, 33.33. */
export function splitEvenly(value: Money, parts: number): readonly Money[] {
  return split(
    value,
    Array.from({ length: parts }, () => 1n),
  );
}

/** n over d to the nearest whole number, a half to the even one. */
export function divideHalfEven(n: bigint, d: bigint): bigint {
  if (d <= 0n) throw new RangeError('the divisor is above zero');
  let quotient = n / d;
  let rest = n % d;
  // Towards minus infinity, so that the rest is never negative.
  if (rest < 0n) {
    quotient -= 1n;
    rest += d;
  }
  const twice = rest * 2n;
  return twice > d || (twice === d && quotient % 2n !== 0n) ? quotient + 1n : quotient;
}

/** "$77,500" or "$77,500.05" in the reader's way; decimals only where they say something, unless `all` of them are asked for. */
export function showMoney(value: Money, decimals: 'all' | 'trimmed' = 'trimmed', locale = 'en'): string {
  return formatOf(value.currency, locale, decimals).format(numeric(value));
}

/** "77,500" without the currency, for text and tables whose head names it; `all` keeps the decimals, so that a column of them aligns. */
export function showAmount(value: Money, decimals: 'all' | 'trimmed' = 'trimmed', locale = 'en'): string {
  return plain(formatOf(value.currency, locale, decimals).formatToParts(numeric(value)));
}

/** Whether an amount needs no decimals. */
export function isWhole({ currency, minor }: Money): boolean {
  return minor % 10n ** BigInt(decimalsOf(currency)) === 0n;
}

/** "$150,000–300,000", the currency said once and decimals at both ends or at none; one amount when both ends are the same. */
export function showMoneyRange(low: Money, high: Money, locale = 'en'): string {
  const decimals = isWhole(low) && isWhole(high) ? 'trimmed' : 'all';
  if (compare(low, high) === 0) return showMoney(low, decimals, locale);
  const leads = formatOf(low.currency, locale, decimals).formatToParts(numeric(low))[0]?.type === 'currency';
  return leads
    ? `${showMoney(low, decimals, locale)}–${showAmount(high, decimals, locale)}`
    : `${showAmount(low, decimals, locale)}–${showMoney(high, decimals, locale)}`;
}

function plain(parts: readonly Intl.NumberFormatPart[]): string {
  return parts
    .filter((part) => part.type !== 'currency')
    .map((part) => part.value)
    .join('')
    .trim();
}

function numeric(value: Money): Intl.StringNumericLiteral {
  return decimalString(value) as Intl.StringNumericLiteral;
}

// Made when first asked for: a formatter costs several milliseconds, and a command that shows no money must not pay for it.
const formats = new Map<string, Intl.NumberFormat>();
/** More than the languages and currencies of one instance; a list that grows by what requests say would have no end. */
const MOST_FORMATS = 200;

function formatOf(currency: Currency, locale: string, shown: 'all' | 'trimmed'): Intl.NumberFormat {
  const key = `${locale} ${currency} ${shown}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  if (formats.size >= MOST_FORMATS) formats.clear();
  const decimals = decimalsOf(currency);
  const made = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    // Said aloud, because Intl's own counts are those of usage and not of ISO 4217.
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    trailingZeroDisplay: shown === 'all' ? 'auto' : 'stripIfInteger',
  });
  formats.set(key, made);
  return made;
}

function mustMatch(a: Money, b: Money): void {
  if (a.currency !== b.currency) throw new RangeError(`${a.currency} and ${b.currency} never mix`);
}
