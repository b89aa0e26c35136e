/** How often letters come: the account's page, and the two addresses at the foot of each letter. */
import { personOf } from '../../kernel/actor.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { lookAtLetterLink, setNotificationsByLetter, stopLetters } from './actions/set-notifications-by-letter.ts';
import { setNotifications } from './actions/set-notifications.ts';
import { goTo, letter, no, saidIn } from './answers-web.ts';
import { setNotificationsInput } from './notification-inputs.ts';
import { notificationPermissions as may } from './notification-rules.ts';
import { NOTIFICATION_NAMES, notificationRefusals, type NotificationKind } from './notification-types.ts';
import { LettersByLinkPage, OwnLettersPage, StopLettersPage } from './pages/letter-pages.tsx';
import { notificationSettings } from './store/notifications.ts';

const CHANGES_PER_MINUTE = 30;

export const letterRoutes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: urls.accountLetters.pattern,
    permission: may.seeNotifications,
    action: null,
    answer: showOwn,
  },
  {
    method: 'POST',
    path: urls.accountLetters.pattern,
    permission: may.setNotifications,
    action: 'set-notifications',
    answer: postOwn,
  },
  { method: 'GET', path: urls.letters.pattern, permission: may.setByLetter, action: null, answer: showByLink },
  {
    method: 'POST',
    path: urls.letters.pattern,
    permission: may.setByLetter,
    action: 'set-notifications-by-letter',
    answer: postByLink,
    perMinute: CHANGES_PER_MINUTE,
  },
  { method: 'GET', path: urls.lettersStop.pattern, permission: may.setByLetter, action: null, answer: askStop },
  {
    method: 'POST',
    path: urls.lettersStop.pattern,
    permission: may.setByLetter,
    action: 'set-notifications-by-letter',
    answer: postStop,
    perMinute: CHANGES_PER_MINUTE,
    postedFromElsewhere: true,
  },
];

async function showOwn(request: WebRequest): Promise<Answer> {
  const person = personOf(request.actor);
  if (person === null) return no(refuse('signed-out'));
  const settings = await notificationSettings(request.tx, person);
  return { kind: 'page', title: 'Letters', nav: 'account', body: OwnLettersPage({ settings, said: saidIn(request) }) };
}

async function postOwn({ tx, actor, form, now }: WebRequest): Promise<Answer> {
  const person = personOf(actor);
  if (person === null) return no(refuse('signed-out'));
  const read = readForm(setNotificationsInput, form);
  if (!read.ok) {
    const settings = await notificationSettings(tx, person);
    const body = OwnLettersPage({ settings, values: form, errors: read.errors });
    return { kind: 'page', title: 'Letters', nav: 'account', body, status: 422 };
  }
  const outcome = await setNotifications(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(urls.accountLetters({}, { said: 'letters' }));
}

async function showByLink({ tx, params, query, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtLetterLink(tx, { token }, now);
  if (refused(seen)) return { kind: 'refusal', refusal: seen, sheet: notificationRefusals };
  const said = query.get('said') === 'kept' ? KEPT : undefined;
  return letter('How often letters come', LettersByLinkPage({ token, settings: seen.done.settings, said }));
}

const KEPT = 'Kept. It counts from the next letter on.';

async function postByLink({ tx, params, form, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const read = readForm(setNotificationsInput, form);
  if (!read.ok) {
    const seen = await lookAtLetterLink(tx, { token }, now);
    if (refused(seen)) return { kind: 'refusal', refusal: seen, sheet: notificationRefusals };
    const body = LettersByLinkPage({ token, settings: seen.done.settings, values: form, errors: read.errors });
    return { ...letter('How often letters come', body), status: 422 };
  }
  const outcome = await setNotificationsByLetter(tx, { token, settings: read.input }, now);
  if (refused(outcome)) return { kind: 'refusal', refusal: outcome, sheet: notificationRefusals };
  return goTo(urls.letters({ token }, { said: 'kept' }));
}

async function askStop({ tx, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const seen = await lookAtLetterLink(tx, { token }, now);
  if (refused(seen)) return { kind: 'refusal', refusal: seen, sheet: notificationRefusals };
  return letter('Stop these letters', StopLettersPage({ token, what: whatStops(seen.done.kind) }));
}

function whatStops(kind: NotificationKind | null): string {
  return kind === null
    ? 'The daily letter stops. What you chose to get at once still comes.'
    : `Letters of the kind “${NOTIFICATION_NAMES[kind].name}” stop.`;
}

async function postStop({ tx, params, now }: WebRequest): Promise<Answer> {
  const token = params['token'] ?? '';
  const outcome = await stopLetters(tx, { token }, now);
  if (refused(outcome)) return { kind: 'refusal', refusal: outcome, sheet: notificationRefusals };
  return goTo(urls.letters({ token }, { said: 'kept' }));
}
