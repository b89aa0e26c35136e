import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes, type CalendarDate } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants, on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { setCostsInput } from '../inputs.ts';
import { capacityInvariants } from '../store/invariants.ts';
import { costSettingsHistory, costSettingsOn, newestCostSettings } from '../store/settings.ts';
import { setCosts } from './set-costs.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });

const terms = (more: object = {}) =>
  setCostsInput.parse({
    validFrom: '2026-01-01',
    hoursInYear: '1840',
    indirect: '15',
    paidReview: '12.5',
    giveBack: '5',
    processing: '3',
    currency: 'USD',
    sponsorTiers: [
      { from: '0', fee: '8' },
      { from: '500000', fee: '6' },
    ],
    reserve: '12500',
    payCap: '125000',
    note: '',
    ...more,
  });
const newest = () => db.read((tx) => newestCostSettings(tx));
const on2026 = () => db.read((tx) => costSettingsOn(tx, '2026-11-25' as CalendarDate));

test('finance sets them once, and then again in the place of what stood', async () => {
  const first = mustBeDone(await db.tx((tx) => setCosts(tx, finance.actor, terms(), NOW)));
  expect(await on2026()).toMatchObject({
    id: first,
    hoursInYear: 1840,
    indirect: 1500,
    paidReview: 1250,
    giveBack: 500,
    processing: 300,
    sponsorTiers: [
      { from: { minor: 0n, currency: 'USD' }, fee: 800 },
      { from: { minor: 50_000_000n }, fee: 600 },
    ],
    reserve: { minor: 1_250_000n },
    payCap: { minor: 12_500_000n },
    note: null,
    byName: 'Fin Example',
  });
  const later = addMinutes(NOW, 1);
  const input = terms({ hoursInYear: 1720, replaces: first, reserve: '', sponsorTiers: [] });
  const second = mustBeDone(await db.tx((tx) => setCosts(tx, finance.actor, input, later)));
  expect(await on2026()).toMatchObject({ id: second, hoursInYear: 1720, reserve: null, sponsorTiers: [] });
  expect((await db.read((tx) => costSettingsHistory(tx, 10))).map(({ id }) => id)).toEqual([second, first]);
  expect(await db.read((tx) => eventsOf(tx, { kind: 'costs', id: second }))).toMatchObject([
    { kind: 'cost-settings.set', facts: { replaces: first, validFrom: '2026-01-01' } },
  ]);
});

test('what was written before somebody else saved is refused, also when both are sent at once', async () => {
  const standing = (await newest())!.id;
  const stale = await db.tx((tx) => setCosts(tx, finance.actor, terms({ indirect: '20' }), NOW));
  expect(codeOf(stale)).toBe('settings-changed');
  const later = addMinutes(NOW, 2);
  const outcomes = await Promise.all(
    ['21', '22'].map((indirect) =>
      db.tx((tx) => setCosts(tx, finance.actor, terms({ indirect, replaces: standing }), later)),
    ),
  );
  expect(new Set(outcomes.map(codeOf))).toEqual(new Set([null, 'settings-changed']));
});

test('the same again is refused, and so is everybody but finance', async () => {
  const { id } = (await newest())!;
  const same = { replaces: id, indirect: (await newest())!.indirect === 2100 ? '21' : '22' };
  expect(codeOf(await db.tx((tx) => setCosts(tx, finance.actor, terms(same), NOW)))).toBe('nothing-changed');
  const other = terms({ replaces: id, indirect: '1' });
  expect(codeOf(await db.tx((tx) => setCosts(tx, admin.actor, other, NOW)))).toBe('not-allowed');
  expect(codeOf(await db.tx((tx) => setCosts(tx, STRANGER, other, NOW)))).toBe('signed-out');
  expect((await newest())!.id).toBe(id);
});

test('the program itself cannot change or remove settings, and the invariants hold', async () => {
  for (const statement of [sql`update cost_settings set indirect = 1`, sql`delete from cost_settings`]) {
    await expect(db.tx((tx) => statement.execute(on(tx)))).rejects.toThrow('permission denied');
  }
  expect(await brokenInvariants(db, capacityInvariants)).toEqual([]);
});
