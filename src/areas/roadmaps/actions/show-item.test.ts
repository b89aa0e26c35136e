import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rewordItemInput } from '../item-inputs.ts';
import { placeItem } from './place-item.ts';
import { rewordItem } from './reword-item.ts';
import { showItem } from './show-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const shown = (actor: Actor, number: number) => db.read((tx) => showItem(tx, actor, { key: w.slug, number }, NOW));

test('a draft is for those inside', async () => {
  const { number } = await w.itemIn('draft');
  expect(codeOf(await shown(STRANGER, number))).toBe('item-not-found');
  expect(codeOf(await shown(w.actor('FND'), number))).toBe('item-not-found');
  expect(codeOf(await shown(w.actor('ADM'), number))).toBeNull();
  expect(codeOf(await shown(w.actor('MNT'), 999))).toBe('item-not-found');
});

test('each reader is offered what they may do next, and nothing else', async () => {
  const { number } = await w.itemIn('proposed');
  const acts = async (role: 'PRJ' | 'TEC' | 'ENG' | 'MNT' | 'ADM') => {
    const offered = mustBeDone(await shown(w.actor(role), number)).acts;
    return Object.entries(offered).flatMap(([act, is]) => (is ? [act] : []));
  };
  expect(await acts('PRJ')).toEqual(expect.arrayContaining(['approve', 'decline', 'optOut', 'reword', 'mark']));
  expect(await acts('PRJ')).not.toContain('propose');
  expect(await acts('MNT')).not.toContain('approve');
  expect(await acts('TEC')).toEqual(expect.arrayContaining(['reword', 'align', 'disclose']));
  expect(await acts('TEC')).not.toContain('decline');
  expect(await acts('ENG')).toEqual(['align', 'noteSignal', 'disclose']);
  expect(await acts('ADM')).toEqual(['disclose']);
});

test('who asked in private is for those inside', async () => {
  const { id, number } = await w.itemIn('approved');
  await w.signal(id, { who: 'Larkspur Quant', datedOn: '2026-03-01' });
  await w.signal(id, { kind: 'community', who: 'Units libraries', datedOn: '2024-02-01', isPublic: true });
  const names = async (actor: Actor) => mustBeDone(await shown(actor, number)).signals.map(({ who }) => who);
  expect(await names(STRANGER)).toEqual(['Units libraries']);
  expect(await names(w.actor('MNT'))).toEqual(['Units libraries', 'Larkspur Quant']);
  expect(mustBeDone(await shown(STRANGER, number)).origin).toEqual({ kind: 'community', wantedOn: '2024-02-01' });
});

test('what hangs under an item is named outside as the project approved it, or not at all', async () => {
  const above = await w.itemIn('approved', { title: 'Above' });
  const below = await w.itemIn('approved', { title: 'Approved below' });
  const draft = await w.itemIn('draft', { title: 'A draft below' });
  await db.tx(async (tx) => {
    for (const { id } of [below, draft]) {
      const place = { item: id, level: 'pitch', parent: above.id, noParentBecause: null } as const;
      mustBeDone(await placeItem(tx, w.actor('TEC'), place, NOW));
    }
    const next = rewordItemInput.parse({ text: { title: 'Not approved below' }, seen: 1 });
    mustBeDone(await rewordItem(tx, w.actor('TEC'), { ...next, item: below.id }, NOW));
  });
  const under = async (actor: Actor) => mustBeDone(await shown(actor, above.number)).children.map(({ title }) => title);
  expect(await under(STRANGER)).toEqual(['Approved below']);
  expect(await under(w.actor('MNT'))).toEqual(['Not approved below', 'A draft below']);
});
