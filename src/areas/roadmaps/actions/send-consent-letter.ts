import { nameOf, type Actor } from '../../../kernel/actor.ts';
import { addDays, showLongDate, type Instant } from '../../../kernel/dates.ts';
import { count, shorten } from '../../../kernel/text.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { findPerson, findWorkspace, makeActLink } from '../../people/index.ts';
import { isOpen, CONSENT_ACT, LINK_DAYS } from '../offer-rules.ts';
import type { ConsentLetter, Representative } from '../offer-types.ts';

export type LetterKind = 'request' | 'reminder';

/** To people with an account the address of the page, to others a link of their own: it answers, and takes the answer back. */
export async function sendConsentLetter(
  tx: Tx,
  actor: Actor,
  sent: {
    readonly letter: ConsentLetter;
    readonly kind: LetterKind;
    readonly to: readonly Representative[];
    readonly baseUrl: string;
  },
  now: Instant,
): Promise<number> {
  const { letter, kind, baseUrl } = sent;
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  let letters = 0;
  for (const representative of sent.to) {
    const line = letter.recipients.find(({ speaker }) => speaker === representative.speaker);
    const reader = await readerOf(tx, representative);
    if (line === undefined || reader === null) continue;
    const way =
      representative.person === null
        ? await linkFor(tx, actor, { letter, line, reader, baseUrl }, now)
        : {
            href: `${baseUrl}${urls.consentLetter({ project: letter.project.slug, letter: letter.id })}`,
            validUntil: null,
          };
    const words = kind === 'request' ? requestWords : reminderWords;
    const { subject, paragraphs } = words({ letter, name: reader.name, asker: nameOf(actor) ?? workspace, workspace });
    const mail: Letter = { to: { address: reader.mail, name: reader.name }, subject, paragraphs, link: way };
    await queueMail(tx, mail, now);
    letters++;
  }
  return letters;
}

interface Reader {
  readonly name: string;
  readonly mail: string;
}

/** Null for accounts that were closed. */
async function readerOf(tx: Tx, { person, name, mail }: Representative): Promise<Reader | null> {
  if (person === null) return mail === null ? null : { name: shorten(name, 120), mail };
  const account = await findPerson(tx, person);
  return account === null || account.deactivation !== null ? null : { name: account.name, mail: account.mail };
}

async function linkFor(
  tx: Tx,
  actor: Actor,
  asked: {
    readonly letter: ConsentLetter;
    readonly line: ConsentLetter['recipients'][number];
    readonly reader: Reader;
    readonly baseUrl: string;
  },
  now: Instant,
): Promise<NonNullable<Letter['link']>> {
  const link = await makeActLink(
    tx,
    actor,
    {
      recipient: asked.reader,
      act: CONSENT_ACT,
      subject: asked.line.id,
      role: 'PRJ',
      project: asked.letter.project.id,
      // Not spent by the answer: the same link takes it back.
      use: 'until-it-ends',
      validUntil: addDays(now, LINK_DAYS),
    },
    now,
  );
  return { href: `${asked.baseUrl}${urls.consentByLink({ token: link.token })}`, validUntil: link.validUntil };
}

interface Words {
  readonly letter: ConsentLetter;
  readonly name: string;
  readonly asker: string;
  readonly workspace: string;
}

function requestWords({ letter, name, asker, workspace }: Words): Pick<Letter, 'subject' | 'paragraphs'> {
  const { project, requests, message } = letter;
  const what = count(requests.length, 'piece of work', 'pieces of work');
  return {
    subject: `May we show ${project.name}’s ${requests.length === 1 ? 'wish' : 'wishes'} to funders?`,
    paragraphs: [
      `${name}, ${asker} of ${workspace} asks ${project.name} whether ${what} may be shown to companies and others who might pay for it: ${titlesOf(letter)}. Read what they would see, word for word, and answer there:`,
      ...(message === null ? [] : message.split(/\n{2,}/)),
      'You are not asked to do the work, to promise anything, to answer funders, or to let anybody decide for the project.',
      'No answer means no: nothing is shown. A yes can be withdrawn at any time, without a reason, on the same page.',
    ],
  };
}

function reminderWords({ letter, name, asker, workspace }: Words): Pick<Letter, 'subject' | 'paragraphs'> {
  const open = letter.requests.filter(isOpen);
  return {
    subject: `Still open: may we show ${letter.project.name}’s ${open.length === 1 ? 'wish' : 'wishes'} to funders?`,
    paragraphs: [
      `${name}, on ${showLongDate(letter.sent.at)} ${asker} of ${workspace} asked ${letter.project.name} about: ${titlesOf({ requests: open })}. It is still open:`,
      'No answer means no, and a no needs no reason. Nothing is shown until somebody who speaks for the project says yes.',
    ],
  };
}

function titlesOf({ requests }: Pick<ConsentLetter, 'requests'>): string {
  return requests.map(({ offer }) => `“${offer.content.title}”`).join(', ');
}
