/** A person's way through the door and around the house, as their browser sends it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { freshDatabase, testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW, PASSWORD, tokenIn } from '../../../test/support/people.ts';
import { testWeb, tokenSet, type Sent, type TestWeb } from '../../../test/support/web.ts';
import { addMinutes } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import type { Db } from '../../outside/database/index.ts';
import { listOutbox, mailer, sendQueuedMail } from '../../outside/mail/index.ts';
import { makeSetUpLink } from './index.ts';
import { listOpenInvitations } from './store/invitations.ts';
import { listPeople } from './store/persons.ts';
import { peopleRoutes } from './web.ts';

const project = { id: newId<'project'>(NOW), name: 'NumPy <i>' };
const options = { routes: peopleRoutes(async () => [project]), streams: [], api: [] };

/** The newest link in a letter to somebody. */
async function linkTo(db: Db, mail: string, part: string): Promise<string> {
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const letter = letters.find((one) => one.recipient === mail && one.link?.includes(part));
  return new URL(letter?.link ?? '').pathname + new URL(letter?.link ?? '').search;
}

describe('the first start', () => {
  test('leads from the printed link to a signed-in administrator', async () => {
    const database = await freshDatabase();
    const web = await testWeb(database.db, options);
    const program = { kind: 'program', program: 'command' } as const;
    const { token } = mustBeDone(await database.db.tx((tx) => makeSetUpLink(tx, program, {}, NOW)));
    const path = `/set-up/${token}`;

    expect((await web.get('/set-up/wrong')).statusCode).toBe(410);
    expect((await web.get(path)).body).toContain('Set up the workspace');
    expect((await web.get(path)).statusCode).toBe(200); // looking did not spend it
    const typed = { workspace: 'Example <b>Lab</b>', name: 'Ada Example', mail: 'ada@example.org' };
    const short = await web.post(path, { ...typed, password: 'short' });
    expect(short.statusCode).toBe(422);
    expect(short.body).toContain('value="Example &lt;b>Lab&lt;/b>"'.replaceAll('>', '>'));
    expect(short.body).not.toContain('value="short"');
    const missing = await web.post(path, { password: PASSWORD });
    expect(missing.statusCode).toBe(422);
    expect(missing.body).toContain('Three things to put right');

    const done = await web.post(path, { ...typed, password: PASSWORD });
    expect([done.statusCode, done.headers['location']]).toEqual([303, '/']);
    const people = await web.get('/people', { as: tokenSet(done) });
    expect(people.body).toContain('You are alone here');
    expect((await web.get(path)).statusCode).toBe(410);
    expect((await web.post(path, { ...typed, password: PASSWORD })).statusCode).toBe(409);
    await database.close();
  });
});

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb(db, { ...options, trustedProxies: ['127.0.0.1'] });
});

let sent = 0;
/** Each form from a network of its own, so that the limits for one network stay out of the way. */
function post(path: string, form: Readonly<Record<string, string>>, more: Sent = {}) {
  const from = { 'x-forwarded-for': `198.51.${Math.floor(++sent / 250)}.${sent % 250}` };
  return web.post(path, form, { ...more, headers: { ...from, ...more.headers } });
}

