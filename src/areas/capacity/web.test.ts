/** What things cost as a browser reaches it: what is shown, what is refused in which words, and that it is for finance alone. */
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addEveryRole, makeWorkspace } from '../../../test/support/people.ts';
import { addTestProject } from '../../../test/support/projects.ts';
import { testWeb, type Sent } from '../../../test/support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const people = await addEveryRole(db, admin, project);
const web = await testWeb(db, { trustedProxies: ['127.0.0.1'] });
const asFinance = { as: people.get('FIN')!.token };

let sent = 0;
const post = (path: string, form: Readonly<Record<string, string>>, more: Sent = asFinance) =>
  web.post(path, form, { ...more, headers: { 'x-forwarded-for': `198.51.100.${++sent % 250}` } });

const RATE = {
  role: 'senior_developer',
  currency: 'USD',
  low: '100000',
  likely: '150000',
  high: '230000',
  validFrom: '2026-10-01',
};
const ESTIMATE = {
  currency: 'USD',
  priceDate: '2026-11-01',
  lineRole1: 'senior_developer',
  lineName1: 'Three <b>adoptions</b>',
  lineLow1: '1',
  lineHigh1: '2',
  linePer1: 'once',
  fixedKind1: 'hosting',
  fixedAmount1: '40000',
  fixedPer1: 'year',
  rates: 'likely',
  years: '3',
};

describe('while nothing is set', () => {
  test('each page says what that means and what to do', async () => {
    const rates = await web.get('/settings/rates', asFinance);
    expect(rates.statusCode).toBe(200);
    expect(rates.body).toContain('No rates yet');
    expect((await web.get('/settings/costs', asFinance)).body).toContain('Nothing is set yet');
    const calculator = await web.get('/settings/rates/calculator', asFinance);
    expect(calculator.body).toContain('There are no rates to reckon with');
    expect(calculator.body).not.toContain('<form class="form"');
  });
});

