/** "Explore with example data": what an empty instance shows of the product, through the eyes of each of its people. */
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectQuiet, openPage, type PageOptions } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { stranger } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const instance = await startInstance();
const { baseUrl } = instance;

test('one click makes it, and the reading is seen to go on without the page being loaded again', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.goto('/');
  await page.getByRole('button', { name: 'Explore with example data' }).click();
  await page.getByRole('heading', { level: 1, name: 'Reading 40 projects' }).waitFor();
  await expectGoodPage(page);

  const bar = page.getByRole('progressbar', { name: 'Projects read' });
  await page.evaluate(() => Object.assign(globalThis, { isTheSamePage: true }));
  const seen = new Set<string | null>();
  await expect.poll(async () => seen.add(await bar.getAttribute('aria-valuenow')).size, PATIENCE).toBeGreaterThan(2);
  expect(await page.evaluate(() => 'isTheSamePage' in globalThis)).toBe(true);

  // When it has ended the page brings the figure by itself.
  await page.getByRole('heading', { name: 'The four verdicts' }).waitFor(PATIENCE);
  await page.getByText(/State of the roadmaps of 40 projects on/).waitFor();
  expect(await page.getByRole('figure').count()).toBeGreaterThan(0);
  await expectGoodPage(page);
});

test('offers, brochures and what was taken back come with it, while the projects are read', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  // What is made last: a project takes its yes to an item of a published brochure back.
  await expect
    .poll(async () => {
      await page.goto('/brochures/figures-and-arrays-for-public-bodies');
      return page.getByText('Withdrawn by the project').count();
    }, PATIENCE)
    .toBeGreaterThan(0);
  await expectGoodPage(page);
  expect((await stranger(instance).get('/projects/zostera')).status).toBe(404);
  await page.goto('/offers');
  await page.getByText('Offers: 6').waitFor();
  for (const brochure of ['arrays-that-science-stands-on', 'seven-communities-we-know']) {
    await page.goto(`/brochures/${brochure}`);
    await page.getByRole('link', { name: 'Download the PDF' }).waitFor();
    await expectGoodPage(page);
  }
});

test('the table of a round is filtered and sorted by its address', PATIENCE, async () => {
  const page = await lookAs('Tomas');
  await openRound(page, 'September 2018');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('none');
  await page.waitForURL(/verdict=none/);
  await page.getByText('Projects: 20, by name').waitFor();
  await page.getByLabel('Project or words of the reason').fill('gannet');
  await page.getByLabel('Project or words of the reason').press('Enter');
  await page.waitForURL(/text=gannet/);
  const filtered = page.url();
  await page.goto('/survey');
  await page.goto(filtered);
  expect(await page.getByRole('combobox', { name: 'Verdict' }).inputValue()).toBe('none');

  await page.goto(`${new URL(filtered).pathname}?verdict=good`);
  await page.getByRole('link', { name: 'Project', exact: true }).click();
  await page.waitForURL(/descending=1/);
  const names = await rowHeads(page);
  expect(names).toHaveLength(10);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')).toReversed());
});

test('every verdict is one click from the lines it rests on', PATIENCE, async () => {
  const page = await lookAs('Esme');
  await openRound(page, 'September 2018', '?verdict=good');
  await page.locator('#projects tbody th a').first().click();
  await page.getByRole('heading', { name: /^Why “good”/ }).waitFor();
  const quoted = page.locator('.evidence .lines li').first();
  expect(await quoted.locator('i').first().textContent()).toMatch(/^\d+$/);
  expect((await quoted.locator('span').textContent())?.length).toBeGreaterThan(3);
  await expectGoodPage(page);
});

