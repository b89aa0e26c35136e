import type { Actor } from '../../../kernel/actor.ts';
import { showTime, type Instant } from '../../../kernel/dates.ts';
import { done, type Done } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import type { RequestSignInLink } from '../inputs.ts';
import { OPEN_SIGN_IN_LINKS } from '../rules.ts';
import { countOpenSignInLinks } from '../store/links.ts';
import { findPersonByMail, findWorkspace } from '../store/persons.ts';
import type { MadeLink, Person, ReachedAt } from '../types.ts';
import { makeLink } from './make-link.ts';

/** Sends a sign-in link to the address when it has an open account. The answer is the same when it has none. */
export async function requestSignInLink(
  tx: Tx,
  _actor: Actor,
  input: RequestSignInLink & ReachedAt & { readonly next: string | null },
  now: Instant,
): Promise<Done<'sent-if-known'>> {
  const person = await findPersonByMail(tx, input.mail);
  const workspace = await findWorkspace(tx);
  if (person === null || person.deactivation !== null) return done('sent-if-known');
  if ((await countOpenSignInLinks(tx, person.id, now)) >= OPEN_SIGN_IN_LINKS) return done('sent-if-known');

  const link = await makeLink(tx, { purpose: 'sign-in', person: person.id }, now);
  await queueMail(tx, signInLetter(person, link, input, workspace?.name ?? 'Commonwork'), now);
  return done('sent-if-known');
}

function signInLetter(
  person: Person,
  link: MadeLink,
  input: ReachedAt & { readonly next: string | null },
  workspace: string,
): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: `Your link to sign in to ${workspace}`,
    paragraphs: [
      'Open this page and press the button there to sign in:',
      `The link works once, until ${showTime(link.validUntil)}. If you did not ask for it, leave it: nobody gets in without it.`,
    ],
    link: {
      href: `${input.baseUrl}${urls.signInLink({ token: link.token }, { next: input.next })}`,
      validUntil: link.validUntil,
    },
  };
}
