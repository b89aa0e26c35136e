import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  add,
  compare,
  CURRENCIES,
  decimalsOf,
  decimalString,
  divideHalfEven,
  isWhole,
  money,
  moneyJson,
  parseAmount,
  readCurrency,
  sayAmountRefusal,
  showAmount,
  showMoney,
  showMoneyRange,
  split,
  splitEvenly,
  subtract,
  sum,
  times,
  type Currency,
} from './money.ts';
import { mustBeDone } from './refusal.ts';

const code = (text: string) => readCurrency(text) as Currency;
const [usd, jpy, kwd, eur] = ['USD', 'JPY', 'KWD', 'EUR'].map(code) as [Currency, Currency, Currency, Currency];
const dollars = (text: string) => mustBeDone(parseAmount(text, usd));

test('decimals are those of ISO 4217, whatever usage says', () => {
  expect([usd, jpy, kwd, code('ISK'), code('UGX'), code('BHD'), code('MGA')].map(decimalsOf)).toEqual([
    2, 0, 3, 0, 0, 3, 2,
  ]);
  expect(new Set(CURRENCIES).size).toBe(CURRENCIES.length);
  expect(CURRENCIES.every((one) => /^[A-Z]{3}$/.test(one))).toBe(true);
  // Every one of them is known to Intl, so none is a slip of the pen; some are younger than its data or, as VED, a second code of the same money.
  const known = new Set(Intl.supportedValuesOf('currency'));
  expect(CURRENCIES.filter((one) => !known.has(one) && !['VED', 'XCG', 'ZWG'].includes(one))).toEqual([]);
});

test('only active codes are currencies', () => {
  expect(['usd', ' Eur '].map(readCurrency)).toEqual(['USD', 'EUR']);
  for (const gone of ['DEM', 'HRK', 'BGN', 'SLL', 'ANG', 'XAU', 'XXX', 'XTS', 'toString', '', '$']) {
    expect(readCurrency(gone)).toBe(null);
  }
});

test.each([
  ['77500', usd, 7_750_000n],
  ['77500.00', usd, 7_750_000n],
  ['0.05', usd, 5n],
  ['-0.05', usd, -5n],
  ['0', usd, 0n],
  ['000.10', usd, 10n],
  ['500', jpy, 500n],
  ['1.234', kwd, 1234n],
  ['999999999999.99', usd, 99_999_999_999_999n],
])('%s %s is read exactly', (text, currency, minor) => {
  expect(mustBeDone(parseAmount(text, currency))).toEqual({ currency, minor });
});

test.each([
  ['1.5', usd, 'wrong-decimals'],
  ['1.234', usd, 'wrong-decimals'],
  ['500.00', jpy, 'wrong-decimals'],
  ['1.00', kwd, 'wrong-decimals'],
  ['1,234', usd, 'not-an-amount'],
  ['1 234', usd, 'not-an-amount'],
  ['1.234,00', usd, 'not-an-amount'],
  ['1_000', usd, 'not-an-amount'],
  ['$5', usd, 'not-an-amount'],
  ['+5', usd, 'not-an-amount'],
  ['5.', usd, 'not-an-amount'],
  ['.50', usd, 'not-an-amount'],
  ['1e3', usd, 'not-an-amount'],
  ['0x10', usd, 'not-an-amount'],
  ['NaN', usd, 'not-an-amount'],
  ['Infinity', usd, 'not-an-amount'],
  ['', usd, 'not-an-amount'],
  ['５', usd, 'not-an-amount'],
  ['1\n', usd, 'not-an-amount'],
  ['1000000000000', usd, 'amount-too-large'],
  ['9'.repeat(10_000), usd, 'amount-too-large'],
] as const)('%s is refused in its currency: %s %s', (text, currency, refused) => {
  expect(parseAmount(text, currency)).toMatchObject({ refused });
});

test('a refusal says what to write', () => {
  expect(sayAmountRefusal('wrong-decimals', usd)).toBe('USD has 2 decimals: write 40000 or 40000.00.');
  expect(sayAmountRefusal('wrong-decimals', jpy)).toBe('JPY has no decimals: write a whole number, for example 40000.');
  expect(sayAmountRefusal('not-an-amount', usd)).toContain('40000.00');
});

