/** Amounts of funding.json: decimal strings here, numbers in the file, never a floating number in between. */

/** Digits after the point of currencies that have not two (ISO 4217). */
const MINOR_DIGITS: ReadonlyMap<string, number> = new Map([
  ...'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'.split(' ').map((code) => [code, 0] as const),
  ...'BHD IQD JOD KWD LYD OMR TND'.split(' ').map((code) => [code, 3] as const),
]);

/** The currencies in use (ISO 4217, list one, without metals, funds and testing codes). */
const CURRENCIES: ReadonlySet<string> = new Set(
  (
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP ' +
    'CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD ' +
    'JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN ' +
    'NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL ' +
    'THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
  ).split(' '),
);

export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

export function minorDigitsOf(currency: string): number {
  return MINOR_DIGITS.get(currency) ?? 2;
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

/** A decimal as we write it: no sign, no exponent, no leading noughts. */
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

/** The amount of a number of cents (or whatever the currency's smallest unit is): 123456 USD is 1234.56. */
export function amountOfMinor(minor: bigint, currency: string): string {
  const digits = minorDigitsOf(currency);
  const sign = minor < 0n ? '-' : '';
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits);
  return digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${text.slice(text.length - digits)}`;
}

/** The other way; null when the amount is finer than the currency's smallest unit. */
export function minorOfAmount(amount: string, currency: string): bigint | null {
  const digits = minorDigitsOf(currency);
  if (!isPlainDecimal(amount) || digitsAfterPoint(amount) > digits) return null;
  const [whole = '0', fraction = ''] = amount.replace('-', '').split('.');
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return amount.startsWith('-') ? -minor : minor;
}
