import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addOffer, addShownOffer, offersWorld, takeBack } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { pngOf } from '../../../../test/support/projects.ts';
import { addDays } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { saveFile } from '../../../outside/files/index.ts';
import type { OfferId } from '../offer-types.ts';
import { loadOfferLogo } from './load-offer-logo.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);

test('a version has the logo that the project agreed to have shown, and no other', async () => {
  const before = await addOffer(db, world, { title: 'Before the logo' });
  expect(await db.read((tx) => loadOfferLogo(tx, { offer: before.id }, NOW))).toBe(null);
  const picture = pngOf(100, 40);
  await db.tx(async (tx) => {
    const digest = await saveFile(tx, picture, 'image/png');
    await sql`
      update project set logo = decode(${digest}::text, 'hex'), logo_alt = 'A grid' where id = ${world.project}`.execute(
      on(tx),
    );
  });
  // Without the project's yes to the picture, its words and its note it is not shown.
  const without = await addOffer(db, world, { title: 'Not accepted' });
  expect(without.content.project.logo).toBe(null);
  await db.tx((tx) =>
    sql`
      insert into logo_acceptance (id, project, logo, alt, note, standing, at)
      select ${newId(NOW)}::uuid, project, logo, alt, note, (select id from speaker_entry limit 1), ${NOW} from shown_logo`.execute(
      on(tx),
    ),
  );
  const offer = await addOffer(db, world, { title: 'With the logo' });
  expect(offer.content.project.logo).toMatchObject({ alt: 'A grid' });
  const logo = await db.read((tx) => loadOfferLogo(tx, { offer: offer.id }, NOW));
  expect(logo?.bytes.equals(picture)).toBe(true);
  expect(await db.read((tx) => loadOfferLogo(tx, { offer: newId<'offer'>(NOW) }, NOW))).toBe(null);
});

test('what was in public loses its picture with the project’s word, to the text or to the picture', async () => {
  const load = async (offer: OfferId, now = NOW) =>
    (await db.read((tx) => loadOfferLogo(tx, { offer }, now))) === null ? 'gone' : 'there';
  const shown = await addShownOffer(db, world, { title: 'In public' });
  const never = await addOffer(db, world, { title: 'Not yet in public' });
  expect([await load(shown.offer.id), await load(never.id)]).toEqual(['there', 'there']);
  expect(await load(shown.offer.id, addDays(NOW, 400))).toBe('gone');
  await takeBack(db, world, shown.consent, NOW);
  expect([await load(shown.offer.id), await load(never.id)]).toEqual(['gone', 'there']);
  const other = await addShownOffer(db, world, { title: 'Also in public' });
  await db.tx((tx) => sql`update logo_acceptance set withdrawn_at = ${NOW}`.execute(on(tx)));
  expect([await load(other.offer.id), await load(never.id)]).toEqual(['gone', 'gone']);
});
