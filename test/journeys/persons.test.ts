/**
 * A representative with two hats: states one and wears it, declares an interest that everybody then reads, sets by the link of a letter
 * how often letters come, makes one of two accounts, and hands over.
 */
import { afterAll, expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { freshDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace } from '../support/people.ts';
import { addTestProject } from '../support/projects.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';
import { notify, tellAtOnce } from '../../src/areas/people/index.ts';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';

const database = await freshDatabase();
const { db } = database;
const now = new Date();
const admin = await makeWorkspace(db, now);
const { project } = await addTestProject(db, admin.actor, 'Example Grid', { now });
const rosa = await addPerson(db, admin, { name: 'Rosa Example', role: 'PRJ', project }, now);
const double = await addPerson(db, admin, { name: 'Rosa Doppelt', role: 'MNT', project }, now);
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: '127.0.0.1', port: 0, trustedProxies: [] },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: areas.flatMap((area) => area.api),
  log: null,
});
const { url } = web;
afterAll(async () => {
  await web.close();
  await database.close();
});

async function openAs(token: string | null) {
  const page = await openPage({ baseUrl: url });
  if (token !== null) await page.context().addCookies([{ name: cookieName(url), value: token, url }]);
  return page;
}

/** The path of the newest link of a kind in a letter. */
async function linkIn(mail: string, part: RegExp): Promise<string> {
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const letter = letters.find(({ recipient, body }) => recipient === mail && part.test(body ?? ''));
  return part.exec(letter?.body ?? '')![0];
}

test('from two hats to one account that is handed over', PATIENCE, async () => {
  const page = await openAs(rosa.token);
  await page.goto('/account');
  await page.getByLabel('Another capacity').fill('research engineer');
  await page.getByLabel('For whom').fill('Larkspur Quant');
  await page.getByRole('button', { name: 'State this hat' }).click();
  await page.getByText('The hat is yours from now on.').waitFor();
  await expectGoodPage(page);
  await page.getByLabel('The one you wear in this session').selectOption('research engineer, Larkspur Quant');
  await page.getByRole('button', { name: 'Wear it' }).click();
  await page.getByText('This is the hat you wear now').waitFor();
  expect(await page.locator('.who').innerText()).toContain('research engineer, Larkspur Quant');

  await page.getByRole('link', { name: 'Declare an interest' }).click();
  await page.getByRole('button', { name: 'Declare it' }).click();
  expect(await page.getByRole('alert').innerText()).toContain('things to put right');
  await expectGoodPage(page);
  await page.getByLabel('Employer').check();
  await page.getByLabel('With whom').fill('Larkspur Quant');
  await page.getByLabel('Since').fill('2025-01-01');
  await page.getByLabel('Everybody').check();
  await page.getByRole('button', { name: 'Declare it' }).click();
  await page.getByText('The interest is declared.').waitFor();
  await expectGoodPage(page);

  const stranger = await openAs(null);
  await stranger.goto('/interests');
  expect(await stranger.getByRole('table', { name: 'Interests declared' }).innerText()).toContain('Larkspur Quant');
  await expectGoodPage(stranger);

  await page.goto('/account/letters');
  await page.getByLabel('Somebody asks you').selectOption('At once, a letter each');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Keep this' }).click();
  await page.getByText('It counts from the next letter on.').waitFor();
  await db.tx(async (tx) => {
    await notify(tx, { person: rosa.person, kind: 'asked', sentence: 'Ada asks you to look.', link: '/projects' }, now);
    await tellAtOnce(tx, { baseUrl: url }, now);
  });
  await stranger.goto(new URL(await linkIn(rosa.mail, /http\S+\/letters\/\S+/)).pathname);
  expect(await stranger.getByLabel('Somebody asks you').inputValue()).toBe('at-once');
  await stranger.getByLabel('Somebody asks you').selectOption('Never by mail');
  await stranger.getByRole('button', { name: 'Keep this' }).click();
  await stranger.getByText('Kept.').waitFor();
  await expectGoodPage(stranger);

  await page.goto('/');
  await page.getByText('Ada asks you to look.').waitFor();
  await expectGoodPage(page);

  await page.goto('/account/leaving');
  await page.getByText('Nobody else here represents Example Grid').waitFor();
  await expectGoodPage(page);
  await page.getByLabel('Mail address of the other account').fill(double.mail);
  await page.getByRole('button', { name: 'Send the letter' }).click();
  await page.getByText('a letter is on its way to it').waitFor();
  await page.goto(new URL(await linkIn(double.mail, /http\S+\/account\/merge\/\S+/)).pathname);
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Merge them' }).click();
  await page.getByText('Your accounts are one now.').waitFor();

  const ada = await openAs(admin.token);
  await ada.goto(`/people/${double.person}`);
  await ada.getByText('It stays closed').waitFor();
  await expectGoodPage(ada);
  await ada.goto(`/people/${rosa.person}`);
  await expectGoodPage(ada);
  await ada.goto('/people');
  await expectGoodPage(ada);
  await page.goto('/account/leaving');
  await page.getByLabel('Who takes over').fill(admin.mail);
  await page.getByLabel('Why').fill('I leave.');
  await page.getByRole('button', { name: 'Hand over all my roles' }).click();
  await page.getByText('You hold no role that could be handed over.').waitFor();
  await ada.goto('/');
  await ada.getByText('Rosa Example handed over to you').waitFor();
  await expectGoodPage(ada);
});
