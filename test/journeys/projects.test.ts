/** An administrator adds a project by its address, fills in its profile, answers proposals and brings a portfolio in; each page without fault. */
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { proposeRepositories } from '../../src/areas/projects/index.ts';
import { expectAccessible, expectNoSidewaysScroll, openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { makeWorkspace, NOW } from '../support/people.ts';
import { addTestProject, pngOf, REACH } from '../support/projects.ts';
import { cookieName } from '../support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
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
const cookies = [{ name: cookieName(baseUrl), value: admin.token }];
const SHOTS = process.env['COMMONWORK_SHOTS'];

async function check(page: Page, name: string, hasScript: boolean): Promise<void> {
  await page.waitForLoadState('load'); // the styles are there
  // Both look by a script of their own.
  if (hasScript) {
    await expectNoSidewaysScroll(page);
    if ((page.viewportSize()?.width ?? 0) > 320) await expectAccessible(page);
  }
  const width = page.viewportSize()?.width ?? 0;
  if (SHOTS !== undefined) await page.screenshot({ path: `${SHOTS}/${name}-${width}.png`, fullPage: true });
}

describe.each([
  ['on a wide screen', { width: 1280, dark: false, javaScript: true }],
  ['on a phone, in the dark', { width: 390, dark: true, javaScript: true }],
  ['on the narrowest phone', { width: 320, dark: false, javaScript: true }],
  ['without script', { width: 1024, dark: false, javaScript: false }],
] as const)('%s', (_, screen) => {
  const name = `Example Grid ${screen.width}`;
  const owner = `grid${screen.width}`;

  test('a project is added, described, and its proposals answered', { timeout: 120_000 }, async () => {
    const page = await openPage({ ...screen, baseUrl, cookies });
    await page.goto('/projects');
    await check(page, 'list', screen.javaScript);
    await page.goto('/projects/add');
    await check(page, 'add', screen.javaScript);
    await page.getByLabel('Address of the repository').fill('ext::sh -c id');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('ext:: are not accepted here');
    await check(page, 'add-refused', screen.javaScript);

    await page.getByLabel('Address of the repository').fill(`https://github.com/${owner}/grid/issues`);
    await page.getByRole('button', { name: 'Go on' }).click();
    await check(page, 'add-second', screen.javaScript);
    await page.getByLabel('Name of the project').fill(name);
    await page.getByLabel('This project is invented').check();
    await page.getByRole('button', { name: 'Add the project' }).click();
    await expect.poll(() => page.getByRole('heading', { level: 1 }).textContent()).toContain(`Edit ${name}`);
    await check(page, 'edit-new', screen.javaScript);

    await page.getByLabel('What it is', { exact: false }).first().fill('Grids for everyone, as an example.');
    await page.getByLabel('Licence').fill('BSD three');
    await page
      .getByLabel('Logo')
      .setInputFiles({ name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await page.getByRole('button', { name: 'Save the profile' }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('Two things to put right');
    await check(page, 'edit-refused', screen.javaScript);
    await page.getByLabel('Licence').fill('BSD-3-Clause');
    await page.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: pngOf(160, 80) });
    await page.getByRole('button', { name: 'Save the profile' }).click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('The profile is saved.');

    const { project } = await addedProject(name);
    const foundIn = {
      repository: `${owner}/grid`,
      path: 'docs/community/README.md',
      line: 12,
      commit: '278f85f12a8b2e904d7734e070f947ab4ccd16b6',
    };
    const links = ['governance', 'grid-website', '.github'].map((repository) => ({
      target: `https://github.com/${owner}/${repository}`,
      foundIn,
    }));
    mustBeDone(await db.tx((tx) => proposeRepositories(tx, admin.actor, { project, links }, NOW)));
    await page.goto(`/projects/example-grid-${screen.width}`);
    await check(page, 'project', screen.javaScript);
    await page.getByRole('link', { name: 'Say which belong to the project' }).click();
    await check(page, 'edit-proposals', screen.javaScript);
    await page
      .getByRole('row', { name: /governance/ })
      .getByRole('button', { name: 'It belongs' })
      .click();
    await page
      .getByRole('row', { name: /grid-website/ })
      .getByRole('button', { name: 'It does not' })
      .click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('It is not proposed again.');
    await page.getByText('Remove', { exact: true }).last().click();
    await page.getByRole('button', { name: `Remove ${owner}/governance` }).click();
    await expect.poll(() => page.getByText('Removed from the set').count()).toBe(1);
    await check(page, 'edit', screen.javaScript);
    await page.getByRole('button', { name: 'Put back' }).first().click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('in the set again');

    await page.getByLabel(`Why ${name} is archived`).fill('It moved into another project.');
    await page.getByRole('button', { name: 'Archive the project' }).click();
    await check(page, 'edit-archived', screen.javaScript);
    await page.getByRole('button', { name: 'Restore the project' }).click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('current again');
  });

  test('a portfolio is put right, looked at, and brought in', { timeout: 120_000 }, async () => {
    const page = await openPage({ ...screen, baseUrl, cookies });
    await page.goto('/projects/import');
    await check(page, 'import', screen.javaScript);
    const rows = (fourth: string) =>
      `name,url,role\nHill ${screen.width},https://github.com/${owner}/hill,\nHill ${screen.width},https://github.com/${owner}/hill-docs,website\n${fourth}\n`;
    await page.getByLabel('Or paste it here').fill(rows('Dale,file:///etc,\nDale 2,,'));
    await page.getByRole('button', { name: 'Show what would come in' }).click();
    await expect.poll(() => page.getByRole('alert').first().textContent()).toContain('Line 5');
    await check(page, 'import-refused', screen.javaScript);
    await page.getByLabel('Choose a file').setInputFiles({
      name: 'portfolio.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows(`Dale ${screen.width},https://codeberg.org/${owner}/dale,`)),
    });
    await page.getByRole('button', { name: 'Show what would come in' }).click();
    await check(page, 'import-preview', screen.javaScript);
    await page.getByRole('button', { name: 'Bring in 2 projects and 3 repositories' }).click();
    await expect.poll(() => page.getByRole('status').first().textContent()).toContain('The portfolio is in.');
    await page.getByRole('searchbox').fill('hill');
    await page.getByRole('button', { name: 'Filter' }).click();
    await expect.poll(() => page.getByRole('link', { name: `Hill ${screen.width}` }).count()).toBe(1);
    await check(page, 'list-filtered', screen.javaScript);
  });
});

async function addedProject(name: string) {
  const { namedProjects } = await import('../../src/areas/projects/index.ts');
  const found = (await db.read((tx) => namedProjects(tx, null))).find((one) => one.name === name);
  return { project: found!.id };
}

await addTestProject(db, admin.actor, 'Example Wave');
