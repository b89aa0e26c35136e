import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { startBrochureInput } from '../inputs.ts';
import { findBrochure } from '../store/brochures.ts';
import { startBrochure } from './start-brochure.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const words = (title: string) => startBrochureInput.parse({ purpose: 'show-breadth', title });

test('begins with its words and an address of its own', async () => {
  const start = (title: string) => db.tx((tx) => startBrochure(tx, lead.actor, words(title), NOW));
  const slugs = [];
  for (const title of ['Arrays for all', 'Arrays for all', 'Start', '数组花园'])
    slugs.push(mustBeDone(await start(title)).slug);
  expect(slugs).toEqual(['arrays-for-all', 'arrays-for-all-2', 'brochure-start', 'brochure-untitled']);
  const found = await db.read((tx) => findBrochure(tx, 'arrays-for-all'));
  expect(found?.draft).toMatchObject({ number: 1, purpose: 'show-breadth', title: 'Arrays for all', columns: [] });
});

test('is for engagement leads', async () => {
  const tec = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  for (const { actor } of [admin, tec]) {
    expect(codeOf(await db.tx((tx) => startBrochure(tx, actor, words('Not mine'), NOW)))).toBe('not-allowed');
  }
  expect(codeOf(await db.tx((tx) => startBrochure(tx, { kind: 'stranger' }, words('x'), NOW)))).toBe('signed-out');
});

test.each([
  ['nothing to read', { purpose: 'show-breadth', title: ' … ' }, 'title'],
  ['a title that is too long', { purpose: 'show-breadth', title: 'long '.repeat(40) }, 'title'],
  ['a character that cannot be printed', { purpose: 'show-breadth', title: 'مصفوفات' }, 'title'],
  ['no purpose', { title: 'Arrays' }, 'purpose'],
])('%s is told at its field', (_, input, field) => {
  const read = startBrochureInput.safeParse(input);
  expect(read.error?.issues.map(({ path }) => path[0])).toEqual([field]);
});

test('hostile text is kept as text, without what cannot be seen', () => {
  const read = startBrochureInput.parse({
    purpose: 'raise-interest',
    title: '<script>alert(1)</script>\u202e #set page',
    intro: '*bold* $x$ \\ #import "x"\r\n\r\nnext',
  });
  expect(read.title).toBe('<script>alert(1)</script> #set page');
  expect(read.intro).toBe('*bold* $x$ \\ #import "x"\n\nnext');
});
