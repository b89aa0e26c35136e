/** What is refused of offers and consents, and what to do about it. */
import { hatRefusals } from '../../kernel/hats.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import { actLinkRefusals, recusalRefusals } from '../people/index.ts';
import type { OfferRefusal } from './offer-types.ts';

export const offerRefusals: RefusalSheet<OfferRefusal> = {
  ...hatRefusals,
  ...recusalRefusals,
  ...actLinkRefusals,
  'signed-out': { kind: 'signed-out', say: () => 'Sign in to do this.' },
  'not-yours': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'no-such-project': { kind: 'not-found', say: () => 'There is no such project here.' },
  'no-such-item': { kind: 'not-found', say: () => 'The project has no such item.' },
  'no-such-offer': { kind: 'not-found', say: () => 'There is no such offer.' },
  'no-such-request': { kind: 'not-found', say: () => 'There is no such question in this letter.' },
  'no-such-letter': { kind: 'not-found', say: () => 'There is no such letter, or it was not sent to you.' },
  'no-such-consent': { kind: 'not-found', say: () => 'There is no such consent.' },
  'no-such-objection': { kind: 'not-found', say: () => 'There is no such objection.' },
  'no-such-publication': { kind: 'conflict', say: () => 'This offer is not in the catalogue now.' },
  'offer-incomplete': {
    kind: 'conflict',
    say: (b) =>
      `Before it can be offered the item needs: ${fact(b, 'fields')}. Write a new wording of the item with them.`,
  },
  'review-time-unsaid': {
    kind: 'conflict',
    say: () =>
      'The item does not say how the time of reviewers is paid for. Add that to its wording, or say here why it is not needed.',
  },
  'not-priced': { kind: 'conflict', say: (b) => fact(b, 'why') },
  'nothing-new': {
    kind: 'conflict',
    say: () => 'Nothing that a funder would see has changed since the last version, so none was made.',
  },
  'project-left-out': {
    kind: 'conflict',
    say: () => 'The project asked to be left out, or is archived. Nothing of it is offered.',
  },
  'item-over': { kind: 'conflict', say: (b) => `The item is ${fact(b, 'state')}: it is not offered any more.` },
  'item-not-proposed': {
    kind: 'conflict',
    say: () => 'The item is still a draft. Propose it first, so that the project can approve it with the offer.',
  },
  'item-not-approved': { kind: 'conflict', say: () => 'The project has not approved the item yet.' },
  'nobody-speaks': {
    kind: 'conflict',
    say: () =>
      'Nobody is known to speak for this project on offers. Enter somebody in its register, with the source that says so, and have it confirmed.',
  },
  'nobody-to-ask': { kind: 'malformed', say: () => 'Choose at least one representative to write to.' },
  'not-a-representative': {
    kind: 'forbidden',
    say: () =>
      'Only those who are named in the project’s register as speaking on offers decide this, whatever role they hold here.',
  },
  'not-on-the-roadmap': {
    kind: 'forbidden',
    say: () =>
      'This would approve or decline the item itself, and the register names you on offers and not on the roadmap. Somebody who speaks on the roadmap decides the item first.',
  },
  'not-in-the-project-hat': {
    kind: 'conflict',
    say: () => 'You decide this for the project. Choose the hat in which you speak for it.',
  },
  'disclose-both': {
    kind: 'malformed',
    say: () => 'You also work for the workspace. Say so in a sentence; it is kept with your answer.',
  },
  'link-of-another-act': {
    kind: 'forbidden',
    say: () => 'This link is for something else. Open the letter that came with what you want to do.',
  },
  'another-project': {
    kind: 'malformed',
    say: () => 'A letter asks one project. Write another one for the other project.',
  },
  'asked-already': {
    kind: 'conflict',
    say: (b) => `The project is already being asked about “${fact(b, 'title')}”. Remind it, or take that request back.`,
  },
  'not-the-newest': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” has a newer version or wording. Make a version of it as it is now, and ask about that one.`,
  },
  'reworded-since': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” was reworded after this letter was sent. Whoever asked has to ask again about the new words.`,
  },
  'item-needs-discussion': {
    kind: 'conflict',
    say: (b) =>
      `“${fact(b, 'title')}” cannot be approved yet: it began with a funder’s ask and needs a public discussion first, or it says no reason why it is wanted.`,
  },
  'reminded-lately': {
    kind: 'too-many',
    say: (b) =>
      `A reminder was sent on ${fact(b, 'on')}. Give the project ${fact(b, 'days')} days before the next one.`,
  },
  'request-withdrawn': { kind: 'gone', say: () => 'This is not asked any more: the request was taken back.' },
  'answered-yes': {
    kind: 'conflict',
    say: (b) => `The project said yes to “${fact(b, 'title')}” already. You can withdraw that at any time.`,
  },
  'other-text': {
    kind: 'conflict',
    say: () => 'This page shows another text than the one you answered about. Read it again, then answer.',
  },
  'uses-not-asked': { kind: 'malformed', say: () => 'Choose what it may be used for: at least one of what is asked.' },
  'too-long': { kind: 'malformed', say: (b) => `Choose at most ${fact(b, 'months')} months.` },
  'no-window': {
    kind: 'conflict',
    say: () => 'The project’s rulebook has no time for objections. You can withdraw the consent instead, at any time.',
  },
  'reason-missing': {
    kind: 'malformed',
    say: () => 'Say why in a sentence, at most 4000 characters, then send it again.',
  },
  'window-over': {
    kind: 'conflict',
    say: (b) =>
      `The time for objections ended on ${fact(b, 'end')}. You can withdraw the consent instead, at any time.`,
  },
  'own-yes': { kind: 'conflict', say: () => 'You gave this yes yourself. Withdraw it instead.' },
  'objected-already': { kind: 'conflict', say: () => 'You have objected already; it stands until it is settled.' },
  'objection-settled': { kind: 'conflict', say: () => 'This objection was settled already.' },
  'not-yours-to-take-back': {
    kind: 'forbidden',
    say: () => 'Whoever objected takes it back; those who speak for the project settle it among themselves.',
  },
  'withdrawn-already': { kind: 'conflict', say: () => 'This consent was withdrawn already.' },
  'no-live-consent': {
    kind: 'conflict',
    say: () => 'The project has not said yes to this very text for the catalogue, or its yes does not count now.',
  },
  'no-volunteer-impact': {
    kind: 'conflict',
    say: () => 'Say first what the work would mean for the project’s volunteers (“volunteer impact” of the item).',
  },
  'out-of-scope': { kind: 'conflict', say: () => 'The item was found to be out of the project’s scope.' },
  'project-not-told': {
    kind: 'conflict',
    say: () => 'The project has to be told before it appears in what funders see. Note whom you told, and how.',
  },
  'published-already': { kind: 'conflict', say: () => 'This version stands in the catalogue already.' },
  'joint-needs-version': {
    kind: 'conflict',
    say: (b) =>
      `First make a version of “${fact(b, 'title')}” out of its newest wording. A joint offer is made of versions.`,
  },
  'joint-already': {
    kind: 'conflict',
    say: (b) => `“${fact(b, 'title')}” is part of a joint offer already. End that one first.`,
  },
  'joint-same-project': {
    kind: 'conflict',
    say: () => 'A joint offer ties items of different projects, one of each.',
  },
  'joint-waits': {
    kind: 'conflict',
    say: (b) =>
      `This is part of a joint offer, and each project decides on its share. No live yes yet of: ${fact(b, 'projects')}.`,
  },
  'joint-over': {
    kind: 'conflict',
    say: () => 'The joint offer that this text names is over. A new version has to be made and asked about.',
  },
  'no-joint-offer': { kind: 'not-found', say: () => 'This item is not part of a joint offer now.' },
};
