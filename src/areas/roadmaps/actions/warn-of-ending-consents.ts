import type { Actor } from '../../../kernel/actor.ts';
import { addDays, showLongDate, type Instant } from '../../../kernel/dates.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { notify } from '../../people/index.ts';
import { offerEvent } from '../offer-events.ts';
import { NOTICE_DAYS } from '../offer-rules.ts';
import { representativesOf } from '../offers-standing.ts';
import { consentById, endingConsents, insertEndingNotice, letterById } from '../store/consents.ts';
import { findOffer } from '../store/offers.ts';

/**
 * A yes that runs out within a month: the project is told, once however often this runs, and so is whoever asked for it. Nothing is
 * renewed by itself.
 */
export async function warnOfEndingConsents(tx: Tx, actor: Actor, now: Instant): Promise<number> {
  let told = 0;
  for (const ending of await endingConsents(tx, now, addDays(now, NOTICE_DAYS), { notNoticed: true })) {
    if (!(await insertEndingNotice(tx, ending.consent, now))) continue;
    const { project, title, validUntil } = ending;
    const sentence = `The consent of ${project.name} to “${title}” ends on ${showLongDate(validUntil)}. Then it is not shown any more.`;
    const link = urls.projectConsents({ project: project.slug });
    for (const { person, name, mail } of await representativesOf(tx, project.id, now)) {
      if (person !== null) await notify(tx, { person, kind: 'project', sentence, link }, now);
      else if (mail !== null) {
        const paragraphs = [
          `${name}, ${sentence}`,
          'You need not do anything. Nothing is shown any longer than the project said yes to.',
        ];
        await queueMail(
          tx,
          { to: { address: mail, name }, subject: `A consent of ${project.name} ends soon`, paragraphs, link: null },
          now,
        );
      }
    }
    const asker = (await letterById(tx, ending.letter))?.sent.by ?? null;
    if (asker !== null) await notify(tx, { person: asker, kind: 'answered', sentence, link }, now);
    const consent = (await consentById(tx, ending.consent, { lock: false }))!;
    const { item, id: offer } = (await findOffer(tx, consent.offer))!;
    const facts = { project: project.id, item, offer, consent: consent.id };
    await announce(tx, offerEvent(actor, { kind: 'consent.ending', ...facts }, now));
    told++;
  }
  return told;
}
