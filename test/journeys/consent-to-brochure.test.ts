/**
 * From two roadmaps to a brochure, and back: two projects are read, four items of each are taken over, their representatives say what may
 * be shown, a brochure goes out as page and PDF, and one project takes a yes back. Against the built program, with a mail server beside it.
 */
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { exampleRepository, portfolioOf, scratchFolder } from '../support/local-repositories.ts';
import { openMailSink } from '../support/mail-sink.ts';
import { PASSWORD } from '../support/people.ts';
import { factsOf, hasPoppler, structureOf } from '../support/poppler.ts';
import { joinBy, setUp, stranger, type Visitor } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const sink = await openMailSink();
const instance = await startInstance({
  settings: {
    COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes',
    COMMONWORK_MAIL_URL: sink.url,
    COMMONWORK_MAIL_FROM: 'Example Lab <lab@example.org>',
  },
});
const { baseUrl } = instance;
const ada = await setUp(instance);
const folder = scratchFolder();

const GRID = 'grid-numerics';
const WAVE = 'wave-science';
const NADIA = 'nadia@example.org';
const LENA = 'lena@example.org';
const ESME = 'esme@example.org';

const GRID_ROADMAP = `.. _roadmap:

=======
Roadmap
=======

This is a live snapshot of what the maintainers want to work on next, as of October 2026.

Interoperability
----------------

Data is copied back and forth, and every copy costs memory.

- **The same code on every kind of array**: add a protocol that functions follow.
- **Units and categories as data types**: made outside of the core.

Community
---------

More is sent than can be read.

- **Answer pull requests as fast as they arrive**: review and sort every week.
- **A website that newcomers can find their way in**: first steps for one lesson.
`;
const WAVE_ROADMAP = `# Roadmap

What we want to work on next and why, as the maintainers agreed in October 2026.

## Sparse data

Networks and text are sparse; their users keep two programs today.

- **Sparse arrays that follow the rules of arrays**: so that one program is enough.

## Building

New machines have no compiler for the oldest parts.

- **Old numerical code that everybody can build**: rewritten with its tests first.

## Documentation

- **Examples that readers can run in the page**: without installing anything.
- **A published measure of accuracy**: for each special function.
`;
/** In the order in which the letters ask about them. */
const GRID_ITEMS = [
  'The same code on every kind of array',
  'Units and categories as data types',
  'Answer pull requests as fast as they arrive',
  'A website that newcomers can find their way in',
] as const;
const WAVE_ITEMS = [
  'Sparse arrays that follow the rules of arrays',
  'Old numerical code that everybody can build',
  'Examples that readers can run in the page',
  'A published measure of accuracy',
] as const;
const DECLINED = GRID_ITEMS[1];
const LEFT_OPEN = WAVE_ITEMS[3];
const WITHDRAWN = WAVE_ITEMS[1];

let tomas: Visitor;
let esme: Visitor;
let nadia: Visitor;

