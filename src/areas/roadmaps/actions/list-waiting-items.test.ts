import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rewordItemInput } from '../item-inputs.ts';
import { listWaitingItems } from './list-waiting-items.ts';
import { rewordItem } from './reword-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const waiting = (actor: Actor) => db.read((tx) => listWaitingItems(tx, actor, NOW));

test('what is proposed waits for the project’s representatives, and for nobody else', async () => {
  await w.itemIn('draft');
  const { number } = await w.itemIn('proposed');
  expect(await waiting(w.actor('PRJ'))).toMatchObject([
    { kind: 'item-proposed', link: `/projects/${w.slug}/items/${number}/approve`, since: NOW, who: 'you' },
  ]);
  for (const actor of [w.actor('MNT'), w.actor('TEC'), w.actor('ADM'), STRANGER])
    expect(await waiting(actor)).toEqual([]);
});

test('a wording newer than the approved one waits as well', async () => {
  const { id } = await w.itemIn('approved');
  const next = rewordItemInput.parse({ text: { ...GOOD_TEXT, goal: 'Other.' }, seen: 1 });
  mustBeDone(await db.tx((tx) => rewordItem(tx, w.actor('TEC'), { ...next, item: id }, NOW)));
  expect((await waiting(w.actor('PRJ'))).map(({ kind }) => kind)).toEqual(['item-proposed', 'item-reworded']);
});
