import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addOffer, offersWorld, WHOLE_TEXT } from '../../../../test/support/offers.ts';
import { BASE_URL, codeOf, NOW, tokenIn } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { lookAtActLink } from '../../people/index.ts';
import { itemTextInput } from '../item-text.ts';
import type { OfferId } from '../offer-types.ts';
import { letterById, lettersWaitingFor } from '../store/consents.ts';
import { noticesOf } from '../store/offers.ts';
import { askForConsent } from './ask-for-consent.ts';
import { rewordItem } from './reword-item.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, project, speakers } = world;

const ask = (offers: readonly OfferId[], more: object = {}, actor = lead.actor) =>
  db.tx((tx) =>
    askForConsent(
      tx,
      actor,
      {
        offers: [...offers],
        speakers: [speakers.rita, speakers.gus],
        uses: ['catalogue'],
        message: 'We met at the forum.',
        hat: null,
        project,
        baseUrl: BASE_URL,
        ...more,
      },
      NOW,
    ),
  );

test('one letter asks about two items: who has an account finds it on their page and by mail, Gus gets a link of his own', async () => {
  const one = await addOffer(db, world, { title: 'One' });
  const two = await addOffer(db, world, { title: 'Two' });
  const letter = mustBeDone(await ask([one.id, two.id]));
  await db.read(async (tx) => {
    const written = (await letterById(tx, letter))!;
    expect(written.requests.map(({ offer, uses, windowDays }) => [offer.content.title, uses, windowDays])).toEqual([
      ['One', ['catalogue'], 0],
      ['Two', ['catalogue'], 0],
    ]);
    expect(written.recipients.map(({ name }) => name)).toEqual(['Rita Example', 'Gus Example']);
    expect(await lettersWaitingFor(tx, world.rita.person)).toMatchObject([{ letter, titles: ['One', 'Two'] }]);
    expect(await lettersWaitingFor(tx, world.sol.person)).toEqual([]);

    const letters = (await listOutbox(tx, 100)).filter(({ subject }) => subject.startsWith('May we show'));
    expect(letters.map(({ recipient }) => recipient).toSorted()).toEqual(['gus@example.org', world.rita.mail]);
    const toRita = letters.find(({ recipient }) => recipient === world.rita.mail)!;
    expect(toRita.link).toBe(`${BASE_URL}/projects/${world.slug}/consents/letters/${letter}`);
    expect(toRita.body).toMatch(/“One”,\s“Two”/);
    expect(toRita.body).toContain('No answer means no');
    const toGus = letters.find(({ recipient }) => recipient === 'gus@example.org')!;
    const seen = mustBeDone(await lookAtActLink(tx, { token: tokenIn(toGus.link!) }, NOW));
    const line = written.recipients.find(({ name }) => name === 'Gus Example')!;
    expect(seen.link).toMatchObject({ act: 'answer-consent', subject: line.id, role: 'PRJ', project });

    // The letter tells the project that it would be shown.
    expect(await noticesOf(tx, one)).toMatchObject([
      { channel: 'consent request', told: '2 representatives named in the register, by letter' },
    ]);
    const [event] = await eventsOf(tx, { kind: 'project', id: project });
    expect(event).toMatchObject({ kind: 'consent.asked', facts: { letter, offers: [one.id, two.id] } });
  });
  expect(codeOf(await ask([one.id]))).toBe('asked-already');
});

test('what is asked about is the newest version of the newest wording', async () => {
  const offer = await addOffer(db, world, { title: 'Old words' });
  const text = itemTextInput.parse({ ...WHOLE_TEXT, title: 'New words' });
  mustBeDone(await db.tx((tx) => rewordItem(tx, world.tec.actor, { item: offer.item, seen: 1, text }, NOW)));
  expect(codeOf(await ask([offer.id]))).toBe('not-the-newest');
});

test('only people in the register are asked, of one project, by the workspace’s leads', async () => {
  const offer = await addOffer(db, world, { title: 'Whom' });
  const elsewhere = await addTestProject(db, world.admin.actor, 'Example Wave');
  expect(codeOf(await ask([offer.id], { project: elsewhere.project }))).toBe('another-project');
  const stranger = '0198f1d0-0000-7000-8000-000000000000';
  expect(codeOf(await ask([offer.id], { speakers: [speakers.rita, stranger] }))).toBe('nobody-to-ask');
  for (const { actor } of [world.admin, world.rita]) expect(codeOf(await ask([offer.id], {}, actor))).toBe('not-yours');
});

test('nobody is asked where nobody is known to speak', async () => {
  const other = await addTestProject(db, world.admin.actor, 'Example Field');
  const offer = await addOffer(db, { ...world, project: other.project }, { title: 'Unknown' });
  const outcome = await ask([offer.id], { project: other.project });
  expect(codeOf(outcome)).toBe('nobody-speaks');
});
