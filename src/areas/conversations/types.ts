/** The refusals of this area, each with what to do. */
import type { HatRefusal } from '../../kernel/hats.ts';
import { hatRefusals } from '../../kernel/hats.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';

export type ConversationRefusal =
  | HatRefusal
  | 'signed-out'
  | 'not-allowed'
  | 'no-such-feedback'
  | 'no-such-project'
  | 'too-much-today'
  | 'came-later'
  | 'not-answered-yet'
  | 'closed-already'
  | 'needs-summary'
  | 'released-already'
  | 'not-released'
  | 'nothing-to-forget'
  | 'no-such-gathering'
  | 'changed-meanwhile'
  | 'nothing-changed'
  | 'no-such-attendee'
  | 'there-already'
  | 'own-word-only'
  | 'heard-how'
  | 'no-such-note'
  | 'note-withdrawn'
  | 'no-such-part'
  | 'needs-decision'
  | 'not-your-note'
  | 'no-such-person'
  | 'no-such-follow-up'
  | 'done-already'
  | 'steward-only'
  | 'published-already'
  | 'not-published'
  | 'nothing-to-publish'
  | 'no-such-entry'
  | 'linked-already'
  | 'too-many';

export const conversationRefusals: RefusalSheet<ConversationRefusal> = {
  ...hatRefusals,
  'signed-out': { kind: 'signed-out', say: () => 'Sign in first.' },
  'not-allowed': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'no-such-feedback': { kind: 'not-found', say: () => 'There is no such feedback here.' },
  'no-such-project': {
    kind: 'malformed',
    say: () => 'No project here has this name. Write it as it stands in the list of projects, or leave it empty.',
  },
  'too-much-today': {
    kind: 'too-many',
    say: () =>
      'A lot of feedback came this way today, and the form rests until tomorrow. Write a letter instead: the addresses stand on the page about us.',
  },
  'came-later': { kind: 'malformed', say: () => 'It cannot have come later than today.' },
  'not-answered-yet': {
    kind: 'conflict',
    say: () => 'Answer it first: whoever gave it should not have to find out what became of it.',
  },
  'closed-already': { kind: 'conflict', say: () => 'It has its outcome already.' },
  'needs-summary': {
    kind: 'malformed',
    say: () =>
      'Whoever gave it did not wish to be read in public. Sum it up in your own words, so that nobody is known by theirs.',
  },
  'released-already': { kind: 'conflict', say: () => 'It stands in public already.' },
  'not-released': { kind: 'conflict', say: () => 'It does not stand in public.' },
  'nothing-to-forget': { kind: 'conflict', say: () => 'Nothing of this is kept any more.' },
  'no-such-gathering': { kind: 'not-found', say: () => 'There is no such event here.' },
  'changed-meanwhile': {
    kind: 'conflict',
    say: () => 'Somebody else has changed it since you opened it. Open it again and make your change there.',
  },
  'nothing-changed': { kind: 'malformed', say: () => 'Nothing was changed.' },
  'no-such-attendee': { kind: 'not-found', say: () => 'Nobody like this is on the list.' },
  'there-already': { kind: 'conflict', say: () => 'This person is on the list already.' },
  'own-word-only': {
    kind: 'forbidden',
    say: () => 'Who has an account says themselves whether they may be named, on this page.',
  },
  'heard-how': { kind: 'malformed', say: () => 'Write when and how they said that they may be named.' },
  'no-such-note': { kind: 'not-found', say: () => 'There is no such note.' },
  'note-withdrawn': { kind: 'conflict', say: () => 'The note was withdrawn.' },
  'no-such-part': { kind: 'malformed', say: () => 'Choose one of the parts of this event.' },
  'needs-decision': {
    kind: 'malformed',
    say: () =>
      'Adopted by a project is only what it decided: name the project, and give the link to its decision. Until then it is proposed.',
  },
  'not-your-note': { kind: 'forbidden', say: () => 'Whoever made the note, or the event’s steward, may do this.' },
  'no-such-person': { kind: 'malformed', say: () => 'Choose somebody who has an account here.' },
  'no-such-follow-up': { kind: 'not-found', say: () => 'There is no such follow-up.' },
  'done-already': { kind: 'conflict', say: () => 'It is done already.' },
  'steward-only': {
    kind: 'forbidden',
    say: () => 'Only the event’s steward, who keeps its record, publishes it and takes it back.',
  },
  'published-already': { kind: 'conflict', say: () => 'It is published already.' },
  'not-published': { kind: 'conflict', say: () => 'It is not published.' },
  'nothing-to-publish': {
    kind: 'conflict',
    say: () => 'The event has not begun yet. Its page is published once it has taken place.',
  },
  'no-such-entry': { kind: 'malformed', say: () => 'Choose an entry of how a roadmap came about.' },
  'linked-already': { kind: 'conflict', say: () => 'The roadmap is linked already.' },
  'too-many': { kind: 'too-many', say: (b) => `At most ${fact(b, 'most')} of these belong to one event.` },
};
