import { beforeEach, expect, test } from 'vitest';
import { softPasskey, type Answering } from '../../../../test/support/authenticator.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey, begin, type Begun } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW, type TestPerson } from '../../../../test/support/people.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { listFactors } from '../store/factors.ts';
import { passkeysOf } from '../store/passkeys.ts';
import { addPasskey } from './add-passkey.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let ana: TestPerson;
let tests = 0;

beforeEach(async () => {
  ana = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++tests)}`, role: 'ENG' });
});

interface Differently {
  readonly answering?: Partial<Answering>;
  readonly attestation?: 'packed-with-certificate';
  readonly begun?: Begun;
  readonly browserToken?: string | null;
  readonly sessionToken?: string;
  readonly now?: Date;
}

async function add(differently: Differently = {}) {
  const begun = differently.begun ?? (await begin(db, ana, 'passkey-add'));
  const passkey = softPasskey(ana.person).made({
    origin: BASE_URL,
    challenge: begun.challenge,
    ...differently.answering,
    ...(differently.attestation === undefined ? {} : { attestation: differently.attestation }),
  });
  const { browserToken = begun.browserToken, sessionToken = ana.token, now = NOW } = differently;
  const input = { name: 'laptop at work', passkey, browserToken, sessionToken, baseUrl: BASE_URL };
  return db.tx((tx) => addPasskey(tx, ana.actor, input, now));
}

test('it is kept under its name, with what its checking needs; the journal has an id, and a mail says so', async () => {
  const factor = mustBeDone(await add({ answering: { isCopied: true, counter: 7 } }));
  await db.read(async (tx) => {
    const [password, passkey] = await listFactors(tx, ana.person);
    expect(password?.kind).toBe('password');
    expect(passkey).toEqual({
      kind: 'passkey',
      id: factor,
      name: 'laptop at work',
      setAt: NOW,
      lastUsedAt: null,
      isCopied: true,
      suspectedAt: null,
    });
    const [kept] = await passkeysOf(tx, ana.person);
    expect(kept).toMatchObject({ counter: 7, transports: ['hybrid', 'internal'], mayBeCopied: true, isCopied: true });
    const [event] = await eventsOf(tx, { kind: 'person', id: ana.person });
    expect(event).toMatchObject({ kind: 'passkey.added', actor: { id: ana.person }, facts: { factor } });
    const letter = (await listOutbox(tx, 1000)).find(
      (one) => one.recipient === ana.mail && one.subject.includes('passkey'),
    );
    expect(letter?.body).toContain('"laptop at work"');
  });
});

test.each<[string, Differently, string]>([
  ['for another site', { answering: { site: 'elsewhere.example' } }, 'passkey-not-taken'],
  [
    'made on another site',
    { answering: { origin: 'https://elsewhere.example', site: 'localhost' } },
    'passkey-not-taken',
  ],
  ['with certificates, which we did not ask for', { attestation: 'packed-with-certificate' }, 'passkey-not-taken'],
  ['to a question that we did not ask', { answering: { challenge: 'x'.repeat(43) } }, 'begun-elsewhere'],
  ['in a browser that did not begin', { browserToken: 'y'.repeat(43) }, 'begun-elsewhere'],
  ['in a browser without a cookie', { browserToken: null }, 'begun-elsewhere'],
  ['five minutes later', { now: addMinutes(NOW, 5) }, 'begun-elsewhere'],
  ['after the proof has run out', { now: addMinutes(NOW, 10) }, 'proof-needed'],
])('an answer %s is not taken, and nothing is kept', async (_, differently, code) => {
  expect(codeOf(await add(differently))).toBe(code);
  expect(await db.read((tx) => listFactors(tx, ana.person))).toHaveLength(1);
});

test('a question is good once, for whoever asked it', async () => {
  const begun = await begin(db, ana, 'passkey-add');
  expect(codeOf(await add({ begun }))).toBe(null);
  expect(codeOf(await add({ begun }))).toBe('begun-elsewhere');
  expect(codeOf(await add({ begun: await begin(db, admin, 'passkey-add') }))).toBe('begun-elsewhere');
  expect(codeOf(await add({ begun: await begin(db, null, 'passkey-sign-in') }))).toBe('begun-elsewhere');
  expect(codeOf(await add({ begun: await begin(db, ana, 'passkey-confirm') }))).toBe('begun-elsewhere');
});

test('the same passkey is not added twice, nor to two accounts; and twenty are the most', async () => {
  const soft = softPasskey(ana.person);
  const again = async (who: TestPerson) => {
    const { challenge, browserToken } = await begin(db, who, 'passkey-add');
    const passkey = soft.made({ origin: BASE_URL, challenge });
    const input = { name: 'x', passkey, browserToken, baseUrl: BASE_URL, sessionToken: who.token };
    return codeOf(await db.tx((tx) => addPasskey(tx, who.actor, input, NOW)));
  };
  expect(await again(ana)).toBe(null);
  expect(await again(ana)).toBe('passkey-known-already');
  expect(await again(admin)).toBe('passkey-known-already');
  const begun = await begin(db, ana, 'passkey-add');
  for (let n = 2; n <= 20; n++) await addTestPasskey(db, ana);
  expect(codeOf(await add({ begun }))).toBe('too-many-passkeys');
});

test.each([
  '',
  '{}',
  '[]',
  'null',
  '{"id":"x","response":{}}',
  '{"id":"../x","response":{"clientDataJSON":"e30"}}',
  'x'.repeat(40_001),
])('what is no answer at all is refused: %.40s', async (passkey) => {
  const { browserToken } = await begin(db, ana, 'passkey-add');
  const input = { name: 'x', passkey, browserToken, baseUrl: BASE_URL, sessionToken: ana.token };
  expect(codeOf(await db.tx((tx) => addPasskey(tx, ana.actor, input, NOW)))).toBe('passkey-not-taken');
});
