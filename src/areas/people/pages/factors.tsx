/** Ways to sign in: the section of the account page, and the pages by which they are added, removed and asked for again. */
import type { VNode } from 'preact';
import { showDate, showTime, type Instant } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Actions,
  Button,
  Buttons,
  Fine,
  Form,
  Letter,
  LetterPart,
  Link,
  Note,
  PageHead,
  PasskeyForm,
  Section,
  State,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { MOST_PASSKEYS, PROOF_MINUTES } from '../factor-rules.ts';
import { LINK_MINUTES } from '../rules.ts';
import type { Factor } from '../types.ts';

/** What this instance offers besides mail link and password. */
export interface OfferedWays {
  /** Passkeys need an address with a name. */
  readonly passkeys: boolean;
  readonly providers: readonly ShownProvider[];
}

export interface ShownProvider {
  readonly key: string;
  readonly name: string;
  readonly issuer: string;
}

type Way = { readonly kind: 'mail'; readonly mail: string } | Factor;

/** Everything by which one comes in, the mail address first: it is the way that is always there. */
export function WaysToSignIn({
  mail,
  factors,
  offered,
}: {
  readonly mail: string;
  readonly factors: readonly Factor[];
  readonly offered: OfferedWays;
}): VNode {
  const ways: readonly Way[] = [{ kind: 'mail', mail }, ...factors];
  const connected = new Set(factors.flatMap((one) => (one.kind === 'oidc' ? [one.issuer] : [])));
  const toConnect = offered.providers.filter(({ issuer }) => !connected.has(issuer));
  return (
    <Section
      head="Ways to sign in"
      id="ways"
      note={`Adding and removing one asks first whether it is you, unless you showed that in the last ${PROOF_MINUTES} minutes. A mail says what was done.`}
      wide
    >
      <Table
        caption="Your ways to sign in"
        hideCaption
        columns={[
          { head: 'Way', rowHead: true, cell: (way: Way) => wayName(way, offered.providers) },
          { head: 'Which', cell: whichOne },
          {
            head: 'Since',
            cell: (way) => (way.kind === 'mail' ? null : showDate(way.setAt)),
            nowrap: true,
          },
          { head: 'Last used', cell: lastUse, nowrap: true },
          { head: 'Change', cell: (way) => <ChangeIt way={way} /> },
        ]}
        rows={ways}
      />
      {(offered.passkeys || toConnect.length > 0) && (
        <Actions>
          {offered.passkeys && <Button to={urls.accountPasskeys({})}>Add a passkey</Button>}
          {toConnect.map((provider) => (
            <Button to={urls.accountProvider({ provider: provider.key })}>Connect {provider.name}</Button>
          ))}
        </Actions>
      )}
    </Section>
  );
}

export function wayName(way: Way, providers: readonly ShownProvider[]): string {
  switch (way.kind) {
    case 'mail':
      return 'Link by mail';
    case 'password':
      return 'Password';
    case 'passkey':
      return 'Passkey';
    case 'oidc':
      return providers.find(({ issuer }) => issuer === way.issuer)?.name ?? hostOf(way.issuer);
  }
}

function whichOne(way: Way): VNode | string | null {
  switch (way.kind) {
    case 'mail':
      return way.mail;
    case 'password':
      return null;
    case 'passkey':
      if (way.suspectedAt === null) return way.name;
      return (
        <>
          {way.name}{' '}
          <State mark="alert" tone="bad">
            perhaps copied, refused since {showDate(way.suspectedAt)}
          </State>
        </>
      );
    case 'oidc':
      return way.name;
  }
}

function lastUse(way: Way): string | null {
  if (way.kind === 'mail' || way.kind === 'password') return null;
  return way.lastUsedAt === null ? 'never' : showMoment(way.lastUsedAt);
}

function ChangeIt({ way }: { readonly way: Way }): VNode {
  if (way.kind === 'mail') return <Link to={urls.accountMail({})}>Change the address</Link>;
  return (
    <>
      {way.kind === 'password' && (
        <>
          <Link to={`${urls.account({})}#password`}>Change</Link> or{' '}
        </>
      )}
      <Link to={urls.accountFactor({ factor: way.id })}>
        {way.kind === 'password' ? 'remove' : 'Remove'}
        <span class="unseen"> {way.kind === 'password' ? 'the password' : (way.name ?? 'it')}</span>
      </Link>
    </>
  );
}

function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer;
}

