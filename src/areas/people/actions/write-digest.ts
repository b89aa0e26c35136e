import { addDays, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { count } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { digestDay, digestLines, NOTIFICATION_DAYS, type DigestLines } from '../notification-rules.ts';
import {
  forgetNotifications,
  noteDigestMail,
  notificationSettings,
  takeDigest,
  takeForDigest,
} from '../store/notifications.ts';
import { findPerson, findWorkspace } from '../store/persons.ts';
import type { Person, ReachedAt } from '../types.ts';
import { makeLetterLink } from './make-letter-link.ts';

/**
 * Writes a person's letter of the day, at most one, and only when something in it is new. What waits for them is gathered above and handed
 * down; it is left out where they wish to hear of it in another way.
 */
export async function writeDigest(
  tx: Tx,
  input: { readonly person: PersonId; readonly waiting: readonly Waiting[] } & ReachedAt,
  now: Instant,
): Promise<'written' | 'nothing-new' | 'taken'> {
  const person = await findPerson(tx, input.person);
  const day = digestDay(now);
  const since = await takeDigest(tx, input.person, day, now);
  if (since === undefined || person === null || person.deactivation !== null) return 'taken';
  await forgetNotifications(tx, addDays(now, -NOTIFICATION_DAYS), now);
  const settings = await notificationSettings(tx, person.id);
  const waiting = settings.asked === 'digest' ? input.waiting : [];
  const lines = digestLines(await takeForDigest(tx, person.id, now), waiting, since);
  if (lines === null) return 'nothing-new';

  const foot = await makeLetterLink(tx, { person: person.id, kind: null, baseUrl: input.baseUrl }, now);
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  const mail = await queueMail(tx, digestLetter(person, workspace, lines, foot, input.baseUrl), now);
  await noteDigestMail(tx, person.id, day, mail);
  return 'written';
}

function digestLetter(
  person: Person,
  workspace: string,
  lines: DigestLines,
  foot: { readonly settings: string; readonly stop: string },
  baseUrl: string,
): Letter {
  const line = ({ text, link }: { readonly text: string; readonly link: string | null }) =>
    link === null ? text : `${text} ${baseUrl}${link}`;
  const subject =
    lines.waiting.length > 0
      ? `${workspace}: ${count(lines.waiting.length, 'thing waits', 'things wait')} for you`
      : `${workspace}: ${count(lines.news.length, 'thing is', 'things are')} new`;
  return {
    to: { address: person.mail, name: person.name },
    subject,
    paragraphs: [
      `Good day, ${person.name}. This is what is new for you at ${workspace}; all of it stands on your first page:`,
      ...(lines.news.length > 0 ? ['New:', ...lines.news.map(line)] : []),
      ...(lines.waiting.length > 0 ? ['Waiting for you:', ...lines.waiting.map(line)] : []),
      ...(lines.more > 0 ? [`And ${lines.more} more.`] : []),
      `This letter comes at most once a day, and only when something is new. To get it less often, or never, without signing in: ${foot.settings}`,
    ],
    link: { href: `${baseUrl}${urls.home({})}`, validUntil: null },
    unsubscribe: foot.stop,
  };
}
