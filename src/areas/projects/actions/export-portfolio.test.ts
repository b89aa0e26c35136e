import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { readPortfolio } from '../../../reading/portfolio/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl, LOCAL_REACH, REACH } from '../../../../test/support/projects.ts';
import { addProjectInput } from '../inputs.ts';
import { addProject } from './add-project.ts';
import { exportPortfolio } from './export-portfolio.ts';
import { importPortfolio } from './import-portfolio.ts';
import { readPortfolioFile } from './read-portfolio-file.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const address = 'https://github.com/example/formula';
const hostile = addProjectInput.parse({
  url: address,
  name: '=HYPERLINK("https://evil.example")',
  summary: 'Quotes ", commas, and <script>',
  licence: 'MIT',
  label: '-Wishes',
});
await db.tx(async (tx) =>
  mustBeDone(await addProject(tx, admin.actor, { ...hostile, url: await checkedUrl(address) }, NOW)),
);
await addTestProject(db, admin.actor, 'Example Local', { url: '/srv/git/local.git', reach: LOCAL_REACH });

test.each(['json', 'csv'] as const)('what is exported as %s is imported elsewhere as it was', async (format) => {
  const text = await db.read((tx) => exportPortfolio(tx, STRANGER, { format }));
  const portfolio = mustBeDone(await readPortfolioFile(REACH, { text, format }));
  expect(portfolio.projects).toMatchObject([
    {
      profile: {
        name: '=HYPERLINK("https://evil.example")',
        summary: 'Quotes ", commas, and <script>',
        licence: 'MIT',
        label: '-Wishes',
      },
      repositories: [{ url: 'https://github.com/example/formula', name: 'example/formula', role: 'code' }],
    },
  ]);
  const outcome = await db.tx((tx) => importPortfolio(tx, admin.actor, { portfolio, seen: null }, NOW));
  expect(outcome).toMatchObject({ refused: 'nothing-changed' });
});

test('no cell of the CSV begins like a formula', async () => {
  const text = await db.read((tx) => exportPortfolio(tx, STRANGER, { format: 'csv' }));
  const cells = text.split(/\r\n|,/).map((cell) => cell.replace(/^\ufeff?"?/, ''));
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
});

test('paths of this machine are in the file only for those who may set them', async () => {
  const stranger = await db.read((tx) => exportPortfolio(tx, STRANGER, { format: 'json' }));
  expect(stranger).not.toContain('/srv/git');
  const staff = await db.read((tx) => exportPortfolio(tx, admin.actor, { format: 'json' }));
  const read = mustBeDone(await readPortfolio(staff));
  expect(read.projects.map(({ name }) => name)).toContain('Example Local');
});
