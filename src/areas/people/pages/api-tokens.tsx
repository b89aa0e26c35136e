/** Tokens by which a person's own programs use the API: the list and form on the account page, and the page that shows a new one. */
import type { VNode } from 'preact';
import { showDate, showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import {
  ActionForm,
  Button,
  Buttons,
  Choice,
  CopyField,
  FactList,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  Select,
  State,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { apiTokenWorks, MOST_API_TOKENS } from '../rules.ts';
import { TOKEN_DAYS, TOKEN_SCOPE_NAMES, type ApiToken, type MadeApiToken, type TokenScope } from '../types.ts';

const UNTOUCHED: FormValues = { scope: 'read', days: '90' };

export function ApiTokens({
  tokens,
  mustShowPassword,
  now,
  values = UNTOUCHED,
  errors = {},
}: {
  readonly tokens: readonly ApiToken[];
  readonly mustShowPassword: boolean;
  readonly now: Instant;
  readonly values?: FormValues | undefined;
  readonly errors?: FormErrors | undefined;
}): VNode {
  return (
    <>
      <Section
        head="Tokens"
        id="tokens"
        note="A program of yours uses the API with a token, as you and with your roles. Changing your password revokes them all."
        wide
      >
        <Table
          caption="Your tokens"
          hideCaption
          empty="None yet. A token lets a script or another program use the API in your name."
          columns={[
            { head: 'For', rowHead: true, cell: (one: ApiToken) => one.name },
            { head: 'May', cell: (one) => TOKEN_SCOPE_NAMES[one.scope] },
            { head: 'Made', cell: (one) => showDate(one.madeAt), nowrap: true },
            {
              head: 'Last used',
              cell: (one) => (one.lastUsedAt === null ? 'never' : showMoment(one.lastUsedAt)),
              nowrap: true,
            },
            { head: 'Works', cell: (one) => <Works token={one} now={now} />, nowrap: true },
            {
              head: 'End',
              cell: (one) =>
                apiTokenWorks(one, now) ? (
                  <ActionForm action={urls.accountTokenRevoke({ apitoken: one.id })} slim>
                    Revoke
                  </ActionForm>
                ) : null,
            },
          ]}
          rows={tokens}
          isVoid={(one) => !apiTokenWorks(one, now)}
        />
      </Section>
      <Section
        head="Make a token"
        note={`At most ${MOST_API_TOKENS} work at a time. A mail says that a new one was made.`}
      >
        <Form id="token" action={urls.accountTokens({})} values={values} errors={errors}>
          <TextField
            name="name"
            label="What the token is for"
            hint="The program or machine that will use it."
            width="half"
          />
          <Choice
            name="scope"
            legend="What it may do"
            options={[
              { value: 'read', label: 'Read', hint: 'Whatever you may read.' },
              {
                value: 'read-write',
                label: 'Read and write',
                hint: 'Whatever you may do, except make or revoke tokens.',
              },
            ]}
          />
          <Select
            name="days"
            label="For how long"
            options={TOKEN_DAYS.map((days) => ({ value: String(days), label: `${days} days` }))}
          />
          {mustShowPassword && (
            <TextField
              name="current"
              label="Your password"
              hint={
                <>
                  A token is a way in of its own, so we make sure that it is you. Without a password,{' '}
                  <Link to={urls.accountConfirm({}, { next: urls.account({}) })}>confirm in another way</Link>.
                </>
              }
              type="password"
              autoComplete="current-password"
              width="half"
            />
          )}
          <Buttons>
            <Button>Make the token</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

function Works({ token, now }: { readonly token: ApiToken; readonly now: Instant }): VNode {
  if (token.revokedAt !== null) {
    return (
      <State mark="cross" tone="off">
        {`revoked ${showDate(token.revokedAt)}`}
      </State>
    );
  }
  if (!apiTokenWorks(token, now)) {
    return (
      <State mark="clock" tone="off">
        {`ran out ${showDate(token.validUntil)}`}
      </State>
    );
  }
  return <>{`until ${showDate(token.validUntil)}`}</>;
}

/** The one time that the secret is seen. */
export function ApiTokenMadePage({
  made,
  name,
  scope,
  baseUrl,
}: {
  readonly made: MadeApiToken;
  readonly name: string;
  readonly scope: TokenScope;
  readonly baseUrl: string;
}): VNode {
  return (
    <>
      <PageHead
        title="Your new token"
        trail={[{ label: 'Your account', to: urls.account({}) }, { label: 'Your new token' }]}
      />
      <Notice tone="waiting">Copy it now. We keep only a digest, so it is never shown again.</Notice>
      <Section head={name}>
        <CopyField
          id="secret"
          label="Token"
          value={made.secret}
          hint="Whoever has it can act in your name. Keep it where the program keeps its secrets."
        />
        <FactList
          items={[
            { label: 'May', value: TOKEN_SCOPE_NAMES[scope] },
            { label: 'Works until', value: showLongDate(made.validUntil) },
          ]}
        />
      </Section>
      <Section head="Use it" note={<Link to={urls.openApi({})}>What the API can do, as OpenAPI</Link>}>
        <CopyField
          id="command"
          label="In a shell"
          value={`curl -H "Authorization: Bearer $TOKEN" ${baseUrl}/api/v1/me`}
          hint="With the token in the variable TOKEN. It answers who you are here."
        />
      </Section>
      <Buttons>
        <Button to={`${urls.account({})}#tokens`}>I have copied it</Button>
      </Buttons>
    </>
  );
}

function showMoment(at: Instant): string {
  return `${showDate(at)}, ${showTime(at)}`;
}