test('a representative corrects an answer of her own project with a reason, and takes it back', PATIENCE, async () => {
  const page = await lookAs('Priya');
  await openRound(page, 'September 2018');
  await page.getByRole('link', { name: 'Avocet', exact: true }).click();
  const address = page.url();
  await page.getByRole('link', { name: 'Correct this answer' }).click();
  await page.getByRole('heading', { level: 1, name: 'Correct: Wish list' }).waitFor();
  await expectGoodPage(page);

  await page.getByRole('radio', { name: 'Outdated' }).check();
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.getByRole('alert').getByText('Say why').waitFor();
  expect(await page.getByRole('radio', { name: 'Outdated' }).isChecked()).toBe(true);
  expect(await page.title()).toMatch(/^Error: /);

  await page.getByLabel('Why').fill('The board replaced it in July (example).');
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.waitForURL(address);
  const corrections = page.getByRole('table', { name: 'Corrections in force' });
  await corrections.getByText('The board replaced it in July (example).').waitFor();
  await corrections.getByText('for the project').waitFor();
  await page.getByText('corrected; read as good').waitFor();
  await expectGoodPage(page);
  await openRound(page, 'September 2018', '?text=avocet');
  await page.getByText('Corrected:').waitFor();

  await page.goto(address);
  await corrections.getByRole('button', { name: 'Withdraw' }).click();
  await page.waitForURL(address);
  await expect.poll(() => corrections.count()).toBe(0);
});

test('a representative corrects nothing of other projects', PATIENCE, async () => {
  const page = await lookAs('Priya');
  await openRound(page, 'September 2018');
  await page.getByRole('link', { name: 'Bittern', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Bittern' }).waitFor();
  expect(await page.getByRole('link', { name: /^Correct/ }).count()).toBe(0);
  const refused = await page.goto(`${new URL(page.url()).pathname}/correct/roadmap`);
  expect(refused?.status()).toBe(403);
});

test('a round goes out as CSV, JSON and Markdown that other programs read', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await openRound(page, 'September 2018');
  const download = async (name: string) => {
    const begun = page.waitForEvent('download');
    await page.getByRole('link', { name, exact: true }).click();
    const file = await begun;
    const parts: Buffer[] = [];
    for await (const part of await file.createReadStream()) parts.push(part as Buffer);
    return { name: file.suggestedFilename(), text: Buffer.concat(parts).toString('utf8') };
  };

  const csv = await download('CSV');
  expect(csv.name).toBe('survey-september-2018.csv');
  const rows = parse<{ project: string; verdict: string }>(csv.text, { columns: true, bom: true });
  // One project asked to be left out: outside, nothing names it.
  expect(rows).toHaveLength(39);
  expect(rows.map(({ project }) => project)).not.toContain('Zostera');
  expect(rows.filter(({ verdict }) => verdict === 'none')).toHaveLength(19);

  const json = JSON.parse((await download('JSON')).text) as { projects: { name: string; standards: object }[] };
  expect(json.projects.map(({ name }) => name).toSorted()).toEqual(rows.map(({ project }) => project).toSorted());

  const markdown = await download('Markdown');
  expect(markdown.text.split('\n').filter((line) => line.startsWith('| Avocet |'))).toHaveLength(1);
  expectQuiet(page);
});

test('two rounds are compared: what changed, with both sources, filtered by the address', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.goto('/survey');
  await page.getByRole('link', { name: 'Compare rounds' }).click();
  await page.getByRole('heading', { level: 1, name: /^September 2018 and / }).waitFor();
  await expectGoodPage(page);
  const changes = page.locator('#changes');
  const all = await changes.locator('tbody tr').count();
  expect(all).toBeGreaterThan(5);

  await changes.getByRole('combobox', { name: 'In September 2018' }).selectOption('none');
  await page.waitForURL(/was=none/);
  expect(await changes.getByText('None found', { exact: true }).count()).toBeGreaterThan(0);
  expect(await changes.locator('tbody tr').count()).toBeLessThan(all);
  expect(await changes.getByRole('combobox', { name: 'In September 2018' }).inputValue()).toBe('none');

  const begun = page.waitForEvent('download');
  await changes.getByRole('link', { name: 'CSV', exact: true }).click();
  expect((await begun).suggestedFilename()).toMatch(/^survey-september-2018-and-[a-z]+-\d{4}\.csv$/);
  await changes.locator('tbody th a').first().click();
  await page.getByRole('heading', { name: /^Why “/ }).waitFor();
  expectQuiet(page);
});

