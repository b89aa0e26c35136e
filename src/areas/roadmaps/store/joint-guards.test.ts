/** The rules of migration 0027 that hold whoever tries: plain SQL, as the application's own role, past every action. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { jointWorld } from '../../../../test/support/joint.ts';
import { addConsent, addLetter, addOffer } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { Offer, OfferContent } from '../offer-types.ts';

const { db, appUrl } = await testDatabase();
const { grid, wave, pair, join, newest, agreedPair, shownPair } = await jointWorld(db);
const app = new pg.Pool({ connectionString: appUrl, max: 2 });
beforeAll(() => () => app.end());

/** What went wrong: the constraint's name, or the code of a refusal that has none. */
async function trouble(text: string, values: readonly unknown[]): Promise<string> {
  try {
    await app.query(text, [...values]);
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.constraint ?? error.code ?? 'unknown';
  }
  return 'nothing: it was done';
}

const version = (of: Offer, content: OfferContent) =>
  trouble(
    `insert into offer_version (id, item, project, number, text, content, digest, slug, title, level, work_types, skills, effort_low,
       effort_likely, effort_high, yearly, search, fuzzy, made_at, made_by, hat)
     select $1, item, project, 1, text, $2, '', slug, title, level, work_types, skills, effort_low, effort_likely, effort_high, yearly,
       search, fuzzy, made_at, made_by, hat from offer_version where id = $3`,
    [randomUUID(), JSON.stringify(content), of.id],
  );

const share = (joint: string, position: number, { item, project }: { item: string; project: string }) =>
  trouble('insert into joint_share (joint, position, item, project, share) values ($1, $2, $3, $4, $5)', [
    joint,
    position,
    item,
    project,
    'does it',
  ]);

async function jointRow(): Promise<string> {
  const id = randomUUID();
  await app.query('insert into joint_offer (id, at) values ($1, $2)', [id, NOW]);
  return id;
}

const publication = (offer: Offer, consent: string) =>
  trouble(
    `insert into offer_publication (id, item, offer, consent, notice, at)
     select $1, $2, $3, $4, notice.id, $5 from inclusion_notice notice where notice.item = $2 limit 1`,
    [randomUUID(), offer.item, offer.id, consent, NOW],
  );

async function shown(at = NOW): Promise<readonly string[]> {
  const { rows } = await app.query(
    `select 'shown' as place, offer from shown_offer($1) union all select 'found', offer from found_offer($1)
     union all select 'brochure', offer from live_consent($1) where 'brochure' = any (uses)`,
    [at],
  );
  return rows.map(({ place, offer }) => `${place} ${offer}`).toSorted();
}
const all = (...offers: readonly Offer[]) =>
  offers.flatMap(({ id }) => [`brochure ${id}`, `found ${id}`, `shown ${id}`]).toSorted();

test('each project approves its share: with one yes nothing counts, with both it does, and one withdrawal takes both out', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const [one, two] = [await newest(offers.one), await newest(offers.two)];
  const first = await addConsent(db, grid, await addLetter(db, grid, [one.id]));
  const letter = await addLetter(db, wave, [two.id]);
  expect(await publication(one, first)).toBe('offer_publication_consent');
  expect(await shown()).toEqual([]);
  const second = await addConsent(db, wave, letter);
  expect(await publication(one, first)).toBe('nothing: it was done');
  expect(await publication(two, second)).toBe('nothing: it was done');
  expect(await shown()).toEqual(all(one, two));
  expect(await shown(new Date('2030-01-01'))).toEqual([]);
  await app.query('insert into consent_withdrawal (consent, at) values ($1, $2)', [second, NOW]);
  expect(await shown()).toEqual([]);
  const { rows } = await app.query('select publication from held_by_joint($1)', [NOW]);
  expect(rows).toHaveLength(1);
});

test('an objection inside one project, and the end of the joint offer, take both out', async () => {
  const { one, two, second } = await shownPair();
  expect(await shown()).toEqual(all(one, two));
  const objection = randomUUID();
  await app.query(
    `insert into consent_objection (id, consent, reason, at, by_person, hat) values ($1, $2, 'Not so.', $3, $4, 'x')`,
    [objection, second, NOW, wave.sol.person],
  );
  expect(await shown()).toEqual([]);
  await app.query(`update consent_objection set settled_at = $2, settled_how = 'Talked.' where id = $1`, [
    objection,
    NOW,
  ]);
  expect(await shown()).toEqual(all(one, two));
  const { id } = one.content.joint!;
  await app.query(`update joint_offer set ended_at = $2, ended_because = 'over' where id = $1`, [id, NOW]);
  expect(await shown()).toEqual([]);
  expect(await trouble(`update joint_offer set ended_at = null, ended_because = null where id = $1`, [id])).toBe(
    '42501',
  );
});

test('a version names the joint offer of its item, word for word, and none where there is none', async () => {
  const offers = await pair();
  const { content } = offers.one;
  const id = mustBeDone(await join(offers));
  const { joint } = (await newest(offers.one)).content;
  expect(await version(offers.one, content)).toBe('offer_version_joint');
  const [own, other] = joint!.shares;
  for (const shares of [
    [own!],
    [other!, own!],
    [own!, { ...other!, share: 'pays for it' }],
    [own!, { ...other!, project: { ...other!.project, name: 'Example Tide' } }],
  ]) {
    expect(await version(offers.one, { ...content, joint: { id, shares } })).toBe('offer_version_joint');
  }
  expect(await version(offers.one, { ...content, joint: joint! })).toBe('nothing: it was done');
  const alone = await addOffer(db, grid, { title: 'Alone' });
  expect(await version(alone, { ...alone.content, joint: joint! })).toBe('offer_version_joint');
});

test('shares are of their projects, one of each, of items that are in no other, and stay what projects were asked about', async () => {
  const { one, two } = await agreedPair();
  const third = await addOffer(db, grid, { title: 'A third' });
  expect(await share(one.content.joint!.id, 3, third)).toBe('joint_share_late');
  const joint = await jointRow();
  expect(await share(joint, 1, two)).toBe('joint_share_live');
  expect(await share(joint, 1, { item: third.item, project: wave.project })).toBe('joint_share_item');
  expect(await share(joint, 4, third)).toBe('joint_share_position_check');
  expect(await share(joint, 1, third)).toBe('nothing: it was done');
  const fourth = await addOffer(db, grid, { title: 'A fourth' });
  expect(await share(joint, 2, fourth)).toBe('joint_share_joint_project_key');
  // Of one share alone no version is made.
  const named = {
    offer: third.slug,
    project: { slug: grid.slug, name: 'Example Grid', example: false },
    share: 'does it',
  };
  const text = { ...third.content, joint: { id: joint as never, shares: [named] } };
  expect(await version(third, text)).toBe('offer_version_joint');
  for (const change of [
    `update joint_share set share = 'x'`,
    'delete from joint_share',
    'delete from catalogue_joint',
  ]) {
    expect(await trouble(change, [])).toBe('42501');
  }
});
