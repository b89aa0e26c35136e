import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addDays, showLongDate, type Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { count } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { NOTICE_DAYS, offerPermissions } from '../offer-rules.ts';
import { endingConsents, lettersAskedBy, lettersWaitingFor } from '../store/consents.ts';

/**
 * What waits for an answer: of the person, as one who speaks for a project; of projects, as one who asked. And what ends soon unless it is
 * said again.
 */
export async function listWaitingConsents(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  const person = personOf(actor);
  if (person === null || actor.kind !== 'person') return [];
  const mine = (await lettersWaitingFor(tx, person)).map(({ letter, project, titles, at }): Waiting => ({
    kind: 'consent-asked',
    sentence: `${project.name} is asked whether ${list(titles)} may be shown to funders. No answer means no.`,
    link: urls.consentLetter({ project: project.slug, letter }),
    action: 'Read and answer',
    since: at,
    who: 'you',
  }));
  const asked = holds(actor, offerPermissions.askForConsent)
    ? (await lettersAskedBy(tx, person)).map(({ letter, project, titles, at }): Waiting => ({
        kind: 'consent-open',
        sentence: `You asked ${project.name} about ${list(titles)}. It has not answered.`,
        link: urls.consentLetter({ project: project.slug, letter }),
        action: 'Look at the letter',
        since: at,
        who: { name: project.name },
      }))
    : [];
  const projects = actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
  const ending = await endingConsents(tx, now, addDays(now, NOTICE_DAYS), { projects });
  return [
    ...mine,
    ...asked,
    ...ending.map(({ project, title, validUntil }): Waiting => ({
      kind: 'consent-ending',
      sentence: `The yes of ${project.name} to “${title}” ends on ${showLongDate(validUntil)}. Then it is not shown any more.`,
      link: urls.projectConsents({ project: project.slug }),
      action: 'See what is shown',
      since: addDays(validUntil, -NOTICE_DAYS),
      who: 'you',
    })),
  ];
}

function list(titles: readonly string[]): string {
  const [first] = titles;
  return titles.length === 1
    ? `“${first}”`
    : `${count(titles.length, 'piece of work', 'pieces of work')}, “${first}” among them,`;
}
