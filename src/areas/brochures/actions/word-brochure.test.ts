import { expect, test } from 'vitest';
import { addBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { byCode } from '../../../kernel/text.ts';
import { wordBrochureInput } from '../inputs.ts';
import { findBrochure } from '../store/brochures.ts';
import { wordBrochure } from './word-brochure.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const tec = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const base = { purpose: 'show-breadth', title: 'Arrays for all', audience: '', intro: '' };
const input = (slug: string, version: number, more: object = {}) => ({
  ...wordBrochureInput.parse({ ...base, version, ...more }),
  slug,
});

test('the words change, and what stood before is kept', async () => {
  const made = await addBrochure(db, lead, [], base);
  const number = await db.tx((tx) =>
    wordBrochure(tx, tec.actor, input(made.slug, 1, { intro: 'For everybody.' }), NOW),
  );
  expect(mustBeDone(number)).toBe(2);
  expect((await db.read((tx) => findBrochure(tx, made.slug)))?.draft).toMatchObject({
    number: 2,
    intro: 'For everybody.',
  });
});

test('of two who had the same state before them the second is told, also when both send at once', async () => {
  const made = await addBrochure(db, lead, [], base);
  const outcomes = await Promise.all(
    ['One.', 'Two.', 'Three.'].map((intro) =>
      db.tx((tx) => wordBrochure(tx, lead.actor, input(made.slug, 1, { intro }), NOW)),
    ),
  );
  expect(outcomes.map((outcome) => codeOf(outcome) ?? 'saved').toSorted(byCode)).toEqual([
    'changed-meanwhile',
    'changed-meanwhile',
    'saved',
  ]);
});

test('nothing new, a purpose that cannot hold the columns, and those who may not', async () => {
  const projects = [];
  for (const name of ['P One', 'P Two', 'P Three', 'P Four']) {
    projects.push((await addTestProject(db, admin.actor, name)).project);
  }
  const made = await addBrochure(
    db,
    lead,
    projects.map((project) => ({ project, items: [] })),
    base,
  );
  const word = (more: object, actor = lead.actor) =>
    db.tx(async (tx) => codeOf(await wordBrochure(tx, actor, input(made.slug, made.version, more), NOW)));
  expect(await word({})).toBe('nothing-changed');
  expect(await word({ purpose: 'raise-interest' })).toBe('too-many-columns');
  expect(await word({ intro: 'x' }, admin.actor)).toBe('not-allowed');
  expect(codeOf(await db.tx((tx) => wordBrochure(tx, lead.actor, input('nowhere', 1), NOW)))).toBe('not-found');
});
