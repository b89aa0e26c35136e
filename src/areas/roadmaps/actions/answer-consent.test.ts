import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import {
  addLetter,
  addOffer,
  answersTo,
  addSpeaker,
  alsoStaff,
  offersWorld,
  WHOLE_TEXT,
} from '../../../../test/support/offers.ts';
import { addPerson, codeOf, NOW, tokenIn } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { lookAtActLink, recogniseSession, spendActLink } from '../../people/index.ts';
import { itemTextInput } from '../item-text.ts';
import { letterById, lettersWaitingFor } from '../store/consents.ts';
import { itemById } from '../store/items.ts';
import { transitionsOf } from '../store/item-transitions.ts';
import { answerConsent } from './answer-consent.ts';
import { approveItem } from './approve-item.ts';
import { rewordItem } from './reword-item.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { withdrawRequest } from './withdraw-request.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, una, lead, tec, project } = world;

async function asked(title: string) {
  const offer = await addOffer(db, world, { title });
  return { offer, letter: await addLetter(db, world, [offer.id]) };
}
const answer = (actor: Actor, input: Parameters<typeof answerConsent>[2], now = NOW) =>
  db.tx((tx) => answerConsent(tx, actor, input, now));

/** The secret of the link in Gus's letter about this. */
async function tokenAbout(title: string): Promise<string> {
  const found = await db.read((tx) => listOutbox(tx, 1000));
  return tokenIn(found.find(({ recipient, body }) => recipient === 'gus@example.org' && body?.includes(title))!.link!);
}

/** Gus, as the link in that letter knows him. */
async function gusBy(title: string, letter: Awaited<ReturnType<typeof asked>>['letter']): Promise<Actor> {
  const token = await tokenAbout(title);
  return db.tx(async (tx) => {
    const line = (await letterById(tx, letter))!.recipients.find(({ name }) => name === 'Gus Example')!;
    return mustBeDone(await spendActLink(tx, { token, act: 'answer-consent', subject: line.id }, NOW)).actor;
  });
}

describe('a yes', () => {
  test('of a representative is to that very text, with uses and an end, and approves the proposed item', async () => {
    const { offer, letter } = await asked('A yes');
    const input = await answersTo(db, letter, 'yes', { words: 'We would be glad.', uses: ['catalogue'] });
    const answered = mustBeDone(await answer(rita.actor, { ...input, discussedAt: 'https://lists.example.org/1' }));
    expect(answered).toMatchObject({ stoodAside: false, consents: [{ effectiveFrom: NOW }] });
    await db.read(async (tx) => {
      expect((await itemById(tx, offer.item, { lock: false }))?.state).toBe('approved');
      const [request] = (await letterById(tx, letter))!.requests;
      expect(request!.answers).toMatchObject([
        {
          answer: 'approved',
          digest: offer.digest,
          uses: ['catalogue'],
          words: 'We would be glad.',
          discussedAt: 'https://lists.example.org/1',
          byName: 'Rita Example',
          hat: 'project representative, Example Grid',
          validUntil: new Date('2027-11-25T10:00:00Z'),
        },
      ]);
      const kinds = (await eventsOf(tx, { kind: 'project', id: project })).map(({ kind }) => kind);
      expect(kinds.slice(0, 2)).toEqual(['item.approved', 'consent.given']);
      expect(await lettersWaitingFor(tx, rita.person)).toEqual([]);
    });
    expect(codeOf(await answer(sol.actor, input))).toBe('answered-yes');
  });

  test('is never concluded: what is left open stays open, and nothing is ticked for anybody', async () => {
    const one = await addOffer(db, world, { title: 'Answered' });
    const two = await addOffer(db, world, { title: 'Left open' });
    const letter = await addLetter(db, world, [one.id, two.id]);
    const both = await answersTo(db, letter);
    mustBeDone(await answer(rita.actor, { ...both, answers: both.answers.slice(0, 1) }));
    const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
    expect(requests.map(({ answers }) => answers.length)).toEqual([1, 0]);
    const waiting = await db.read((tx) => lettersWaitingFor(tx, rita.person));
    expect(waiting).toMatchObject([{ letter, titles: ['Left open'] }]);
  });

  test('needs a use of those asked for, and at most two years', async () => {
    const { letter } = await asked('Uses');
    expect(codeOf(await answer(rita.actor, await answersTo(db, letter, 'yes', { uses: [] })))).toBe('uses-not-asked');
    const input = await answersTo(db, letter);
    const tooLong = { ...input, answers: input.answers.map((one) => ({ ...one, months: 25 })) };
    expect(codeOf(await answer(rita.actor, tooLong))).toBe('too-long');
  });

  test('to another text than the one that was read is refused', async () => {
    const { letter } = await asked('Read before');
    const input = await answersTo(db, letter, 'yes', { digest: 'ab'.repeat(32) });
    expect(codeOf(await answer(rita.actor, input))).toBe('other-text');
  });

  test('to an item that was reworded after the letter approves nothing', async () => {
    const { offer, letter } = await asked('Reworded');
    const text = itemTextInput.parse({ ...WHOLE_TEXT, title: 'In other words' });
    mustBeDone(await db.tx((tx) => rewordItem(tx, tec.actor, { item: offer.item, seen: 1, text }, NOW)));
    expect(codeOf(await answer(rita.actor, await answersTo(db, letter)))).toBe('reworded-since');
    expect((await db.read((tx) => itemById(tx, offer.item, { lock: false })))?.state).toBe('proposed');
  });

  test('comes too late once the question was taken back', async () => {
    const { letter } = await asked('Taken back');
    const input = await answersTo(db, letter);
    const request = input.answers[0]!.request;
    mustBeDone(await db.tx((tx) => withdrawRequest(tx, lead.actor, { request, hat: null }, NOW)));
    expect(codeOf(await answer(rita.actor, input))).toBe('request-withdrawn');
  });
});

