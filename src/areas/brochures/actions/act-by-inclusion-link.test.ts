import { expect, test } from 'vitest';
import { addBrochure, brochureWorld, inclusionLinkOfGus } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { actByInclusionLink } from './act-by-inclusion-link.ts';
import { answerInclusion } from './answer-inclusion.ts';
import { showDraft } from './show-draft.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, project, wave } = world;
const columns = [project, wave.project].map((of) => ({ project: of, items: [] }));

test('the person’s own click answers for their project, by name, and for no other', async () => {
  const made = await addBrochure(db, lead, columns);
  const token = await inclusionLinkOfGus(db, world, made.slug);
  const { actor } = mustBeDone(await db.tx((tx) => actByInclusionLink(tx, { token }, NOW)));
  const say = (of: typeof project, slug = made.slug) =>
    db.tx(async (tx) =>
      codeOf(await answerInclusion(tx, actor, { slug, project: of, answer: 'objects', words: null, hat: '' }, NOW)),
    );
  expect(await say(wave.project)).toBe('not-in-brochure');
  const other = await addBrochure(db, lead, columns);
  expect(await say(project, other.slug)).toBe('not-in-brochure');
  expect(await say(project)).toBeNull();
  const { told } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(told[0]?.answer).toMatchObject({ answer: 'objects', byName: 'Gus Example' });
  expect(codeOf(await db.tx((tx) => actByInclusionLink(tx, { token: 'cut off' }, NOW)))).toBe('act-link-ended');
});
