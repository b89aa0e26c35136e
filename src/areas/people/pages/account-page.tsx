/** One's own account: who one is here, hats, password, sessions, tokens for the API. */
import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { showDate, showTime } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import {
  ActionForm,
  Actions,
  Button,
  Buttons,
  CheckBox,
  FactList,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { apiTokenWorks, FRESH_LINK_MINUTES, SESSION_DAYS, SESSION_IDLE_DAYS, SHORTEST_PASSWORD } from '../rules.ts';
import type { ApiToken, Factor, ListedSession, NamedProject, Person, Session } from '../types.ts';
import { describeAgent } from './agent.ts';
import { ApiTokens } from './api-tokens.tsx';
import { Hats } from './hats.tsx';
import { type OfferedWays, WaysToSignIn } from './factors.tsx';
import { RoleList } from './role-list.tsx';

export interface Account {
  readonly person: Person;
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly projects: readonly NamedProject[];
  readonly session: Session;
  readonly sessions: readonly ListedSession[];
  readonly factors: readonly Factor[];
  readonly offered: OfferedWays;
  /** Whether the current password must be shown before a new one is set. */
  readonly mustShowCurrent: boolean;
  readonly interests: number;
  readonly tokens: readonly ApiToken[];
  /** Whether the password must be shown before a token is made. */
  readonly mustShowForToken: boolean;
  readonly now: Instant;
}

export interface AccountForms {
  /** What was just done, said once. */
  readonly said?: string | undefined;
  readonly hatValues?: FormValues;
  readonly hatErrors?: FormErrors;
  readonly wornErrors?: FormErrors;
  readonly passwordErrors?: FormErrors;
  readonly tokenValues?: FormValues;
  readonly tokenErrors?: FormErrors;
}

export function AccountPage({
  account,
  forms = {},
}: {
  readonly account: Account;
  readonly forms?: AccountForms;
}): VNode {
  const { person } = account;
  return (
    <>
      <PageHead title="Your account" />
      {forms.said !== undefined && <Notice tone="done">{forms.said}</Notice>}
      <Section head={person.name} note="The name is changed by an administrator.">
        <FactList
          items={[
            { label: 'Mail address', value: person.mail },
            { label: 'Roles', value: <RoleList grants={account.actor.grants} projects={account.projects} /> },
            { label: 'Joined', value: showDate(person.joinedAt) },
          ]}
        />
      </Section>
      <Hats actor={account.actor} own={person.hats} forms={forms} />
      <Section head="Interests" note="With whom you have something to gain or lose." id="interests">
        <Actions>
          <Link to={urls.accountInterests({})}>
            {account.interests === 0 ? 'Declare an interest' : `${count(account.interests, 'interest')} declared`}
          </Link>
        </Actions>
      </Section>
      <Section head="Letters" note="How often you hear from us, and of what." id="letters">
        <Actions>
          <Link to={urls.accountLetters({})}>Choose how often letters come</Link>
        </Actions>
      </Section>
      <Section head="Leaving" note="Hand your roles to somebody else, or make one of two accounts." id="leaving">
        <Actions>
          <Link to={urls.accountLeaving({})}>Hand over, or merge accounts</Link>
        </Actions>
      </Section>
      <WaysToSignIn mail={person.mail} factors={account.factors} offered={account.offered} />
      <Password account={account} forms={forms} />
      <Sessions account={account} />
      <ApiTokens
        tokens={account.tokens}
        mustShowPassword={account.mustShowForToken}
        now={account.now}
        values={forms.tokenValues}
        errors={forms.tokenErrors}
      />
    </>
  );
}

function Password({ account, forms }: { readonly account: Account; readonly forms: AccountForms }): VNode {
  const hasPassword = account.factors.some(({ kind }) => kind === 'password');
  const note = !hasPassword
    ? 'You have none yet. With one you can sign in without waiting for mail.'
    : account.mustShowCurrent
      ? 'Your other sessions are signed out, your tokens are revoked, and a mail says that it was changed.'
      : `You showed a moment ago that it is you, so the current one is not asked for, for ${FRESH_LINK_MINUTES} minutes at most.`;
  return (
    <Section head="Password" id="password" note={note}>
      <Form id="password" action={urls.accountPassword({})} errors={forms.passwordErrors ?? {}}>
        {account.mustShowCurrent && (
          <TextField
            name="current"
            label="Current password"
            type="password"
            autoComplete="current-password"
            width="half"
          />
        )}
        <TextField
          name="password"
          label="New password"
          hint={`At least ${SHORTEST_PASSWORD} characters.`}
          type="password"
          autoComplete="new-password"
          width="half"
        />
        <Buttons>
          <Button>{hasPassword ? 'Change the password' : 'Set a password'}</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function Sessions({ account }: { readonly account: Account }): VNode {
  const others = account.sessions.filter((one) => one.id !== account.session.id);
  return (
    <Section
      head="Sessions"
      id="sessions"
      note={`A session ends after ${SESSION_IDLE_DAYS} days without use, and after ${SESSION_DAYS} in any case.`}
      wide
    >
      <Table
        caption="Where you are signed in"
        hideCaption
        columns={[
          {
            head: 'With',
            rowHead: true,
            cell: (one: ListedSession) =>
              one.id === account.session.id ? `${describeAgent(one.agent)} (this one)` : describeAgent(one.agent),
          },
          { head: 'From', cell: (one) => one.address },
          { head: 'Signed in', cell: (one) => showMoment(one.startedAt), nowrap: true },
          { head: 'Last used', cell: (one) => showMoment(one.lastSeenAt), nowrap: true },
          {
            head: 'End',
            cell: (one) =>
              one.id === account.session.id ? null : (
                <ActionForm action={urls.accountSession({ session: one.id })} slim>
                  Sign out
                </ActionForm>
              ),
          },
        ]}
        rows={account.sessions}
      />
      {others.length > 0 && <EndOthers hasTokens={account.tokens.some((one) => apiTokenWorks(one, account.now))} />}
    </Section>
  );
}

function EndOthers({ hasTokens }: { readonly hasTokens: boolean }): VNode {
  if (!hasTokens) {
    return (
      <Actions>
        <ActionForm action={urls.accountSessions({})} kind="stop">
          Sign out everywhere else
        </ActionForm>
      </Actions>
    );
  }
  return (
    <Form id="others" action={urls.accountSessions({})}>
      <CheckBox
        name="revokeTokens"
        label="Revoke my tokens as well"
        hint="Programs that use the API in your name stop at once. Else they go on."
      />
      <Buttons>
        <Button kind="stop">Sign out everywhere else</Button>
      </Buttons>
    </Form>
  );
}

function showMoment(at: Instant): string {
  return `${showDate(at)}, ${showTime(at)}`;
}
