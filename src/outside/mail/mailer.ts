/** How mail leaves the house: by SMTP when a server is named, else it is held for an administrator to pass on. */
import type { QueuedMail } from './letter.ts';

export type Delivery =
  | { readonly became: 'sent' }
  | { readonly became: 'held' }
  /** `again`: worth another try (the server is busy or away), or not (it knows no such person). */
  | { readonly became: 'refused'; readonly trouble: string; readonly again: boolean };

export interface Mailer {
  readonly kind: 'smtp' | 'outbox';
  deliver(mail: QueuedMail): Promise<Delivery>;
  close(): void;
}

export interface MailSettings {
  /** smtp://user:password@host:587 or smtps://host; null holds all mail in the outbox. */
  readonly url: string | null;
  readonly from: string;
  /** The host of our base URL, for message ids. */
  readonly host: string;
}

const SMTP_TIMEOUT_MS = 20_000;

export function mailer(settings: MailSettings): Mailer {
  return settings.url === null ? outboxMailer() : smtpMailer({ ...settings, url: settings.url });
}

function outboxMailer(): Mailer {
  return { kind: 'outbox', deliver: async () => ({ became: 'held' }), close: () => {} };
}

function smtpMailer(settings: MailSettings & { readonly url: string }): Mailer {
  const opening = openTransport(settings.url);
  opening.catch(() => {}); // reported by the first delivery
  return {
    kind: 'smtp',
    async deliver(mail) {
      try {
        const transport = await opening;
        await transport.sendMail({
          from: settings.from,
          to: { name: mail.recipientName, address: mail.recipient },
          subject: mail.subject,
          text: mail.body,
          date: mail.queuedAt,
          // The same id at every try: a mail that arrives twice can be known as one.
          messageId: `<${mail.id}@${settings.host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', ...unsubscribeHeaders(mail) },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { became: 'sent' };
      } catch (error) {
        return { became: 'refused', trouble: troubleIn(error), again: !isFinal(error) };
      }
    },
    close() {
      void opening.then(
        (transport) => transport.close(),
        () => {},
      );
    },
  };
}

/** One click only over https (RFC 8058, 3.1); elsewhere the address is given and the mail program opens it. */
function unsubscribeHeaders({ unsubscribe }: QueuedMail): Readonly<Record<string, string>> {
  if (unsubscribe === null || !URL.canParse(unsubscribe)) return {};
  const header = { 'List-Unsubscribe': `<${new URL(unsubscribe).href}>` };
  return unsubscribe.startsWith('https:')
    ? { ...header, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
    : header;
}

async function openTransport(url: string) {
  const { createTransport } = await import('nodemailer');
  return createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: SMTP_TIMEOUT_MS,
    greetingTimeout: SMTP_TIMEOUT_MS,
    socketTimeout: SMTP_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/** An answer of 500 and above is the server's last word (RFC 5321 section 4.2.1). */
function isFinal(error: unknown): boolean {
  return (
    error instanceof Error &&
    'responseCode' in error &&
    typeof error.responseCode === 'number' &&
    error.responseCode >= 500
  );
}

function troubleIn(error: unknown): string {
  return error instanceof Error ? error.message : 'The mail server did not say why.';
}
