/** What people are told by mail, and how often they wish it. */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId } from '../../kernel/ids.ts';
import type { RefusalSheet } from '../../kernel/refusal.ts';

/** Few, so that whoever wishes fewer letters has few choices to make. Letters about the safety of an account are none of these. */
export const NOTIFICATION_KINDS = ['asked', 'answered', 'project', 'survey', 'account'] as const;
export type NotificationKind = (typeof NOTIFICATION_KINDS)[number];

export const NOTIFICATION_NAMES: Readonly<Record<NotificationKind, { readonly name: string; readonly gloss: string }>> =
  {
    asked: { name: 'Somebody asks you', gloss: 'To decide, agree, answer or confirm something.' },
    answered: { name: 'Somebody answered you', gloss: 'What became of something that you proposed or asked for.' },
    project: {
      name: 'Your projects',
      gloss: 'What others changed or found out about a project you speak for or maintain.',
    },
    survey: { name: 'Surveys', gloss: 'Rounds that you started, and what they say of your projects.' },
    account: { name: 'Your place here', gloss: 'Roles given or taken back, and what was handed to you.' },
  };

export const HOW_OFTEN = ['at-once', 'digest', 'never'] as const;
export type HowOften = (typeof HOW_OFTEN)[number];

export const HOW_OFTEN_NAMES: Readonly<Record<HowOften, string>> = {
  'at-once': 'At once, a letter each',
  digest: 'In one letter a day',
  never: 'Never by mail',
};

/** Quiet unless somebody wishes otherwise. */
export const USUAL_HOW_OFTEN: HowOften = 'digest';

export type NotificationSettings = Readonly<Record<NotificationKind, HowOften>>;

export interface Notification {
  readonly id: Id<'notification'>;
  readonly person: PersonId;
  readonly kind: NotificationKind;
  readonly sentence: string;
  /** A path of ours. */
  readonly link: string | null;
  readonly madeAt: Instant;
}

/** Whose settings a letter's link opens, and what the letter was about. */
export interface SeenLetterLink {
  readonly person: PersonId;
  readonly kind: NotificationKind | null;
  readonly settings: NotificationSettings;
}

export type NotificationRefusal = 'letter-link-ended';

export const notificationRefusals: RefusalSheet<NotificationRefusal> = {
  'letter-link-ended': {
    kind: 'gone',
    say: () =>
      'This link is not known, or the letter is too old. Take the link of a newer letter, or sign in: your account page has the same choices.',
  },
};
