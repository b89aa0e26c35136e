import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../../test/support/items.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER, type Actor, type Role } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { writeItemInput } from '../item-inputs.ts';
import { itemById } from '../store/items.ts';
import { declineItem } from './decline-item.ts';
import { writeItem } from './write-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const write = (actor: Actor, more: object = {}, project = w.project) =>
  db.tx((tx) => writeItem(tx, actor, { ...writeItemInput.parse({ text: GOOD_TEXT, ...more }), project }, NOW));

test('an item is written down: a draft with its first wording, numbered in its project, announced', async () => {
  const one = mustBeDone(await write(w.actor('MNT')));
  const two = mustBeDone(await write(w.actor('ENG')));
  expect(two.number).toBe(one.number + 1);
  await db.read(async (tx) => {
    const item = (await itemById(tx, one.id, { lock: false }))!;
    expect(item).toMatchObject({ state: 'draft', level: 'technical', provenance: 'written', hat: w.actor('MNT').hat });
    expect(item.wording).toMatchObject({ number: 1, ...GOOD_TEXT, byName: 'Mnt Example' });
    const [event] = await eventsOf(tx, { kind: 'project', id: w.project });
    expect(event).toMatchObject({ kind: 'item.written', facts: { item: two.id, provenance: 'written' } });
  });
});

test.each<Role>(['ADM', 'FIN', 'FND', 'FSP'])('%s writes none', async (role) => {
  expect(codeOf(await write(w.actor(role)))).toBe('not-yours');
});

test('nor does a stranger, nor a representative of another project', async () => {
  const other = await addTestProject(db, w.actor('ADM'), 'Example Bay');
  expect(codeOf(await write(STRANGER))).toBe('not-yours');
  expect(codeOf(await write(w.actor('PRJ'), {}, other.project))).toBe('not-yours');
});

describe('where it stands (S67)', () => {
  test('a pitch hangs under a technical item of the same project, or says why not', async () => {
    const technical = mustBeDone(await write(w.actor('TEC')));
    const pitch = { level: 'pitch' };
    expect(codeOf(await write(w.actor('TEC'), pitch))).toBe('no-parent-no-reason');
    expect(codeOf(await write(w.actor('TEC'), { ...pitch, noParentBecause: 'It is about people.' }))).toBeNull();
    const under = mustBeDone(await write(w.actor('TEC'), { ...pitch, parent: technical.id }));
    expect(codeOf(await write(w.actor('TEC'), { ...pitch, parent: under.id }))).toBe('parent-not-above');
    const elsewhere = await addTestProject(db, w.actor('ADM'), 'Example Cape');
    expect(codeOf(await write(w.actor('TEC'), { ...pitch, parent: technical.id }, elsewhere.project))).toBe(
      'parent-not-found',
    );
  });
});

test('a successor takes the place of what was declined, not of what lives', async () => {
  const former = await w.itemIn('proposed');
  expect(codeOf(await write(w.actor('TEC'), { succeeds: former.id }))).toBe('not-over-yet');
  const no = {
    item: former.id,
    reason: 'Too early.',
    isPrivate: false,
    discussedAt: null,
    disclosure: null,
    hat: null,
  };
  mustBeDone(await db.tx((tx) => declineItem(tx, w.actor('PRJ'), no, NOW)));
  const next = mustBeDone(await write(w.actor('TEC'), { succeeds: former.id }));
  const item = await db.read((tx) => itemById(tx, next.id, { lock: false }));
  expect(item).toMatchObject({ succeeds: former.id, state: 'draft' });
});

test('two who write at once get numbers of their own', async () => {
  const made = await Promise.all(Array.from({ length: 6 }, () => write(w.actor('TEC'))));
  expect(new Set(made.map((one) => mustBeDone(one).number)).size).toBe(6);
});

test('a skill beyond code goes the same way (S96, S77)', async () => {
  const text = { ...GOOD_TEXT, title: 'Community liaison', workTypes: ['community_liaison'], skills: ['community'] };
  const made = mustBeDone(await write(w.actor('TEC'), { text }));
  const item = await db.read((tx) => itemById(tx, made.id, { lock: false }));
  expect(item!.wording).toMatchObject({ workTypes: ['community_liaison'], skills: ['community'] });
});