test('two projects are declared, and everybody joins by the letter they were sent', PATIENCE, async () => {
  tomas = await invited({ name: 'Tomas Reed', mail: 'tomas@example.org', role: 'TEC' });
  esme = await invited({ name: 'Esme Larch', mail: ESME, role: 'ENG' });
  const jonas = await invited({ name: 'Jonas Weir', mail: 'jonas@example.org', role: 'FIN' });
  for (const role of ['senior_developer', 'technical_writer']) {
    await sent(jonas, '/rates', {
      role,
      currency: 'USD',
      low: '100000',
      likely: '150000',
      high: '200000',
      validFrom: '2020-01-01',
      note: 'An example',
    });
  }

  await sent(jonas, '/cost-settings', {
    validFrom: '2020-01-01',
    hoursInYear: 1840,
    indirect: '15',
    paidReview: '12.5',
    giveBack: '5',
    processing: '3',
    currency: 'USD',
    sponsorTiers: [{ from: '0', fee: '8' }],
    reserve: '',
    payCap: '',
    note: 'An example',
  });

  const portfolio = portfolioOf({
    'Grid Numerics': exampleRepository(folder, GRID, [written('doc/roadmap.rst', GRID_ROADMAP)]),
    'Wave Science': exampleRepository(folder, WAVE, [written('ROADMAP.md', WAVE_ROADMAP)]),
  });
  const page = await as(tomas);
  await page.goto('/projects/import');
  await page.getByLabel('Or paste it here').fill(portfolio);
  await page.getByRole('button', { name: 'Show what would come in' }).click();
  await page.getByRole('heading', { level: 1, name: '2 projects and 2 repositories would come in' }).waitFor();
  await page.getByRole('button', { name: /^Bring in/ }).click();
  await page.waitForURL(/\/projects\?said=imported/);
  await expectGoodPage(page);

  // The representative of the first project comes by her letter and joins in the browser.
  await sent(ada, '/invitations', { name: 'Nadia Fenwick', mail: NADIA, role: 'PRJ', project: await projectId(GRID) });
  const invitation = await sink.find(NADIA, /http:\S+\/invitation\/\S+/);
  const joining = await openPage({ baseUrl });
  await joining.goto(invitation);
  await joining.getByText('You are invited as project representative').waitFor();
  await expectGoodPage(joining);
  await joining.getByLabel('Password').fill(PASSWORD);
  await joining.getByRole('button', { name: 'Join' }).click();
  await joining.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  await expectGoodPage(joining);
  const cookies = await joining.context().cookies();
  nadia = { ...stranger(instance), cookies: cookies.map(({ name, value }) => ({ name, value })) };
});

test('the register says who speaks for each: one with an account, one without', PATIENCE, async () => {
  const page = await as(tomas);
  await enterSpeaker(page, GRID, { body: 'Grid steering council', account: 'Nadia Fenwick' });
  await enterSpeaker(page, WAVE, { body: 'Wave steering council', guest: `Lena Osei <${LENA}>` });
  const confirming = await as(ada);
  for (const project of [GRID, WAVE]) {
    await confirming.goto(`/projects/${project}/speakers`);
    await confirming.getByRole('link', { name: 'Confirm' }).click();
    await confirming.getByLabel('Where it was confirmed').fill('Minutes of the council');
    await confirming.getByLabel('I have read the source').check();
    await confirming.getByRole('button', { name: 'Confirm the entry' }).click();
    await confirming.getByText('The entry is confirmed').waitFor();
    await expectGoodPage(confirming);
  }
});

test('both are read, and four items of each are taken over', PATIENCE, async () => {
  const page = await as(tomas);
  await page.goto('/survey/start');
  await page.getByLabel('Title').fill('Autumn');
  await page.getByRole('button', { name: 'Start reading' }).click();
  await page.getByRole('heading', { name: 'The four verdicts' }).waitFor();
  await expectGoodPage(page);
  for (const [project, items] of [
    [GRID, GRID_ITEMS],
    [WAVE, WAVE_ITEMS],
  ] as const) {
    const first = page.getByRole('checkbox', { name: items[0] });
    // The documents are read a moment after the round.
    await expect
      .poll(async () => {
        await page.goto(`/projects/${project}/items/take-over`);
        return first.count();
      }, PATIENCE)
      .toBe(1);
    await expectGoodPage(page);
    for (const title of items) await page.getByRole('checkbox', { name: title }).check();
    await page.getByLabel('As items of the level').selectOption('pitch');
    await page.getByRole('button', { name: 'Take them over as drafts' }).click();
    await page.getByText(items[3]).first().waitFor();
    await expectGoodPage(page);
  }
});

