import { expect, test } from 'vitest';
import { addBrochure, brochureWorld, inclusionLinkOfGus } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, linkOfGus } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { lookAtInclusionLink } from './look-at-inclusion-link.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const look = (token: string, at = NOW) => db.read((tx) => lookAtInclusionLink(tx, { token }, at));

test('it says about which brochure and project it asks, as often as it is opened', async () => {
  const made = await addBrochure(db, world.lead, [{ project: world.project, items: [] }]);
  const token = await inclusionLinkOfGus(db, world, made.slug);
  for (let times = 0; times < 3; times++) {
    expect(mustBeDone(await look(token))).toMatchObject({
      slug: made.slug,
      project: world.project,
      actor: { kind: 'link', name: 'Gus Example' },
    });
  }
  expect(codeOf(await look(token, addDays(NOW, 200)))).toBe('act-link-ended');
  expect(codeOf(await look('cut off'))).toBe('act-link-ended');
});

test('the link of another letter is none', async () => {
  await addLetter(db, world, [(await addOffer(db, world)).id]);
  expect(codeOf(await look(await linkOfGus(db, 'Arrays that work together')))).toBe('act-link-of-another-act');
});
