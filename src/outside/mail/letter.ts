import type { Id } from '../../kernel/ids.ts';
import type { Instant } from '../../kernel/dates.ts';

export type MailId = Id<'mail'>;

/** A mail as an area writes it: plain text, made from values, with at most one link to act by. */
export interface Letter {
  readonly to: { readonly address: string; readonly name: string };
  /** One line; line ends in it are a bug. */
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Stands on a line of its own below the text, and beside the mail in the outbox. */
  readonly link: { readonly href: string; readonly validUntil: Instant | null } | null;
  /** Where a mail program stops letters of this kind with one click (RFC 2369, RFC 8058); none for letters that one cannot do without. */
  readonly unsubscribe?: string;
}

/** A letter that waits for its turn, with its text put together. */
export interface QueuedMail {
  readonly id: MailId;
  readonly recipient: string;
  readonly recipientName: string;
  readonly subject: string;
  readonly body: string;
  readonly queuedAt: Instant;
  readonly validUntil: Instant | null;
  readonly unsubscribe: string | null;
  /** How often it was tried, this time included. */
  readonly tries: number;
}

/** What became of a mail. Held: there is no mail server, an administrator passes the link on. */
export type MailState = 'waiting' | 'held' | 'sent' | 'given up';

/** A row of the outbox. Text and link are gone once the mail was sent or its link has ended. */
export interface OutboxEntry {
  readonly id: MailId;
  readonly queuedAt: Instant;
  readonly recipient: string;
  readonly recipientName: string;
  readonly subject: string;
  readonly body: string | null;
  readonly link: string | null;
  readonly validUntil: Instant | null;
  readonly state: MailState;
  readonly stateSince: Instant;
  readonly tries: number;
  readonly trouble: string | null;
}

const WIDEST_LINE = 76;

/** The text of a letter: paragraphs wrapped at word ends, the link whole on its own line. */
export function letterText(letter: Letter): string {
  const parts = letter.paragraphs.map(wrap);
  if (letter.link !== null) parts.splice(1, 0, letter.link.href);
  return `${parts.join('\n\n')}\n`;
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (word === '') continue;
    if (line !== '' && line.length + 1 + word.length > WIDEST_LINE) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  if (line !== '') lines.push(line);
  return lines.join('\n');
}
