import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson } from '../../people/index.ts';
import type { ItemId } from '../../roadmaps/index.ts';
import { editionsResting } from '../store/editions.ts';

export interface TellMakers {
  /** What lost the project's word. */
  readonly what: { readonly item: ItemId } | { readonly project: ProjectId };
  /** "NumPy withdrew its consent to “Arrays that work together”." */
  readonly sentence: string;
  readonly baseUrl: string;
}

/** Those who made a brochure are told that a part of it is not shown any more. The page has said so since the very moment. */
export async function tellMakers(tx: Tx, { what, sentence, baseUrl }: TellMakers, now: Instant): Promise<number> {
  const editions = await editionsResting(tx, what);
  const brochures = new Map(editions.map((one) => [one.slug, one]));
  let letters = 0;
  for (const { slug, title, makers } of brochures.values()) {
    for (const id of makers) {
      const maker = await findPerson(tx, id);
      if (maker === null || maker.deactivation !== null) continue;
      letters += 1;
      await queueMail(
        tx,
        {
          to: { address: maker.mail, name: maker.name },
          subject: `Your brochure “${title}” changed`,
          paragraphs: [
            `${sentence} It stood in the brochure “${title}”. Its page shows that since the same moment, and the PDF is not given out any more. What was published, and to whom it was shown, is here:`,
            'Tell those to whom you gave the PDF, and publish another edition if you like.',
          ],
          link: { href: `${baseUrl}${urls.brochureRecord({ brochure: slug })}`, validUntil: null },
        },
        now,
      );
    }
  }
  return letters;
}
