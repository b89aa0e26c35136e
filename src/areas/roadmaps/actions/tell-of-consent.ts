import type { Instant } from '../../../kernel/dates.ts';
import { readId, type PersonId } from '../../../kernel/ids.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { EventRecord } from '../../../outside/journal/index.ts';
import { notify } from '../../people/index.ts';
import type { Consent, ConsentLetter, ConsentRequest } from '../offer-types.ts';
import { representativesOf } from '../offers-standing.ts';
import { consentById, letterOfRequest } from '../store/consents.ts';
import { publicationsOf } from '../store/offers.ts';

/**
 * Tells whom it concerns what became of a question: whoever asked and whoever shows it hears of answers, withdrawals and objections; those
 * who speak for the project beside the one who acted hear of a yes, an objection and a withdrawal. What is shown has changed before.
 */
export async function tellOfConsent(tx: Tx, event: EventRecord, now: Instant): Promise<number> {
  const id = readId<'consent'>(String(event.facts['consent'] ?? ''));
  const consent = id === null ? null : await consentById(tx, id, { lock: false });
  const letter = consent === null ? null : await letterOfRequest(tx, consent.request);
  const request = letter?.requests.find((one) => one.id === consent?.request);
  if (consent === null || letter === null || request === undefined) return 0;
  const sentences = sentencesOf(event.kind, { letter, request, consent });
  if (sentences === null) return 0;

  const link = urls.consentLetter({ project: letter.project.slug, letter: letter.id });
  const acted = event.actor.kind === 'person' ? event.actor.id : null;
  const staff = await staffConcerned(tx, letter, request);
  const told = new Set<string>();
  for (const person of staff) {
    if (person === acted || told.has(person)) continue;
    told.add(person);
    await notify(tx, { person, kind: 'answered', sentence: sentences.staff, link }, now);
  }
  if (sentences.project === null) return told.size;
  for (const { person } of await representativesOf(tx, letter.project.id, now)) {
    if (person === null || person === acted || told.has(person)) continue;
    told.add(person);
    await notify(tx, { person, kind: 'project', sentence: sentences.project, link }, now);
  }
  return told.size;
}

/** Whoever asked, and whoever put it where funders see it. */
async function staffConcerned(tx: Tx, letter: ConsentLetter, { offer }: ConsentRequest): Promise<readonly PersonId[]> {
  const publishers = (await publicationsOf(tx, offer.item)).map(({ by }) => by);
  return [letter.sent.by, ...publishers].filter((person) => person !== null);
}

interface Concerned {
  readonly letter: ConsentLetter;
  readonly request: ConsentRequest;
  readonly consent: Consent;
}

function sentencesOf(
  kind: string,
  { letter, request, consent }: Concerned,
): { readonly staff: string; readonly project: string | null } | null {
  const title = `“${request.offer.content.title}”`;
  const { name } = letter.project;
  const by = consent.byName ?? 'a representative';
  switch (kind) {
    case 'consent.given':
      return {
        staff: `${name} said yes to ${title}.${request.windowDays > 0 ? ' Others who speak for it can still object.' : ' It can be published.'}`,
        project: `${by} said yes for ${name} to showing ${title} to funders. You can withdraw it at any time.`,
      };
    case 'consent.declined':
      return { staff: `${name} said no to ${title}.`, project: null };
    case 'consent.withdrawn':
      return {
        staff: `${name} withdrew its consent to ${title}. It is not shown any more.`,
        project: `The consent of ${name} to ${title} was withdrawn. It is not shown any more.`,
      };
    case 'consent.objected':
      return {
        staff: `Somebody who speaks for ${name} objects to showing ${title}. It is not shown until that is settled.`,
        project: `There is an objection to showing ${title} of ${name} to funders. It is not shown until that is settled.`,
      };
    case 'consent.objection-settled':
      return {
        staff: `An objection of ${name} about ${title} is settled.`,
        project: `The objection about ${title} of ${name} is settled.`,
      };
    default:
      return null;
  }
}
