import { expect, test } from 'vitest';
import { addBrochure, brochureWorld } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { BASE_URL, codeOf, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { askInclusion } from './ask-inclusion.ts';
import { listBrochuresWaiting } from './list-brochures-waiting.ts';
import { showDraft } from './show-draft.ts';

const { db } = await testDatabase();
const world = await brochureWorld(db);
const { lead, project } = world;

test('each representative is written to, with or without an account, and it waits for them', async () => {
  const made = await addBrochure(db, lead, [{ project, items: [] }], { title: 'Arrays for all' });
  const input = { slug: made.slug, baseUrl: BASE_URL, project, message: 'We met at the sprint.' };
  mustBeDone(await db.tx((tx) => askInclusion(tx, lead.actor, input, NOW)));
  const letters = (await db.read((tx) => listOutbox(tx, 100))).filter(({ subject }) => subject.includes('brochure'));
  expect(letters.map(({ recipientName }) => recipientName).toSorted()).toEqual([
    'Gus Example',
    'Rita Example',
    'Sol Example',
    'Una Example',
  ]);
  expect(letters[0]?.body).toContain('We met at the sprint.');
  expect(letters.find(({ recipientName }) => recipientName === 'Rita Example')?.link).toBe(
    `${BASE_URL}/brochures/${made.slug}/inclusion`,
  );
  const { told } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: made.slug }, NOW)));
  expect(told[0]?.inclusion).toMatchObject({
    written: true,
    told: '3 representatives with an account here and one by a link',
  });
  const waiting = await db.read((tx) => listBrochuresWaiting(tx, world.rita.actor, NOW));
  expect(waiting.map(({ sentence }) => sentence)).toEqual([
    'Example Grid is to stand in the brochure “Arrays for all”. Say if you object; you need not answer.',
  ]);
  expect(await db.read((tx) => listBrochuresWaiting(tx, world.wave.rita.actor, NOW))).toEqual([]);
});

test('a project of which nobody has an account is told elsewhere', async () => {
  const alone = await addTestProject(db, world.admin.actor, 'Example Alone');
  const made = await addBrochure(db, lead, [{ project: alone.project, items: [] }]);
  const ask = (of: typeof project) =>
    db.tx((tx) =>
      askInclusion(tx, lead.actor, { slug: made.slug, baseUrl: BASE_URL, project: of, message: null }, NOW),
    );
  expect(codeOf(await ask(alone.project))).toBe('nobody-to-write-to');
  expect(codeOf(await ask(project))).toBe('not-in-brochure');
});
