/** The first hour of an instance: from the first page to a first project, by somebody who has only the terminal and a browser. */
import { expect, test } from 'vitest';
import { expectQuiet, openPage } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { PASSWORD } from '../support/people.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const instance = await startInstance();
const { baseUrl } = instance;
const MAIL = 'ada@example.org';

test('the first page says that nothing is stored and offers the two ways to begin', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.goto('/');
  await page.getByText('Nobody is signed up here and nothing is stored.').waitFor();
  await page.getByRole('button', { name: 'Explore with example data' }).waitFor();
  await expectGoodPage(page);
  await page.goto('/example-data');
  await page.getByRole('button', { name: 'Make the example data' }).waitFor();
  await expectGoodPage(page);
});

test(
  'the link of the terminal leads to a form that keeps what was typed when something is wrong',
  PATIENCE,
  async () => {
    const page = await openPage({ baseUrl });
    await page.goto(await instance.setUpLink());
    await expectGoodPage(page);
    await page.getByLabel('Name of the workspace').fill('Example Lab');
    await page.getByLabel('Your name').fill('Ada Example');
    await page.getByLabel('Your mail address').fill('not a mail address');
    await page.getByLabel('Password').fill('short');
    const refused = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Set up' }).click();
    expect((await refused).status()).toBe(422);
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Name of the workspace').inputValue()).toBe('Example Lab');
    expect(await page.getByLabel('Your mail address').inputValue()).toBe('not a mail address');
    expect(await page.title()).toMatch(/^Error: /);
  },
);

test('whoever has the link becomes the first administrator, and the link works once', PATIENCE, async () => {
  const link = await instance.setUpLink();
  const page = await openPage({ baseUrl });
  await page.goto(link);
  await page.getByLabel('Name of the workspace').fill('Example Lab');
  await page.getByLabel('Your name').fill('Ada Example');
  await page.getByLabel('Your mail address').fill(MAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await page.getByText('No project is declared yet').waitFor();
  await expectGoodPage(page);

  const again = await openPage({ baseUrl });
  expect((await again.goto(link))?.status()).toBe(410);
  await again.getByRole('heading', { level: 1 }).waitFor();
});

test('signing out closes the back office, signing in leads back to the page that was asked for', PATIENCE, async () => {
  const page = await signIn('/people');
  await page.getByText('You are alone here').waitFor();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto('/people');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await expectGoodPage(page);
});

test('a wrong password is refused in one sentence that does not say which part was wrong', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.goto('/sign-in');
  await page.getByLabel('Mail address').first().fill(MAIL);
  await page.getByLabel('Password').fill('not the right one');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel('Mail address').first().inputValue()).toBe(MAIL);
  expect(await page.getByLabel('Password').inputValue()).toBe('');
});

test('pages without anything to show teach what comes next', PATIENCE, async () => {
  const page = await signIn('/');
  for (const [path, head] of [
    ['/projects', null],
    ['/survey', null],
    ['/survey/start', 'There is no project to read yet'],
    ['/outbox', 'No letters yet'],
  ] as const) {
    await page.goto(path);
    await (head === null ? page.locator('.empty h2') : page.getByRole('heading', { name: head })).waitFor();
    await expectGoodPage(page);
  }
});

test('a project is added by the address of its repository', PATIENCE, async () => {
  const page = await signIn('/projects/add');
  await expectGoodPage(page);
  await page.getByLabel('Address of the repository').fill('https://github.com/example/grid/tree/main/doc');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Name of the project').waitFor();
  expect(await page.getByLabel('Short name of the repository').inputValue()).toBe('example/grid');
  await expectGoodPage(page);
  await page.getByLabel('Name of the project').fill('Example Grid');
  await page.getByLabel('This project is invented').check();
  await page.getByRole('button', { name: 'Add the project' }).click();
  await page.getByRole('heading', { level: 1, name: 'Edit Example Grid' }).waitFor();
  await expectGoodPage(page);

  await page.goto('/projects');
  await page.getByRole('link', { name: 'Example Grid' }).click();
  await page.getByRole('heading', { level: 1, name: 'Example Grid' }).waitFor();
  await expectGoodPage(page);
});

test('the whole way works without script', PATIENCE, async () => {
  const page = await openPage({ baseUrl, javaScript: false, width: 390 });
  await page.goto('/survey/start');
  await page.getByLabel('Mail address').first().fill(MAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Start a round' }).waitFor();
  await page.goto('/projects/add');
  await page.getByLabel('Address of the repository').fill('https://github.com/example/mesh');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Name of the project').fill('Example Mesh');
  await page.getByRole('button', { name: 'Add the project' }).click();
  await page.getByRole('heading', { level: 1, name: 'Edit Example Mesh' }).waitFor();
  await page.locator('nav summary').click();
  await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'Sign out' }).click();
  await page.locator('nav summary').click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  expectQuiet(page);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

async function signIn(to: string) {
  const page = await openPage({ baseUrl });
  await page.goto(`/sign-in?next=${encodeURIComponent(to)}`);
  await page.getByLabel('Mail address').first().fill(MAIL);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(`${baseUrl}${to}`);
  return page;
}
