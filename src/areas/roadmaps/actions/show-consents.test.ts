import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, addShownOffer, answersTo, offersWorld } from '../../../../test/support/offers.ts';
import { addPerson, codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { answerConsent } from './answer-consent.ts';
import { showConsents } from './show-consents.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, admin } = world;
const show = (actor: Actor, at = NOW) => db.read((tx) => showConsents(tx, actor, { key: 'example-grid' }, at));

test('what is shown now, agreed to for brochures, asked and ending; what can be asked next is for whoever asks', async () => {
  expect(mustBeDone(await show(rita.actor))).toMatchObject({ shownNow: [], letters: [], speaks: true, askable: [] });
  await addShownOffer(db, world, { title: 'Shown' });
  const brochure = await addOffer(db, world, { title: 'Brochure' });
  const yes = await answersTo(db, await addLetter(db, world, [brochure.id]), 'yes', { uses: ['brochure'], months: 1 });
  mustBeDone(await db.tx((tx) => answerConsent(tx, rita.actor, yes, NOW)));
  const open = await addOffer(db, world, { title: 'Open' });
  await addLetter(db, world, [open.id]);
  await addOffer(db, world, { title: 'Not asked' });
  const shown = mustBeDone(await show(lead.actor));
  const titles = (all: readonly { readonly offer: { readonly content: { readonly title: string } } }[]) =>
    all.map(({ offer }) => offer.content.title);
  expect(titles(shown.shownNow)).toEqual(['Shown']);
  expect(titles(shown.brochuresOnly)).toEqual(['Brochure']);
  expect(shown.askable.map(({ content }) => content.title)).toEqual(['Brochure', 'Not asked']);
  expect(shown.ending).toMatchObject([{ title: 'Brochure' }]);
  expect(shown.speaks).toBe(false);
  expect(shown.representatives.map(({ name }) => name)).toEqual(['Rita Example', 'Sol Example', 'Gus Example']);
  expect(mustBeDone(await show(rita.actor, addDays(NOW, 400))).shownNow).toEqual([]);
});

test('funders and strangers do not read it', async () => {
  const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  expect(codeOf(await show(funder.actor))).toBe('not-yours');
  expect(codeOf(await show(STRANGER))).toBe('signed-out');
});
