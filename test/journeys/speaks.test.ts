/**
 * Who speaks for a project is entered and confirmed; the representative then leaves the project out and brings it back; a maintainer
 * confirms a field of the rulebook that a survey suggested; somebody without an account asks for help. Each page without fault.
 */
import { afterAll, expect, test } from 'vitest';
import { suggestRulebook } from '../../src/areas/projects/index.ts';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../support/people.ts';
import { addTestProject, REACH } from '../support/projects.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
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

test(
  'a representative without an entry is told so; once entered and confirmed, they leave the project out',
  PATIENCE,
  async () => {
    const page = await as(speaker.token);
    await page.goto(`/projects/${slug}/speakers`);
    await expect.poll(() => page.textContent('main')).toContain('You may edit, and not yet approve');
    await expectGoodPage(page);
    await page.goto(`/projects/${slug}/opt-out`);
    await page.getByLabel('Why').fill('It implies a promise.');
    await page.getByRole('button', { name: 'Leave the project out' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('does not say yet that you speak');
    await expectGoodPage(page);

    const entering = await as(lead.token);
    await entering.goto(`/projects/${slug}/speakers/enter`);
    await expectGoodPage(entering);
    await entering.getByRole('button', { name: 'Enter it' }).click();
    await expect.poll(() => entering.getByRole('alert').textContent()).toContain('Choose at least one matter');
    await expectGoodPage(entering);
    await entering.getByLabel('A body').check();
    await entering.getByLabel('Name of the body').fill('Example steering council');
    await entering.getByLabel('Prj Example').check();
    await entering.getByLabel('People without an account').fill('Noor Example <noor@example.org>');
    await entering.getByLabel('Offers and consent').check();
    await entering.getByLabel('Where the project says so').fill('https://example.org/governance');
    await entering.getByRole('button', { name: 'Enter it' }).click();
    await expect.poll(() => entering.textContent('main')).toContain('It counts once somebody else has confirmed it');

    const confirming = await as(admin.token);
    await confirming.goto(`/projects/${slug}/speakers`);
    await expectGoodPage(confirming);
    await confirming.getByRole('link', { name: 'Confirm' }).click();
    await confirming.getByLabel('Where it was confirmed').fill('Minutes of 3 November');
    await confirming.getByRole('button', { name: 'Confirm the entry' }).click();
    await expect.poll(() => confirming.getByRole('alert').textContent()).toContain('Read the source first');
    await expectGoodPage(confirming);
    await confirming.getByLabel('I have read the source').check();
    await confirming.getByRole('button', { name: 'Confirm the entry' }).click();
    await expect.poll(() => confirming.textContent('main')).toContain('The entry is confirmed');

    await page.goto(`/projects/${slug}/opt-out`);
    await page.getByLabel('Why').fill('It implies a promise.');
    await page.getByLabel('Keep the reason private').check();
    await page.getByRole('button', { name: 'Leave the project out' }).click();
    await expect.poll(() => page.textContent('main')).toContain('This project asked to be left out');
    await expectGoodPage(page);
    const stranger = await as(null);
    expect((await stranger.goto(`/projects/${slug}`))?.status()).toBe(404);
    await page.getByText('Show the project again').click();
    await page.getByRole('button', { name: 'Show it again' }).click();
    await expect.poll(() => page.textContent('main')).toContain('The project is shown again');
    expect((await stranger.goto(`/projects/${slug}`))?.status()).toBe(200);
    await expect
      .poll(() => stranger.textContent('main'))
      .toContain('Example steering council: Prj Example, Noor Example');
    expect(await stranger.content()).not.toContain('noor@example.org');
  },
);

test('a maintainer takes a suggestion over with the lines it rests on, and puts it back', PATIENCE, async () => {
  const suggestions = [
    {
      field: 'obligations',
      value: {
        choices: [],
        text: '',
        link: null,
        number: null,
        zone: null,
        items: [{ text: 'Upkeep for 2 years', link: null }],
      },
      evidence: [{ repository: 'example/example-grid', path: 'CORPORATE.md', lines: [3, 4], commit: '278f85f' }],
    },
  ] as const;
  await db.tx(async (tx) => {
    const program = { kind: 'program', program: 'jobs' } as const;
    mustBeDone(await suggestRulebook(tx, program, { project, round: null, suggestions }, NOW));
  });
  const page = await as(keeper.token);
  await page.goto(`/projects/${slug}/rulebook`);
  await expectGoodPage(page);
  await page.getByRole('link', { name: 'Look and take over' }).click();
  await expect.poll(() => page.textContent('main')).toContain('CORPORATE.md');
  await page.getByLabel('Obligations, one a line').fill('Upkeep for 2 years | http://plain.example');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('beginning with https://');
  await expectGoodPage(page);
  await page.getByLabel('Obligations, one a line').fill('Upkeep for 2 to 3 years | https://example.org/corporate');
  await page.getByRole('button', { name: 'Confirm' }).click();
  await expect.poll(() => page.textContent('main')).toContain('It is confirmed and stands in the rulebook');
  const stranger = await as(null);
  await stranger.goto(`/projects/${slug}/rulebook`);
  await expect.poll(() => stranger.textContent('main')).toContain('Upkeep for 2 to 3 years');
  await expect.poll(() => stranger.textContent('main')).toContain('Confirmed by Mnt Example');
  await expectGoodPage(stranger);
  await page.getByRole('button', { name: 'Put back what was before' }).click();
  await expect.poll(() => page.textContent('main')).toContain('It is as it was before');
});

test(
  'somebody without an account asks for help; it waits on the first page of the staff until it is closed',
  PATIENCE,
  async () => {
    const stranger = await as(null);
    await stranger.goto(`/projects/${slug}/help`);
    await stranger.getByLabel('What would you like help with?').fill('To write down what we need.');
    await stranger.getByRole('button', { name: 'Ask for help' }).click();
    await expect.poll(() => stranger.getByRole('alert').textContent()).toContain('Write your name');
    await expectGoodPage(stranger);
    await stranger.getByLabel('Your name').fill('Noor Example');
    await stranger.getByLabel('Your mail address').fill('noor@example.org');
    await stranger.getByRole('button', { name: 'Ask for help' }).click();
    await expect.poll(() => stranger.textContent('main')).toContain('Your request is in');

    const page = await as(admin.token);
    await page.goto('/');
    await page.getByRole('link', { name: 'See to it' }).click();
    await expectGoodPage(page);
    await page.getByLabel('Who sees to it').selectOption({ label: 'Tec Example' });
    await page.getByRole('button', { name: 'Take it on' }).click();
    await expect.poll(() => page.textContent('main')).toContain('Somebody sees to it');
    await page.getByText('Close the request').first().click();
    await page.getByRole('button', { name: 'Close the request' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Choose how it ended');
    await expectGoodPage(page);
    await page.getByLabel('Helped').check();
    await page.getByLabel('What was done, or why not now').fill('A first plan is merged.');
    await page.getByRole('button', { name: 'Close the request' }).click();
    await expect.poll(() => page.textContent('main')).toContain('Nobody waits for help');

    const speaking = await as(speaker.token);
    await speaking.goto(`/projects/${slug}/questions`);
    await expectGoodPage(speaking);
    await speaking.getByLabel('Yes').first().check();
    await speaking.getByRole('button', { name: 'Answer' }).click();
    await expect.poll(() => speaking.textContent('main')).toContain('The project considers itself done.');
    await expectGoodPage(speaking);
  },
);