describe('signing in', () => {
  test.each([
    ['/survey?x=1', '/survey?x=1'],
    ['/people/../people', '/people'],
    ['https://evil.example/', '/'],
    ['//evil.example/', '/'],
    ['/\\evil.example/', '/'],
    ['\\/evil.example', '/'],
    ['/\t/evil.example', '/'],
    ['/%09/evil.example', '/%09/evil.example'],
    ['/./\\evil.example', '/'],
    ['/x/..//evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['', '/'],
  ])('on to %j leads to %s', async (next, to) => {
    const response = await post('/sign-in', { mail: admin.mail, password: PASSWORD, next });
    expect([response.statusCode, response.headers['location']]).toEqual([303, to]);
    const already = await web.get(`/sign-in?next=${encodeURIComponent(next)}`, { as: tokenSet(response) });
    expect(already.headers['location']).toBe(to);
  });

  test('with a wrong password says the same as with an unknown address, and keeps what was typed but not the password', async () => {
    const wrong = await post('/sign-in', { mail: admin.mail, password: 'not it' });
    const unknown = await post('/sign-in', { mail: 'nobody@example.org', password: 'not it' });
    expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401]);
    expect(wrong.body.replaceAll(admin.mail, 'X')).toBe(unknown.body.replaceAll('nobody@example.org', 'X'));
    expect(wrong.body).toContain(`value="${admin.mail}"`);
    expect(wrong.body).not.toContain('not it');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test('after too many tries says how long to wait', async () => {
    const mail = 'somebody@example.org';
    for (let tries = 1; tries <= 5; tries++) await post('/sign-in', { mail, password: 'x' });
    const response = await post('/sign-in', { mail, password: 'x' });
    expect([response.statusCode, response.headers['retry-after']]).toEqual([429, '15']);
    expect(response.body).toContain('Wait 15 seconds');
  });

  test('by mail link: the page names the account, the button signs in, once', async () => {
    const asked = await post('/sign-in/mail', { mail: eng.mail, next: '/survey' });
    const unknown = await post('/sign-in/mail', { mail: 'nobody@example.org', next: '/survey' });
    expect(asked.body).toBe(unknown.body);
    const path = await linkTo(db, eng.mail, '/sign-in/link/');
    const page = await web.get(path);
    expect(page.body).toContain('Sign in as Eng Example');
    expect(page.headers['cache-control']).toBe('private, no-store');
    expect(page.headers['set-cookie']).toBeUndefined();
    const next = new URLSearchParams(path.split('?')[1]).get('next')!;
    const signedIn = await post(path.split('?')[0]!, { next });
    expect([signedIn.statusCode, signedIn.headers['location']]).toEqual([303, '/survey']);
    expect((await web.get('/account', { as: tokenSet(signedIn) })).body).toContain('Eng Example');
    const again = await post(path.split('?')[0]!, { next });
    expect([again.statusCode, again.headers['set-cookie']]).toEqual([410, undefined]);
    expect((await web.get(path)).statusCode).toBe(410);
  });
});

describe('one’s own account', () => {
  test('shows a stranger the door', async () => {
    expect((await web.get('/account')).headers['location']).toBe('/sign-in?next=%2Faccount');
  });

  test('a password is changed with the current one, and other sessions end', async () => {
    const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'TEC' });
    const elsewhere = tokenSet(await post('/sign-in', { mail: bob.mail, password: PASSWORD }));
    const wrong = await post('/account/password', { current: 'x', password: 'another sentence' }, { as: bob.token });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('This is not your current password.');
    const done = await post(
      '/account/password',
      { current: PASSWORD, password: 'another sentence' },
      { as: bob.token },
    );
    expect(done.headers['location']).toBe('/account?said=password');
    expect((await web.get('/account?said=password', { as: bob.token })).body).toContain('Your password is changed.');
    expect((await web.get('/account', { as: elsewhere })).statusCode).toBe(303);
    expect((await post('/sign-in', { mail: bob.mail, password: PASSWORD })).statusCode).toBe(401);
  });

  test('a word in the address is never shown as it is', async () => {
    const { body } = await web.get('/account?said=%3Cb%3Ehello%3C/b%3E', { as: admin.token });
    expect(body).not.toContain('hello');
  });

  test('sessions are listed and ended one by one or all', async () => {
    const [here, there, third] = await Promise.all(
      ['Firefox/ Linux', 'Safari/ iPhone', 'curl/8'].map(async (agent) =>
        tokenSet(await post('/sign-in', { mail: eng.mail, password: PASSWORD }, { headers: { 'user-agent': agent } })),
      ),
    );
    const { body } = await web.get('/account', { as: here! });
    expect(body).toContain('Firefox on Linux (this one)');
    expect(body).toContain('Safari on an iPhone');
    expect(body).toContain('curl/8');
    const ends = [...body.matchAll(/action="(\/account\/sessions\/[0-9a-f-]+\/end)"/g)].map((match) => match[1]!);
    expect(ends.length).toBeGreaterThanOrEqual(3);
    expect((await post(ends[0]!, {}, { as: admin.token })).statusCode).toBe(404);
    expect((await post(ends[0]!, {}, { as: here! })).statusCode).toBe(303);
    await post('/account/sessions/end', {}, { as: here! });
    for (const token of [there, third, eng.token])
      expect((await web.get('/account', { as: token! })).statusCode).toBe(303);
    expect((await web.get('/account', { as: here! })).statusCode).toBe(200);
  });

  test('hats are stated, worn and given up, and stand under the name', async () => {
    const stated = { capacity: 'engineer <i>', affiliation: 'Larkspur Quant' };
    expect((await post('/account/hats', stated, { as: admin.token })).statusCode).toBe(303);
    const again = await post('/account/hats', stated, { as: admin.token });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('You have this hat already.');
    const many = await post('/account/hats', { capacity: 'x'.repeat(81) }, { as: admin.token });
    expect(many.statusCode).toBe(422);
    const worn = 'engineer <i>, Larkspur Quant';
    expect((await post('/account/hat', { worn }, { as: admin.token })).statusCode).toBe(303);
    const account = (await web.get('/account', { as: admin.token })).body;
    expect(account).toContain('<span>engineer &lt;i>, Larkspur Quant</span>');
    expect((await post('/account/hat', { worn: 'pope' }, { as: admin.token })).statusCode).toBe(422);
    const [, giveUp] = /action="(\/account\/hats\/[0-9a-f-]+\/give-up)"/.exec(account)!;
    expect((await post(giveUp!, {}, { as: admin.token })).statusCode).toBe(303);
    const after = (await web.get('/account', { as: admin.token })).body;
    expect(after).toContain('<span>workspace administrator, Example Lab</span>');
  });
});

