/** The pages before one is in: set-up, sign-in, one-time links. Letters: one column, no navigation. */
import type { VNode } from 'preact';
import { ROLE_NAMES } from '../../../kernel/actor.ts';
import { showLongDate } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Actions,
  Button,
  Buttons,
  Fine,
  Form,
  Letter,
  LetterPart,
  Note,
  Notice,
  PageHead,
  PasskeyForm,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { LINK_MINUTES, SHORTEST_PASSWORD } from '../rules.ts';
import type { Invitation, Person } from '../types.ts';

const PASSWORD_HINT = `At least ${SHORTEST_PASSWORD} characters. A few words in a row are long and easy to keep.`;

export function SetUpPage({
  token,
  values,
  errors,
}: {
  readonly token: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  return (
    <Letter>
      <PageHead title="Set up the workspace">
        Say whose it is. You become its first administrator and can invite the others.
      </PageHead>
      <Form action={urls.setUp({ token })} values={values} errors={errors}>
        <TextField
          name="workspace"
          label="Name of the workspace"
          hint="The lab, cooperative or foundation that runs work orders here. It stands on every public page."
          autoComplete="organization"
        />
        <TextField name="name" label="Your name" autoComplete="name" />
        <TextField name="mail" label="Your mail address" type="email" inputMode="email" autoComplete="username" />
        <TextField name="password" label="Password" hint={PASSWORD_HINT} type="password" autoComplete="new-password" />
        <Buttons>
          <Button kind="first" wide>
            Set up
          </Button>
        </Buttons>
      </Form>
    </Letter>
  );
}

export function SignInPage({
  workspace,
  next,
  providers,
  refused = null,
  passwordValues = {},
  passwordErrors = {},
  mailValues = {},
  mailErrors = {},
}: {
  readonly workspace: string;
  readonly next: string | null;
  readonly providers: readonly { readonly key: string; readonly name: string }[];
  /** Why a passkey or a provider did not open the door. */
  readonly refused?: string | null;
  readonly passwordValues?: FormValues;
  readonly passwordErrors?: FormErrors;
  readonly mailValues?: FormValues;
  readonly mailErrors?: FormErrors;
}): VNode {
  const hidden = next === null ? {} : { next };
  return (
    <Letter>
      <PageHead title="Sign in">To the back office of {workspace}. What is public can be read without.</PageHead>
      {refused !== null && <Notice tone="stop">{refused}</Notice>}
      <Form id="password" action={urls.signIn({})} values={passwordValues} errors={passwordErrors} hidden={hidden}>
        <TextField name="mail" label="Mail address" type="email" inputMode="email" autoComplete="username" />
        <TextField name="password" label="Password" type="password" autoComplete="current-password" />
        <Buttons>
          <Button kind="first" wide>
            Sign in
          </Button>
        </Buttons>
      </Form>
      <PasskeyForm
        id="passkey"
        action={urls.signInPasskey({})}
        ask={urls.signInPasskeyAsk({})}
        does="use"
        hidden={hidden}
        button="Use a passkey"
      />
      <LetterPart head="Without a password">
        {providers.length > 0 && (
          <Actions>
            {providers.map(({ key, name }) => (
              <ActionForm action={urls.signInProvider({ provider: key })} hidden={hidden}>
                Go on with {name}
              </ActionForm>
            ))}
          </Actions>
        )}
        <Note>
          Forgotten it, or never had one? A link is sent to you that signs you in once, within {LINK_MINUTES['sign-in']}{' '}
          minutes.
        </Note>
        <Form id="link" action={urls.signInByMail({})} values={mailValues} errors={mailErrors} hidden={hidden}>
          <TextField name="mail" label="Mail address" type="email" inputMode="email" autoComplete="email" />
          <Buttons>
            <Button>Send me a link</Button>
          </Buttons>
        </Form>
      </LetterPart>
    </Letter>
  );
}

/** The same words whether the address has an account or not. */
export function LinkSentPage(): VNode {
  return (
    <Letter>
      <PageHead title="Look into your mail">
        If the address has an account here, a link is on its way. It works once, within {LINK_MINUTES['sign-in']}{' '}
        minutes.
      </PageHead>
      <Note>
        Nothing came? Look among unwanted mail, check the address, or ask an administrator of the workspace: without a
        mail server, they pass the links on.
      </Note>
      <Actions>
        <Button to={urls.signIn({})}>Back to sign in</Button>
      </Actions>
    </Letter>
  );
}

/** What a sign-in link opens: it names the account, so that nobody is led into somebody else's. */
export function SignInLinkPage({
  token,
  next,
  person,
}: {
  readonly token: string;
  readonly next: string | null;
  readonly person: Person;
}): VNode {
  return (
    <Letter>
      <PageHead title={`Sign in as ${person.name}`}>The link is good for one use: this one.</PageHead>
      <Actions>
        <ActionForm action={urls.signInLink({ token })} hidden={next === null ? {} : { next }} kind="first" wide>
          Sign in
        </ActionForm>
      </Actions>
      <Fine>Not you? Close this page; nothing has happened.</Fine>
    </Letter>
  );
}

export function InvitationPage({
  token,
  workspace,
  invitation,
  project,
  values,
  errors,
}: {
  readonly token: string;
  readonly workspace: string;
  readonly invitation: Invitation;
  /** The name of the project that the role is for. */
  readonly project: string | null;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const role = ROLE_NAMES[invitation.grant.role];
  return (
    <Letter>
      <PageHead title={`Join ${workspace}`}>
        You are invited as {role}
        {project !== null && ` for ${project}`}, until {showLongDate(invitation.validUntil)}.
      </PageHead>
      <Form action={urls.invitation({ token })} values={values} errors={errors}>
        <TextField name="name" label="Your name" hint="As others here will read it." autoComplete="name" />
        <TextField name="password" label="Password" hint={PASSWORD_HINT} type="password" autoComplete="new-password" />
        <Buttons>
          <Button kind="first" wide>
            Join
          </Button>
        </Buttons>
      </Form>
      <Fine>You will sign in with {invitation.mail}.</Fine>
    </Letter>
  );
}