describe('a rate', () => {
  test('is refused with what was typed and what to do', async () => {
    const wrong = await post('/settings/rates', { ...RATE, role: '', likely: '150,000', high: '1.5' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Choose whose time it is.');
    const amounts = await post('/settings/rates', { ...RATE, likely: '150,000', high: '1.5' });
    expect(amounts.body).toContain('Write the amount in digits only');
    expect(amounts.body).toContain('USD has 2 decimals');
    expect(amounts.body).toContain('value="150,000"');
    const order = await post('/settings/rates', { ...RATE, low: '160000' });
    expect(order.body).toContain('Write low, likely and high in rising order.');
  });

  test('is added, stands, and the same again is refused', async () => {
    const added = await post('/settings/rates', RATE);
    expect([added.statusCode, added.headers['location']]).toEqual([303, '/settings/rates?said=added']);
    const page = await web.get('/settings/rates?said=added', asFinance);
    expect(page.body).toContain('The rate is in the book.');
    for (const shown of ['Senior developer or maintainer', '150,000', '81.52', 'Fin Example']) {
      expect(page.body).toContain(shown);
    }
    const again = await post('/settings/rates', RATE);
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('This is what already stands');
  });
});

describe('cost settings', () => {
  test('say at each field what to do, tiers too', async () => {
    const wrong = await post('/settings/costs', {
      validFrom: '2026-01-01',
      hoursInYear: '12',
      indirect: 'much',
      currency: 'USD',
      tierFrom1: '100',
      tierFee1: '8',
      tierFrom3: '100',
      tierFee3: '90',
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Write at least 1000 hours.');
    expect(wrong.body).toContain('href="#costs-tierFee3"');
    const tiers = await post('/settings/costs', {
      validFrom: '2026-01-01',
      hoursInYear: '1840',
      currency: 'USD',
      tierFrom1: '100',
      tierFee1: '8',
      replaces: '',
    });
    expect(tiers.body).toContain('The first tier begins at 0.');
  });

  test('are set, shown, and a form filled before is refused', async () => {
    const terms = {
      validFrom: '2026-01-01',
      hoursInYear: '1720',
      indirect: '15',
      paidReview: '12.5',
      giveBack: '',
      processing: '3',
      currency: 'USD',
      tierFrom1: '0',
      tierFee1: '8',
      tierFrom2: '500000',
      tierFee2: '6',
      reserve: '12500',
      payCap: '125000',
      note: '',
      replaces: '',
    };
    expect((await post('/settings/costs', terms)).statusCode).toBe(303);
    const page = await web.get('/settings/costs?said=set', asFinance);
    for (const shown of [
      '12 months, 43 weeks, 215 days, 1,720 hours',
      '12.5% of developers',
      '8%, 6% from $500,000 a year on',
      '$12,500',
    ]) {
      expect(page.body).toContain(shown);
    }
    const stale = await post('/settings/costs', { ...terms, indirect: '20' });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('Someone else changed the cost settings');
  });
});

describe('the calculator', () => {
  test('reckons without keeping, with each overhead as its own line and names as text', async () => {
    const page = await web.post(
      '/settings/rates/calculator',
      new URLSearchParams([...Object.entries(ESTIMATE), ['with', 'indirect'], ['with', 'viaSponsor']]),
      asFinance,
    );
    expect(page.statusCode).toBe(200);
    for (const shown of [
      'Estimate at the likely rates, USD',
      'Estimate for each year at the likely rates, USD',
      'Three &lt;b>adoptions&lt;/b>',
      '1–2 person-years at the likely rate',
      'Indirect costs',
      'Fee of the fiscal sponsor',
      'Payment processing',
      'Two overheads are in this sum',
      'Over 3 years',
      'Effort between 1 and 2 person-years, most likely 1.5.',
    ]) {
      expect(page.body).toContain(shown);
    }
    const direct = await post('/settings/rates/calculator', ESTIMATE);
    expect(direct.body).toContain('$150,000–300,000');
    expect(direct.body).toContain('$270,000–420,000');
    expect(direct.body).not.toContain('Payment processing</');
  });

  test('another row keeps what was typed, and a refusal too', async () => {
    const more = await post('/settings/rates/calculator', { ...ESTIMATE, lineRows: '3', addRow: 'line' });
    expect(more.statusCode).toBe(200);
    expect(more.body).toContain('name="lineRole4"');
    expect(more.body).toContain('value="40000"');
    const wrong = await post('/settings/rates/calculator', { ...ESTIMATE, lineLow1: '3', years: '99' });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Write low, likely and high in rising order.');
    expect(wrong.body).toContain('Write at most 10 years.');
    const early = await post('/settings/rates/calculator', { ...ESTIMATE, priceDate: '2026-01-01' });
    expect(early.statusCode).toBe(409);
    expect(early.body).toContain('There is no rate in USD on 2026-01-01 for: Senior developer or maintainer.');
  });
});

test('every page and form is for finance and nobody else', async () => {
  const paths = ['/settings/rates', '/settings/costs', '/settings/rates/calculator'];
  for (const [role, { token }] of [...people, ['PUB', { token: null }] as const]) {
    const expected = role === 'FIN' ? 200 : role === 'PUB' ? 303 : 403;
    for (const path of paths) {
      const seen = await web.get(path, { as: token });
      expect([role, path, seen.statusCode]).toEqual([role, path, expected]);
      if (role !== 'FIN') {
        const sentStatus = (await post(path, { ...RATE, ...ESTIMATE }, { as: token })).statusCode;
        expect([role, path, sentStatus]).toEqual([role, path, role === 'PUB' ? sentStatus : 403]);
        expect(sentStatus).not.toBe(200);
      }
    }
  }
  expect((await web.get('/', { as: people.get('FIN')!.token })).body).toContain('>Rates<');
  expect((await web.get('/', { as: admin.token })).body).not.toContain('>Rates<');
});
