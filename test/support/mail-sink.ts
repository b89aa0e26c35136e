/** A mail server on loopback that keeps what it is sent, for journeys of the built program. Gone after the file's last test. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, expect } from 'vitest';
import { PATIENCE } from './walk.ts';

export interface ArrivedLetter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface MailSink {
  /** For COMMONWORK_MAIL_URL. */
  readonly url: string;
  readonly letters: readonly ArrivedLetter[];
  /** Waits for the newest letter to somebody that says this; the answer is the first match in its text. */
  find(to: string, says: RegExp): Promise<string>;
}

export async function openMailSink(): Promise<MailSink> {
  const letters: ArrivedLetter[] = [];
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, { envelope }, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const letter = readLetter(Buffer.concat(parts).toString('utf8'));
        for (const { address } of envelope.rcptTo) letters.push({ to: address, ...letter });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    letters,
    async find(to, says) {
      const found = () =>
        letters
          .filter((letter) => letter.to === to)
          // Letters are broken into short lines.
          .map(({ text }) => says.exec(text.replaceAll(/\s+/g, ' '))?.[0])
          .findLast((match) => match !== undefined);
      await expect.poll(found, { ...PATIENCE, message: `a letter to ${to} that says ${says}` }).toBeDefined();
      return found()!;
    },
  };
}

function readLetter(raw: string): Omit<ArrivedLetter, 'to'> {
  const at = raw.indexOf('\r\n\r\n');
  const head = raw.slice(0, at).replaceAll(/\r\n[ \t]/g, ' ');
  const body = raw.slice(at + 4);
  const coding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
  const text =
    coding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : coding === 'quoted-printable'
        ? readQuoted(body)
        : body;
  return { subject: /^Subject: (.*)$/im.exec(head)?.[1] ?? '', text };
}

function readQuoted(body: string): string {
  const joined = body.replaceAll(/=\r?\n/g, '');
  const bytes = joined.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
