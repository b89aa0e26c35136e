import type { z } from 'zod';
import { nameOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { count } from '../../../kernel/text.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson, findWorkspace } from '../../people/index.ts';
import { insertNotice } from '../../roadmaps/index.ts';
import { brochuresEvent } from '../events.ts';
import type { askInclusionInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure, projectFacts } from '../store/brochures.ts';
import { insertInclusion, representativesOf } from '../store/inclusion.ts';
import type { BrochureRefusal, InclusionId } from '../types.ts';

export type AskInclusion = z.output<typeof askInclusionInput> & { readonly slug: string; readonly baseUrl: string };

/** The project's representatives are written to before it appears (S59): they see the draft and may object. */
export async function askInclusion(
  tx: Tx,
  actor: Actor,
  { slug, baseUrl, project, message }: AskInclusion,
  now: Instant,
): Promise<Outcome<InclusionId, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.askInclusion);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  if (!brochure.draft.columns.some((column) => column.project === project)) return refuse('not-in-brochure');
  const facts = (await projectFacts(tx, [project])).get(project);
  if (facts === undefined) return refuse('project-not-shown');
  const people = await peopleOf(tx, project);
  if (people.length === 0) return refuse('nobody-to-write-to', { project: facts.name });

  const told = `${count(people.length, 'representative')} with an account here`;
  const notice = await insertNotice(tx, { project, item: null, channel: 'mail', told, url: null }, actor, now);
  const inclusion = await insertInclusion(
    tx,
    { brochure: brochure.id, project, notice, written: true, message },
    actor,
    now,
  );
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  for (const { name, mail } of people) {
    await queueMail(
      tx,
      {
        to: { address: mail, name },
        subject: `${facts.name} in a brochure of ${workspace}`,
        paragraphs: [
          `${nameOf(actor) ?? workspace} would like ${facts.name} to stand in the brochure “${brochure.draft.title}”. You can see it as it is to be, and say if you object:`,
          ...(message === null ? [] : [message]),
          'Only items that the project agreed to see in brochures are in it. You need not answer: without an objection it may be published, and that is not taken for praise. You may object later as well; the project’s place then goes at once.',
        ],
        link: { href: `${baseUrl}${urls.brochureInclusion({ brochure: slug })}`, validUntil: null },
      },
      now,
    );
  }
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.inclusion-asked', brochure: brochure.id, project }, now));
  return done(inclusion);
}

async function peopleOf(tx: Tx, project: AskInclusion['project']) {
  const people = [];
  for (const id of await representativesOf(tx, project)) {
    const person = await findPerson(tx, id);
    if (person !== null && person.deactivation === null) people.push(person);
  }
  return people;
}
