import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson } from '../../people/index.ts';
import type { ItemId } from '../../roadmaps/index.ts';
import { itemTitles, projectNames } from '../store/brochures.ts';
import { editionsWithout } from '../store/editions.ts';

/** What takes a part of a brochure away, in the words of the letter about it. */
const LOSSES = {
  'consent.withdrawn': (project: string, item: string) => `${project} took its consent to “${item}” back.`,
  'consent.objected': (project: string, item: string) =>
    `Somebody of ${project} objected to its consent to “${item}”; until that is settled it does not count.`,
  'joint-offer.left': (project: string, item: string) =>
    `The joint offer of which “${item}” of ${project} was part is over.`,
  'joint-offer.ended': (project: string, item: string) =>
    `The joint offer of which “${item}” of ${project} was part is over.`,
  'item.declined': (project: string, item: string) => `${project} declined “${item}”.`,
  'item.opted-out': (project: string, item: string) => `${project} does not want “${item}” shown.`,
  'project.opted-out': (project: string) => `${project} asked to be left out.`,
  'brochure.inclusion-objected': (project: string) => `${project} objected to its place in a brochure.`,
} as const;
export type Loss = keyof typeof LOSSES;

export function isLoss(kind: string): kind is Loss {
  return Object.hasOwn(LOSSES, kind);
}

export interface TellMakers {
  readonly kind: Loss;
  readonly project: ProjectId;
  /** Null where the whole project is concerned. */
  readonly item: ItemId | null;
  readonly baseUrl: string;
}

/** Those who made a brochure are told that a part of it is not shown any more. Its page has said so since the very moment. */
export async function tellMakers(tx: Tx, { kind, project, item, baseUrl }: TellMakers, now: Instant): Promise<number> {
  const brochures = await editionsWithout(tx, now, item === null ? { project } : { item });
  const name = (await projectNames(tx, [project])).get(project) ?? 'The project';
  const title = item === null ? '' : ((await itemTitles(tx, [item])).get(item) ?? 'an item');
  const sentence = LOSSES[kind](name, title);
  let letters = 0;
  for (const brochure of brochures) {
    for (const id of brochure.makers) {
      const maker = await findPerson(tx, id);
      if (maker === null || maker.deactivation !== null) continue;
      letters += 1;
      await queueMail(
        tx,
        {
          to: { address: maker.mail, name: maker.name },
          subject: `Your brochure “${brochure.title}” changed`,
          paragraphs: [
            `${sentence} It stood in the brochure “${brochure.title}”. Its page has shown that since the same moment, and the PDF is not given out any more. What was published, and to whom it was shown, is here:`,
            'Tell those to whom you gave the PDF, and publish another edition if you like.',
          ],
          link: { href: `${baseUrl}${urls.brochureRecord({ brochure: brochure.slug })}`, validUntil: null },
        },
        now,
      );
    }
  }
  return letters;
}
