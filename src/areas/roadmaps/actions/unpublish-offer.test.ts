import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { publicationsOf, shownOffers } from '../store/offers.ts';
import { publishOffer } from './publish-offer.ts';
import { unpublishOffer } from './unpublish-offer.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, tec, project } = world;
const LATER = addDays(NOW, 1);

test('the workspace takes an offer out of the catalogue and says why; the project’s yes stays, and it can come back', async () => {
  const { offer } = await addShownOffer(db, world, { title: 'Unpublished' });
  const input = { item: offer.item, reason: 'No one can do it this year.', hat: null };
  const unpublish = (actor = tec.actor) => db.tx((tx) => unpublishOffer(tx, actor, input, LATER));
  expect(codeOf(await unpublish(rita.actor))).toBe('not-yours');
  const publication = mustBeDone(await unpublish());
  expect(await db.read((tx) => shownOffers(tx, LATER, { items: [offer.item] }))).toEqual([]);
  expect(await db.read((tx) => publicationsOf(tx, offer.item))).toMatchObject([
    { id: publication, ended: { because: 'No one can do it this year.' } },
  ]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'offer.unpublished', facts: { publication } });
  expect(codeOf(await unpublish())).toBe('no-such-publication');
  mustBeDone(await db.tx((tx) => publishOffer(tx, lead.actor, { offer: offer.id, hat: null }, addDays(NOW, 2))));
  expect(await db.read((tx) => shownOffers(tx, addDays(NOW, 2), { items: [offer.item] }))).toHaveLength(1);
});
