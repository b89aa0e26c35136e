/**
 * Somebody without an account gives feedback and reads what became of it; an administrator says what the workspace is for; an engagement
 * lead keeps the record of a workshop, somebody who was there says in which hat they speak, and its page is published. Each page without fault.
 */
import { afterAll, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../support/people.ts';
import { addTestProject, REACH } from '../support/projects.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
const seller = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const web = await startWeb({
  db,
  settings: { baseUrl: null, host: 'localhost', port: 0, trustedProxies: [], requestsPerMinute: 100_000 },
  routes: areas.flatMap((area) => area.routes),
  streams: [],
  api: [],
  clock: () => NOW,
  reach: REACH,
  log: null,
});
afterAll(() => web.close());
const baseUrl = web.url;
const WIDE = { width: 1280, dark: false, javaScript: true, baseUrl } as const;
const as = (token: string | null) =>
  openPage({ ...WIDE, cookies: token === null ? [] : [{ name: cookieName(baseUrl), value: token }] });

test('feedback is given, answered, acted on, and read by everybody', PATIENCE, async () => {
  const stranger = await as(null);
  await stranger.goto('/how-it-works');
  await expectGoodPage(stranger);
  await stranger.getByRole('link', { name: 'give feedback' }).click();
  await expectGoodPage(stranger);
  await stranger.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => stranger.getByRole('alert').textContent()).toContain('Choose what kind of feedback it is');
  await expectGoodPage(stranger);
  await stranger.getByLabel('Concern').check();
  await stranger.getByLabel('What do you think?').fill('Who checks that “best effort” is not an excuse?');
  await stranger.getByLabel('My words may be published').check();
  await stranger.getByLabel('Your mail address').fill('noor@example.org');
  await stranger.getByLabel('You may write to me at this address').check();
  await stranger.getByRole('button', { name: 'Send' }).click();
  await expect.poll(() => stranger.textContent('main')).toContain('Somebody reads it and answers');
  await expect.poll(() => stranger.textContent('main')).not.toContain('Who checks');
  await expectGoodPage(stranger);

  const page = await as(admin.token);
  await page.goto('/');
  await page.getByRole('link', { name: 'Read and answer' }).click();
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Concern on how we work' }).click();
  await expectGoodPage(page);
  await page.getByLabel('Acted on').check();
  await page.getByLabel('What was done, or why nothing will be').fill('The report says it.');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Answer it first');
  await page
    .getByLabel('Answer', { exact: true })
    .fill('The report says what was done, and the project reads it first.');
  await page.getByRole('button', { name: 'Answer and publish' }).click();
  await expect.poll(() => page.textContent('main')).toContain('on its way by mail');
  await page.getByLabel('Acted on').check();
  await page.getByLabel('What was done, or why nothing will be').fill('The report says it.');
  await page.getByLabel('Where it can be seen').fill('https://example.org/report');
  await page.getByRole('button', { name: 'Keep it' }).click();
  await expect.poll(() => page.textContent('main')).toContain('What became of it is kept');
  await expectGoodPage(page);
  await page.goto('/feedback/note');
  await expectGoodPage(page);

  await stranger.goto('/feedback');
  await expect.poll(() => stranger.textContent('main')).toContain('Who checks');
  await expect.poll(() => stranger.textContent('main')).toContain('The report says it.');
  expect(await stranger.content()).not.toContain('noor@example.org');
  await expectGoodPage(stranger);
});

