import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import type { RulebookSuggestionId } from '../rulebook-types.ts';
import { NO_VALUE, type RulebookField, type RuleValue } from '../rulebook-types.ts';
import { readItems, ruleValueInput } from '../rulebook-inputs.ts';
import { consentWindow, ruleOf } from '../rulebook-rules.ts';
import { rulebookOf } from '../store/rulebook.ts';
import { confirmRule } from './confirm-rule.ts';
import { suggestRulebook } from './suggest-rulebook.ts';

const { db, appUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const book = () => db.read((tx) => rulebookOf(tx, project));

function confirm(
  field: RulebookField,
  value: Partial<RuleValue>,
  version = 0,
  actor = keeper.actor,
  suggestion: RulebookSuggestionId | null = null,
) {
  const input = { project, field, version, value: { ...NO_VALUE, ...value }, suggestion };
  return db.tx((tx) => confirmRule(tx, actor, input, NOW));
}

test('a maintainer says how the project is governed: models are mixed, and it stands with who confirmed it', async () => {
  const value = { choices: ['open', 'elected'], text: 'A council of five.', link: 'https://example.org/governance' };
  const entry = mustBeDone(await confirm('governance', value));
  expect(ruleOf(await book(), 'governance')).toMatchObject({
    id: entry,
    version: 1,
    value: { ...value, choices: ['elected', 'open'] },
    confirmed: { byName: 'Mnt Example', at: NOW },
  });
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]).toMatchObject({
    kind: 'rulebook.confirmed',
    facts: { rule: entry, field: 'governance' },
  });
});

test('an engagement lead confirms nothing', async () => {
  expect(codeOf(await confirm('review', { text: 'Two people.' }, 0, sales.actor))).toBe('not-allowed');
});

test('a form filled before somebody else saved is refused; saying the same again is no change', async () => {
  expect(codeOf(await confirm('governance', { text: 'Otherwise.' }, 0))).toBe('edited-meanwhile');
  const said = ruleOf(await book(), 'governance')!.value!;
  expect(codeOf(await confirm('governance', said, 1))).toBe('nothing-changed');
});

test('two who save in the same moment: one is told', async () => {
  const both = await Promise.all(['One.', 'Other.'].map((text) => confirm('triage', { text })));
  expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'edited-meanwhile']));
});

test('saved empty, the field is not said again, and what it said stays on record', async () => {
  mustBeDone(await confirm('style', { text: 'PEP 8.' }));
  mustBeDone(await confirm('style', {}, 1));
  const rulebook = await book();
  expect(ruleOf(rulebook, 'style')).toBeNull();
  expect(rulebook.entries.filter(({ field }) => field === 'style').map(({ value }) => value?.text ?? null)).toEqual([
    null,
    'PEP 8.',
  ]);
});

test('a suggestion counts for nothing until it is taken over; then its lines stand beside it', async () => {
  const evidence = [
    { repository: 'example/example-grid', path: 'CORPORATE.md', lines: [3, 4], commit: '278f85f' },
  ] as const;
  const items = [{ text: 'Maintain new features for 2 to 3 years', link: null }];
  const suggestions = [{ field: 'obligations', value: { ...NO_VALUE, items }, evidence }] as const;
  const program = { kind: 'program', program: 'jobs' } as const;
  mustBeDone(await db.tx((tx) => suggestRulebook(tx, program, { project, round: null, suggestions }, NOW)));
  const before = await book();
  expect(ruleOf(before, 'obligations')).toBeNull();
  const [suggestion] = before.suggestions;
  expect(codeOf(await confirm('review', { text: 'x' }, 0, keeper.actor, suggestion!.id))).toBe('no-such-suggestion');
  mustBeDone(await confirm('obligations', suggestion!.value, 0, keeper.actor, suggestion!.id));
  const after = await book();
  expect(ruleOf(after, 'obligations')).toMatchObject({ value: { items }, evidence });
  expect(after.suggestions).toEqual([]);
});

test('the consent window is what the project said, and null while it has not', async () => {
  expect(consentWindow(await book())).toBeNull();
  mustBeDone(await confirm('consent', { number: 7, choices: ['consent'], zone: 'Europe/Amsterdam' }));
  expect(consentWindow(await book())).toEqual({ days: 7, silence: 'consent', zone: 'Europe/Amsterdam' });
});

test('the application can rewrite no entry of a rulebook', async () => {
  for (const damage of [
    'update rulebook_entry set value = null',
    'delete from rulebook_entry',
    'delete from rulebook_suggestion',
  ]) {
    await asAdmin(appUrl, async (client) => {
      await expect(client.query(damage)).rejects.toThrow(/permission denied/);
    });
  }
});

test.each([
  ['a model that is none', 'governance', { choices: ['anarchy'] }, 'choices'],
  ['two rules where one holds', 'decisions', { choices: ['consensus', 'majority'] }, 'choices'],
  ['no agreement and one at once', 'cla', { choices: ['none', 'dco'] }, 'choices'],
  ['a window without days', 'consent', { choices: ['consent'] }, 'number'],
  ['a window of a year', 'consent', { number: '365' }, 'number'],
  ['half a day', 'consent', { number: '0.5' }, 'number'],
  ['a zone that is none', 'consent', { number: 7, zone: 'Mars/Olympus' }, 'zone'],
  ['a link that is no https page', 'review', { link: 'javascript:alert(1)' }, 'link'],
  ['an obligation that says nothing', 'obligations', { items: [{ text: '—', link: null }] }, 'items'],
] as const)('%s is refused at its field', (_, field, value, at) => {
  const read = ruleValueInput(field).safeParse(value);
  expect(read.success ? [] : read.error.issues.map(({ path }) => path[0])).toContain(at);
});

test('lists are typed one a line, with where each stands behind a bar', () => {
  expect(readItems('Upkeep for 2 years | https://example.org/a\n\nBe kind')).toEqual([
    { text: 'Upkeep for 2 years', link: 'https://example.org/a' },
    { text: 'Be kind', link: null },
  ]);
});