describe('a no', () => {
  test('to the text leaves the item to be reworded, and can become a yes', async () => {
    const { offer, letter } = await asked('Not this text');
    const input = await answersTo(db, letter, 'no-text', { words: 'Too large.', isPrivate: true });
    mustBeDone(await answer(rita.actor, input));
    const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
    expect(requests[0]!.answers).toMatchObject([{ answer: 'declined', words: 'Too large.', isPrivate: true }]);
    expect((await db.read((tx) => itemById(tx, offer.item, { lock: false })))?.state).toBe('proposed');
    mustBeDone(await answer(sol.actor, await answersTo(db, letter)));
  });

  test('to the item declines it for the project, with the reason', async () => {
    const { offer, letter } = await asked('Not this item');
    mustBeDone(await answer(rita.actor, await answersTo(db, letter, 'no-item', { words: 'We keep this ourselves.' })));
    await db.read(async (tx) => {
      expect((await itemById(tx, offer.item, { lock: false }))?.state).toBe('declined');
      expect((await transitionsOf(tx, offer.item)).at(-1)).toMatchObject({
        to: 'declined',
        reason: 'We keep this ourselves.',
        hat: 'project representative, Example Grid',
      });
    });
    expect(codeOf(await answer(sol.actor, await answersTo(db, letter)))).toBe('item-over');
  });
});

