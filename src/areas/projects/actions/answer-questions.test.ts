import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { wordsOf } from '../store/care.ts';
import { answerQuestions } from './answer-questions.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const answers = [
  { question: 'done', answer: 'yes', words: 'It does what it should.' },
  { question: 'funds', answer: 'no', words: null },
] as const;
const say = (actor = keeper.actor, said: Parameters<typeof answerQuestions>[2]['answers'] = answers) =>
  db.tx((tx) => answerQuestions(tx, actor, { project, answers: said }, NOW));

test('only the project’s own people give its word', async () => {
  expect(codeOf(await say(admin.actor))).toBe('not-allowed');
  expect(codeOf(await say(lead.actor))).toBe('not-allowed');
});

test('what is answered stands with who said it in which hat; the newest answer counts', async () => {
  expect(mustBeDone(await say())).toEqual(['done', 'funds']);
  expect(codeOf(await say())).toBe('nothing-changed');
  mustBeDone(await say(keeper.actor, [{ question: 'done', answer: 'no', words: null }]));
  const words = await db.read((tx) => wordsOf(tx, project));
  expect(words).toMatchObject([
    { question: 'done', answer: 'no', words: null, said: { byName: 'Mnt Example', hat: 'maintainer, Example Grid' } },
    { question: 'funds', answer: 'no' },
  ]);
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]).toMatchObject({
    kind: 'questions.answered',
    facts: { answers: ['done'] },
  });
});
