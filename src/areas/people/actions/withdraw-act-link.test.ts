import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { openActLinks } from '../store/act-links.ts';
import { spendActLink } from './spend-act-link.ts';
import { withdrawActLink, withdrawActLinksAbout } from './withdraw-act-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

const open = async () => (await db.read((tx) => openActLinks(tx, 'everything', 100, NOW))).map(({ id }) => id);

test('an administrator takes one back, once, and it is announced', async () => {
  const { id } = await addActLink(db, admin.actor, { project });
  expect(await open()).toEqual([id]);
  for (const actor of [STRANGER, eng.actor]) {
    expect(codeOf(await db.tx((tx) => withdrawActLink(tx, actor, { link: id }, NOW)))).not.toBe(null);
  }
  expect(await open()).toEqual([id]);
  mustBeDone(await db.tx((tx) => withdrawActLink(tx, admin.actor, { link: id }, NOW)));
  expect(await open()).toEqual([]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'act-link', id }));
  expect(event).toMatchObject({ kind: 'act-link.withdrawn', actor: { id: admin.person } });
  expect(codeOf(await db.tx((tx) => withdrawActLink(tx, admin.actor, { link: id }, NOW)))).toBe('no-such-act-link');
});

test('the verb that ends a question ends its links, and no others', async () => {
  const first = await addActLink(db, admin.actor, { project });
  const { subject } = first;
  const second = await addActLink(db, admin.actor, { project, subject, act: 'withdraw-consent', use: 'until-it-ends' });
  const used = await addActLink(db, admin.actor, { project, subject });
  mustBeDone(await db.tx((tx) => spendActLink(tx, { token: used.token, act: 'answer-consent', subject }, NOW)));
  const elsewhere = await addActLink(db, admin.actor, { project });
  const ended = await db.tx((tx) => withdrawActLinksAbout(tx, admin.actor, { subject, act: 'answer-consent' }, NOW));
  expect(ended).toEqual([first.id]);
  expect(new Set(await open())).toEqual(new Set([second.id, elsewhere.id]));
  await db.tx((tx) => withdrawActLinksAbout(tx, admin.actor, { subject, act: null }, NOW));
  expect(await open()).toEqual([elsewhere.id]);
});