test('what is missing is written, proposed and made into offers', PATIENCE, async () => {
  const page = await as(tomas);
  await page.goto(`/projects/${GRID}/items`);
  await page.getByRole('link', { name: GRID_ITEMS[0] }).first().click();
  await expectGoodPage(page);
  const item = new URL(page.url()).pathname;
  // Before anything is said of it, it cannot be offered; the page says what it lacks.
  const selling = await as(esme);
  await selling.goto(`${item}/offer`);
  await selling.getByText('No version of an offer yet').waitFor();
  await expectGoodPage(selling);

  await page.getByRole('link', { name: 'Reword' }).click();
  const type = (name: string, text: string) => page.locator(`[name="${name}"]`).fill(text);
  await type('summary', 'Programs written for one library run on every other.');
  await type('goal', 'Three other libraries use the protocol in a release.');
  await type('rationale', 'Whoever outgrows one machine rewrites everything today.');
  await type('who1', 'Companies with much data');
  await type('gain1', 'Programs that move to other hardware.');
  await type('volunteerImpact', 'A call each month.');
  await type('reviewTime', 'An eighth of the time is set aside to pay them.');
  await page.getByRole('checkbox', { name: 'Feature' }).check();
  await page.getByRole('checkbox', { name: 'Code', exact: true }).check();
  await page.getByLabel('Whose time').first().selectOption('senior_developer');
  await type('lineLow1', '1');
  await type('lineHigh1', '2');
  await page.locator('[name="cadence"]').selectOption('quarterly');
  await page.getByRole('button', { name: 'Look the words through' }).click();
  await page.getByText('It is not saved yet').waitFor();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Save as wording 2' }).click();
  await page.getByText('Programs that move to other hardware.').first().waitFor();
  await page.getByRole('link', { name: 'Propose' }).first().click();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Propose it' }).click();
  await page.getByText('Proposed').first().waitFor();
  await expectGoodPage(page);

  await selling.goto(`${item}/offer`);
  await selling.getByRole('button', { name: 'Make the next version' }).click();
  await selling.getByRole('heading', { name: 'Version 1' }).waitFor();
  await expectGoodPage(selling);

  // The same for the others, by the API.
  for (const [project, titles] of [
    [GRID, GRID_ITEMS.slice(1)],
    [WAVE, WAVE_ITEMS],
  ] as const) {
    for (const title of titles) await offered(project, title);
  }
});

test(
  'one letter a project asks for consent; the one with an account answers yes, no, and yes twice',
  PATIENCE,
  async () => {
    const page = await as(esme);
    await ask(page, GRID, GRID_ITEMS, 'Nadia Fenwick');
    const letter = new URL(await sink.find(NADIA, /http:\S+\/consents\/letters\/\S+/)).pathname;
    const answering = await as(nadia);
    await answering.goto('/');
    await expectGoodPage(answering);
    await answering.goto(letter);
    await answering.getByRole('heading', { level: 1, name: 'May we show these to funders?' }).waitFor();
    await expectGoodPage(answering);
    for (const title of GRID_ITEMS)
      await choose(answering, title, title === DECLINED ? 'Not this text, or not now' : 'Yes');
    await answering.getByRole('button', { name: 'Send the answer' }).click();
    // She forgot whether she would gain herself: what she chose is kept.
    await answering.getByRole('alert').first().waitFor();
    await expectGoodPage(answering);
    await answering.getByRole('radio', { name: 'No', exact: true }).check();
    await answering.getByRole('button', { name: 'Send the answer' }).click();
    await answering.getByRole('heading', { name: 'What the project answered' }).waitFor();
    await expectGoodPage(answering);
    await answering.goto(`/projects/${GRID}/consents`);
    await expectGoodPage(answering);
  },
);

test(
  'the one without an account answers by the link, on a phone; a scanner that opened it twice spent nothing',
  PATIENCE,
  async () => {
    const page = await as(esme);
    await ask(page, WAVE, WAVE_ITEMS, 'Lena Osei');
    const link = await lettersLink();
    const statuses = [];
    for (let scan = 0; scan < 2; scan++) statuses.push((await stranger(instance).get(link)).status);
    expect(statuses).toEqual([200, 200]);

    const phone = await openPage({ baseUrl, width: 390, height: 844 });
    await phone.goto(link);
    await phone.getByText('You are reading this as Lena Osei').waitFor();
    await expectGoodPage(phone);
    for (const title of WAVE_ITEMS) if (title !== LEFT_OPEN) await choose(phone, title, 'Yes');
    await phone.getByRole('radio', { name: 'No', exact: true }).check();
    await phone.getByRole('button', { name: 'Send the answer' }).click();
    await phone.getByRole('heading', { name: 'What the project answered' }).waitFor();
    expect(await phone.getByText('Yes, counts').count()).toBe(3);
    await expectGoodPage(phone);
  },
);