describe('tokens for the API', () => {
  const asked = { name: 'nightly "export" <b>', scope: 'read-write', days: '365', current: PASSWORD };

  test('one is made with the password; its secret stands on the answer and nowhere after', async () => {
    const una = await addPerson(db, admin, { name: 'Una Example', role: 'TEC' });
    expect((await web.get('/account', { as: una.token })).body).toContain('None yet.');
    const made = await post('/account/tokens', asked, { as: una.token });
    expect([made.statusCode, made.headers['cache-control']]).toEqual([200, 'private, no-store']);
    const secret = /value="(cw_[A-Za-z0-9_-]{43})"/.exec(made.body)?.[1];
    expect(secret).toBeDefined();
    expect(made.body).toContain('25 November 2027');
    expect(made.body).toContain('nightly "export" &lt;b>'.replaceAll('"', '&quot;'));
    const list = await web.get('/account', { as: una.token });
    expect(list.body).toContain('nightly "export" &lt;b>'.replaceAll('"', '&quot;'));
    expect(list.body).not.toContain('cw_');
    expect((await web.get('/account', { as: admin.token })).body).not.toContain('nightly');

    const revoke = /action="(\/account\/tokens\/[0-9a-f-]+\/revoke)"/.exec(list.body)![1]!;
    expect((await post(revoke, {}, { as: admin.token })).statusCode).toBe(404);
    const done = await post(revoke, {}, { as: una.token });
    expect(done.headers['location']).toBe('/account?said=token');
    const after = (await web.get('/account?said=token', { as: una.token })).body;
    expect(after).toContain('The token is revoked.');
    expect(after).toContain('revoked 25 Nov 2026');
    expect(after).not.toContain(revoke);
    expect((await post(revoke, {}, { as: una.token })).statusCode).toBe(404);
    expect((await post('/account/tokens/x/revoke', {}, { as: una.token })).statusCode).toBe(404);
  });

  test('a form with mistakes comes back with what was typed, but not the password', async () => {
    const nothing = await post('/account/tokens', {}, { as: admin.token });
    expect(nothing.statusCode).toBe(422);
    expect(nothing.body).toContain('Three things to put right');
    const wrong = await post('/account/tokens', { ...asked, current: 'not it' }, { as: admin.token });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('This is not your current password.');
    expect(wrong.body).toContain('value="nightly &quot;export&quot; &lt;b>"');
    expect(wrong.body).toMatch(/value="read-write"[^>]* checked|checked[^>]* value="read-write"/);
    expect(wrong.body).not.toContain('not it');
    expect(wrong.body).not.toContain('cw_');
  });

  test('signing out everywhere else leaves them or, ticked, ends them', async () => {
    const vic = await addPerson(db, admin, { name: 'Vic Example', role: 'TEC' });
    await post('/account/tokens', asked, { as: vic.token });
    const page = async () => (await web.get('/account', { as: vic.token })).body;
    await post('/sign-in', { mail: vic.mail, password: PASSWORD });
    expect(await page()).toContain('Revoke my tokens as well');
    await post('/account/sessions/end', {}, { as: vic.token });
    expect(await page()).toContain('until 25 Nov 2027');
    const ended = await post('/account/sessions/end', { revokeTokens: 'yes' }, { as: vic.token });
    expect(ended.headers['location']).toBe('/account?said=sessionsAndTokens');
    expect(await page()).toContain('revoked 25 Nov 2026');
  });
});