test('the workspace says what it is for, and what fits', PATIENCE, async () => {
  const page = await as(admin.token);
  await page.goto('/about');
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Write it' }).click();
  await page.getByLabel('Mission').fill('Sustain the array stack.');
  await page.getByLabel('Focus').fill('Arrays\nPlots');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect.poll(() => page.textContent('main')).toContain('It is saved.');
  await page.getByLabel('Mission').fill('Sell games.');
  await page.getByRole('button', { name: 'Save' }).click();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Put back' }).click();
  await expect.poll(() => page.textContent('main')).toContain('It is as it was in that version');

  const selling = await as(seller.token);
  await selling.goto(`/projects/${slug}`);
  await selling.getByRole('link', { name: 'Say whether it fits' }).click();
  await expectGoodPage(selling);
  await selling.getByLabel('It does not fit').check();
  await selling.getByRole('button', { name: 'Keep it' }).click();
  await expect.poll(() => selling.getByRole('alert').textContent()).toContain('Say why it does not fit');
  await selling.getByLabel('Why', { exact: false }).last().fill('It draws no arrays.');
  await selling.getByRole('button', { name: 'Keep it' }).click();
  await expect.poll(() => selling.textContent('main')).toContain('It draws no arrays.');
  await expectGoodPage(selling);

  const stranger = await as(null);
  await stranger.goto('/');
  await stranger.getByRole('link', { name: 'About us' }).click();
  await expect.poll(() => stranger.textContent('main')).toContain('Sustain the array stack.');
  await expectGoodPage(stranger);
  await stranger.goto(`/projects/${slug}`);
  expect(await stranger.textContent('main')).not.toContain('It draws no arrays.');
});

test('a workshop: who was there, what they said in which hat, and its page', PATIENCE, async () => {
  const page = await as(seller.token);
  await page.goto('/events');
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Enter an event' }).click();
  await expectGoodPage(page);
  await page.getByLabel('Workshop').check();
  await page.getByLabel('Title').fill('Example workshop on arrays');
  await page.getByLabel('First day').fill('2026-11-18');
  await page.getByLabel('Place').fill('Exampletown');
  await page.getByLabel('Parts').fill('Morning | Roadmaps\nAfternoon | Money');
  await page.getByRole('button', { name: 'Enter it' }).click();
  await expect.poll(() => page.textContent('main')).toContain('The event is entered');
  await expectGoodPage(page);
  await page.getByLabel('With an account here').selectOption({ label: 'Mnt Example' });
  await page.getByLabel('What they did there').selectOption({ label: 'Speaker' });
  await page.getByRole('button', { name: 'Add them' }).click();
  await expect.poll(() => page.textContent('main')).toContain('They are on the list');

  const keeping = await as(keeper.token);
  await keeping.goto('/account');
  await keeping.getByLabel('Another capacity').fill('board member');
  await keeping.getByLabel('For whom').fill('Example Board');
  await keeping.getByRole('button', { name: 'State this hat' }).click();
  await keeping.goto(new URL(page.url()).pathname);
  await expectGoodPage(keeping);
  await keeping.getByRole('button', { name: 'Yes, name me' }).click();
  await expect.poll(() => keeping.textContent('main')).toContain('You may be named on the public page');
  await keeping.getByLabel('What was said').fill('We would rather be asked before the grant is written.');
  await keeping.getByLabel('Personal view').last().check();
  await keeping.getByRole('button', { name: 'Keep the note' }).click();
  await expect.poll(() => keeping.getByRole('alert').textContent()).toContain('more than one capacity');
  await expectGoodPage(keeping);
  await keeping.getByLabel('board member, Example Board').last().check();
  await keeping.getByRole('button', { name: 'Keep the note' }).click();
  await expect.poll(() => keeping.textContent('main')).toContain('The note is kept');

  await page.reload();
  await page.getByText('Publish the page').click();
  await page.getByRole('button', { name: 'Publish it' }).click();
  await expect.poll(() => page.textContent('main')).toContain('The event’s page is public now');
  await expectGoodPage(page);
  const stranger = await as(null);
  await stranger.goto('/events');
  await expectGoodPage(stranger);
  await stranger.getByRole('link', { name: 'Example workshop on arrays' }).click();
  await expect.poll(() => stranger.textContent('main')).toContain('Mnt Example, as board member, Example Board');
  await expectGoodPage(stranger);
});
