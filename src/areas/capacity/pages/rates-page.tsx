import type { VNode } from 'preact';
import type { CalendarDate } from '../../../kernel/dates.ts';
import type { HoursInYear } from '../../../kernel/effort.ts';
import { CURRENCIES, showAmount, times, type Currency } from '../../../kernel/money.ts';
import { showNumber } from '../../../kernel/text.ts';
import { PAID_ROLES } from '../../../kernel/vocabulary.ts';
import {
  Button,
  Buttons,
  DateText,
  EmptyState,
  FieldGroup,
  Fine,
  Form,
  Notice,
  PageHead,
  Section,
  Select,
  Table,
  TextField,
  Why,
  urls,
  type Column,
} from '../../../look/index.ts';
import type { Rate } from '../types.ts';
import { CostPlaces, enteredBy, type TypedForm } from './parts.tsx';

export interface RatesPageProps {
  readonly today: CalendarDate;
  readonly standing: readonly Rate[];
  readonly coming: readonly Rate[];
  /** Everything that was ever entered, the newest first. */
  readonly history: readonly Rate[];
  readonly isWholeHistory: boolean;
  readonly hours: HoursInYear;
  /** Chosen where nothing was typed. */
  readonly currency: Currency;
  readonly form?: TypedForm;
  readonly said?: string;
}

/** The rate book: what stands today, what is coming, a form for another rate, and everything that was ever entered. */
export function RatesPage(props: RatesPageProps): VNode {
  const { standing, coming, said } = props;
  const isEmpty = standing.length + coming.length === 0;
  return (
    <>
      <PageHead title="Rates" trail={[{ label: 'Rates' }]} actions={<CostPlaces here="rates" />}>
        What a person-year of each role costs, everything included. Finance alone sees this page; an offer shows what it
        comes to.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {isEmpty ? (
        <EmptyState head="No rates yet">
          Until there are some, estimates are shown in person-years only. Add the rates of the roles that you price;
          each has a low, a likely and a high case.
        </EmptyState>
      ) : (
        <Section
          head="What stands"
          note={
            <>
              On <DateText at={props.today} long />.
            </>
          }
          wide
        >
          <RateTable
            number="Table 1."
            caption={`A person-year of ${showNumber(props.hours)} hours; a mentor’s hour is an hour of their role`}
            rates={standing}
            hours={props.hours}
            empty="No rate stands yet; the first ones are still coming."
          />
          {coming.length > 0 && (
            <RateTable number="Table 2." caption="Rates that are still coming" rates={coming} hours={props.hours} />
          )}
        </Section>
      )}
      <AddRate {...props} />
      {!isEmpty && <History {...props} number={coming.length > 0 ? 'Table 3.' : 'Table 2.'} />}
    </>
  );
}

function RateTable({
  number,
  caption,
  rates,
  hours,
  empty,
}: {
  readonly number: string;
  readonly caption: string;
  readonly rates: readonly Rate[];
  readonly hours: HoursInYear;
  readonly empty?: string;
}): VNode {
  return (
    <Table
      number={number}
      caption={caption}
      rows={inOrder(rates)}
      columns={[
        { head: 'Role', rowHead: true, cell: (rate) => PAID_ROLES[rate.role] },
        { head: 'Currency', cell: (rate) => rate.currency },
        ...amountColumns(),
        {
          head: 'Likely, an hour',
          kind: 'number',
          cell: (rate) => showAmount(times(rate.likely, { of: 1n, over: BigInt(hours) })),
        },
        { head: 'From', nowrap: true, cell: (rate) => <DateText at={rate.validFrom} /> },
        { head: 'Note', cell: (rate) => rate.note },
      ]}
      {...(empty === undefined ? {} : { empty })}
    />
  );
}

/** In the order of the roles' own list; the order of days within a role is kept. */
function inOrder(rates: readonly Rate[]): readonly Rate[] {
  const roles = Object.keys(PAID_ROLES);
  return rates.toSorted((a, b) => roles.indexOf(a.role) - roles.indexOf(b.role));
}

function amountColumns(): readonly Column<Rate>[] {
  return [
    { head: 'Low', kind: 'number', cell: (rate) => showAmount(rate.low) },
    { head: 'Likely', kind: 'number', cell: (rate) => showAmount(rate.likely) },
    { head: 'High', kind: 'number', cell: (rate) => showAmount(rate.high) },
  ];
}

function AddRate({ form, today, currency }: RatesPageProps): VNode {
  return (
    <Section
      head="Add a rate"
      note="It stands from its day until a newer one takes its place. What was entered before stays in the book."
      id="add"
    >
      <Form
        id="rate"
        action={urls.rates({})}
        values={form?.values ?? { currency, validFrom: today }}
        errors={form?.errors ?? {}}
      >
        <Select
          name="role"
          label="Whose time"
          options={[
            { value: '', label: 'Choose' },
            ...Object.entries(PAID_ROLES).map(([value, label]) => ({ value, label })),
          ]}
        />
        <FieldGroup
          legend="A person-year costs"
          hint="Loaded: pay, taxes, insurance, equipment. In digits only, for example 85000."
          names={['currency', 'low', 'likely', 'high']}
        >
          <Select name="currency" label="Currency" options={CURRENCIES.map((code) => ({ value: code, label: code }))} />
          <TextField name="low" label="Low" inputMode="decimal" width="short" />
          <TextField name="likely" label="Likely" inputMode="decimal" width="short" />
          <TextField name="high" label="High" inputMode="decimal" width="short" />
        </FieldGroup>
        <TextField name="validFrom" label="From the day" type="date" width="half" />
        <TextField name="note" label="Note" hint="Where it comes from, or that it is an assumption." optional />
        <Buttons>
          <Button kind="first">Add the rate</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function History({ history, isWholeHistory, number }: RatesPageProps & { readonly number: string }): VNode {
  return (
    <Section head="The book" note="Nothing in it is edited or removed." wide>
      <Why summary="Every rate that was entered">
        <Table
          number={number}
          caption="Every rate, the newest entry first"
          dense
          rows={history}
          columns={[
            { head: 'Role', rowHead: true, cell: (rate) => PAID_ROLES[rate.role] },
            { head: 'Currency', cell: (rate) => rate.currency },
            ...amountColumns(),
            { head: 'From', nowrap: true, cell: (rate) => <DateText at={rate.validFrom} /> },
            { head: 'Entered', nowrap: true, cell: (rate) => <DateText at={rate.at} /> },
            { head: 'By', cell: enteredBy },
            { head: 'Note', cell: (rate) => rate.note },
          ]}
        />
        {!isWholeHistory && <Fine>The newest {history.length} entries; the API gives any day.</Fine>}
      </Why>
    </Section>
  );
}