test('what has a yes is published in the catalogue, and nothing else', PATIENCE, async () => {
  const page = await as(esme);
  for (const [project, titles] of [
    [GRID, GRID_ITEMS],
    [WAVE, WAVE_ITEMS],
  ] as const) {
    for (const title of titles) {
      await page.goto(`/projects/${project}/items/${await numberOf(project, title)}/offer`);
      const publish = page.getByRole('button', { name: 'Publish in the catalogue' });
      if (title === DECLINED || title === LEFT_OPEN) {
        await page
          .getByText(title === DECLINED ? 'said no to this text' : 'has not answered. No answer means no.')
          .waitFor();
        expect(await publish.count()).toBe(0);
      } else {
        await publish.click();
        await page.getByText('Shown in the catalogue').waitFor();
      }
    }
  }
  await expectGoodPage(page);
  const publicly = await openPage({ baseUrl });
  await publicly.goto('/offers');
  const table = publicly.locator('main table').first();
  await table.getByText(GRID_ITEMS[0]).waitFor();
  expect(await table.locator('tbody tr').count()).toBe(6);
  await expectGoodPage(publicly);
  await publicly.getByRole('link', { name: WITHDRAWN }).click();
  await publicly.getByRole('heading', { level: 1, name: WITHDRAWN }).waitFor();
  await expectGoodPage(publicly);
});

let verification = '';
const BROCHURE = '/brochures/arrays-that-science-stands-on';

test('a brochure of two columns is composed, looked at, and published as page and PDF', PATIENCE, async () => {
  const page = await as(esme);
  await page.goto('/brochures');
  await page.getByRole('link', { name: 'Start a brochure' }).first().click();
  await expectGoodPage(page);
  await page.getByLabel('Raise interest').check();
  await page.getByLabel('Title').fill('Arrays that science stands on');
  await page.getByRole('button', { name: 'Start' }).click();
  await page.getByText('The brochure is started').waitFor();
  const preview = page.getByRole('region', { name: 'Preview' });
  await page.getByRole('button', { name: 'Add: Grid Numerics' }).click();
  for (const title of GRID_ITEMS) {
    if (title !== DECLINED) await page.getByRole('button', { name: `Add: ${title}` }).click();
  }
  const chosen = preview.getByRole('heading', { level: 4 });
  await expect.poll(() => chosen.count()).toBe(3);
  await page.getByText('Add another project').click();
  await page.getByRole('button', { name: 'Add: Wave Science' }).click();
  for (const title of WAVE_ITEMS) {
    if (title !== LEFT_OPEN) await page.getByRole('button', { name: `Add: ${title}` }).click();
  }
  await expect.poll(() => chosen.count()).toBe(6);
  // What no project agreed to cannot be chosen.
  expect(await page.getByText(DECLINED).count()).toBe(0);
  expect(await page.getByText(LEFT_OPEN).count()).toBe(0);
  for (let project = 0; project < 2; project++) {
    await page.getByText('Note that they were told elsewhere').nth(project).click();
    await page.getByLabel('Whom', { exact: true }).nth(project).fill('the council, on its list');
    await page.getByRole('button', { name: 'Note it' }).first().click();
    await page.getByText('It is noted.').first().waitFor();
  }
  await expectGoodPage(page);
  await page.getByRole('radio', { name: 'Everybody' }).check();
  await page.getByRole('button', { name: 'Publish page and PDF' }).click();
  await page.getByText('The edition is published.').waitFor();
  await expectGoodPage(page);

  const publicly = await openPage({ baseUrl });
  await publicly.goto(BROCHURE);
  await publicly.getByRole('link', { name: 'Download the PDF' }).waitFor();
  expect(await publicly.getByText(WITHDRAWN).count()).toBeGreaterThan(0);
  await expectGoodPage(publicly);
  const pdf = await publicly.request.get(`${BROCHURE}/editions/1/pdf`);
  expect([pdf.status(), pdf.headers()['content-type']]).toEqual([200, 'application/pdf']);
  if (hasPoppler) {
    const bytes = await pdf.body();
    expect(factsOf(bytes).get('Tagged')).toBe('yes');
    const read = structureOf(bytes);
    const places = [...GRID_ITEMS, ...WAVE_ITEMS]
      .filter((title) => title !== DECLINED && title !== LEFT_OPEN)
      .map((title) => read.replaceAll(/\s+/g, ' ').indexOf(title));
    expect(places.every((place) => place > 0)).toBe(true);
  }
  verification = (await publicly.locator('a[href^="/verify/"]').first().getAttribute('href'))!;
  await publicly.goto(verification);
  await publicly.getByRole('heading', { name: 'This brochure stands' }).waitFor();
  await expectGoodPage(publicly);
});

