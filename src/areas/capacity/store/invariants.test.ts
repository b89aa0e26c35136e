import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { setCosts } from '../actions/set-costs.ts';
import { setCostsInput } from '../inputs.ts';
import { capacityInvariants } from './invariants.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
const terms = {
  validFrom: '2026-01-01',
  hoursInYear: 1840,
  currency: 'USD',
  sponsorTiers: [
    { from: '0', fee: '8' },
    { from: '500000', fee: '6' },
  ],
};
await db.tx(async (tx) => {
  const first = mustBeDone(await setCosts(tx, finance.actor, setCostsInput.parse(terms), NOW));
  const next = setCostsInput.parse({ ...terms, indirect: '15', replaces: first });
  mustBeDone(await setCosts(tx, finance.actor, next, NOW));
});

test('the verbs keep every invariant', async () => {
  expect(await brokenInvariants(db, capacityInvariants)).toEqual([]);
});

test.each([
  [
    'cost settings follow one another in one line',
    `update cost_settings set at = at + interval '1 day' where replaces is null`,
  ],
  [
    'fee tiers of a fiscal sponsor rise from zero',
    `update cost_settings set sponsor_tiers = '[{"from":"0","fee":800},{"from":"0","fee":600}]'`,
  ],
  [
    'fee tiers of a fiscal sponsor rise from zero',
    `update cost_settings set sponsor_tiers = '[{"from":"1","fee":800}]'`,
  ],
])('“%s” finds what breaks it', async (name, breaking) => {
  await asAdmin(adminUrl, async (client) => {
    await client.query('begin');
    await client.query(breaking);
    const broken = await client.query(capacityInvariants.find((one) => one.name === name)!.sql);
    expect(broken.rows.length).toBeGreaterThan(0);
    await client.query('rollback');
  });
});
