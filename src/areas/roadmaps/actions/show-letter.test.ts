import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addConsent, addLetter, addOffer, addWindow, offersWorld } from '../../../../test/support/offers.ts';
import { addPerson, codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { showLetter } from './show-letter.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, sol, una, admin } = world;
await addWindow(db, world, 7);
const offer = await addOffer(db, world);
const letter = await addLetter(db, world, [offer.id]);
const show = (actor: Actor, at = NOW) => db.read((tx) => showLetter(tx, actor, { letter }, at));

test('those who speak for the project may answer; its other representatives are told why not; staff reads', async () => {
  expect(mustBeDone(await show(rita.actor))).toMatchObject({ speaks: true, whyNot: null, isOpen: true, asks: false });
  expect(mustBeDone(await show(una.actor))).toMatchObject({
    speaks: false,
    whyNot: { refused: 'not-a-representative' },
  });
  expect(mustBeDone(await show(lead.actor))).toMatchObject({
    speaks: false,
    whyNot: null,
    asks: true,
    mayRemind: false,
  });
  expect(mustBeDone(await show(lead.actor, addDays(NOW, 8)))).toMatchObject({ mayRemind: true });
  expect(mustBeDone(await show(admin.actor))).toMatchObject({ asks: false });
  const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  for (const actor of [funder.actor, STRANGER]) expect(codeOf(await show(actor))).toBe('no-such-letter');
  const input = { letter: newId<'consent letter'>(NOW) };
  expect(codeOf(await db.read((tx) => showLetter(tx, rita.actor, input, NOW)))).toBe('no-such-letter');
});

test('what each can do about a yes: all withdraw it, another objects within the window', async () => {
  const consent = await addConsent(db, world, letter);
  const acts = async (actor: Actor, at = addDays(NOW, 1)) => mustBeDone(await show(actor, at)).answers.get(consent);
  expect(await acts(rita.actor)).toMatchObject({
    standing: 'waiting',
    mayWithdraw: true,
    mayObject: false,
    isOwn: true,
  });
  expect(await acts(sol.actor)).toMatchObject({ mayWithdraw: true, mayObject: true, isOwn: false });
  expect(await acts(sol.actor, addDays(NOW, 10))).toMatchObject({
    standing: 'live',
    mayWithdraw: true,
    mayObject: false,
  });
  for (const { actor } of [lead, una])
    expect(await acts(actor)).toMatchObject({ mayWithdraw: false, mayObject: false });
});