/** "Confirm that it is you": whichever way one has, and then on to what one was doing. */
export function ConfirmPage({
  next,
  hasPassword,
  hasPasskeys,
  mail,
  passwordErrors = {},
  passkeyErrors = {},
}: {
  readonly next: string;
  readonly hasPassword: boolean;
  readonly hasPasskeys: boolean;
  readonly mail: string;
  readonly passwordErrors?: FormErrors;
  readonly passkeyErrors?: FormErrors;
}): VNode {
  return (
    <Letter>
      <PageHead title="Confirm that it is you">
        What comes next opens your account. It goes on from here, and holds for {PROOF_MINUTES} minutes.
      </PageHead>
      {hasPassword && (
        <Form id="password" action={urls.accountConfirm({})} errors={passwordErrors} hidden={{ next }}>
          <TextField name="current" label="Your password" type="password" autoComplete="current-password" />
          <Buttons>
            <Button kind="first" wide>
              Confirm
            </Button>
          </Buttons>
        </Form>
      )}
      {hasPasskeys && (
        <LetterPart head="With a passkey">
          <PasskeyForm
            id="passkey"
            action={urls.accountConfirmPasskey({})}
            ask={urls.accountConfirmPasskeyAsk({})}
            does="use"
            errors={passkeyErrors}
            hidden={{ next }}
            button="Use a passkey"
            first={!hasPassword}
            without={<Note>This browser cannot use one here: it needs script, and to know passkeys.</Note>}
          />
        </LetterPart>
      )}
      <LetterPart head="By mail">
        <Note>
          A link goes to {mail}. Open it in this browser within {LINK_MINUTES['sign-in']} minutes: it signs you in anew
          and brings you back.
        </Note>
        <Actions>
          <ActionForm action={urls.accountConfirmMail({})} hidden={{ next }}>
            Send me a link
          </ActionForm>
        </Actions>
      </LetterPart>
      <Fine>
        <Link to={urls.account({})}>Back to your account</Link>; nothing has changed.
      </Fine>
    </Letter>
  );
}

export function AddPasskeyPage({
  values,
  errors,
}: {
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  return (
    <>
      <PageHead title="Add a passkey" trail={[TO_ACCOUNT, { label: 'Add a passkey' }]}>
        Your device or password manager keeps it and lets you in by a fingerprint, a face or its own code. Nothing to
        remember, and nothing that a false page could ask you for.
      </PageHead>
      <Section
        head="A new passkey"
        note={`You can have ${MOST_PASSKEYS}: one for each device that does not share them.`}
      >
        <PasskeyForm
          id="new"
          action={urls.accountPasskeys({})}
          ask={urls.accountPasskeyAsk({})}
          does="make"
          values={values}
          errors={errors}
          button="Add a passkey"
          first
          without={
            <Note>
              A passkey cannot be added here: it needs script, and a browser that knows passkeys. Your other ways to
              sign in go on as they are.
            </Note>
          }
        >
          <TextField
            name="name"
            label="What keeps it"
            hint="To tell it from others: laptop at work, phone, the key on the ring."
            width="half"
          />
        </PasskeyForm>
      </Section>
    </>
  );
}

const TO_ACCOUNT = { label: 'Your account', to: urls.account({}) };

export function ConnectProviderPage({ provider }: { readonly provider: ShownProvider }): VNode {
  return (
    <Letter>
      <PageHead title={`Connect ${provider.name}`}>
        You go on to {provider.name}, say there who you are, and come back. From then on, whoever can sign in there as
        you can sign in here as you.
      </PageHead>
      <Actions>
        <ActionForm action={urls.accountProvider({ provider: provider.key })} kind="first" wide>
          Go on to {provider.name}
        </ActionForm>
      </Actions>
      <Fine>
        <Link to={`${urls.account({})}#ways`}>Back to your account</Link>; nothing has changed.
      </Fine>
    </Letter>
  );
}

export function RemoveFactorPage({
  factor,
  providers,
  refused,
}: {
  readonly factor: Factor;
  readonly providers: readonly ShownProvider[];
  /** Why it stays. */
  readonly refused: string | null;
}): VNode {
  const name = wayName(factor, providers);
  const which = factor.kind === 'password' || factor.name === null ? null : factor.name;
  return (
    <Letter>
      <PageHead title={factor.kind === 'password' ? 'Remove the password' : `Remove ${which ?? name}`}>
        {name}, since {showDate(factor.setAt)}. It opens your account no more. You can add it again later; a link by
        mail goes on to work.
      </PageHead>
      {refused === null ? (
        <Actions>
          <ActionForm action={urls.accountFactor({ factor: factor.id })} kind="stop" wide>
            Remove it
          </ActionForm>
        </Actions>
      ) : (
        <Note>{refused}</Note>
      )}
      {factor.kind === 'passkey' && (
        <Fine>Remove it from the device or password manager as well, or it will go on offering it.</Fine>
      )}
      <Fine>
        <Link to={`${urls.account({})}#ways`}>Back to your account</Link>; nothing has changed.
      </Fine>
    </Letter>
  );
}

function showMoment(at: Instant): string {
  return `${showDate(at)}, ${showTime(at)}`;
}
