export { letterText, type Letter, type MailId, type MailState, type OutboxEntry } from './letter.ts';
export { mailer, type Mailer, type MailSettings } from './mailer.ts';
export { sendQueuedMail, type MailRun } from './send.ts';
export { findOutboxEntry, listOutbox, queueMail } from './store.ts';
