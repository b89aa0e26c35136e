import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addMinutes, showTime, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import type { RequestMerge } from '../leaving-inputs.ts';
import { MERGE_LINK_MINUTES, OPEN_MERGE_REQUESTS } from '../leaving-rules.ts';
import { countOpenMergeRequests, insertMergeRequest } from '../store/leaving.ts';
import { findPerson, findPersonByMail, findWorkspace } from '../store/persons.ts';
import type { PeopleRefusal, ReachedAt } from '../types.ts';

/**
 * Somebody says that another account is theirs as well. A link goes to that account's address; the answer here is the same whether it has
 * one, and however often it was asked.
 */
export async function requestMerge(
  tx: Tx,
  actor: Actor,
  input: RequestMerge & ReachedAt,
  now: Instant,
): Promise<Outcome<'sent-if-known', PeopleRefusal>> {
  const asker = personOf(actor);
  const into = asker === null ? null : await findPerson(tx, asker);
  if (into === null) return refuse('signed-out');
  const duplicate = await findPersonByMail(tx, input.mail);
  if (duplicate === null || duplicate.deactivation !== null || duplicate.id === into.id) return done('sent-if-known');
  const open = Math.max(
    await countOpenMergeRequests(tx, into.id, now),
    await countOpenMergeRequests(tx, duplicate.id, now),
  );
  if (open >= OPEN_MERGE_REQUESTS) return done('sent-if-known');

  const token = newToken();
  const validUntil = addMinutes(now, MERGE_LINK_MINUTES);
  const digest = tokenDigest(token);
  await insertMergeRequest(tx, { digest, into: into.id, duplicate: duplicate.id, validUntil }, now);
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  await queueMail(
    tx,
    {
      to: { address: duplicate.mail, name: duplicate.name },
      subject: `Is this account at ${workspace} yours as well?`,
      paragraphs: [
        `${into.name}, signed in at ${workspace} with another address, says that your account with ${duplicate.mail} is theirs too and should become one with it. If that is you, open this page in the browser in which you are signed in:`,
        `It works once, until ${showTime(validUntil)}, and what it does is not taken back. If it is not you, leave it, and tell an administrator: nothing happens without the link.`,
      ],
      link: { href: `${input.baseUrl}${urls.merge({ token })}`, validUntil },
    },
    now,
  );
  return done('sent-if-known');
}
