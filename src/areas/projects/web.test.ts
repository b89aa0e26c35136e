/** Projects as a browser reaches them: what is shown, what is refused in which words, and who may do what. */
import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, testDatabase } from '../../../test/support/database.ts';
import { addEveryRole, addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { addTestProject, giveStanding, pngOf, REACH } from '../../../test/support/projects.ts';
import { testWeb, type Sent, type TestWeb } from '../../../test/support/web.ts';
import type { Role } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { proposeRepositories } from './actions/propose-repositories.ts';
import { findProject } from './store/projects.ts';
import { countProjects, projectProfile } from './store/views.ts';
import { routes } from './web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
const people = await addEveryRole(db, admin, project);
await giveStanding(db, admin.actor, { project, person: people.get('PRJ')!.person });
const elsewhere = await addTestProject(db, admin.actor, 'Example Elsewhere');
const outsider = await addPerson(db, admin, { name: 'Out Example', role: 'PRJ', project: elsewhere.project });
const options = { routes, streams: [], api: [], reach: REACH, trustedProxies: ['127.0.0.1'] };
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb(db, options);
});

let sent = 0;
/** Each form from a network of its own, so that the limits for one network stay out of the way. */
function from(more: Sent): Sent {
  const address = `198.51.${Math.floor(++sent / 250)}.${sent % 250}`;
  return { ...more, headers: { 'x-forwarded-for': address, ...more.headers } };
}
const asAdmin = { as: admin.token };
const get = (path: string, more: Sent = asAdmin) => web.get(path, more);
const post = (path: string, form: Readonly<Record<string, string>> = {}, more: Sent = asAdmin) =>
  web.post(path, form, from(more));

