import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { declineItem } from './decline-item.ts';
import { explainConsent } from './explain-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita } = world;

// The way from wording to catalogue and back is told step by step in show-item-offer.test.ts.
test('what is shown says since when and until when, and what the project declined says that', async () => {
  const { offer } = await addShownOffer(db, world);
  const explain = (days: number) => db.read((tx) => explainConsent(tx, offer.item, addDays(NOW, days)));
  expect(await explain(1)).toEqual({ isShown: true, since: NOW, until: new Date('2027-11-25T10:00:00Z') });
  const no = { reason: 'No more.', isPrivate: false, discussedAt: null, disclosure: null, hat: null, item: offer.item };
  mustBeDone(await db.tx((tx) => declineItem(tx, rita.actor, no, addDays(NOW, 2))));
  expect(await explain(3)).toEqual({
    isShown: false,
    because: { kind: 'item-over', state: 'declined', since: addDays(NOW, 2) },
  });
});
