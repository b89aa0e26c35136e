/** A technical lead is invited, brings a portfolio in, has it read, and answers for what the public sees of it. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectQuiet, openPage } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { exampleRepository, portfolioOf, scratchFolder } from '../support/local-repositories.ts';
import { PASSWORD } from '../support/people.ts';
import { setUp, stranger } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const instance = await startInstance({ settings: { COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes' } });
const { baseUrl } = instance;
const administrator = await setUp(instance);
const LEAD = 'tomas@example.org';
const folder = scratchFolder();
const portfolio = portfolioOf({
  'Example Grid': exampleRepository(folder, 'grid'),
  'Example Mesh': exampleRepository(folder, 'mesh', []),
  'Example Nowhere': join(folder, 'example', 'nowhere.git'),
});

test('an administrator invites a technical lead and passes the link of the letter on', PATIENCE, async () => {
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  await page.goto('/people/invite');
  await expectGoodPage(page);
  await page.getByLabel('Name').fill('Tomas Reed');
  await page.getByLabel('Mail address').fill(LEAD);
  await page.getByLabel('Role').selectOption({ label: 'technical lead' });
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByRole('heading', { name: 'Invited' }).waitFor();
  await expectGoodPage(page);

  await page.goto('/outbox');
  await expectGoodPage(page);
  await page
    .getByRole('link', { name: /Your invitation to/ })
    .first()
    .click();
  const link = await page.getByLabel('Link, for one use').inputValue();
  await expectGoodPage(page);

  const invited = await openPage({ baseUrl });
  await invited.goto(link);
  await invited.getByText('You are invited as technical lead').waitFor();
  await expectGoodPage(invited);
  await invited.getByLabel('Password').fill(PASSWORD);
  await invited.getByRole('button', { name: 'Join' }).click();
  await invited.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expect((await stranger(instance).get(new URL(link).pathname)).status).toBe(410);
});

test('what is wrong with a pasted portfolio is said with its line, and nothing of it comes in', PATIENCE, async () => {
  const page = await signIn('/projects/import');
  await expectGoodPage(page);
  const shows = async (text: string) => {
    await page.getByLabel('Or paste it here').fill(text);
    await page.getByRole('button', { name: 'Show what would come in' }).click();
    await page.getByRole('alert').first().waitFor();
    // What was typed is still there, to be put right.
    expect((await page.getByLabel('Or paste it here').inputValue()).trim()).toBe(text.trim());
    await expectGoodPage(page);
    return page.locator('main').innerText();
  };
  expect(await shows('- name: Example Grid\n  repositories:\n    - url: "never closed\n')).toMatch(/line \d/i);
  const twice = `${portfolio}${portfolio.split('- name: Example Mesh')[0]}`;
  expect(await shows(twice)).toMatch(/Two projects are called “Example Grid”; the other is line 1/);
  expect(await counts()).toEqual({ projects: 0, repositories: 0, events: 0 });
});

test('a portfolio is looked at before it comes in, then comes in whole', PATIENCE, async () => {
  const page = await signIn('/projects/import');
  await page.getByLabel('Or paste it here').fill(portfolio);
  await page.getByRole('button', { name: 'Show what would come in' }).click();
  await page.getByRole('heading', { level: 1, name: '3 projects and 3 repositories would come in' }).waitFor();
  await expectGoodPage(page);
  expect((await counts()).projects).toBe(0);
  await page.getByRole('button', { name: /^Bring in/ }).click();
  await page.waitForURL(/\/projects\?said=imported/);
  await expectGoodPage(page);
  expect(await counts()).toMatchObject({ projects: 3, repositories: 3 });
});

test(
  'a round is started over them, and one that could not be reached says why and can be tried again',
  PATIENCE,
  async () => {
    const page = await signIn('/survey/start');
    await expectGoodPage(page);
    await page.getByLabel('Title').fill('First round');
    await page.getByRole('button', { name: 'Start reading' }).click();
    await page.getByRole('heading', { name: 'The four verdicts' }).waitFor();
    await page.getByText('Left out of the figure: 1 project that could not be read.').waitFor();
    const row = page.getByRole('row').filter({ hasText: 'Example Nowhere' });
    expect(await row.innerText()).toContain('There is no folder');
    await expectGoodPage(page);

    exampleRepository(folder, 'nowhere');
    await row.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'The four verdicts' }).waitFor();
    await expect.poll(() => row.getByText('Not reached').count()).toBe(0);
    expectQuiet(page);
  },
);

test('published it is for everyone, withdrawn with a reason for nobody outside', PATIENCE, async () => {
  const page = await signIn('/');
  await page.getByRole('link', { name: 'Look it through' }).click();
  const round = new URL(page.url()).pathname;
  expect((await stranger(instance).get(round)).status).toBe(404);
  await page.locator('summary').getByText('Publish', { exact: true }).click();
  await page.getByText('Everyone will be able to read this round').waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.getByText('Withdraw this round from the public').waitFor();
  expect((await stranger(instance).get(round)).status).toBe(200);

  await page.getByText('Withdraw this round from the public').click();
  await page.getByRole('link', { name: 'Withdraw…' }).click();
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('alert').getByText('Say why').waitFor();
  expect((await stranger(instance).get(round)).status).toBe(200);
  await page.getByLabel('Why').fill('A repository was missing (example).');
  await page.getByRole('button', { name: 'Withdraw' }).click();
  await page.waitForURL(`${baseUrl}${round}`);
  expect((await stranger(instance).get(round)).status).toBe(404);
  expect(await instance.rows('select withdrawal_reason from survey_publication')).toEqual([
    { withdrawal_reason: 'A repository was missing (example).' },
  ]);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

async function signIn(to: string): Promise<Page> {
  const page = await openPage({ baseUrl });
  await page.goto(`/sign-in?next=${encodeURIComponent(to)}`);
  await page.getByLabel('Mail address').first().fill(LEAD);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${baseUrl}${to}`);
  return page;
}

/** What an import could have left half done. */
async function counts() {
  const [row] = await instance.rows<{ projects: number; repositories: number; events: number }>(
    `select (select count(*)::int from project) as projects,
            (select count(*)::int from repository) as repositories,
            (select count(*)::int from event where kind like 'project.%' or kind like 'portfolio.%') as events`,
  );
  return row!;
}