test('rounds are compared without script', PATIENCE, async () => {
  const page = await openPage({ baseUrl, javaScript: false });
  await page.goto('/survey/compare');
  const rounds = page.getByRole('search', { name: 'Choose two rounds' });
  await rounds.getByRole('combobox', { name: 'To' }).selectOption({ label: 'September 2018' });
  await rounds.getByRole('button', { name: 'Compare' }).click();
  await page.getByText('“September 2018” was chosen twice').waitFor();
  await rounds.getByRole('combobox', { name: 'To' }).selectOption({ index: 0 });
  await rounds.getByRole('button', { name: 'Compare' }).click();
  await page.getByRole('heading', { level: 1, name: /^September 2018 and / }).waitFor();
  expectQuiet(page);
});

test('a roadmap is read as a document, its items beside it, each leading to the other', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await openRoadmap(page, 'avocet');
  await expectGoodPage(page);
  const [first] = await page.locator('.items .lead a').all();
  await first!.click();
  await page.waitForURL(/#place-item-1$/);
  await page.locator('#place-item-1 a').click();
  await page.waitForURL(/#item-1$/);

  const all = await page.locator('.items > li').count();
  await page.getByRole('combobox', { name: 'Section' }).selectOption({ index: 1 });
  await page.waitForURL(/section=/);
  const filtered = await page.locator('.items > li').count();
  expect([filtered > 0, filtered < all]).toEqual([true, true]);
  await page.getByRole('link', { name: 'Clear' }).click();
  await page.getByRole('navigation', { name: 'Days' }).getByRole('link').click();
  await page.getByText('As it stood on 25 September 2018').waitFor();

  await page.getByRole('link', { name: 'Then and now' }).click();
  await page.getByText(/(new|done|dropped|changed) since 2018\./).waitFor();
  await expectGoodPage(page);
  const begun = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV', exact: true }).click();
  expect((await begun).suggestedFilename()).toMatch(/^avocet-roadmap-2018-09-25-\d{4}-\d\d-\d\d\.csv$/);
});

test('a project without a roadmap is told what to do next', PATIENCE, async () => {
  const page = await openPage({ baseUrl });
  await page.goto('/projects/bittern');
  await page.getByRole('link', { name: 'Roadmap', exact: true }).click();
  await page.getByRole('heading', { name: 'Roadmap: nothing is listed' }).waitFor(PATIENCE);
  await page.getByRole('heading', { name: 'Would you like funds?' }).waitFor();
  await expectGoodPage(page);
});

test('a representative corrects an item of her own project and takes it back', PATIENCE, async () => {
  const page = await lookAs('Priya');
  await openRoadmap(page, 'avocet');
  await page.getByRole('link', { name: 'Correct “Reading in parallel”' }).click();
  await page.getByRole('heading', { level: 1, name: 'Correct an item' }).waitFor();
  await expectGoodPage(page);
  for (const way of ['It is several items', 'It is one with others', 'It is no item', 'Its status is another']) {
    await page.getByRole('link', { name: way }).click();
    await page.getByRole('button', { name: 'Correct it' }).waitFor();
    await expectGoodPage(page);
  }
  await page.getByRole('radio', { name: 'In progress' }).check();
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.getByRole('alert').getByText('Say why').waitFor();
  expect(await page.getByRole('radio', { name: 'In progress' }).isChecked()).toBe(true);
  await page.getByLabel('Why').fill('Two of us began in May (example).');
  await page.getByRole('button', { name: 'Correct it' }).click();
  await page.getByText('Two of us began in May (example).').waitFor();
  await page.getByText('as corrected').waitFor();
  await expectGoodPage(page);

  await page.getByRole('button', { name: /^Withdraw/ }).click();
  await page.waitForURL(/\/roadmap#items$/);
  expect(await page.getByText('as corrected').count()).toBe(0);
  const refused = await page.goto(
    '/projects/bittern/roadmap/items/x/correct?document=01a21305-ddae-7000-b5f1-b42b5a3df4bf',
  );
  expect(refused?.status()).toBe(403);
});

test('the public reads what is published, and nothing of what was taken back', PATIENCE, async () => {
  const publicly = await openPage({ baseUrl });
  await publicly.goto('/');
  await publicly.getByRole('heading', { name: 'Do projects say what they need?' }).waitFor();
  await publicly.getByRole('figure').first().waitFor();
  await expectGoodPage(publicly);
  await openRound(publicly, 'September 2018');
  const round = new URL(publicly.url()).pathname;
  await publicly.getByRole('link', { name: 'Avocet', exact: true }).click();
  await publicly.getByRole('heading', { level: 1, name: 'Avocet' }).waitFor();
  const project = new URL(publicly.url()).pathname;

  const lead = await lookAs('Tomas');
  await lead.goto(round);
  await lead.getByText('Withdraw this round from the public').click();
  await lead.getByRole('link', { name: 'Withdraw…' }).click();
  await expectGoodPage(lead);
  await lead.getByLabel('Why').fill('To be checked once more (example).');
  await lead.getByRole('button', { name: 'Withdraw' }).click();
  await lead
    .getByRole('button', { name: 'Publish' })
    .or(lead.getByText('Publish', { exact: true }))
    .first()
    .waitFor();

  const nobody = stranger(instance);
  for (const path of [round, project, `${round}/export/csv`, `${round}/export/json`, `${round}/progress`]) {
    expect((await nobody.get(path)).status, path).toBe(404);
  }
  const { body } = await nobody.api<{ rounds: { title: string }[] }>('GET', '/rounds');
  expect(body.rounds.map(({ title }) => title)).not.toContain('September 2018');
  await publicly.goto('/survey');
  expect(await publicly.getByRole('link', { name: 'September 2018' }).count()).toBe(0);
});

test('looking around works without script', PATIENCE, async () => {
  const page = await lookAs('Ines', { javaScript: false });
  await openRound(page, 'September 2018');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('outdated');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL(/verdict=outdated/);
  expect(await rowHeads(page)).toHaveLength(6);
  await page.locator('#projects tbody th a').first().click();
  await page.getByRole('heading', { name: /^Why “outdated”/ }).waitFor();
  await openRoadmap(page, 'avocet');
  await page.getByLabel('Words').fill('parallel');
  await page.getByRole('button', { name: 'Filter' }).click();
  await page.waitForURL(/text=parallel/);
  expect(await page.locator('.items .lead a').allTextContents()).toEqual(['Reading in parallel']);
  expectQuiet(page);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

async function lookAs(name: string, options: PageOptions = {}): Promise<Page> {
  const page = await openPage({ baseUrl, ...options });
  await page.goto('/example-data');
  await page.getByRole('button', { name: `Look as ${name}` }).click();
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  return page;
}

/** Its documents are read a moment after the rounds have ended. */
async function openRoadmap(page: Page, project: string): Promise<void> {
  await page.goto(`/projects/${project}/roadmap`);
  const newest = page.getByRole('navigation', { name: 'Days' }).locator('li').first().locator('strong');
  await expect
    .poll(async () => {
      if ((await newest.count()) > 0) return true;
      await page.reload();
      return false;
    }, PATIENCE)
    .toBe(true);
}

/** By its title in the list of rounds. */
async function openRound(page: Page, title: string, query = ''): Promise<void> {
  await page.goto('/survey');
  const path = await page.getByRole('link', { name: title, exact: true }).first().getAttribute('href');
  await page.goto(`${path}${query}`);
}

function rowHeads(page: Page): Promise<string[]> {
  return page.locator('#projects tbody th a').allTextContents();
}
