import type { z } from 'zod';
import { linkOf, personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { brochuresEvent } from '../events.ts';
import type { answerInclusionInput } from '../inputs.ts';
import { mayAnswer } from '../rules.ts';
import { findBrochure } from '../store/brochures.ts';
import { editionsOf } from '../store/editions.ts';
import { answersOf, inclusionsOf, insertAnswer } from '../store/inclusion.ts';
import type { AnswerId, BrochureRefusal } from '../types.ts';

export type AnswerInclusion = z.output<typeof answerInclusionInput> & { readonly slug: string };

/**
 * A representative has nothing against the project's place in the brochure, or objects: before it is published that stops it, afterwards
 * the project's column goes at once. (domain section 3, "A inclusion"; S59)
 */
export async function answerInclusion(
  tx: Tx,
  actor: Actor,
  { slug, project, answer, words, hat }: AnswerInclusion,
  now: Instant,
): Promise<Outcome<AnswerId, BrochureRefusal>> {
  const worn = wearing(actor, hat);
  if (refused(worn)) return worn;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  // A project that left the draft may still stand in what was published of it.
  const published = await editionsOf(tx, brochure.id);
  const projects = [
    ...brochure.draft.columns.map((column) => column.project),
    ...published.flatMap(({ content }) => content.columns.map((column) => column.project.id)),
  ];
  const may = mayAnswer(worn.done, project, projects, await inclusionsOf(tx, brochure.id));
  if (refused(may)) return may;
  const newest = (await answersOf(tx, brochure.id)).find((one) => one.project === project);
  const isOwn = newest?.by === personOf(worn.done) && newest.link === linkOf(worn.done);
  if (isOwn && newest.answer === answer && newest.words === words) return refuse('said-already');

  const said = await insertAnswer(tx, { brochure: brochure.id, project, answer, words }, worn.done, now);
  const event =
    answer === 'fine'
      ? ({ kind: 'brochure.inclusion-agreed', brochure: brochure.id, project } as const)
      : ({
          kind: 'brochure.inclusion-objected',
          brochure: brochure.id,
          project,
          ...(words === null ? {} : { words }),
        } as const);
  await announce(tx, brochuresEvent(worn.done, event, now));
  return done(said);
}