test(
  'a yes is taken back by one click of the letter’s link: page, catalogue and old copies say so at once',
  PATIENCE,
  async () => {
    const phone = await openPage({ baseUrl, width: 390, height: 844 });
    await phone.goto(await lettersLink());
    const given = phone.locator('form[action*="/withdraw/"]');
    expect(await given.count()).toBe(3);
    const titles = (await phone.locator('p > b').allInnerTexts()).filter((text) =>
      WAVE_ITEMS.some((one) => one === text),
    );
    await given.nth(titles.indexOf(WITHDRAWN)).getByRole('button', { name: 'Withdraw this yes' }).click();
    await phone.getByText('Withdrawn').first().waitFor();
    await expectGoodPage(phone);

    const publicly = await openPage({ baseUrl });
    await publicly.goto('/offers');
    expect(await publicly.locator('main table').first().locator('tbody tr').count()).toBe(5);
    expect(await publicly.getByText(WITHDRAWN).count()).toBe(0);
    await expectGoodPage(publicly);
    await publicly.goto(BROCHURE);
    await publicly.getByText('Withdrawn by the project').first().waitFor();
    expect(await publicly.getByText(WITHDRAWN).count()).toBe(0);
    expect(await publicly.getByRole('link', { name: 'Download the PDF' }).count()).toBe(0);
    await expectGoodPage(publicly);
    expect((await publicly.request.get(`${BROCHURE}/editions/1/pdf`)).status()).toBe(410);
    await publicly.goto(verification);
    await publicly.getByRole('heading', { name: 'Not all of this brochure stands any more' }).waitFor();
    await expectGoodPage(publicly);
  },
);

