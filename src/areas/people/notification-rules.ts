/** Pure decisions about letters: when the one a day is due, what it says, and who sets what. */
import { addDays, calendarDate, type Instant } from '../../kernel/dates.ts';
import { permission, type Permission } from '../../kernel/permission.ts';
import type { Waiting } from '../../kernel/waiting.ts';
import {
  NOTIFICATION_KINDS,
  USUAL_HOW_OFTEN,
  type HowOften,
  type Notification,
  type NotificationKind,
  type NotificationSettings,
} from './notification-types.ts';
import { ACCOUNT_ROW, DOOR_ROW, SIGNED_IN } from './rules.ts';

export const notificationPermissions = {
  seeNotifications: permission('see-notifications', ACCOUNT_ROW, 'S', SIGNED_IN),
  setNotifications: permission('set-notifications', ACCOUNT_ROW, 'S', SIGNED_IN),
  setByLetter: permission('set-notifications-by-letter', DOOR_ROW, 'A', ['PUB']),
} as const satisfies Readonly<Record<string, Permission>>;

/** The day's letter leaves from this hour on, UTC: before the working day in Europe, and in the night of the Americas. */
export const DIGEST_HOUR_UTC = 6;
/** So long the link at the foot of a letter works. */
export const LETTER_LINK_DAYS = 400;
/** So long what somebody was told is kept. */
export const NOTIFICATION_DAYS = 90;
const MOST_LINES = 20;

/** The day whose letter is due now: today's, once its hour has come. */
export function digestDay(now: Instant) {
  return calendarDate(now.getUTCHours() >= DIGEST_HOUR_UTC ? now : addDays(now, -1));
}

export function allSettings(set: Partial<NotificationSettings>): NotificationSettings {
  return Object.fromEntries(
    NOTIFICATION_KINDS.map((kind): [NotificationKind, HowOften] => [kind, set[kind] ?? USUAL_HOW_OFTEN]),
  ) as NotificationSettings;
}

/** What a click on a letter's "unsubscribe" stops: letters of its kind; for the letter of the day, everything that comes in it. */
export function stopped(settings: NotificationSettings, kind: NotificationKind | null): NotificationSettings {
  const still = (one: NotificationKind): HowOften => {
    if (one === kind) return 'never';
    return kind === null && settings[one] === 'digest' ? 'never' : settings[one];
  };
  return Object.fromEntries(NOTIFICATION_KINDS.map((one) => [one, still(one)])) as NotificationSettings;
}

export interface DigestLines {
  readonly news: readonly { readonly text: string; readonly link: string | null }[];
  readonly waiting: readonly { readonly text: string; readonly link: string }[];
  /** Left out beyond what a letter can hold. */
  readonly more: number;
}

/**
 * What the day's letter says, or null when nothing in it is new: no letter only repeats what still waits. New is what was not told yet,
 * and what began to wait after the last look.
 */
export function digestLines(
  told: readonly Notification[],
  waiting: readonly Waiting[],
  since: Instant | null,
): DigestLines | null {
  const mine = waiting.filter(({ who }) => who === 'you');
  const hasNews = told.length > 0 || mine.some((one) => since === null || one.since > since);
  if (!hasNews) return null;
  const news = told.slice(0, MOST_LINES).map(({ sentence, link }) => ({ text: sentence, link }));
  const open = mine.slice(0, MOST_LINES).map(({ sentence, link }) => ({ text: sentence, link }));
  return { news, waiting: open, more: told.length + mine.length - news.length - open.length };
}
