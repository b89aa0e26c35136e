import type { z } from 'zod';
import { nameOf, type Actor } from '../../../kernel/actor.ts';
import { addDays, calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { count, inWords } from '../../../kernel/text.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson, findWorkspace, makeActLink } from '../../people/index.ts';
import { standingFor } from '../../projects/index.ts';
import { insertNotice } from '../../roadmaps/index.ts';
import { brochuresEvent } from '../events.ts';
import type { askInclusionInput } from '../inputs.ts';
import { ANSWER_ACT, brochurePermissions, decide, LINK_DAYS } from '../rules.ts';
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
  const { people, guests } = await representatives(tx, project, now);
  if (people.length + guests.length === 0) return refuse('nobody-to-write-to', { project: facts.name });

  const told = [
    ...(people.length === 0 ? [] : [`${count(people.length, 'representative')} with an account here`]),
    ...(guests.length === 0 ? [] : [`${inWords(guests.length)} by a link`]),
  ].join(' and ');
  const notice = await insertNotice(tx, { project, item: null, channel: 'mail', told, url: null }, actor, now);
  const inclusion = await insertInclusion(
    tx,
    { brochure: brochure.id, project, notice, written: true, message },
    actor,
    now,
  );
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  const words = {
    subject: `${facts.name} in a brochure of ${workspace}`,
    paragraphs: [
      `${nameOf(actor) ?? workspace} would like ${facts.name} to stand in the brochure “${brochure.draft.title}”. You can see it as it is to be, and say if you object:`,
      ...(message === null ? [] : [message]),
      'Only items that the project agreed to see in brochures are in it. You need not answer: without an objection it may be published, and that is not taken for praise. You may object later as well; the project’s place then goes at once.',
    ],
  };
  const page = { href: `${baseUrl}${urls.brochureInclusion({ brochure: slug })}`, validUntil: null };
  for (const { name, mail } of people) {
    await queueMail(tx, { ...words, to: { address: mail, name }, link: page }, now);
  }
  for (const recipient of guests) {
    const use = 'until-it-ends' as const;
    const asked = { recipient, act: ANSWER_ACT, subject: inclusion, role: 'PRJ', project, use } as const;
    const { token, validUntil } = await makeActLink(tx, actor, { ...asked, validUntil: addDays(now, LINK_DAYS) }, now);
    const link = { href: `${baseUrl}${urls.brochureInclusionByLink({ token })}`, validUntil };
    await queueMail(tx, { ...words, to: { address: recipient.mail, name: recipient.name }, link }, now);
  }
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.inclusion-asked', brochure: brochure.id, project }, now));
  return done(inclusion);
}

/** Those with an account, and those whom the register names to speak on offers without one. */
async function representatives(tx: Tx, project: AskInclusion['project'], now: Instant) {
  const entries = await standingFor(tx, project, 'offers', calendarDate(now));
  const speakers = entries.flatMap((entry) => entry.speakers);
  const ids = new Set([
    ...(await representativesOf(tx, project)),
    ...speakers.flatMap(({ person }) => (person === null ? [] : [person])),
  ]);
  const people = [];
  for (const id of ids) {
    const person = await findPerson(tx, id);
    if (person !== null && person.deactivation === null) people.push(person);
  }
  const guests = new Map(
    speakers.flatMap(({ person, name, mail }) =>
      person === null && name !== null && mail !== null ? [[mail, { name, mail }] as const] : [],
    ),
  );
  return { people, guests: [...guests.values()] };
}
