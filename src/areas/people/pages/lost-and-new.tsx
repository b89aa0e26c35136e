/** A new mail address, and the way back for those who lost every way in. */
import type { VNode } from 'preact';
import { showLongDate, showTime } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  Buttons,
  CopyField,
  FactList,
  Fine,
  Form,
  Letter,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { NEW_MAIL_MINUTES } from '../factor-rules.ts';
import { SHORTEST_PASSWORD } from '../rules.ts';
import type { Factor, MadeLink, Person } from '../types.ts';
import { wayName, type ShownProvider } from './factors.tsx';

const TO_ACCOUNT = { label: 'Your account', to: urls.account({}) };

export function NewMailPage({
  mail,
  values,
  errors,
}: {
  /** The one until now. */
  readonly mail: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  return (
    <>
      <PageHead title="Change your mail address" trail={[TO_ACCOUNT, { label: 'Change your mail address' }]}>
        Whoever reads your mail can sign in as you, so the new address has to say yes first. Until then {mail} stays.
      </PageHead>
      <Section
        head="New address"
        note={`A link goes there and works for ${NEW_MAIL_MINUTES} minutes. The old address is told.`}
      >
        <Form action={urls.accountMail({})} values={values} errors={errors}>
          <TextField
            name="mail"
            label="New mail address"
            type="email"
            inputMode="email"
            autoComplete="email"
            width="half"
          />
          <Buttons>
            <Button kind="first">Send the link</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

export function NewMailAskedPage({ mail }: { readonly mail: string }): VNode {
  return (
    <Letter>
      <PageHead title="Look into your new mailbox">
        A letter is on its way to {mail}. The address changes when you open the link in it and press the button there.
      </PageHead>
      <Note>
        Nothing came? Look among unwanted mail, check the address, or ask an administrator: without a mail server, they
        pass the links on.
      </Note>
      <Actions>
        <Button to={urls.account({})}>Back to your account</Button>
      </Actions>
    </Letter>
  );
}

/** What the link to a new address opens: it names the account, so that nobody lends their mailbox to somebody else's. */
export function TakeNewMailPage({
  token,
  person,
  mail,
}: {
  readonly token: string;
  readonly person: Person;
  readonly mail: string;
}): VNode {
  return (
    <Letter>
      <PageHead title="Is this your new mail address?">
        {person.name} wants to sign in with {mail} from now on.
      </PageHead>
      <Actions>
        <ActionForm action={urls.newMail({ token })} kind="first" wide>
          Yes, take this address
        </ActionForm>
      </Actions>
      <Fine>Not you? Close this page; nothing has happened.</Fine>
    </Letter>
  );
}

export function NewMailTakenPage({ mail }: { readonly mail: string }): VNode {
  return (
    <Letter>
      <PageHead title="Your mail address is changed">
        Letters and sign-in links go to {mail} from now on. The old address was told.
      </PageHead>
      <Actions>
        <Button to={urls.account({})} kind="first">
          Go to your account
        </Button>
      </Actions>
    </Letter>
  );
}

/** On the page of a person, for administrators. */
export function LostEveryWay({ person }: { readonly person: Person }): VNode {
  return (
    <Section
      head="Lost every way in"
      note="First let them ask for a link by mail. Only when the mailbox is lost as well, hand them one yourself."
    >
      <Button to={urls.personRecover({ person: person.id })}>Let them back in</Button>
    </Section>
  );
}

export function LostEveryWayPage({
  person,
  values,
  errors,
}: {
  readonly person: Person;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const trail = [
    { label: 'People', to: urls.people({}) },
    { label: person.name, to: urls.person({ person: person.id }) },
    { label: 'Lost every way in' },
  ];
  return (
    <>
      <PageHead title={`Let ${person.name} back in`} trail={trail}>
        You make a link for one use and hand it over yourself. Whoever opens it chooses a new password, so make sure
        first that it really is {person.name}.
      </PageHead>
      <Section
        head="Recovery link"
        note={`All sessions, passwords, passkeys, connected accounts and tokens of ${person.name} end at once, and ${person.mail} is told.`}
      >
        <Form id="recover" action={urls.personRecover({ person: person.id })} values={values} errors={errors}>
          <TextField
            name="reason"
            label="How you made sure who it is"
            hint="A call, a face, somebody who knows them. It stays in the journal with your name."
          />
          <TextField
            name="mail"
            label="New mail address"
            hint={`When ${person.mail} is lost.`}
            type="email"
            inputMode="email"
            width="half"
            optional
          />
          <Buttons>
            <Button kind="stop">Make a recovery link</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

/** The one moment in which the link is seen. */
export function RecoveryMadePage({
  person,
  link,
  href,
  removed,
  providers,
}: {
  readonly person: Person;
  readonly link: MadeLink;
  readonly href: string;
  readonly removed: readonly Factor[];
  readonly providers: readonly ShownProvider[];
}): VNode {
  const trail = [
    { label: 'People', to: urls.people({}) },
    { label: person.name, to: urls.person({ person: person.id }) },
    { label: 'Recovery link' },
  ];
  return (
    <>
      <PageHead title="Recovery link" trail={trail} />
      <Notice tone="waiting">
        Hand it to {person.name} yourself, now. We keep only a digest, so it is never shown again.
      </Notice>
      <Section head={person.name}>
        <CopyField
          id="recovery"
          label="Link, for one use"
          value={href}
          hint="Whoever opens it chooses a new password and is in. Say it to nobody else."
        />
        <FactList
          items={[
            { label: 'Works until', value: `${showLongDate(link.validUntil)}, ${showTime(link.validUntil)}` },
            { label: 'Letters go to', value: person.mail },
          ]}
        />
      </Section>
      <Section head="What has ended" note="With every session and token. They can be added again.">
        {removed.length === 0 ? (
          <Note>There was no way to sign in but the link by mail.</Note>
        ) : (
          <Bullets
            items={removed.map((factor) => {
              const which = factor.kind === 'password' || factor.name === null ? '' : `: ${factor.name}`;
              return `${wayName(factor, providers)}${which}`;
            })}
          />
        )}
      </Section>
    </>
  );
}

export function RecoveryPage({
  token,
  person,
  errors,
}: {
  readonly token: string;
  readonly person: Person;
  readonly errors: FormErrors;
}): VNode {
  return (
    <Letter>
      <PageHead title={`Welcome back, ${person.name}`}>
        Choose a new password. Your earlier ways to sign in have ended; you can add passkeys again on your account page.
      </PageHead>
      <Form action={urls.recovery({ token })} errors={errors}>
        <TextField
          name="password"
          label="New password"
          hint={`At least ${SHORTEST_PASSWORD} characters. A few words in a row are long and easy to keep.`}
          type="password"
          autoComplete="new-password"
        />
        <Buttons>
          <Button kind="first" wide>
            Come back in
          </Button>
        </Buttons>
      </Form>
      <Fine>
        You sign in with {person.mail}. Not you? Close this page and tell whoever gave you the link. Or go to{' '}
        <Link to={urls.signIn({})}>sign in</Link>.
      </Fine>
    </Letter>
  );
}
