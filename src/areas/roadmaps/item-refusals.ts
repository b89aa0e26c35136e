/** What is refused of items, and what to do about it. */
import { hatRefusals } from '../../kernel/hats.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import { recusalRefusals } from '../people/index.ts';
import type { ItemRefusal } from './item-types.ts';

export const itemRefusals: RefusalSheet<ItemRefusal> = {
  ...hatRefusals,
  ...recusalRefusals,
  'project-not-found': { kind: 'not-found', say: () => 'There is no such project here.' },
  'item-not-found': { kind: 'not-found', say: () => 'There is no such item, or it is not shown to you.' },
  'not-yours': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'not-named-to-speak': {
    kind: 'forbidden',
    say: () =>
      'The register does not name you as speaking for this project on its roadmap. Ask to be entered, with the place where the project says so.',
  },
  'nobody-speaks': {
    kind: 'conflict',
    say: () =>
      'It is not known who speaks for this project on its roadmap, so nothing of it can be decided here. Enter and confirm somebody first.',
  },
  'not-in-the-hat-of-the-project': {
    kind: 'forbidden',
    say: () =>
      'This is decided in a capacity that you have for the project. Choose that one, or leave it to somebody who has it.',
  },
  'say-that-you-are-both': {
    kind: 'malformed',
    say: () =>
      'You work for the workspace and speak for the project. Say so in a sentence; it stands beside the decision for everybody to read.',
  },
  'wrong-state': {
    kind: 'conflict',
    say: (b) =>
      `The item is ${fact(b, 'state')}; from there it cannot become ${fact(b, 'to')}. Open it again to see what changed.`,
  },
  'item-is-over': {
    kind: 'conflict',
    say: (b) => `The item is ${fact(b, 'state')} and stays as it is. Write a successor instead.`,
  },
  'wording-changed': {
    kind: 'conflict',
    say: (b) =>
      `Somebody wrote wording ${fact(b, 'number')} while you had an older one before you. Compare them, then do this again.`,
  },
  'nothing-changed': { kind: 'conflict', say: () => 'This is what stands already, so nothing was saved.' },
  'no-such-wording': { kind: 'not-found', say: () => 'The item has no such wording, or it is the one that stands.' },
  'wording-approved': { kind: 'conflict', say: () => 'This wording has the project’s yes already.' },
  'no-rationale': {
    kind: 'conflict',
    say: () => 'Say first why this is worth doing: an item without a rationale is not proposed.',
  },
  'funder-came-first': {
    kind: 'conflict',
    say: (b) =>
      `A funder asked for this on ${fact(b, 'asked')}, and nothing here shows that the community wanted it before. Link a public discussion first, or an older wish of the community with its day.`,
  },
  'not-aligned': {
    kind: 'conflict',
    say: () =>
      'Link the roadmap, an issue, a milestone or a proposal in which the project wants this; work starts on what is wanted.',
  },
  'large-without-discussion': {
    kind: 'conflict',
    say: () => 'This is large: link a public discussion or a proposal with its day before work starts.',
  },
  'conditions-open': {
    kind: 'conflict',
    say: (b) => `Still open: ${fact(b, 'conditions')}. Mark each as met or waived first.`,
  },
  'document-not-found': { kind: 'not-found', say: () => 'That document is not among those that were read.' },
  'items-not-found': {
    kind: 'conflict',
    say: () =>
      'Choose at least one item of this reading. If the page was open for long, load it again: the text may have changed.',
  },
  'taken-over-already': {
    kind: 'conflict',
    say: (b) => `Taken over already: ${fact(b, 'titles')}. Open what is there, or choose others.`,
  },
  'parent-not-found': { kind: 'conflict', say: () => 'Choose an item of the same project to hang this under.' },
  'parent-not-above': {
    kind: 'conflict',
    say: () =>
      'An item hangs under one of a level above: pitch and wish list under technical, technical under scope. Choose another.',
  },
  'no-parent-no-reason': {
    kind: 'malformed',
    say: () => 'A pitch hangs under the technical item that it tells about. Choose it, or say why there is none.',
  },
  'holds-others': {
    kind: 'conflict',
    say: (b) => `Items hang under this one: ${fact(b, 'titles')}. Hang them elsewhere first.`,
  },
  'not-over-yet': {
    kind: 'conflict',
    say: (b) =>
      `A successor takes the place of an item that is over; this one is ${fact(b, 'state')}. Reword it instead.`,
  },
  'no-such-alignment': { kind: 'not-found', say: () => 'There is no such link here, or it was withdrawn already.' },
  'aligned-already': { kind: 'conflict', say: () => 'The item is linked to this address already.' },
  'no-such-signal': { kind: 'not-found', say: () => 'There is no such sign of interest, or it was withdrawn already.' },
  'no-such-condition': {
    kind: 'not-found',
    say: () => 'The item has no such condition. Its wording may have changed since the page was opened.',
  },
  'marked-already': {
    kind: 'conflict',
    say: (b) => `The condition is ${fact(b, 'kind')} already. Take that back first.`,
  },
  'no-such-mark': { kind: 'not-found', say: () => 'The condition is not marked, or the mark was taken back already.' },
  'no-such-scope-line': { kind: 'not-found', say: () => 'There is no such line on the scope page any more.' },
  'no-such-event': { kind: 'not-found', say: () => 'There is no such event, or it was withdrawn already.' },
  'day-ahead': { kind: 'conflict', say: () => 'The day lies ahead. Write the day on which it was.' },
  'planned-day-past': {
    kind: 'conflict',
    say: () => 'What is planned lies ahead. Write the day for which it is planned.',
  },
  'nothing-to-forget': {
    kind: 'conflict',
    say: () => 'There is no name to take out: it was erased, or there was none.',
  },
  'too-many': { kind: 'too-many', say: (b) => `There are at most ${fact(b, 'most')} of these.` },
};
