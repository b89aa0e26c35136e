/** Interests: one's own, and the register that everybody reads. */
import type { VNode } from 'preact';
import type { CalendarDate } from '../../../kernel/dates.ts';
import { decimalString, showMoney, type Money } from '../../../kernel/money.ts';
import {
  ActionForm,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  FieldGroup,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  State,
  Table,
  TextArea,
  TextField,
  urls,
  type Column,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { goesOn } from '../interest-rules.ts';
import { INTEREST_KIND_NAMES, INTEREST_KINDS, type Interest, type InterestKind } from '../interest-types.ts';
import type { NamedProject } from '../types.ts';

export interface OwnInterestsProps {
  readonly interests: readonly Interest[];
  readonly projects: readonly NamedProject[];
  readonly limit: Money;
  readonly today: CalendarDate;
  readonly forms: {
    readonly said?: string | undefined;
    readonly refused?: string | undefined;
    readonly values?: FormValues;
    readonly errors?: FormErrors;
  };
}

/** What one has to gain or lose beside the projects' own good, declared before it matters. */
export function OwnInterestsPage({ interests, projects, limit, today, forms }: OwnInterestsProps): VNode {
  return (
    <>
      <PageHead
        title="Your interests"
        trail={[{ label: 'Your account', to: urls.account({}) }, { label: 'Interests' }]}
      >
        Say with whom you have something to gain or lose. Where a decision touches it you may discuss, and somebody else
        decides.
      </PageHead>
      {forms.said !== undefined && <Notice tone="done">{forms.said}</Notice>}
      {forms.refused !== undefined && <Notice tone="stop">{forms.refused}</Notice>}
      <Section head="Declared" note={<Link to={urls.interests({})}>The register that everybody reads</Link>} wide>
        {interests.length === 0 ? (
          <Note>You have declared none.</Note>
        ) : (
          <Table
            caption="Your interests, those that go on first"
            hideCaption
            columns={[
              ...INTEREST_COLUMNS,
              { head: 'For', cell: ({ visibility }) => (visibility === 'public' ? 'everybody' : 'administrators') },
              { head: 'In your words', cell: ({ words }) => words },
              {
                head: 'End',
                cell: (interest) => (canEnd(interest, today) ? <Ending interest={interest} today={today} /> : null),
              },
            ]}
            rows={interests}
          />
        )}
      </Section>
      <Section
        head="Declare another"
        note="It can be ended and is never deleted: what was decided meanwhile is judged by it."
      >
        <Form id="declare" action={urls.accountInterests({})} values={forms.values ?? {}} errors={forms.errors ?? {}}>
          <Choice
            name="kind"
            legend="What it is"
            options={INTEREST_KINDS.map((kind) => ({
              value: kind,
              label: capital(INTEREST_KIND_NAMES[kind]),
              hint: glossOf(kind, limit),
            }))}
          />
          <TextField
            name="organisation"
            label="With whom"
            hint="The company, foundation or body; or name a project below."
            width="half"
            optional
          />
          {projects.length > 0 && (
            <Select
              name="project"
              label="In which project"
              hint="When only one project is concerned. With an organisation as well, it counts where both meet."
              optional
              options={[{ value: '', label: 'Any' }, ...projects.map(({ id, name }) => ({ value: id, label: name }))]}
            />
          )}
          <FieldGroup legend="From when to when" names={['since', 'until']}>
            <TextField name="since" label="Since" type="date" width="half" />
            <TextField name="until" label="Last day" type="date" width="half" optional />
          </FieldGroup>
          <Choice
            name="visibility"
            legend="Who may read it"
            options={[
              { value: 'public', label: 'Everybody', hint: 'It stands in the public register, with your name.' },
              {
                value: 'staff',
                label: 'Administrators only',
                hint: 'It counts all the same. That you were recused is said, and not why.',
              },
            ]}
          />
          <TextArea name="words" label="More about it" rows={3} optional />
          <Buttons>
            <Button kind="first">Declare it</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

function canEnd(interest: Interest, today: CalendarDate): boolean {
  return interest.endedAt === null && goesOn(interest, today);
}

function Ending({ interest, today }: { readonly interest: Interest; readonly today: CalendarDate }): VNode {
  return (
    <ActionForm
      action={urls.accountInterestEnd({ interest: interest.id })}
      hidden={{ until: today }}
      asks="Today becomes its last day. It stays in the register as ended."
      confirm="End it today"
      slim
    >
      End
    </ActionForm>
  );
}

const INTEREST_COLUMNS: readonly Column<Interest>[] = [
  { head: 'Interest', rowHead: true, cell: ({ kind }) => capital(INTEREST_KIND_NAMES[kind]) },
  { head: 'With', cell: ({ organisation }) => organisation },
  {
    head: 'In',
    cell: ({ project, projectName }) =>
      project === null ? null : <Link to={urls.project({ project })}>{projectName ?? 'a project'}</Link>,
  },
  { head: 'Since', nowrap: true, cell: ({ since }) => <DateText at={since} /> },
  { head: 'Until', nowrap: true, cell: ({ until }) => (until === null ? 'goes on' : <DateText at={until} />) },
];

function glossOf(kind: InterestKind, limit: Money): string {
  const amount = showMoney(limit);
  switch (kind) {
    case 'employer':
      return 'Who employs you, whether or not it concerns a project here.';
    case 'client':
      return 'Who pays you or your firm for work.';
    case 'income':
      return `Of ${amount} or more in a year, from one source.`;
    case 'holding':
      return `Shares or a part in a company, worth ${amount} or more.`;
    case 'family':
      return 'Somebody near to you has one of these.';
    case 'other':
      return 'A board, an unpaid office, a promise made.';
  }
}

export interface RegisterProps {
  readonly interests: readonly Interest[];
  readonly older: string | null;
  readonly limit: Money;
  readonly today: CalendarDate;
  /** For administrators, who also see what is not public and set the amount. */
  readonly admin: {
    readonly said?: string | undefined;
    readonly values?: FormValues;
    readonly errors?: FormErrors;
  } | null;
}

export function RegisterPage({ interests, older, limit, today, admin }: RegisterProps): VNode {
  return (
    <>
      <PageHead title="Interests declared">
        What the people here have to gain or lose beside the projects’ own good. Whoever has an interest in a decision
        may discuss it and does not cast the deciding approval; that they stood aside is recorded with the decision.
      </PageHead>
      {admin?.said !== undefined && <Notice tone="done">{admin.said}</Notice>}
      {interests.length === 0 ? (
        <EmptyState head={older === null ? 'None has been declared' : 'Nothing older'}>
          Employers, clients, income and holdings from {showMoney(limit)} on, and what else could sway somebody. Each
          person declares their own on their account page.
        </EmptyState>
      ) : (
        <Section
          head="The register"
          note={`Newest first. Income and holdings count from ${showMoney(limit)} on. An interest that ended stays.`}
          wide
        >
          <Table
            caption="Interests declared, newest first"
            hideCaption
            isVoid={(interest) => !goesOn(interest, today)}
            columns={[
              { head: 'Person', rowHead: true, cell: ({ personName }: Interest) => personName },
              ...INTEREST_COLUMNS.map((column) => ({ ...column, rowHead: false })),
              { head: 'More', cell: ({ words }) => words },
              ...(admin === null
                ? []
                : [
                    {
                      head: 'Read by',
                      cell: ({ visibility }: Interest) =>
                        visibility === 'public' ? (
                          'everybody'
                        ) : (
                          <State mark="hollow" tone="off">
                            administrators
                          </State>
                        ),
                    },
                  ]),
            ]}
            rows={interests}
          />
        </Section>
      )}
      {older !== null && (
        <Fine>
          <Link to={urls.interests({}, { before: older })}>Older ones</Link>
        </Fine>
      )}
      {admin !== null && (
        <Section
          head="From which amount"
          note="Income and holdings below it need not be declared. The currency by its three letters, like USD."
        >
          <Form
            id="limit"
            action={urls.interestLimit({})}
            values={admin.values ?? { amount: decimalString(limit), currency: limit.currency }}
            errors={admin.errors ?? {}}
          >
            <FieldGroup legend="Amount" names={['amount', 'currency']}>
              <TextField name="amount" label="Amount" inputMode="decimal" width="short" />
              <TextField name="currency" label="Currency" width="short" />
            </FieldGroup>
            <Buttons>
              <Button>Set the amount</Button>
            </Buttons>
          </Form>
        </Section>
      )}
    </>
  );
}

function capital(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
