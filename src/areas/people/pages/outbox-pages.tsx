/** The outbox: every letter this instance wrote, and the links that an administrator passes on while there is no mail server. */
import type { VNode } from 'preact';
import { showDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import {
  CopyField,
  EmptyState,
  FactList,
  Link,
  Note,
  PageHead,
  Quote,
  Section,
  State,
  Table,
  urls,
} from '../../../look/index.ts';
import type { ShownLetter } from '../types.ts';

export function OutboxPage({ mails, now }: { readonly mails: readonly ShownLetter[]; readonly now: Instant }): VNode {
  const held = mails.some((mail) => mail.state === 'held' && mail.linkEnd === null);
  return (
    <>
      <PageHead title="Outbox">
        {held
          ? 'No mail server is set, so letters wait here. Open one to copy its link and pass it on.'
          : 'The newest letters that left, or wait to leave.'}
      </PageHead>
      {mails.length === 0 ? (
        <EmptyState head="No letters yet">
          Invitations and sign-in links will be listed here. Without a mail server you pass their links on yourself.
        </EmptyState>
      ) : (
        <Section head="Letters" wide>
          <Table
            caption="Letters, newest first"
            hideCaption
            columns={[
              {
                head: 'Subject',
                rowHead: true,
                cell: (mail: ShownLetter) => <Link to={urls.outboxMail({ mail: mail.id })}>{mail.subject}</Link>,
              },
              { head: 'To', cell: (mail) => mail.recipientName },
              { head: 'Written', cell: (mail) => showMoment(mail.queuedAt), nowrap: true },
              { head: 'State', cell: (mail) => <MailMark mail={mail} now={now} /> },
            ]}
            rows={mails}
          />
        </Section>
      )}
    </>
  );
}

export function OutboxMailPage({ mail, now }: { readonly mail: ShownLetter; readonly now: Instant }): VNode {
  return (
    <>
      <PageHead title={mail.subject} trail={[{ label: 'Outbox', to: urls.outbox({}) }, { label: mail.subject }]} />
      <Section head="Letter">
        <FactList
          items={[
            { label: 'To', value: mail.recipientName, note: mail.recipient },
            { label: 'Written', value: showMoment(mail.queuedAt) },
            { label: 'State', value: <MailMark mail={mail} now={now} />, note: mail.trouble },
          ]}
        />
      </Section>
      {mail.link !== null && mail.linkEnd === null && mail.state !== 'sent' && (
        <Section head="Link" note="Whoever has it can use it. Give it to the person themselves.">
          <CopyField id="link" label="Link, for one use" value={mail.link} hint={untilHint(mail)} />
        </Section>
      )}
      <Section head="Text">
        {mail.body === null ? (
          <Note>
            {mail.state === 'sent'
              ? 'The text was removed when the letter was sent.'
              : 'The text was removed when its link ended.'}
          </Note>
        ) : (
          <Quote>
            {mail.body.split('\n\n').map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </Quote>
        )}
      </Section>
    </>
  );
}

function untilHint({ validUntil }: ShownLetter): string {
  return validUntil === null ? 'It does not end by itself.' : `Until ${showMoment(validUntil)}.`;
}

function MailMark({ mail, now }: { readonly mail: ShownLetter; readonly now: Instant }): VNode {
  if (mail.linkEnd === 'used') {
    return (
      <State mark="full" tone="ok">
        its link was used
      </State>
    );
  }
  if (mail.linkEnd === 'taken back') {
    return (
      <State mark="clock" tone="off">
        its link was taken back
      </State>
    );
  }
  switch (mail.state) {
    case 'sent':
      return <State mark="full" tone="ok">{`sent ${showDate(mail.stateSince)}`}</State>;
    case 'waiting':
      return (
        <State mark="half" tone="watch">
          {mail.tries === 0 ? 'waits to be sent' : `tried ${count(mail.tries, 'time')}, waits`}
        </State>
      );
    case 'held':
      return mail.validUntil !== null && mail.validUntil <= now ? (
        <State mark="clock" tone="off">
          its link has ended
        </State>
      ) : (
        <State mark="hollow" tone="plain">
          to be passed on
        </State>
      );
    case 'given up':
      return (
        <State mark="cross" tone="bad">
          could not be sent
        </State>
      );
  }
}

function showMoment(at: Instant): string {
  return `${showDate(at)}, ${showTime(at)}`;
}