describe('who answers', () => {
  test('neither a funder nor an engagement lead approves, nor anybody of the workspace (S1)', async () => {
    const { letter } = await asked('Whose yes');
    const input = await answersTo(db, letter);
    const funder = await addPerson(db, world.admin, { name: 'Fnd Example', role: 'FND' });
    for (const { actor } of [funder, lead, tec, world.admin, world.fin]) {
      expect(codeOf(await answer(actor, input))).toBe('not-yours');
    }
    expect(codeOf(await answer(STRANGER, input))).toBe('signed-out');
    expect(codeOf(await answer({ kind: 'program', program: 'jobs' }, input))).toBe('not-yours');
  });

  test('nor a representative whom the register does not name', async () => {
    const { letter } = await asked('Named');
    expect(codeOf(await answer(una.actor, await answersTo(db, letter)))).toBe('not-a-representative');
  });

  test('who speaks on offers alone decides about the text, and not about the item', async () => {
    const { offer, letter } = await asked('Offers alone');
    await addSpeaker(db, world.admin, una, { project, matters: ['offers'] });
    const input = await answersTo(db, letter);
    expect(codeOf(await answer(una.actor, input))).toBe('not-on-the-roadmap');
    expect(codeOf(await answer(una.actor, await answersTo(db, letter, 'no-item')))).toBe('not-on-the-roadmap');
    const yes = { item: offer.item, seen: 1, discussedAt: null, reason: null, disclosure: null, hat: null };
    mustBeDone(await db.tx((tx) => approveItem(tx, rita.actor, yes, NOW)));
    mustBeDone(await answer(una.actor, input));
  });

  test('somebody with several hats says in which, and staff who wear the project’s say that they are both', async () => {
    const { letter } = await asked('Both');
    await alsoStaff(db, world.admin, sol);
    const both = (await db.read((tx) => recogniseSession(tx, sol.token, NOW)))!.actor;
    const input = await answersTo(db, letter);
    expect(codeOf(await answer(both, input))).toBe('say-in-which-capacity');
    const [work, grid] = ['technical lead, Example Lab', 'project representative, Example Grid'];
    expect(codeOf(await answer(both, { ...input, hat: work }))).toBe('not-in-the-project-hat');
    expect(codeOf(await answer(both, { ...input, hat: grid }))).toBe('disclose-both');
    mustBeDone(await answer(both, { ...input, hat: grid, disclosure: 'I work for the lab as well.' }));
  });

  test('whoever declared an interest is recorded as standing aside, and another decides', async () => {
    const { letter } = await asked('Interest');
    await addInterest(db, rita, { kind: 'client', organisation: null, project });
    expect(codeOf(await answer(rita.actor, await answersTo(db, letter)))).toBe('recused');
    const said = { ...(await answersTo(db, letter)), interest: { has: 'yes', words: 'I would be paid.' } } as const;
    const gus = await gusBy('Interest', letter);
    expect(mustBeDone(await answer(gus, said))).toMatchObject({ stoodAside: true, consents: [] });
    const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
    expect(requests[0]).toMatchObject({
      answers: [],
      recusals: [{ interest: 'I would be paid.', byName: 'Gus Example' }],
    });
    expect(codeOf(await answer(gus, await answersTo(db, letter)))).toBe('recused');
  });
});

describe('by a link', () => {
  test('Gus, who has no account, answers in the project’s hat, and takes his yes back by the same link', async () => {
    const { offer, letter } = await asked('By link');
    const gus = await gusBy('By link', letter);
    const answered = mustBeDone(await answer(gus, await answersTo(db, letter)));
    const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
    expect(requests[0]!.answers).toMatchObject([
      { byName: 'Gus Example', by: null, hat: 'project representative, Example Grid' },
    ]);
    expect((await db.read((tx) => itemById(tx, offer.item, { lock: false })))?.state).toBe('approved');
    const consent = answered.consents[0]!.consent;
    const again = await gusBy('By link', letter);
    mustBeDone(
      await db.tx((tx) => withdrawConsent(tx, again, { consent, reason: null, isPrivate: true }, addDays(NOW, 3))),
    );
  });

  test('a link of one letter answers no other', async () => {
    const first = await asked('First');
    const second = await asked('Second');
    const gus = await gusBy('Second', second.letter);
    expect(codeOf(await answer(gus, await answersTo(db, first.letter)))).toBe('link-of-another-act');
  });

  test('looking at it as often as a mail scanner does leaves it as good as new', async () => {
    const { letter } = await asked('Scanned');
    const token = await tokenAbout('Scanned');
    for (let times = 0; times < 3; times++) mustBeDone(await db.read((tx) => lookAtActLink(tx, { token }, NOW)));
    mustBeDone(await answer(await gusBy('Scanned', letter), await answersTo(db, letter)));
  });
});
