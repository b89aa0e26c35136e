import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { rewordItemInput } from '../item-inputs.ts';
import type { ItemQuery } from '../item-types.ts';
import { rewordItem } from './reword-item.ts';
import { showItem } from './show-item.ts';
import { showItems } from './show-items.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const shown = async (actor: Actor, more: Partial<ItemQuery> = {}) => {
  const query = { level: null, state: null, view: 'all', ...more } as const;
  return mustBeDone(await db.read((tx) => showItems(tx, actor, { key: w.slug, query }, NOW)));
};

test('those inside see every item, everybody else what has the project’s yes, in the words that have it', async () => {
  const draft = await w.itemIn('draft', { title: 'A draft' });
  const approved = await w.itemIn('approved', { title: 'Approved words' });
  const next = rewordItemInput.parse({ text: { title: 'Words nobody approved' }, seen: 1 });
  mustBeDone(await db.tx((tx) => rewordItem(tx, w.actor('TEC'), { ...next, item: approved.id }, NOW)));
  const titles = async (actor: Actor) => (await shown(actor)).items.map(({ title }) => title);
  expect(await titles(w.actor('MNT'))).toEqual(['A draft', 'Words nobody approved']);
  expect(await titles(w.actor('FIN'))).toEqual(['A draft', 'Words nobody approved']);
  for (const actor of [STRANGER, w.actor('FND'), w.actor('FSP')])
    expect(await titles(actor)).toEqual(['Approved words']);
  expect((await shown(STRANGER)).counts.total).toBe(1);
  expect((await shown(w.actor('MNT'))).counts.total).toBe(2);
  expect(draft.number).toBeLessThan(approved.number);
});

test('where the project took back its yes to an offer, nobody outside sees the item', async () => {
  const { id, number } = await w.itemIn('offered', { title: 'Offered and taken back' });
  const seen = async () => {
    const titles = (await shown(STRANGER)).items.map(({ title }) => title);
    const one = await db.read((tx) => showItem(tx, STRANGER, { key: w.slug, number }, NOW));
    return [titles.includes('Offered and taken back'), codeOf(one)];
  };
  expect(await seen()).toEqual([true, null]);
  await db.tx((tx) =>
    sql`insert into consent_withdrawal (consent, at, by_person)
        select consent.id, ${NOW}, ${w.people.get('PRJ')!.person} from consent join offer_version version on version.id = consent.offer
         where version.item = ${id}`.execute(on(tx)),
  );
  expect(await seen()).toEqual([false, 'item-not-found']);
  expect((await shown(w.actor('MNT'))).items.map(({ title }) => title)).toContain('Offered and taken back');
});

test('by level and by state', async () => {
  await w.write({ title: 'A pitch' }, { level: 'pitch', noParentBecause: 'It is about people.' });
  expect((await shown(w.actor('TEC'), { level: 'pitch' })).items.map(({ title }) => title)).toEqual(['A pitch']);
  expect((await shown(w.actor('TEC'), { state: 'approved' })).items).toHaveLength(1);
  expect((await shown(STRANGER, { level: 'pitch' })).items).toEqual([]);
  expect((await shown(w.actor('TEC'), { state: 'draft' })).counts.byLevel).toMatchObject({ pitch: 1, technical: 3 });
});

test('a project that is not there', async () => {
  const query = { level: null, state: null, view: 'all' } as const;
  expect(codeOf(await db.read((tx) => showItems(tx, STRANGER, { key: 'nowhere', query }, NOW)))).toBe(
    'project-not-found',
  );
});
