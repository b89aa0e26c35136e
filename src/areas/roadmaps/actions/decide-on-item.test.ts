import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import { itemWorkspace, YES } from '../../../../test/support/items.ts';
import { addPerson, codeOf, NOW } from '../../../../test/support/people.ts';
import { giveStanding } from '../../../../test/support/projects.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { refused } from '../../../kernel/refusal.ts';
import { recusalsFrom } from '../../people/index.ts';
import { itemRefusals } from '../item-refusals.ts';
import { approveItem } from './approve-item.ts';
import { optOutItem } from './opt-out-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const { project } = w;
const admin = w.people.get('ADM')!;

test('a representative whom the register does not name decides nothing, and in a project where nobody is known nobody does', async () => {
  const { id: item } = await w.itemIn('proposed');
  const other = await addPerson(db, admin, { name: 'Second Example', role: 'PRJ', project });
  const approve = () => db.tx((tx) => approveItem(tx, other.actor, { item, ...YES }, NOW));
  expect(codeOf(await approve())).toBe('not-named-to-speak');
  // One who speaks on money does not speak on the roadmap.
  await giveStanding(db, admin.actor, { project, person: other.person, matters: ['money'] });
  expect(codeOf(await approve())).toBe('not-named-to-speak');
  await giveStanding(db, admin.actor, { project, person: other.person, matters: ['roadmap'] });
  expect(codeOf(await approve())).toBeNull();
});

test('who has an interest in the funder that asked is recorded as recused, and the refusal says so', async () => {
  const { id: item } = await w.itemIn('proposed');
  await w.signal(item, { who: 'Larkspur Quant' });
  const third = await addPerson(db, admin, { name: 'Third Example', role: 'PRJ', project });
  await giveStanding(db, admin.actor, { project, person: third.person, matters: ['roadmap'] });
  await addInterest(db, third);
  const outcome = await db.tx((tx) => approveItem(tx, third.actor, { item, ...YES }, NOW));
  expect(codeOf(outcome)).toBe('recused');
  if (refused(outcome)) expect(itemRefusals[outcome.refused].say(outcome.because)).toContain('Larkspur Quant');
  expect(await w.stateOf(item)).toBe('proposed');
  const aside = await db.read((tx) => recusalsFrom(tx, { kind: 'roadmap-item', id: item }));
  expect(aside.map(({ personName }) => personName)).toEqual(['Third Example']);
  // Leaving it out harms nobody: that they still may.
  const leave = { item, reason: null, isPrivate: true, disclosure: null, hat: null };
  expect(codeOf(await db.tx((tx) => optOutItem(tx, third.actor, leave, NOW)))).toBeNull();
});

test('somebody of the workspace who also speaks for the project decides in its hat and says that they are both', async () => {
  const { id: item } = await w.itemIn('proposed');
  const lead = w.people.get('ENG')!;
  await giveStanding(db, admin.actor, { project, person: lead.person, matters: ['roadmap'] });
  // The register alone is not enough: the role is.
  expect(codeOf(await db.tx((tx) => approveItem(tx, lead.actor, { item, ...YES }, NOW)))).toBe('not-yours');
  const hats = [
    { capacity: 'engagement lead', affiliation: 'Example Lab', comesWith: 'role', project: null },
    { capacity: 'project representative', affiliation: 'Example Reef', comesWith: 'role', project },
  ] as const;
  const grants = [...lead.actor.grants, { role: 'PRJ', project } as const];
  const both = { ...lead.actor, grants, hats, hat: null };
  const approve = (more: object) => db.tx((tx) => approveItem(tx, both, { item, ...YES, ...more }, NOW));
  expect(codeOf(await approve({}))).toBe('say-in-which-capacity');
  expect(codeOf(await approve({ hat: hatWords(hats[0]) }))).toBe('not-in-the-hat-of-the-project');
  expect(codeOf(await approve({ hat: hatWords(hats[1]) }))).toBe('say-that-you-are-both');
  expect(codeOf(await approve({ hat: 'king of reefs' }))).toBe('say-in-which-capacity');
  expect(codeOf(await approve({ hat: hatWords(hats[1]), disclosure: 'I also work for the lab.' }))).toBeNull();
});
