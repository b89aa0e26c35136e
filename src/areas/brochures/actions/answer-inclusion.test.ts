import { expect, test } from 'vitest';
import { publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, BASE_URL, codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { sheetOf } from '../sheet.ts';
import { answerInclusion } from './answer-inclusion.ts';
import { loadPdf, showEdition } from './show-edition.ts';
import { tellMakers } from './tell-makers.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db);
const { rita, project } = world;
const say = (actor: Actor, answer: 'fine' | 'objects', words: string | null = null, of = project) =>
  db.tx(async (tx) =>
    codeOf(await answerInclusion(tx, actor, { slug: made.slug, project: of, answer, words, hat: '' }, NOW)),
  );

test('an objection after publishing takes the project’s place away at once, and giving way brings it back', async () => {
  const page = async () => {
    const shown = mustBeDone(
      await db.read((tx) => showEdition(tx, { kind: 'stranger' }, { slug: made.slug, number: 1 }, NOW)),
    );
    const { edition, standing } = shown;
    const published = { on: edition.at, number: 1, code: edition.code };
    return sheetOf(edition.content, () => '/x', { published, standing }).columns.map(({ gone, items }) => [
      gone?.words ?? null,
      items.length,
    ]);
  };
  expect(await page()).toEqual([
    [null, 2],
    [null, 1],
  ]);
  expect(await say(rita.actor, 'objects', 'Not beside this one.')).toBeNull();
  expect(await page()).toEqual([
    ['Left out at the project’s wish', 0],
    [null, 1],
  ]);
  const asked = { slug: made.slug, number: 1 };
  expect(codeOf(await db.read((tx) => loadPdf(tx, world.lead.actor, asked, NOW)))).toBe('pdf-not-given');
  const about = { kind: 'brochure.inclusion-objected', project, item: null, baseUrl: BASE_URL } as const;
  expect(await db.tx((tx) => tellMakers(tx, about, NOW))).toBe(1);
  expect(await say(rita.actor, 'objects', 'Not beside this one.')).toBe('said-already');
  expect(await say(rita.actor, 'fine')).toBeNull();
  expect((await page())[0]).toEqual([null, 2]);
  const letters = await db.read((tx) => listOutbox(tx, 100));
  expect(letters.some(({ subject }) => subject.includes('changed'))).toBe(true);
});

test('only for a project that one represents and that stands there', async () => {
  expect(await say(world.wave.rita.actor, 'objects')).toBe('not-allowed');
  expect(await say(world.lead.actor, 'objects')).toBe('not-allowed');
  const other = await addPerson(db, world.admin, { name: 'Mnt Example', role: 'MNT', project });
  expect(await say(other.actor, 'fine')).toBe('not-allowed');
});
