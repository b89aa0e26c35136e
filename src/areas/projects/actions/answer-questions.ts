import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions, wordTo } from '../care-rules.ts';
import type { ProjectQuestion, ProjectWord } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { asRepresentative } from '../register-rules.ts';
import { decide } from '../rules.ts';
import { insertWord, wordsOf } from '../store/care.ts';
import { projectForChange } from '../store/projects.ts';
import type { ProjectRefusal } from '../types.ts';

export interface AnswerQuestions {
  readonly project: ProjectId;
  /** Only the questions that are answered. */
  readonly answers: readonly Pick<ProjectWord, 'question' | 'answer' | 'words'>[];
}

/** Is it done, would you like funds, would you like volunteers: the project's own word, shown as such. (domain S44) */
export async function answerQuestions(
  tx: Tx,
  person: Actor,
  input: AnswerQuestions,
  now: Instant,
): Promise<Outcome<readonly ProjectQuestion[], ProjectRefusal>> {
  const actor = asRepresentative(person, input.project);
  const decision = decide(actor, carePermissions.answerQuestions, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const before = await wordsOf(tx, project.id);
  const fresh = input.answers.filter(({ question, answer, words }) => {
    const said = wordTo(before, question);
    return said?.answer !== answer || said.words !== words;
  });
  if (fresh.length === 0) return refuse('nothing-changed');

  for (const word of fresh) await insertWord(tx, project.id, word, actor, now);
  const answers = fresh.map(({ question }) => question);
  await announce(tx, projectsEvent(actor, { kind: 'questions.answered', project: project.id, answers }, now));
  return done(answers);
}
