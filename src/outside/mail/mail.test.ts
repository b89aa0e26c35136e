import type { AddressInfo } from 'node:net';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { SMTPServer } from 'smtp-server';
import { testDatabase } from '../../../test/support/database.ts';
import { addDays, addMinutes } from '../../kernel/dates.ts';
import { on, sql } from '../database/index.ts';
import {
  findOutboxEntry,
  letterText,
  listOutbox,
  mailer,
  queueMail,
  sendQueuedMail,
  type Letter,
  type Mailer,
} from './index.ts';

const NOW = new Date('2026-11-25T10:00:00.000Z');
const letter: Letter = {
  to: { address: 'ana@example.org', name: 'Ana Żółw' },
  subject: 'Your link to sign in',
  paragraphs: ['Open this page:', 'The link works once.'],
  link: { href: 'https://work.example.org/sign-in/link/abc', validUntil: addMinutes(NOW, 20) },
};

interface Arrived {
  readonly from: string;
  readonly to: readonly string[];
  readonly text: string;
}

/** A mail server on loopback that keeps what it is sent; `answer` may refuse a recipient with a code. */
function sink(answer: (recipient: string) => number | null = () => null) {
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const code = answer(address);
      callback(code === null ? null : Object.assign(new Error('<b>no</b>\r\nsuch person'), { responseCode: code }));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
        const to = envelope.rcptTo.map((one) => one.address);
        arrived.push({ from, to, text: Buffer.concat(chunks).toString('utf8') });
        callback();
      });
    },
  });
  return {
    arrived,
    open: () =>
      new Promise<string>((resolve) => {
        server.listen(0, '127.0.0.1', () =>
          resolve(`smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`),
        );
      }),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

const { db } = await testDatabase();
beforeEach(() => db.tx((tx) => sql`delete from mail`.execute(on(tx))));

const queue = (given: Letter = letter, now = NOW) => db.tx((tx) => queueMail(tx, given, now));
const newest = async () => (await db.read((tx) => listOutbox(tx, 1)))[0]!;

describe('with a mail server', () => {
  const post = sink((recipient) => (recipient.startsWith('nobody') ? 550 : recipient.startsWith('busy') ? 451 : null));
  let smtp: Mailer;
  beforeEach(async () => {
    smtp ??= mailer({ url: await post.open(), from: 'Example Lab <work@example.org>', host: 'work.example.org' });
    post.arrived.length = 0;
  });
  afterAll(async () => {
    smtp.close();
    await post.close();
  });

  test('a letter arrives as plain text, and its text and link are forgotten here', async () => {
    const id = await queue();
    expect(await sendQueuedMail(db, smtp, NOW)).toEqual({ sent: 1, held: 0, failed: 0 });
    const [mail] = post.arrived;
    expect(mail).toMatchObject({ from: 'work@example.org', to: ['ana@example.org'] });
    expect(mail!.text).toContain('Subject: Your link to sign in\r\n');
    expect(mail!.text).toContain('Content-Type: text/plain; charset=utf-8');
    expect(mail!.text).toContain(`Message-ID: <${id}@work.example.org>`);
    expect(mail!.text).toContain('https://work.example.org/sign-in/link/abc');
    expect(mail!.text).not.toMatch(/Content-Type: (text\/html|multipart)/);
    expect(await newest()).toMatchObject({ state: 'sent', body: null, link: null, tries: 1 });
    expect(await sendQueuedMail(db, smtp, addDays(NOW, 1))).toEqual({ sent: 0, held: 0, failed: 0 });
  });

  test('a letter that one can do without says where a click stops it, over https with one click alone', async () => {
    for (const host of ['https://work.example.org', 'http://localhost:4000']) {
      await queue({ ...letter, unsubscribe: `${host}/letters/abc/stop` });
    }
    await queue();
    await sendQueuedMail(db, smtp, NOW);
    const heads = post.arrived.map(({ text }) => text.replaceAll(/\r\n[ \t]/g, ' ').split('\r\n\r\n')[0]!);
    const [secure, plain, none] = [/work\.example\.org\/letters/, /localhost:4000\/letters/]
      .map((one) => heads.find((head) => one.test(head)))
      .concat(heads.filter((head) => !head.includes('/letters')));
    expect(secure).toMatch(/^List-Unsubscribe: <https:\/\/work\.example\.org\/letters\/abc\/stop>$/m);
    expect(secure).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click$/m);
    expect(plain).toMatch(/^List-Unsubscribe: <http:\/\/localhost:4000\/letters\/abc\/stop>$/m);
    expect(plain).not.toContain('List-Unsubscribe-Post');
    expect(none).not.toContain('List-Unsubscribe');
  });

  test('of several processes that send at once each letter goes once', async () => {
    for (let n = 0; n < 30; n++) await queue({ ...letter, to: { address: `a${n}@example.org`, name: 'A' } });
    const runs = await Promise.all([1, 2, 3].map(() => sendQueuedMail(db, smtp, NOW)));
    expect(runs.reduce((sum, run) => sum + run.sent, 0)).toBe(30);
    expect(new Set(post.arrived.map((one) => one.to[0])).size).toBe(30);
    expect(post.arrived).toHaveLength(30);
  });

  test('a server that is busy is asked again later, under the same message id; one that knows no such person is not', async () => {
    await queue({ ...letter, to: { address: 'busy@example.org', name: 'B' }, link: null });
    expect(await sendQueuedMail(db, smtp, NOW)).toMatchObject({ failed: 1 });
    expect(await newest()).toMatchObject({ state: 'waiting', tries: 1 });
    expect(await sendQueuedMail(db, smtp, addMinutes(NOW, 0.5))).toMatchObject({ failed: 0 });
    for (const days of [1, 2, 3, 4, 5, 6, 7]) await sendQueuedMail(db, smtp, addDays(NOW, days));
    expect(await newest()).toMatchObject({ state: 'given up', tries: 8 });

    await queue({ ...letter, to: { address: 'nobody@example.org', name: 'N' } }, addDays(NOW, 8));
    await sendQueuedMail(db, smtp, addDays(NOW, 8));
    const entry = await newest();
    expect(entry).toMatchObject({ state: 'given up', tries: 1 });
    expect(entry.trouble).not.toMatch(/[\r\n]/);
  });

  test('a link that ended meanwhile is not sent any more', async () => {
    await queue();
    await sendQueuedMail(db, smtp, addMinutes(NOW, 20));
    expect(post.arrived).toEqual([]);
    expect(await newest()).toMatchObject({ state: 'given up' });
    await sendQueuedMail(db, smtp, addMinutes(NOW, 21));
    expect(await newest()).toMatchObject({ body: null, link: null });
  });

  test('names and subjects cannot add a header', async () => {
    const evil = 'Ana\r\nBcc: all@example.org';
    await expect(queue({ ...letter, subject: evil })).rejects.toThrow(/control character/);
    await expect(queue({ ...letter, to: { address: 'ana@example.org', name: evil } })).rejects.toThrow(
      /control character/,
    );
    await expect(queue({ ...letter, to: { address: 'ana@example.org\nx', name: 'A' } })).rejects.toThrow(
      /control character/,
    );
    await queue({
      ...letter,
      to: { address: 'ana@example.org', name: '"Ana", <all@example.org>' },
      paragraphs: ['.', 'Bcc: x', evil],
    });
    await sendQueuedMail(db, smtp, NOW);
    expect(post.arrived[0]!.to).toEqual(['ana@example.org']);
    const [head] = post.arrived[0]!.text.split('\r\n\r\n');
    expect(head).not.toMatch(/^Bcc:/im);
  });

  test('a server that is away loses nothing', async () => {
    const away = mailer({ url: 'smtp://127.0.0.1:1', from: 'work@example.org', host: 'x' });
    await queue();
    expect(await sendQueuedMail(db, away, NOW)).toMatchObject({ failed: 1 });
    expect(await newest()).toMatchObject({ state: 'waiting', link: letter.link!.href });
    expect(await sendQueuedMail(db, smtp, addMinutes(NOW, 1))).toMatchObject({ sent: 1 });
    away.close();
  });
});