/** A form with files, as a browser sends it. */
function postFiles(
  path: string,
  fields: Readonly<Record<string, string>>,
  files: Readonly<Record<string, { readonly name: string; readonly bytes: Buffer }>>,
) {
  const line = 'x-boundary-x';
  const parts = [
    ...Object.entries(fields).map(([name, value]) =>
      Buffer.from(`--${line}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`),
    ),
    ...Object.entries(files).flatMap(([name, file]) => [
      Buffer.from(
        `--${line}\r\nContent-Disposition: form-data; name="${name}"; filename="${file.name}"\r\nContent-Type: x/y\r\n\r\n`,
      ),
      file.bytes,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${line}--\r\n`),
  ];
  const { headers } = from(asAdmin);
  return web.send({
    method: 'POST',
    path,
    body: Buffer.concat(parts),
    headers: {
      ...headers,
      'content-type': `multipart/form-data; boundary=${line}`,
      origin: web.baseUrl,
      'sec-fetch-site': 'same-origin',
      cookie: `commonwork-4000=${admin.token}`,
    },
  });
}

const read = (key: string) => db.read((tx) => projectProfile(tx, admin.actor, key));

describe('the list', () => {
  test('of an empty workspace teaches what a project is, and offers the ways in to those who may', async () => {
    const database = await freshDatabase();
    const first = await makeWorkspace(database.db);
    const empty = await testWeb(database.db, options);
    const staff = await empty.get('/projects', { as: first.token });
    expect(staff.body).toContain('No project is listed yet');
    expect(staff.body).toContain('href="/projects/add"');
    const visitor = await empty.get('/projects');
    expect(visitor.body).toContain('No project is listed yet');
    expect(visitor.body).not.toContain('/projects/add');
    await database.close();
  });

  test('is filtered by its address, by name or by repository, and says so when nothing matches', async () => {
    await addTestProject(db, admin.actor, 'Example Wave', { url: 'https://codeberg.org/surf/board' });
    expect((await get('/projects?q=WAVE')).body).toContain('Example Wave');
    expect((await get('/projects?q=surf/')).body).toContain('Example Wave');
    expect((await get('/projects?q=surf/')).body).not.toContain('Example Grid');
    const none = await get('/projects?q=%25');
    expect(none.body).toContain('No project matches');
    expect(none.body).not.toContain('No project is listed yet');
    expect((await get('/projects?show=nonsense&sort=nonsense&after=zzz')).statusCode).toBe(200);
  });

  test('goes on page by page, each project once', async () => {
    const database = await freshDatabase();
    const first = await makeWorkspace(database.db);
    for (let n = 0; n < 53; n++) await addTestProject(database.db, first.actor, `P ${String(n).padStart(2, '0')}`);
    const full = await testWeb(database.db, options);
    for (const sort of ['', '&sort=added']) {
      const one = (await full.get(`/projects?q=p${sort}`)).body;
      expect(one).toContain('Projects 1–50 of 53');
      const next = /href="([^"]*after=[^"]*)"/.exec(one)![1]!.replaceAll('&amp;', '&');
      const two = (await full.get(next)).body;
      expect(two).toContain('Projects 51–53 of 53');
      const named = (body: string) => [...body.matchAll(/href="\/projects\/(p-\d\d)"/g)].map((found) => found[1]);
      expect(new Set([...named(one), ...named(two)]).size).toBe(53);
    }
    await database.close();
  });
});

describe('adding by address', () => {
  test.each([
    ['ext::sh -c id', 'ext:: are not accepted here'],
    ['--upload-pack=touch x', 'not the address of a repository'],
    ['file:///etc', 'file:// are not accepted here'],
    ['https://10.0.0.1/a/b', 'inside a private network'],
    ['https://127.1/a/b', 'inside a private network'],
    ['https://inside.example/a/b', 'inside.example is an address inside a private network'],
    ['https://user:secret@github.com/a/b', 'holds a user name or password'],
    ['', 'Paste the address of a repository'],
  ])('%j is refused at the field, with what was typed, and nothing is written', async (typed, words) => {
    const before = await db.read(countProjects);
    for (const step of ['address', 'project']) {
      const answer = await post('/projects/add', { url: typed, step, name: 'Refused' });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('One thing to put right');
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('href="#form-url"');
    }
    expect(await db.read(countProjects)).toBe(before);
    expect(await db.read((tx) => findProject(tx, 'refused'))).toBe(null);
  });

  test('first the address, then what it says to be put right, then the project', async () => {
    const second = await post('/projects/add', {
      url: 'https://github.com/example/example.github.io/issues',
      step: 'address',
    });
    expect(second.statusCode).toBe(200);
    expect(second.body).toContain('value="example"');
    expect(second.body).toContain('value="example/example.github.io"');
    expect(second.body).toMatch(/<option value="website" selected/);
    expect(await db.read((tx) => findProject(tx, 'example'))).toBe(null);

    const added = await post('/projects/add', {
      step: 'project',
      url: 'https://github.com/example/example.github.io',
      name: 'Example <b>Site</b>',
      repository: 'example/site',
      role: 'website',
      label: 'Wish list',
      example: 'yes',
    });
    expect([added.statusCode, added.headers['location']]).toEqual([303, '/projects/example-b-site-b/edit?said=added']);
    expect(await read('example-b-site-b')).toMatchObject({
      project: { profile: { name: 'Example <b>Site</b>', label: 'Wish list', example: true } },
      repositories: [{ name: 'example/site', role: 'website' }],
    });
    const edit = await get('/projects/example-b-site-b/edit?said=added');
    expect(edit.body).toContain('The project is added.');
    expect(edit.body).not.toContain('<b>Site');
  });

  test('a repository of another project may be added again, and the form names that project', async () => {
    const url = 'https://github.com/Example/example-grid';
    const asked = await post('/projects/add', { url, step: 'address' });
    expect(asked.statusCode).toBe(200);
    expect(asked.body).toContain('It is in the set of Example Grid as well');
    expect(asked.body).toContain('href="/projects/example-grid"');
    const added = await post('/projects/add', { url, step: 'project', name: 'Example Grid of 2018', label: 'Roadmap' });
    expect([added.statusCode, added.headers['location']]).toEqual([
      303,
      '/projects/example-grid-of-2018/edit?said=added',
    ]);
  });

  test('a name that is taken is said at the name, and the rest stays typed', async () => {
    const answer = await post('/projects/add', {
      step: 'project',
      url: 'https://github.com/example/other',
      name: 'example GRID',
      role: 'code',
      label: 'Our wishes',
    });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('href="#form-name"');
    expect(answer.body).toContain('value="Our wishes"');
  });

  test('a host that cannot be looked up from here is added with a word about it', async () => {
    const away = await testWeb(db, {
      ...options,
      reach: { ...REACH, lookup: () => Promise.reject(new Error('away')) },
    });
    const form = { url: 'https://forge.example/a/away', step: 'address' };
    const answer = await away.post('/projects/add', form, asAdmin);
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('forge.example could not be looked up from here');
  });
});

describe('importing a portfolio', () => {
  const yaml = '- name: Example Hill\n  repositories: [https://github.com/example/hill]\n';

  test('is previewed, then confirmed, then there', async () => {
    const preview = await post('/projects/import', { text: yaml });
    expect(preview.statusCode).toBe(200);
    expect(preview.body).toContain('1 project and 1 repository would come in');
    expect(await read('example-hill')).toBe(null);
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(preview.body)![1]!;

    const stale = await post('/projects/import', { text: yaml, seen: '0'.repeat(64) });
    expect(stale.statusCode).toBe(409);
    expect(stale.body).toContain('The projects here have changed');
    expect(await read('example-hill')).toBe(null);

    const done = await post('/projects/import', { text: yaml, seen });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/projects?said=imported']);
    expect(await read('example-hill')).toMatchObject({ repositories: [{ name: 'example/hill' }] });
    expect((await post('/projects/import', { text: yaml })).body).toContain('Everything is here already');
  });

  test('comes from a file, whose text is kept for the confirmation', async () => {
    const bytes = Buffer.from('name,url\r\nExample Dune,https://github.com/example/dune\r\n');
    const preview = await postFiles('/projects/import', { text: '' }, { file: { name: 'list.csv', bytes } });
    expect(preview.statusCode).toBe(200);
    expect(preview.body).toContain('Example Dune');
    const seen = /name="seen" value="([0-9a-f]{64})"/.exec(preview.body)![1]!;
    const text = bytes.toString('utf8').replaceAll('\r\n', '\n');
    expect(preview.body).toContain(text.trim());
    expect((await postFiles('/projects/import', { text, seen }, {})).statusCode).toBe(303);
    expect(await read('example-dune')).not.toBe(null);
  });

  test.each([
    ['malformed YAML', 'projects:\n  - name: A\n   - name: B\n', 'Line 3: This is not valid YAML.'],
    ['two projects of one name', `${yaml}${yaml}`, 'Line 3: Two projects are called “Example Hill”'],
    [
      'a command in place of an address',
      '- name: Evil\n  repositories: ["ext::sh -c id"]\n',
      'Line 2: Addresses that start with ext::',
    ],
    ['a folder', '- name: Evil\n  repositories: ["file:///etc"]\n', 'file:// are not accepted here'],
    [
      'a name that leads inside',
      '- name: Evil\n  repositories: [https://inside.example/a/b]\n',
      'inside a private network',
    ],
    ['nothing', ' ', 'Paste a portfolio, or choose a file.'],
  ])('with %s is refused with its line, and what was typed stays', async (_, text, words) => {
    const before = await db.read(countProjects);
    for (const seen of [undefined, '0'.repeat(64)]) {
      const answer = await post('/projects/import', { text, ...(seen === undefined ? {} : { seen }) });
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('href="#form-text"');
    }
    expect(await db.read(countProjects)).toBe(before);
  });

  test('names every mistake of a file, not only the first', async () => {
    const answer = await post('/projects/import', { text: '- repositories: [u]\n- name: B\n' });
    expect(answer.body).toContain('2 things to put right in the portfolio');
    expect(answer.body).toContain('Line 1: Project 1 has no name.');
    expect(answer.body).toContain('Line 2: “B” has no repositories.');
  });

  test('of more than the form takes is refused by the door', async () => {
    const answer = await post('/projects/import', { text: 'a'.repeat(3_000_000) });
    expect(answer.statusCode).toBe(413);
  });

  test('can go back to the text', async () => {
    const answer = await post('/projects/import', { text: yaml, seen: '0'.repeat(64), again: 'yes' });
    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Show what would come in');
    expect(answer.body).toContain('- name: Example Hill');
  });
});

describe('exporting', () => {
  test('gives a file to everyone, and no other format', async () => {
    const json = await get('/projects/export/json', {});
    expect(json.headers['content-type']).toMatch(/^application\/json/);
    expect(json.headers['content-disposition']).toContain('projects.json');
    expect(JSON.parse(json.body)).toMatchObject({
      projects: expect.arrayContaining([expect.objectContaining({ name: 'Example Grid' })]),
    });
    expect((await get('/projects/export/csv', {})).headers['content-type']).toMatch(/^text\/csv/);
    expect((await get('/projects/export/exe', {})).statusCode).toBe(404);
  });
});

describe('editing', () => {
  const form = async (changed: Readonly<Record<string, string>> = {}) => {
    const { profile, version } = (await read(slug))!.project;
    return {
      name: profile.name,
      summary: profile.summary,
      licence: profile.licence ?? '',
      homepage: profile.homepage ?? '',
      label: profile.label,
      note: profile.note ?? '',
      version: String(version),
      ...(profile.example ? { example: 'yes' } : {}),
      ...changed,
    };
  };

  test('is saved, shown with what was before, and put back', async () => {
    const saved = await post(`/projects/${slug}/edit`, await form({ summary: 'Grids', licence: 'mit or Apache-2.0' }));
    expect([saved.statusCode, saved.headers['location']]).toEqual([303, `/projects/${slug}/edit?said=saved`]);
    const page = (await get(`/projects/${slug}/edit?said=saved`)).body;
    expect(page).toContain('The profile is saved.');
    expect(page).toContain('Ada Example (workspace administrator, Example Lab) changed the summary and licence');
    expect(page).toContain('nothing became “Grids”');
    const undo = /action="(\/projects\/example-grid\/edits\/[^"]+\/undo)"/.exec(page)![1]!;
    expect((await post(undo)).statusCode).toBe(303);
    expect((await read(slug))?.project.profile).toMatchObject({ summary: '', licence: null });
    expect((await post(undo)).statusCode).toBe(409);
  });

  test('says at each field what to do, and keeps what was typed', async () => {
    const answer = await post(
      `/projects/${slug}/edit`,
      await form({
        name: ' ',
        licence: 'BSD three',
        homepage: 'javascript:alert(1)',
        label: 'x'.repeat(41),
        summary: '"><script>',
      }),
    );
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('Four things to put right');
    for (const field of ['name', 'licence', 'homepage', 'label'])
      expect(answer.body).toContain(`href="#profile-form-${field}"`);
    expect(answer.body).toContain('value="BSD three"');
    expect(answer.body).not.toContain('"><script>');
  });

  test('over what somebody else saved meanwhile is refused', async () => {
    const stale = await form({ summary: 'Mine' });
    mustBeDone({ done: await post(`/projects/${slug}/edit`, await form({ summary: 'Theirs' })) });
    const answer = await post(`/projects/${slug}/edit`, stale);
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Someone else changed this project while you were writing');
    expect(answer.body).toContain('>Mine</textarea>');
    expect((await read(slug))?.project.profile.summary).toBe('Theirs');
  });

  test('takes a picture as a logo and shows it to everyone as nothing but a picture', async () => {
    const svg = { name: 'logo.svg', bytes: Buffer.from('<svg xmlns="x"><script>alert(1)</script></svg>') };
    const refused = await postFiles(`/projects/${slug}/edit`, await form(), { logo: svg });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('An SVG can carry programs');
    expect(refused.body).toContain('href="#profile-form-logo"');

    const png = { name: 'logo.exe', bytes: pngOf(120, 60) };
    expect((await postFiles(`/projects/${slug}/edit`, await form(), { logo: png })).statusCode).toBe(303);
    const logo = await get(`/projects/${slug}/logo`, {});
    expect(logo.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(logo.headers['content-security-policy']).toContain('sandbox');
    expect(logo.rawPayload.equals(png.bytes)).toBe(true);
    expect((await get(`/projects/${slug}/edit`)).body).toMatch(/<img [^>]*alt="Logo of Example Grid"/);

    expect((await post(`/projects/${slug}/edit`, await form({ removeLogo: 'yes' }))).statusCode).toBe(303);
    expect((await get(`/projects/${slug}/logo`, {})).statusCode).toBe(404);
  });

  test('the set: added, removed, put back, the last one kept', async () => {
    const bad = await post(`/projects/${slug}/repositories`, { url: 'ext::sh -c id', role: '' });
    expect(bad.statusCode).toBe(422);
    expect(bad.body).toContain('href="#repository-form-url"');
    expect(bad.body).toContain('value="ext::sh -c id"');
    expect(
      (await post(`/projects/${slug}/repositories`, { url: 'https://github.com/example/grid-docs', role: '' }))
        .statusCode,
    ).toBe(303);
    const docs = (await read(slug))!.repositories[1]!;
    expect(docs).toMatchObject({ name: 'example/grid-docs', role: 'website' });
    const twice = await post(`/projects/${slug}/repositories`, { url: 'github.com/example/grid-docs', role: 'code' });
    expect(twice.statusCode).toBe(409);
    expect(twice.body).toContain('already in this project’s set');

    const at = `/projects/${slug}/repositories/${docs.id}`;
    expect((await post(`${at}/remove`)).headers['location']).toBe(`/projects/${slug}/edit?said=removed`);
    const page = (await get(`/projects/${slug}/edit`)).body;
    expect(page).toContain('Removed from the set');
    const [first] = (await read(slug))!.repositories;
    const last = await post(`/projects/${slug}/repositories/${first!.id}/remove`);
    expect(last.statusCode).toBe(409);
    expect(last.body).toContain('A project keeps at least one repository.');
    expect((await post(`${at}/restore`)).statusCode).toBe(303);
    expect((await post(`${at}/restore`)).statusCode).toBe(409);
    expect((await post(`/projects/${slug}/repositories/${newId(NOW)}/remove`)).statusCode).toBe(404);
  });

  test('proposals: shown with reason and line, hostile paths as text, accepted by their own address only', async () => {
    const foundIn = {
      repository: 'example/example-grid',
      path: 'docs/<script>\u202e\n.md',
      line: 9,
      commit: '278f85f12a8b2e90',
    };
    const links = ['governance', 'grid-website'].map((name) => ({
      target: `https://github.com/example/${name}`,
      foundIn,
    }));
    mustBeDone(
      await db.tx((tx) => proposeRepositories(tx, { kind: 'program', program: 'jobs' }, { project, links }, NOW)),
    );
    expect((await get('/projects')).body).toContain('2 proposals');
    const page = (await get(`/projects/${slug}/edit`)).body;
    expect(page).toContain('Do these belong to it?');
    expect(page).toContain('its name speaks of governance');
    expect(page).not.toContain('<script>\u202e');
    expect(page).toContain(':9');

    const proposals = (await read(slug))!.proposals;
    const [governance, website] = ['example/governance', 'example/grid-website'].map((name) =>
      proposals.find((one) => one.name === name)!,
    );
    const at = `/projects/${slug}/proposals/${governance!.id}`;
    expect((await post(`${at}/accept`, { url: 'https://github.com/evil/governance' })).statusCode).toBe(404);
    expect((await post(`${at}/accept`, { url: 'https://inside.example/a/b' })).statusCode).toBe(422);
    expect((await post(`${at}/accept`, { url: governance!.url })).headers['location']).toBe(
      `/projects/${slug}/edit?said=accepted`,
    );
    expect((await post(`/projects/${slug}/proposals/${website!.id}/decline`)).statusCode).toBe(303);
    const after = (await get(`/projects/${slug}/edit`)).body;
    expect(after).toContain('All proposals are answered.');
    expect(after).toContain('It belongs after all');
    expect((await post(`/projects/${slug}/proposals/${website!.id}/accept`, { url: website!.url })).statusCode).toBe(
      303,
    );
  });

  test('archived: out of the list, its page says why, nothing can be changed until it is restored', async () => {
    const other = await addTestProject(db, admin.actor, 'Example Old');
    const at = `/projects/${other.slug}`;
    const missing = await post(`${at}/archive`, { reason: '' });
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('href="#archive-form-reason"');
    expect((await post(`${at}/archive`, { reason: 'It <i>moved</i>.' })).statusCode).toBe(303);
    expect((await get('/projects')).body).not.toContain('Example Old');
    expect((await get('/projects?show=archived')).body).toContain('Example Old');
    const page = (await get(`${at}/edit`)).body;
    expect(page).toContain('It &lt;i>moved&lt;/i>.');
    expect(page).not.toContain('Save the profile');
    expect((await post(`${at}/repositories`, { url: 'https://github.com/example/late', role: '' })).statusCode).toBe(
      409,
    );
    for (const refused of [await post(`${at}/edit`, { name: '' }), await post(`${at}/archive`, { reason: 'Again' })]) {
      expect(refused.statusCode).toBeGreaterThanOrEqual(400);
      expect(refused.body).toContain('This project is archived. Restore it before changing it.');
    }
    expect((await post(`${at}/restore`)).headers['location']).toBe(`${at}/edit?said=restored`);
    expect((await get('/projects')).body).toContain('Example Old');
  });

  test('a hostile name is text wherever it stands', async () => {
    const name = '"><script>alert(1)</script>\n\u202eevil';
    const added = await post('/projects/add', {
      step: 'project',
      url: 'https://github.com/example/hostile',
      name,
      role: 'code',
    });
    expect(added.statusCode).toBe(303);
    const at = added.headers['location']!.split('?')[0]!;
    for (const path of ['/projects', at, '/projects/export/csv', '/projects/export/json']) {
      const { body } = await get(path);
      expect(body).toContain('alert(1)');
      expect(body).not.toContain('\u202e');
      if (!path.includes('export')) expect(body).not.toContain('<script>alert');
    }
  });
});

describe('who may', () => {
  const TRIED: readonly (Role | 'stranger' | 'PRJ of another project')[] = [
    'stranger',
    'PRJ of another project',
    'ENG',
    'MNT',
    'PRJ',
    'TEC',
    'ADM',
  ];

  test.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('%s', async (_, route) => {
    const path = route.path
      .replace(':project', slug)
      .replace(':format', 'json')
      .replace(/:[a-z]+/g, newId(NOW));
    const { roles, ownProject } = route.permission;
    for (const who of TRIED) {
      const token =
        who === 'stranger' ? null : who === 'PRJ of another project' ? outsider.token : people.get(who)!.token;
      const role = who === 'PRJ of another project' ? 'PRJ' : who;
      const allowed =
        roles.includes('PUB') ||
        (role !== 'stranger' && roles.includes(role) && !(ownProject.includes(role) && role !== who));
      const answer = route.method === 'GET' ? await get(path, { as: token }) : await post(path, {}, { as: token });
      const denied =
        [401, 403].includes(answer.statusCode) || (answer.headers['location'] ?? '').startsWith('/sign-in');
      expect([who, denied]).toEqual([who, !allowed]);
    }
  });
});
