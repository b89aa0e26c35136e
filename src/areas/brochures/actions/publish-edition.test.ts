import { expect, test } from 'vitest';
import {
  addAgreed,
  addBrochure,
  brochureWorld,
  publish,
  takeBack,
  tellProjects,
} from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { verifyEdition } from './verify-edition.ts';
import { answerInclusion } from './answer-inclusion.ts';
import { publishEdition } from './publish-edition.ts';
import { showDraft } from './show-draft.ts';
import { loadPdf, showEdition } from './show-edition.ts';
import { typesetEdition } from './typeset-edition.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, rita } = world;

async function ready(title: string) {
  const agreed = await addAgreed(db, world, title);
  const made = await addBrochure(db, lead, [{ project: world.project, items: [agreed.offer.item] }], { title });
  return { agreed, made };
}

async function set(slug: string) {
  const { brochure, seen } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug }, NOW)));
  return typesetEdition(db, lead.actor, { slug, version: brochure.draft.number, seen, baseUrl: BASE_URL }, NOW);
}

test('what is published is frozen with its consents, as page and as PDF, and the journal says so', async () => {
  const { agreed, made } = await ready('Frozen with its consents');
  await tellProjects(db, lead, made.slug, [world.project]);
  const { edition, number, token } = await publish(db, lead, made.slug);
  expect([number, token]).toEqual([1, null]);

  const shown = mustBeDone(
    await db.read((tx) => showEdition(tx, { kind: 'stranger' }, { slug: made.slug, number: null }, NOW)),
  );
  expect(shown.edition.content.columns[0]?.items[0]?.text).toEqual(agreed.offer.content);
  expect(shown.edition.content.columns[0]?.items[0]?.consent.id).toBe(agreed.consent);
  expect(shown.standing.items.map(({ standing }) => standing)).toEqual(['stands']);
  const pdf = mustBeDone(await db.read((tx) => loadPdf(tx, { kind: 'stranger' }, { slug: made.slug, number: 1 }, NOW)));
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  for (const digest of [shown.edition.code, shown.edition.digest, shown.edition.pdf]) {
    expect((await db.read((tx) => verifyEdition(tx, { digest }, NOW)))?.edition.id).toBe(edition);
  }
  const events = await db.read((tx) => eventsOf(tx, { kind: 'brochure', id: made.brochure }));
  expect(events.map(({ kind }) => kind).toReversed()).toEqual([
    'brochure.started',
    'brochure.arranged',
    'brochure.inclusion-noted',
    'brochure.published',
  ]);
});

test('a secret edition has an address that is told once, and nobody finds it without', async () => {
  const { made } = await ready('Secret until told');
  await tellProjects(db, lead, made.slug, [world.project]);
  const { token } = await publish(db, lead, made.slug, 'secret');
  const stranger = { kind: 'stranger' } as const;
  const open = (asked: Parameters<typeof showEdition>[2]) =>
    db.read(async (tx) => codeOf(await showEdition(tx, stranger, asked, NOW)));
  expect(await open({ token: token! })).toBeNull();
  expect(await open({ token: `${token!}x` })).toBe('not-found');
  expect(await open({ slug: made.slug, number: null })).toBe('not-found');
  expect(await open({ slug: made.slug, number: 1 })).toBe('not-found');
});

test('nothing is published before each project was told (S59)', async () => {
  const { made } = await ready('Told first');
  const outcome = await set(made.slug);
  expect(codeOf(outcome)).toBe('not-told');
  await tellProjects(db, lead, made.slug, [world.project]);
  await publish(db, lead, made.slug);
});

test('nor while a project objects; an objection that comes while the PDF is set stops it as well', async () => {
  const { made } = await ready('Objected to');
  await tellProjects(db, lead, made.slug, [world.project]);
  const frozen = mustBeDone(await set(made.slug));
  const say = (answer: 'fine' | 'objects') =>
    db.tx((tx) =>
      answerInclusion(tx, rita.actor, { slug: made.slug, project: world.project, answer, words: null, hat: '' }, NOW),
    );
  mustBeDone(await say('objects'));
  const input = { slug: made.slug, set: frozen, visibility: 'public', whom: null } as const;
  expect(codeOf(await db.tx((tx) => publishEdition(tx, lead.actor, input, NOW)))).toBe('project-objects');
  expect(codeOf(await set(made.slug))).toBe('project-objects');
  mustBeDone(await say('fine'));
  await publish(db, lead, made.slug);
});

test('a consent that is withdrawn while the PDF is set is seen before anything is saved', async () => {
  const { agreed, made } = await ready('Withdrawn in between');
  await tellProjects(db, lead, made.slug, [world.project]);
  const frozen = mustBeDone(await set(made.slug));
  await takeBack(db, rita, agreed.consent);
  const input = { slug: made.slug, set: frozen, visibility: 'public', whom: null } as const;
  expect(codeOf(await db.tx((tx) => publishEdition(tx, lead.actor, input, NOW)))).toBe('no-consent');
  expect(codeOf(await db.read((tx) => showEdition(tx, lead.actor, { slug: made.slug, number: 1 }, NOW)))).toBe(
    'not-found',
  );
});

test('withdrawing and publishing at the same moment: whichever is first, nothing stands without consent', async () => {
  for (let round = 0; round < 4; round++) {
    const { agreed, made } = await ready(`A race ${round}`);
    await tellProjects(db, lead, made.slug, [world.project]);
    const frozen = mustBeDone(await set(made.slug));
    const input = { slug: made.slug, set: frozen, visibility: 'public', whom: null } as const;
    const [published] = await Promise.all([
      db.tx((tx) => publishEdition(tx, lead.actor, input, NOW)),
      takeBack(db, rita, agreed.consent),
    ]);
    const shown = await db.read((tx) => showEdition(tx, lead.actor, { slug: made.slug, number: 1 }, NOW));
    if ('done' in published) expect(mustBeDone(shown).standing.items[0]?.standing).toBe('withdrawn');
    else expect([published.refused, codeOf(shown)]).toEqual(['no-consent', 'not-found']);
  }
});

test('what was not seen is not published', async () => {
  const { made } = await ready('Seen first');
  await tellProjects(db, lead, made.slug, [world.project]);
  const asked = { slug: made.slug, version: made.version, seen: '0'.repeat(64), baseUrl: BASE_URL };
  expect(codeOf(await typesetEdition(db, lead.actor, asked, NOW))).toBe('changed-since-preview');
  expect(codeOf(await typesetEdition(db, lead.actor, { ...asked, version: 1 }, NOW))).toBe('changed-meanwhile');
});

test('engagement leads publish, and nobody else', async () => {
  const { made } = await ready('By whom');
  await tellProjects(db, lead, made.slug, [world.project]);
  const frozen = mustBeDone(await set(made.slug));
  const input = { slug: made.slug, set: frozen, visibility: 'public', whom: null } as const;
  for (const person of [world.admin, world.tec, world.fin, rita]) {
    expect(codeOf(await db.tx((tx) => publishEdition(tx, person.actor, input, NOW)))).toBe('not-allowed');
  }
});
