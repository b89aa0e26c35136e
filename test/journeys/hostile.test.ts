/**
 * Projects whose repositories and names were made to do harm: they are surveyed or refused, shown as text, and nothing of this machine
 * comes out through them. Every page there is is then opened with them on it, by an administrator and by a stranger.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { urls } from '../../src/look/urls.ts';
import { makeRepository } from '../../src/outside/git/test-repositories.ts';
import { openPage } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { exampleRepository, planned, scratchFolder } from '../support/local-repositories.ts';
import { inState, startRound, untilRound, type Progress } from '../support/round-progress.ts';
import { setUp } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const SCRIPT = '<script>window.hostile=1</script>';
const PICTURE = '<img src=x onerror=window.hostile=1>';
/** The first line of it, wherever this runs. */
const SECRET = readFileSync('/etc/passwd', 'utf8').split('\n')[0]!;

const folder = scratchFolder();
const mark = join(folder, 'ran');
const instance = await startInstance({ settings: { COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes' } });
const { baseUrl } = instance;
const administrator = await setUp(instance);

const plan = `# ${PICTURE} Roadmap\n\nWhat we want to do next and why, as agreed in October 2026. ${SCRIPT}\n
## Faster ${SCRIPT} reading\n\nToday it is slow.\n
- **Read in parts ${PICTURE}**: only what is asked for, see [the plan](javascript:window.hostile=1).
- **[Two readers](data:text/html,${SCRIPT})**: on machines that have the cores.
`;

/** What each is called, and its repository. */
const PROJECTS: Readonly<Record<string, string>> = {
  [`Names ${SCRIPT}`]: makeRepository(join(folder, 'example', 'names.git'), [
    {
      author: `"onmouseover=window.hostile=1 ${'x'.repeat(120)}`,
      message: `${SCRIPT} ${PICTURE}`,
      date: '2026-10-12T09:00:00Z',
      files: {
        'README.md': `# ${SCRIPT}\n\nSee [the roadmap](doc/${'very-long-name-'.repeat(12)}/roadmap.md).\n`,
        [`doc/${SCRIPT}/roadmap.md`]: plan,
        [`doc/"onclick=${'x'.repeat(150)}/roadmap.md`]: plan,
        'doc/of\ntwo lines/roadmap.md': plan,
        [`doc/${'very-long-name-'.repeat(12)}/roadmap.md`]: plan,
        [`CONTRIBUTING.md`]: `# ${SCRIPT}\n\nFork it, add a test, open a pull request. ${PICTURE}\n`,
      },
      entries: [{ path: Buffer.from('doc/\xff\xfe/roadmap.md', 'latin1'), mode: '100644', data: plan }],
    },
  ]),
  'Links out of its tree': makeRepository(join(folder, 'example', 'links.git'), [
    {
      files: {
        'README.md': '# Links (example)\n\nSee [the roadmap](ROADMAP.md) and [how to help](CONTRIBUTING.md).\n',
      },
      entries: [
        { path: 'ROADMAP.md', mode: '120000', data: '/etc/passwd' },
        { path: 'CONTRIBUTING.md', mode: '120000', data: '../../../../../../../../etc/passwd' },
        { path: 'docs', mode: '120000', data: '/etc' },
      ],
    },
  ]),
  'Leads to itself': makeRepository(join(folder, 'example', 'itself.git'), [
    {
      files: {
        'README.md': '# Itself (example)\n\nThe [roadmap](README.md) is in the [roadmap](./README.md#roadmap).\n',
        'docs/roadmap.rst': 'Roadmap\n=======\n\n.. include:: roadmap.rst\n\n.. include:: ../README.md\n',
      },
    },
  ]),
  'Fifty megabytes': makeRepository(join(folder, 'example', 'huge.git'), [
    {
      files: {
        'README.md': '# Huge (example)\n',
        'ROADMAP.md': `# Roadmap\n\n${'- one more item\n'.repeat(3_500_000)}`,
      },
    },
  ]),
  'Runs programs': programs(),
  'Well behaved': exampleRepository(folder, 'well-behaved'),
};

test('each of them is surveyed or refused with a reason', PATIENCE, async () => {
  const projects = Object.entries(PROJECTS).map(([name, url]) => ({
    name,
    summary: `${PICTURE} ${'x'.repeat(200)}`,
    note: SCRIPT,
    label: '"><i>List',
    repositories: [{ url, id: url.includes('names') ? `example/"><i>${SCRIPT.replace(/\//g, '')}` : null }],
  }));
  const text = JSON.stringify({ projects });
  expect(await administrator.api('POST', '/portfolio', { text })).toMatchObject({ status: 200 });
  const round = await startRound(administrator, `Round ${SCRIPT}`);
  const ended = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(ended.runs).toHaveLength(Object.keys(PROJECTS).length);
  for (const { name, state, problem } of ended.runs) {
    if (state === 'read') continue;
    expect({ name, state }).toEqual({ name, state: 'not-reached' });
    expect(problem, name).toMatch(/\.$/);
  }
  expect(inState(ended, 'read').map(({ name }) => name)).toEqual(
    expect.arrayContaining([`Names ${SCRIPT}`, 'Links out of its tree', 'Leads to itself', 'Well behaved']),
  );
  expect((await administrator.api('POST', `/rounds/${round}/publish`, {})).status).toBe(200);
  await administrator.post('/people/invite', { name: SCRIPT, mail: 'tomas@example.org', role: 'TEC' });
  await administrator.post('/sign-in/mail', { mail: 'ada@example.org' });
  expect(existsSync(mark)).toBe(false);
});

test(
  'nothing of /etc/passwd is anywhere: not in what was kept, nor in any page, answer or file',
  PATIENCE,
  async () => {
    expect(SECRET.length).toBeGreaterThan(10);
    const { round, runs } = await theRound();
    const kept = await instance.rows<{ n: number }>(
      'select count(*)::int as n from survey_result where report::text like $1',
      [`%${SECRET}%`],
    );
    expect(kept).toEqual([{ n: 0 }]);
    const paths = [
      `/survey/${round}`,
      ...['csv', 'json', 'md'].map((format) => `/survey/${round}/export/${format}`),
      ...runs.flatMap(({ project }) => [
        `/survey/${round}/projects/${project}`,
        `/projects/${project}`,
        `/api/v1/rounds/${round}/projects/${project}`,
      ]),
    ];
    for (const path of paths) expect(await (await administrator.get(path)).text(), path).not.toContain(SECRET);
    const links = runs.find(({ name }) => name === 'Links out of its tree')!;
    const page = await (await administrator.get(`/survey/${round}/projects/${links.project}`)).text();
    expect(page).toContain('is a symbolic link and was not followed');
  },
);

test('paths, headings, names and reasons stand on the page as text', PATIENCE, async () => {
  const { round, runs } = await theRound();
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  await page.goto(`/survey/${round}/projects/${runs.find(({ name }) => name.startsWith('Names'))!.project}`);
  await page.getByRole('heading', { level: 1, name: `Names ${SCRIPT}` }).waitFor();
  const shown = await page.locator('main').innerText();
  expect(shown).toContain(SCRIPT);
  expect(shown).toContain(PICTURE);
  // A line end or a byte that is no text in a name: counted and left out.
  expect(shown).toContain('2 files have names with signs that cannot be shown');
  await expectHarmless(page);
});

test('two rounds of them compared are text as well, on the page and in the files', PATIENCE, async () => {
  const { round } = await theRound();
  const started = await administrator.api<{ round: string }>('POST', '/rounds', {
    title: `Earlier ${SCRIPT}`,
    asOf: '2001-01-01',
    projects: 'all',
  });
  const earlier = started.body.round;
  await untilRound(administrator, earlier, ({ state }) => state === 'finished');
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  const pair = `from=${earlier}&to=${round}`;
  await page.goto(`/survey/compare?${pair}`);
  await page.getByRole('heading', { level: 1, name: `Earlier ${SCRIPT} and Round ${SCRIPT}` }).waitFor();
  expect(await page.locator('#changes').innerText()).toContain(SCRIPT);
  await expectGoodPage(page);
  await expectHarmless(page);
  for (const format of ['csv', 'json', 'md']) {
    const file = await administrator.get(`/survey/compare/export/${format}?${pair}`);
    expect([format, file.status, (await file.text()).includes(SECRET)]).toEqual([format, 200, false]);
  }
});

/** Well over a hundred of them, each looked at in three widths. */
const MANY_PAGES = { timeout: 4 * PATIENCE.timeout };

test('every page, opened by an administrator', MANY_PAGES, async () => {
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  const seen = await openEvery(page, await pathsToOpen());
  const others: Readonly<Record<string, number>> = {
    '/set-up/:token': 410,
    '/example-data': 404,
    // Nobody makes such a link for themselves.
    '/people/:person/recover': 409,
    // Its roadmap was read on one day only.
    '/projects/:project/roadmap/compare': 404,
  };
  const odd = seen.filter(({ pattern, status, isThere, isTheirs }) =>
    isThere && isTheirs ? status !== (others[pattern] ?? 200) : ![200, 400, 403, 404, 410, 422].includes(status),
  );
  expect(odd).toEqual([]);
  expect(seen.filter(({ landed }) => landed === '/sign-in').map(({ path }) => path)).toEqual([]);
});

test('every page, opened by a stranger', MANY_PAGES, async () => {
  const page = await openPage({ baseUrl });
  const seen = await openEvery(page, await pathsToOpen());
  const open = seen
    .filter(({ landed, status }) => landed !== '/sign-in' && status === 200)
    .map(({ pattern }) => pattern);
  expect(open).toEqual(
    expect.arrayContaining(['/', '/projects', '/projects/:project', '/survey', '/survey/:round', '/how-it-works']),
  );
  const closed = seen.filter(({ landed }) => landed === '/sign-in').map(({ pattern }) => pattern);
  expect(closed).toEqual(expect.arrayContaining(['/people', '/outbox', '/account', '/projects/add', '/survey/start']));
});

test('pages that refuse are pages like all others', PATIENCE, async () => {
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  for (const path of [
    `/nothing/${encodeURIComponent(SCRIPT)}`,
    '/survey/not-a-round',
    '/projects/nobody-knows-it',
    '/invitation/not-a-token',
    '/example-data',
  ]) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(path.startsWith('/invitation') ? 410 : 404);
    await expectGoodPage(page);
    await expectHarmless(page);
  }
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

// --- what is opened

interface Opened {
  readonly pattern: string;
  readonly path: string;
  readonly status: number;
  readonly landed: string;
  /** Whether this instance has what the address names, and administrators may open it. */
  readonly isThere: boolean;
  readonly isTheirs: boolean;
}

type ToOpen = Pick<Opened, 'pattern' | 'path' | 'isThere' | 'isTheirs'>;

/** Every address that the areas listen on, filled in with what this instance has. */
async function pathsToOpen(): Promise<readonly ToOpen[]> {
  const { round, runs } = await theRound();
  const [found] = await instance.rows<{
    person: string;
    mail: string;
    invitation: string;
    link: string;
    edited: string;
  }>(
    `select (select id from person limit 1) as person, (select id from mail limit 1) as mail,
            (select link from mail where link like '%/invitation/%') as invitation,
            (select link from mail where link like '%/sign-in/link/%') as link`,
  );
  const tokens: Readonly<Record<string, string>> = {
    '/set-up/:token': 'x'.repeat(43),
    '/invitation/:token': tokenOf(found!.invitation),
    '/sign-in/link/:token': tokenOf(found!.link),
  };
  const values: Readonly<Record<string, string>> = {
    project: runs.find(({ name }) => name.startsWith('Names'))!.project,
    round,
    person: found!.person,
    mail: found!.mail,
    key: 'roadmap',
    format: 'csv',
  };
  const correctItem = await itemToCorrect();
  const opened = areas.flatMap(({ routes }) => routes.filter(({ method }) => method === 'GET'));
  expect(opened.length).toBeGreaterThan(100);
  return opened.map(({ path: pattern, permission }) => {
    const isTheirs = permission.mark === 'S' || permission.roles.some((role) => role === 'ADM' || role === 'PUB');
    if (pattern === urls.correctItem.pattern) return { pattern, isTheirs, isThere: true, path: correctItem };
    let isThere = true;
    const path = pattern.replace(/:([a-z]+)/g, (_, name: string) => {
      const value = name === 'token' ? tokens[pattern] : values[name];
      if (value === undefined) isThere = false;
      return value ?? (name === 'token' ? 'x'.repeat(43) : NOTHING);
    });
    return { pattern, isTheirs, isThere, path };
  });
}

/** An id that nothing has. */
const NOTHING = '01900000-0000-7000-8000-000000000000';

/** Files and feeds are no pages. */
const NO_PAGE = /export|\/logos?\b|\.(?:json|atom|txt)$|\/pdf$|well-known/;

/** The form of some item that was read: roadmaps are read a moment after the round. */
async function itemToCorrect(): Promise<string> {
  let found: { readonly project: string; readonly document: string; readonly item: string } | undefined;
  await expect
    .poll(
      async () => {
        const rows = await instance.rows<{ project: string; document: string; item: string }>(
          `select project, id as document, item ->> 'key' as item from roadmap_reading, jsonb_array_elements(items) item limit 1`,
        );
        found = rows[0];
        return rows.length;
      },
      { timeout: 30_000 },
    )
    .toBe(1);
  const { project, document, item } = found!;
  return urls.correctItem({ project, item }, { document });
}

async function openEvery(page: Page, paths: Awaited<ReturnType<typeof pathsToOpen>>): Promise<readonly Opened[]> {
  const seen: Opened[] = [];
  for (const one of paths) {
    if (NO_PAGE.test(one.pattern)) continue;
    const answer = await page.goto(one.path);
    const status = answer?.status() ?? 0;
    const landed = new URL(page.url()).pathname;
    if (!seen.some((earlier) => earlier.landed === landed)) {
      // Pages that refuse look alike; a few of them are looked at below.
      if (status === 200) await expectGoodPage(page);
      await expectHarmless(page);
    }
    seen.push({ ...one, status, landed });
  }
  return seen;
}

/** No script of theirs ran, and nothing of it is part of the page. */
async function expectHarmless(page: Page): Promise<void> {
  const found = await page.evaluate(() => ({
    ran: 'hostile' in globalThis,
    scripts: [...document.scripts].filter((one) => !one.src.startsWith(`${location.origin}/assets/`)).length,
    elements: document.querySelectorAll('img[src="x"], i:not([aria-hidden]):empty, iframe, object, base').length,
    handlers: [...document.querySelectorAll('*')].filter((one) =>
      one.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
    links: [...document.querySelectorAll('a')].filter((one) => !/^(https?|mailto):$/.test(one.protocol)).length,
  }));
  expect(found, page.url()).toEqual({ ran: false, scripts: 0, elements: 0, handlers: 0, links: 0 });
}

async function theRound(): Promise<{ readonly round: string; readonly runs: Progress['runs'] }> {
  const [{ id } = { id: '' }] = await instance.rows<{ id: string }>('select id from survey_round order by as_of desc');
  const { body } = await administrator.api<Progress>('GET', `/rounds/${id}/progress`);
  return { round: id, runs: body.runs };
}

function tokenOf(link: string): string {
  return new URL(link).pathname.split('/').at(-1)!;
}

/** A repository whose config names a program for everything that git would run one for. */
function programs(): string {
  const place = makeRepository(join(folder, 'example', 'programs.git'), [planned()]);
  const program = `touch ${mark}`;
  appendFileSync(
    join(place, 'config'),
    `[core]\n\tfsmonitor = ${program}\n\tsshCommand = ${program}\n\tpager = ${program}\n[remote "origin"]\n\turl = ${place}\n` +
      `\tpromisor = true\n\tuploadpack = ${program}\n[extensions]\n\tpartialClone = origin\n`,
  );
  return place;
}