describe('administration', () => {
  test('an invitation leads to an account with its role', async () => {
    const form = { name: 'Cleo "C" <b>', mail: 'cleo@example.org', role: 'MNT', project: project.id };
    const invited = await post('/people/invite', form, { as: admin.token });
    expect(invited.headers['location']).toBe('/people');
    const list = await web.get('/people', { as: admin.token });
    expect(list.body).toContain('Cleo "C" &lt;b>'.replace('"', '&quot;').replace('"', '&quot;'));
    expect(list.body).toContain('NumPy &lt;i>');
    const path = await linkTo(db, 'cleo@example.org', '/invitation/');
    const page = await web.get(path);
    expect(page.body).toContain('maintainer for NumPy &lt;i>');
    expect(page.body).toContain('You will sign in with cleo@example.org');
    expect((await post(path, { name: 'Cleo', password: 'cleo@example.org' })).statusCode).toBe(422);
    const joined = await post(path, { name: 'Cleo Example', password: PASSWORD });
    expect(joined.headers['location']).toBe('/');
    expect((await web.get('/account', { as: tokenSet(joined) })).body).toContain('maintainer');
    expect((await web.get(path)).statusCode).toBe(410);
  });

  test('a form with mistakes comes back with what was typed and what to do', async () => {
    const none = await post('/people/invite', { name: 'D', mail: 'not a mail address' }, { as: admin.token });
    expect(none.statusCode).toBe(422);
    expect(none.body).toContain('Two things to put right');
    expect(none.body).toContain('value="not a mail address"');
    const noProject = await post(
      '/people/invite',
      { name: 'D', mail: 'd@example.org', role: 'PRJ', project: '' },
      { as: admin.token },
    );
    expect(noProject.body).toContain('Say for which project this role is held.');
    const member = await post('/people/invite', { name: 'D', mail: eng.mail, role: 'TEC' }, { as: admin.token });
    expect([member.statusCode, member.body.includes('has an account already')]).toEqual([409, true]);
    expect(await db.read(listOpenInvitations)).toEqual([]);
  });

  test('roles are given and taken back; the last administrator stays', async () => {
    const person = `/people/${eng.person}`;
    const given = await post(`${person}/grant`, { role: 'TEC' }, { as: admin.token });
    expect(given.headers['location']).toBe(`${person}?said=role`);
    expect((await post(`${person}/grant`, { role: 'TEC' }, { as: admin.token })).statusCode).toBe(409);
    const page = await web.get(`${person}?said=role`, { as: admin.token });
    expect(page.body).toContain('The role is given.');
    const grants = (await db.read(listPeople)).find((one) => one.id === eng.person)!.grants;
    const taken = await post(
      `${person}/revoke`,
      { grant: grants.find((one) => one.role === 'TEC')!.id },
      { as: admin.token },
    );
    expect(taken.headers['location']).toBe(`${person}?said=taken`);
    const own = (await db.read(listPeople)).find((one) => one.id === admin.person)!.grants[0]!.id;
    const last = await post(`/people/${admin.person}/revoke`, { grant: own }, { as: admin.token });
    expect([last.statusCode, last.body.includes('This is the last administrator.')]).toEqual([409, true]);
    expect((await web.get('/people', { as: admin.token })).statusCode).toBe(200);
  });

  test('an account is closed with a reason and opened again', async () => {
    const dan = await addPerson(db, admin, { name: 'Dan Example', role: 'ENG' });
    const person = `/people/${dan.person}`;
    expect((await post(`${person}/deactivate`, { reason: ' ' }, { as: admin.token })).statusCode).toBe(422);
    await post(`${person}/deactivate`, { reason: 'left <the> lab' }, { as: admin.token });
    expect((await web.get('/account', { as: dan.token })).statusCode).toBe(303);
    expect((await web.get(person, { as: admin.token })).body).toContain('left &lt;the> lab');
    expect((await post('/sign-in', { mail: dan.mail, password: PASSWORD })).statusCode).toBe(401);
    await post(`${person}/reactivate`, {}, { as: admin.token });
    expect((await post('/sign-in', { mail: dan.mail, password: PASSWORD })).statusCode).toBe(303);
  });

  test('the outbox gives each link to copy, while it works', async () => {
    await post('/sign-in/mail', { mail: admin.mail });
    await sendQueuedMail(db, mailer({ url: null, from: 'x@example.org', host: 'x' }), NOW);
    const list = await web.get('/outbox', { as: admin.token });
    expect(list.body).toContain('to be passed on');
    expect(list.body).toContain('its link was used');
    const letters = await db.read((tx) => listOutbox(tx, 1000));
    const letter = letters.find((one) => one.recipient === admin.mail && one.subject.includes('sign in'))!;
    const one = await web.get(`/outbox/${letter.id}`, { as: admin.token });
    expect(one.body).toContain(`value="${letter.link}"`);
    expect(tokenIn(letter.link!)).toHaveLength(43);
    await sendQueuedMail(db, mailer({ url: null, from: 'x@example.org', host: 'x' }), addMinutes(NOW, 30));
    expect((await web.get(`/outbox/${letter.id}`, { as: admin.token })).body).toContain(
      'The text was removed when its link ended.',
    );
    expect((await web.get('/outbox/nothing', { as: admin.token })).statusCode).toBe(404);
  });
});