test('the seller sees why, on the pages and by a letter', PATIENCE, async () => {
  const page = await as(esme);
  await page.goto('/brochures');
  await page.getByText('One item is gone').waitFor();
  await expectGoodPage(page);
  await page.goto(`${BROCHURE}/record`);
  await page.getByText('Withdrawn by the project').first().waitFor();
  await expectGoodPage(page);
  await page.goto(`/projects/${WAVE}/items/${await numberOf(WAVE, WITHDRAWN)}/offer`);
  await page.getByText(/Wave Science withdrew its consent on .* by Lena Osei/).waitFor();
  await expectGoodPage(page);
  await sink.find(ESME, /Wave Science took its consent to “Old numerical code that everybody can build” back/);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

// --- steps

function as({ cookies }: Visitor): Promise<Page> {
  return openPage({ baseUrl, cookies });
}

async function invited(person: {
  readonly name: string;
  readonly mail: string;
  readonly role: string;
}): Promise<Visitor> {
  await sent(ada, '/invitations', { ...person, project: null });
  return joinBy(instance, await sink.find(person.mail, /http:\S+\/invitation\/\S+/), person.name);
}

async function sent<Body>(who: Visitor, path: string, body: unknown): Promise<Body> {
  const answer = await who.api<Body>('POST', path, body);
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300);
  return answer.body;
}

function written(path: string, text: string) {
  return { date: '2026-10-12T09:00:00Z', message: 'Roadmap: as agreed in October', files: { [path]: text } };
}

async function projectId(slug: string): Promise<string> {
  return (await tomas.api<{ id: string }>('GET', `/projects/${slug}`)).body.id;
}

async function enterSpeaker(
  page: Page,
  project: string,
  { body, account, guest }: { readonly body: string; readonly account?: string; readonly guest?: string },
): Promise<void> {
  await page.goto(`/projects/${project}/speakers/enter`);
  await page.getByLabel('A body').check();
  await page.getByLabel('Name of the body').fill(body);
  if (account !== undefined) await page.getByLabel(account).check();
  if (guest !== undefined) await page.locator('[name="guests"]').fill(guest);
  // A yes to a proposed item approves it as well.
  for (const matter of ['Offers and consent', 'The roadmap']) await page.getByLabel(matter).check();
  await page.getByLabel('Where the project says so').fill('https://example.org/governance');
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Enter it' }).click();
  await page.getByText('It counts once somebody else has confirmed it').waitFor();
}

async function numberOf(project: string, title: string): Promise<number> {
  const { body } = await tomas.api<{ items: { number: number; title: string }[] }>('GET', `/projects/${project}/items`);
  return body.items.find((item) => item.title === title)!.number;
}

async function offered(project: string, title: string): Promise<void> {
  const number = await numberOf(project, title);
  const item = `/projects/${project}/items/${number}`;
  const text = {
    title,
    summary: 'One plain sentence for whoever may pay.',
    goal: 'It is so when it is done.',
    rationale: 'The maintainers said why.',
    beneficiaries: [{ who: 'Users', gain: 'Less waiting.' }],
    workTypes: ['documentation'],
    skills: ['code', 'writing'],
    volunteerImpact: 'Two calls a year.',
    reviewTime: 'It is paid for.',
    cadence: 'quarterly',
    estimate: {
      currency: 'USD',
      priceDate: '2026-10-01',
      lines: [{ role: 'technical_writer', low: '0.25', high: '0.5' }],
      fixed: [],
    },
  };
  await sent(tomas, `${item}/wordings`, { text, seen: 1 });
  await sent(tomas, `${item}/proposal`, { seen: 2 });
  const made = await esme.post(`${item}/offer`, { rates: 'likely' });
  expect(made.status, await made.text()).toBe(303);
}

async function ask(page: Page, project: string, titles: readonly string[], whom: string): Promise<void> {
  await page.goto(`/projects/${project}/consents/ask`);
  for (const title of titles) await page.getByRole('checkbox', { name: title }).check();
  await page.getByRole('checkbox', { name: whom }).check();
  await page.getByRole('checkbox', { name: 'Show it in the public catalogue of offers' }).check();
  await page.getByRole('checkbox', { name: 'Put it into brochures that funders are given' }).check();
  await expectGoodPage(page);
  await page.getByRole('button', { name: 'Send the letter' }).click();
  await page.getByRole('heading', { level: 1, name: 'May we show these to funders?' }).waitFor();
  await expectGoodPage(page);
}

async function choose(page: Page, title: string, answer: string): Promise<void> {
  const asked = page.getByRole('group', { name: `“${title}” be shown to funders?` });
  await asked.getByRole('radio', { name: answer }).check();
  if (answer !== 'Yes') return;
  const at = /\d+$/.exec((await asked.getByRole('radio').first().getAttribute('name'))!)![0];
  for (const use of ['catalogue', 'brochure']) await page.locator(`[name="uses${at}"][value="${use}"]`).check();
}

function lettersLink(): Promise<string> {
  return sink.find(LENA, /http:\S+\/consent\/\S+/).then((link) => new URL(link).pathname);
}