describe('without a mail server', () => {
  const held = mailer({ url: null, from: 'work@example.org', host: 'x' });

  test('a letter is held for an administrator until its link ends', async () => {
    const id = await queue();
    expect(await sendQueuedMail(db, held, NOW)).toEqual({ sent: 0, held: 1, failed: 0 });
    const entry = (at: Date) => db.read(async (tx) => ({ at, ...(await findOutboxEntry(tx, id)) }));
    expect(await entry(NOW)).toMatchObject({ state: 'held', link: letter.link!.href, body: letterText(letter) });
    await sendQueuedMail(db, held, addMinutes(NOW, 21));
    expect(await entry(NOW)).toMatchObject({ state: 'held', link: null, body: null });
  });

  test('and the whole letter is gone after a season', async () => {
    await queue();
    await sendQueuedMail(db, held, NOW);
    await sendQueuedMail(db, held, addDays(NOW, 91));
    expect(await db.read((tx) => listOutbox(tx, 10))).toEqual([]);
  });

  test('an act that is taken back leaves no letter', async () => {
    const act = db.tx(async (tx) => {
      await queueMail(tx, letter, NOW);
      throw new Error('refused');
    });
    await expect(act).rejects.toThrow('refused');
    expect(await db.read((tx) => listOutbox(tx, 10))).toEqual([]);
  });
});

test('a letter is wrapped at word ends, and its link stays whole', () => {
  const long = {
    ...letter,
    paragraphs: ['word '.repeat(40), 'Second.'],
    link: { ...letter.link!, href: `https://x/${'y'.repeat(100)}` },
  };
  const lines = letterText(long).split('\n');
  expect(lines.filter((line) => line.length > 76)).toEqual([`https://x/${'y'.repeat(100)}`]);
  expect(lines.at(-2)).toBe('Second.');
});
