import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addConsent, addLetter, addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW, tokenIn } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { lookAtActLink } from '../../people/index.ts';
import type { RequestId } from '../offer-types.ts';
import { letterById, lettersWaitingFor } from '../store/consents.ts';
import { withdrawRequest } from './withdraw-request.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita } = world;
const LATER = addDays(NOW, 1);

const take = (request: RequestId, actor = lead.actor) =>
  db.tx((tx) => withdrawRequest(tx, actor, { request, hat: null }, LATER));

test('a question that is taken back waits for nobody, and its links end with the letter’s last question', async () => {
  const one = await addOffer(db, world, { title: 'One' });
  const two = await addOffer(db, world, { title: 'Two' });
  const letter = await addLetter(db, world, [one.id, two.id]);
  const [first, second] = (await db.read((tx) => letterById(tx, letter)))!.requests;
  const { link } = (await db.read((tx) => listOutbox(tx, 100))).find(
    ({ recipient }) => recipient === 'gus@example.org',
  )!;
  const look = () => db.read((tx) => lookAtActLink(tx, { token: tokenIn(link!) }, LATER));
  expect(codeOf(await take(first!.id, rita.actor))).toBe('not-yours');
  mustBeDone(await take(first!.id));
  expect(await db.read((tx) => lettersWaitingFor(tx, rita.person))).toMatchObject([{ titles: ['Two'] }]);
  mustBeDone(await look());
  mustBeDone(await take(second!.id));
  expect(await db.read((tx) => lettersWaitingFor(tx, rita.person))).toEqual([]);
  expect(await look()).toMatchObject({ refused: 'act-link-ended', because: { why: 'withdrawn' } });
  expect(codeOf(await take(second!.id))).toBe('request-withdrawn');
});

test('a yes is not taken back by whoever asked', async () => {
  const offer = await addOffer(db, world, { title: 'Answered' });
  const letter = await addLetter(db, world, [offer.id]);
  await addConsent(db, world, letter);
  const [request] = (await db.read((tx) => letterById(tx, letter)))!.requests;
  expect(codeOf(await take(request!.id))).toBe('answered-yes');
});