test('what is written reads back as the same money, in every currency', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CURRENCIES),
      fc.bigInt({ min: -(10n ** 11n), max: 10n ** 11n }),
      (currency, minor) => {
        const value = money(currency, minor);
        expect(mustBeDone(parseAmount(decimalString(value), currency))).toEqual(value);
      },
    ),
  );
  expect(moneyJson(dollars('77500'))).toEqual({ amount: '77500.00', currency: 'USD' });
  expect(decimalString(money(kwd, -5n))).toBe('-0.005');
});

test('currencies never mix', () => {
  const one = dollars('1');
  const other = money(eur, 100n);
  for (const mix of [add, subtract, compare]) expect(() => mix(one, other)).toThrow('never mix');
  expect(() => sum(eur, [one])).toThrow('never mix');
  expect(sum(usd, [])).toEqual(money(usd, 0n));
  expect(subtract(one, dollars('2.50'))).toEqual(money(usd, -150n));
});

test('a half goes to the even neighbour, on both sides of zero', () => {
  expect([5n, 15n, 25n, -5n, -15n, -25n, 14n, 16n, -14n, -16n].map((n) => divideHalfEven(n, 10n))).toEqual([
    0n,
    2n,
    2n,
    0n,
    -2n,
    -2n,
    1n,
    2n,
    -1n,
    -2n,
  ]);
  expect(times(dollars('0.25'), { of: 1n, over: 10n })).toEqual(money(usd, 2n));
});

test('100.00 over 3 adds up', () => {
  expect(splitEvenly(dollars('100.00'), 3).map(decimalString)).toEqual(['33.34', '33.33', '33.33']);
  expect(splitEvenly(dollars('-100.00'), 3).map(decimalString)).toEqual(['-33.34', '-33.33', '-33.33']);
  expect(split(money(jpy, 100n), [1n, 2n, 0n]).map((part) => part.minor)).toEqual([33n, 67n, 0n]);
  expect(() => split(dollars('1'), [])).toThrow(RangeError);
  expect(() => split(dollars('1'), [1n, -1n])).toThrow(RangeError);
});

test('split parts always add up to the whole, and none is a unit or more from its share', () => {
  const weights = fc.array(fc.bigInt({ min: 0n, max: 1000n }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), weights, (minor, shares) => {
      const all = shares.reduce((a, b) => a + b, 0n);
      fc.pre(all > 0n);
      const parts = split(money(usd, minor), shares);
      expect(sum(usd, parts).minor).toBe(minor);
      parts.forEach((part, at) => {
        const off = part.minor * all - minor * (shares[at] ?? 0n);
        expect(off < all && off > -all).toBe(true);
      });
    }),
  );
});

test('money is shown in the reader’s way, exactly', () => {
  expect(showMoney(dollars('77500'))).toBe('$77,500');
  expect(showMoney(dollars('77500.05'))).toBe('$77,500.05');
  expect(showMoney(money(jpy, 1_234_567n))).toBe('¥1,234,567');
  expect(showMoney(money(kwd, 1_500n))).toBe('KWD\u00a01.500');
  expect(showMoney(money(eur, 7_750_000n), 'trimmed', 'de')).toBe('77.500\u00a0€');
  expect(showMoney(money(usd, 99_999_999_999_999n))).toBe('$999,999,999,999.99');
  expect(showAmount(dollars('77500'))).toBe('77,500');
  expect(showAmount(money(eur, 7_750_000n), 'trimmed', 'de')).toBe('77.500');
  expect([dollars('77500'), dollars('0.50')].map((one) => showAmount(one, 'all'))).toEqual(['77,500.00', '0.50']);
  expect([dollars('77500'), dollars('77500.05'), money(jpy, 5n)].map(isWhole)).toEqual([true, false, true]);
  expect(showMoneyRange(dollars('150000'), dollars('300000'))).toBe('$150,000–300,000');
  expect(showMoneyRange(money(eur, 15_000_000n), money(eur, 30_000_000n), 'de')).toBe('150.000–300.000\u00a0€');
  expect(showMoneyRange(dollars('77500'), dollars('77500'))).toBe('$77,500');
  expect(showMoneyRange(dollars('77500.50'), dollars('80000'))).toBe('$77,500.50–80,000.00');
});
