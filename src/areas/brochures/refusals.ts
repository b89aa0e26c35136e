/** What is refused of brochures, and what to do about it. */
import { hatRefusals } from '../../kernel/hats.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import { actLinkRefusals } from '../people/index.ts';
import type { BrochureRefusal } from './types.ts';

export const brochureRefusals: RefusalSheet<BrochureRefusal> = {
  ...hatRefusals,
  ...actLinkRefusals,
  'signed-out': { kind: 'signed-out', say: () => 'Sign in first.' },
  'not-allowed': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'not-found': { kind: 'not-found', say: () => 'There is no such brochure here.' },
  'edition-not-found': { kind: 'not-found', say: () => 'There is no such edition of the brochure.' },
  'edition-withdrawn': {
    kind: 'gone',
    say: (b) => `This brochure was withdrawn on ${fact(b, 'on')} and is not shown any more.`,
  },
  'changed-meanwhile': {
    kind: 'conflict',
    say: (b) =>
      `Somebody changed the brochure while you had it open${fact(b, 'by') === '' ? '' : ` (${fact(b, 'by')})`}. What stands now is shown; do yours again.`,
  },
  'changed-since-preview': {
    kind: 'conflict',
    say: () => 'What would be published is not what you saw any more. Look at the preview again, then publish.',
  },
  'nothing-changed': { kind: 'conflict', say: () => 'This is what stands already, so nothing was saved.' },
  'no-such-column': {
    kind: 'not-found',
    say: () => 'That project or item does not stand in the brochure any more.',
  },
  'column-twice': { kind: 'conflict', say: () => 'A project stands in a brochure once, and an item too.' },
  'too-many-columns': {
    kind: 'conflict',
    say: (b) =>
      `A brochure has at most ${fact(b, 'most')} projects${fact(b, 'breadth') === 'true' ? '' : '; to show more, choose the purpose “Show breadth”'}.`,
  },
  'too-many-with-items': {
    kind: 'conflict',
    say: (b) => `At most ${fact(b, 'most')} projects of a brochure have items. The others stand with their name alone.`,
  },
  'too-many-items': {
    kind: 'conflict',
    say: (b) => `At most ${fact(b, 'most')} items of a project: a reader remembers no more. Take one out first.`,
  },
  'item-not-usable': {
    kind: 'conflict',
    say: () => 'The project has not agreed to see this item in brochures, or its yes does not count now.',
  },
  'project-not-shown': {
    kind: 'conflict',
    say: () => 'The project is archived, or asked to be left out.',
  },
  'not-in-brochure': { kind: 'conflict', say: () => 'The project does not stand in this brochure.' },
  'nothing-in-it': { kind: 'conflict', say: () => 'Choose a project and at least one of its items first.' },
  'column-empty': {
    kind: 'conflict',
    say: (b) => `Choose at least one item of ${fact(b, 'project')}, or take the project out.`,
  },
  'words-not-saved': {
    kind: 'conflict',
    say: () => 'Save the words first: the preview shows some that are not saved yet.',
  },
  'words-to-put-right': { kind: 'conflict', say: (b) => `To put right first: ${fact(b, 'what')}` },
  'no-consent': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” has no consent of its project for brochures now. Take it out, or ask the project.`,
  },
  'not-told': {
    kind: 'conflict',
    say: (b) =>
      `${fact(b, 'projects')} must be told first that they are to appear. Write to them, or note how you told them.`,
  },
  'project-objects': {
    kind: 'conflict',
    say: (b) => `${fact(b, 'projects')} objected to appearing here. Take the column out, or talk with them.`,
  },
  'said-already': { kind: 'conflict', say: () => 'You said so already, and it stands.' },
  'nobody-to-write-to': {
    kind: 'conflict',
    say: (b) =>
      `Nobody of ${fact(b, 'project')} can be written to from here. Tell them elsewhere, and note how you told them.`,
  },
  'day-ahead': { kind: 'conflict', say: () => 'The day lies ahead. Write the day on which it was.' },
  'no-such-showing': { kind: 'not-found', say: () => 'There is no such showing.' },
  'nothing-to-forget': { kind: 'conflict', say: () => 'The names were erased already.' },
  'not-secret': {
    kind: 'conflict',
    say: () => 'This edition is public and has an address that everybody may have.',
  },
  'no-such-address': { kind: 'not-found', say: () => 'There is no such address.' },
  'address-ended': {
    kind: 'gone',
    say: () => 'This address has ended. Ask whoever gave it to you for another.',
  },
  'too-many-addresses': {
    kind: 'too-many',
    say: (b) => `There are at most ${fact(b, 'most')} addresses of an edition.`,
  },
  'withdrawn-already': { kind: 'conflict', say: () => 'This edition was withdrawn already.' },
  'pdf-not-given': {
    kind: 'gone',
    say: (b) => `The PDF is not given out any more: ${fact(b, 'why')}`,
  },
  'no-picture': { kind: 'not-found', say: () => 'There is no such logo.' },
  'not-a-code': {
    kind: 'malformed',
    say: () => 'Write the code as it stands in the brochure: sixteen digits and letters from a to f.',
  },
  'no-glyph': {
    kind: 'malformed',
    say: (b) => `The character ${fact(b, 'shown')} in “${fact(b, 'field')}” cannot be printed; leave it out.`,
  },
  'bad-link': { kind: 'malformed', say: (b) => `The link in “${fact(b, 'field')}” is none that a document may hold.` },
  'bad-image': {
    kind: 'malformed',
    say: (b) => `The logo of ${fact(b, 'image')} cannot be printed: ${fact(b, 'reason')}.`,
  },
  'too-big': {
    kind: 'too-large',
    say: (b) => `The PDF would be too big: ${fact(b, 'what')} may be at most ${fact(b, 'limit')}.`,
  },
  'too-slow': {
    kind: 'too-large',
    say: (b) => `Setting the PDF took longer than ${fact(b, 'seconds')} seconds and was given up; make it shorter.`,
  },
};
