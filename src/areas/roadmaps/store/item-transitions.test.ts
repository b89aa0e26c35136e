/** The life of an item by the database's own rules, whoever writes: random walks against the table of domain 4.1, as the application's role. */
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace, offerForTest } from '../../../../test/support/items.ts';
import { NOW } from '../../../../test/support/people.ts';
import { brokenInvariants, on, sql, sqlState, type Tx } from '../../../outside/database/index.ts';
import { statesAfter } from '../item-rules.ts';
import { roadmapInvariants } from './invariants.ts';
import { ITEM_STATES, type ItemId, type ItemState } from '../item-types.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);

/** The code of what the database said, or null when it took it. */
async function trouble(work: (tx: Tx) => Promise<unknown>): Promise<string | null> {
  try {
    await db.tx(work);
    return null;
  } catch (error) {
    return sqlState(error) ?? String(error);
  }
}

const step = (item: ItemId, from: ItemState, to: ItemState) => (tx: Tx) =>
  sql`insert into roadmap_item_transition (id, item, from_state, to_state, at) values (${randomUUID()}, ${item}, ${from}, ${to}, ${NOW})`.execute(
    on(tx),
  );

test('the edges of the database are those of the rules', async () => {
  const { rows } = await db.read((tx) =>
    sql<{
      from: ItemState;
      to: ItemState;
    }>`select from_state as "from", to_state as "to" from roadmap_item_edge`.execute(on(tx)),
  );
  const edges = rows.map(({ from, to }) => `${from} ${to}`).toSorted();
  expect(edges).toEqual(ITEM_STATES.flatMap((from) => statesAfter(from).map((to) => `${from} ${to}`)).toSorted());
});

test('every edge that is not in the table is refused, from wherever the item stands', async () => {
  for (const state of ['draft', 'proposed', 'approved', 'offered', 'in_work'] as const) {
    const { id } = await w.itemIn(state);
    for (const to of ITEM_STATES) {
      if (statesAfter(state).includes(to)) continue;
      // No such edge; the rules about a state may speak before.
      expect(['23503', '23514']).toContain(await trouble(step(id, state, to)));
    }
    // A step that begins elsewhere is of another moment: whoever waited for it tries again, and in vain.
    const elsewhere = state === 'draft' ? 'proposed' : 'draft';
    expect(await trouble(step(id, elsewhere, 'declined'))).toBe('40001');
    expect(await w.stateOf(id)).toBe(state);
  }
});

test('no random walk reaches what the table does not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...ITEM_STATES), { minLength: 1, maxLength: 12 }), async (walk) => {
      const { id } = await w.itemIn('draft');
      let stands: ItemState = 'draft';
      for (const to of walk) {
        const isOnTable = statesAfter(stands).includes(to);
        if (to === 'offered' && isOnTable) await offerForTest(db, id, w.people.get('PRJ')!);
        else expect([stands, to, (await trouble(step(id, stands, to))) === null]).toEqual([stands, to, isOnTable]);
        if (isOnTable) stands = to;
        expect(await w.stateOf(id)).toBe(stands);
      }
    }),
    { numRuns: 25 },
  );
});

test('what must always be true of items is', async () => {
  await w.itemIn('in_work');
  expect(await brokenInvariants(db, roadmapInvariants)).toEqual([]);
});

describe('straight in SQL, as the application', () => {
  test('a wording, a transition and a declination are never edited and never taken out', async () => {
    const { id } = await w.itemIn('proposed');
    await db.tx((tx) => step(id, 'proposed', 'declined')(tx));
    for (const query of [
      sql`update roadmap_item_text set title = 'other' where item = ${id}`,
      sql`delete from roadmap_item_text where item = ${id}`,
      sql`update roadmap_item_transition set reason = 'other' where item = ${id}`,
      sql`delete from roadmap_item_transition where item = ${id} and to_state = 'declined'`,
      sql`truncate roadmap_item_transition`,
      sql`delete from roadmap_item where id = ${id}`,
      sql`delete from roadmap_item_scope_check`,
      sql`insert into roadmap_item_edge values ('declined', 'approved')`,
    ]) {
      expect(await trouble((tx) => query.execute(on(tx)))).toBe('42501');
    }
    expect(await w.stateOf(id)).toBe('declined');
  });

  test('an item is not born approved, and its state and wording are not set', async () => {
    const { id } = await w.itemIn('draft');
    expect(
      await trouble((tx) =>
        sql`insert into roadmap_item (id, project, number, level, provenance, state, added_at)
            values (${randomUUID()}, ${w.project}, 900, 'technical', 'written', 'approved', ${NOW})`.execute(on(tx)),
      ),
    ).toBe('42501');
    expect(
      await trouble((tx) => sql`update roadmap_item set state = 'approved' where id = ${id}`.execute(on(tx))),
    ).toBe('42501');
    expect(await trouble((tx) => sql`update roadmap_item set text = null where id = ${id}`.execute(on(tx)))).toBe(
      '42501',
    );
  });

  test('an item without a rationale is not proposed', async () => {
    const { id } = await w.write({ title: 'Only a title' });
    expect(await trouble(step(id, 'draft', 'proposed'))).toBe('23514');
  });

  test('nothing is offered without a publication', async () => {
    const { id } = await w.itemIn('approved');
    expect(await trouble(step(id, 'approved', 'offered'))).toBe('23514');
  });

  test('an open condition of the approved wording keeps it from being achieved, though a later wording drops it', async () => {
    const { id } = await w.itemIn('in_work', {
      conditions: [{ text: 'Adopted by one port (example)', outside: true }],
    });
    expect(await trouble(step(id, 'in_work', 'achieved'))).toBe('23514');
    await db.tx((tx) =>
      sql`insert into roadmap_item_text (id, item, number, title, body, at)
          values (${randomUUID()}, ${id}, 2, 'T', '{"rationale":"x","conditions":[]}', ${NOW})`.execute(on(tx)),
    );
    expect(await trouble(step(id, 'in_work', 'achieved'))).toBe('23514');
  });

  test('a decision names the wording that stood', async () => {
    const { id } = await w.itemIn('proposed');
    const { rows } = await db.read((tx) =>
      sql<{
        same: boolean;
      }>`select step.text = item.text as same from roadmap_item_transition step join roadmap_item item on item.id = step.item
        where item.id = ${id}`.execute(on(tx)),
    );
    expect(rows).toEqual([{ same: true }]);
  });
});
