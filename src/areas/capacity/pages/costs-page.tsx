import type { VNode } from 'preact';
import type { CalendarDate } from '../../../kernel/dates.ts';
import { DEFAULT_HOURS, HOURS_PRESETS, unitsInYear, type HoursInYear } from '../../../kernel/effort.ts';
import { CURRENCIES, decimalString, showMoney } from '../../../kernel/money.ts';
import { percentText, showPercent, type Percent } from '../../../kernel/percent.ts';
import { showNumber } from '../../../kernel/text.ts';
import {
  Button,
  Buttons,
  DateText,
  EmptyState,
  FactList,
  FieldGroup,
  Form,
  Notice,
  PageHead,
  Section,
  Select,
  TextField,
  Timeline,
  Why,
  urls,
} from '../../../look/index.ts';
import { MOST_TIERS, type CostSettings } from '../types.ts';
import { CostPlaces, enteredBy, type TypedForm } from './parts.tsx';

export interface CostsPageProps {
  readonly today: CalendarDate;
  readonly standing: CostSettings | null;
  /** What nothing has replaced: the form is filled from it. */
  readonly newest: CostSettings | null;
  /** The newest entry first. */
  readonly history: readonly CostSettings[];
  readonly form?: TypedForm;
  readonly said?: string;
}

/** What is laid upon direct costs: what stands, a form to set it anew, and what stood before. */
export function CostsPage(props: CostsPageProps): VNode {
  const { standing, newest, said } = props;
  return (
    <>
      <PageHead
        title="Cost settings"
        trail={[{ label: 'Rates', to: urls.rates({}) }, { label: 'Cost settings' }]}
        actions={<CostPlaces here="costs" />}
      >
        What is laid upon the direct costs of an estimate. Each is a line of its own wherever it is used, and none is
        used unless it is chosen.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {newest === null ? (
        <EmptyState head="Nothing is set yet">
          Until it is, a person-year has {showNumber(DEFAULT_HOURS)} hours and estimates show direct costs alone: people
          and fixed money. Set below what your workspace adds to them.
        </EmptyState>
      ) : (
        <Section
          head="What stands"
          note={
            <>
              On <DateText at={props.today} long />.
            </>
          }
        >
          {standing === null ? <p>Nothing yet: the first settings begin on a later day.</p> : <Terms {...standing} />}
        </Section>
      )}
      <SetCosts {...props} />
      {props.history.length > 1 && <Earlier {...props} />}
    </>
  );
}

function Terms(terms: CostSettings): VNode {
  return (
    <>
      <FactList
        items={[
          { label: 'A person-year', value: yearInWords(terms.hoursInYear) },
          { label: 'Indirect costs', value: `${showPercent(terms.indirect)} of people and fixed money` },
          { label: 'Paid independent review', value: `${showPercent(terms.paidReview)} of developers’ time` },
          { label: 'Fee of the fiscal sponsor', value: tiersInWords(terms) },
          { label: 'Give-back to the sponsor', value: showPercent(terms.giveBack) },
          { label: 'Payment processing', value: showPercent(terms.processing) },
          { label: 'Reserve of a project', value: terms.reserve === null ? 'none' : showMoney(terms.reserve) },
          { label: 'Cap on a year’s pay', value: terms.payCap === null ? 'none' : showMoney(terms.payCap) },
          { label: 'Since', value: <DateText at={terms.validFrom} /> },
          {
            label: 'Set by',
            value: (
              <>
                {enteredBy(terms)}, <DateText at={terms.at} />
              </>
            ),
          },
          ...(terms.note === null ? [] : [{ label: 'Note', value: terms.note }]),
        ]}
      />
    </>
  );
}

function tiersInWords({ sponsorTiers }: CostSettings): string {
  if (sponsorTiers.length === 0) return 'none';
  const [first, ...others] = sponsorTiers.map(({ from, fee }) => ({ fee: showPercent(fee), from: showMoney(from) }));
  return [first?.fee, ...others.map(({ fee, from }) => `${fee} from ${from} a year on`)].join(', ');
}

function yearInWords(hours: HoursInYear): string {
  const [weeks, days] = (['week', 'day'] as const).map((unit) => Number(unitsInYear(unit, hours).toFixed(1)));
  return `12 months, ${weeks} weeks, ${days} days, ${showNumber(hours)} hours`;
}

function SetCosts({ newest, today, form }: CostsPageProps): VNode {
  return (
    <Section
      head={newest === null ? 'Set them' : 'Set them anew'}
      note="They stand from their day. What stood before stays readable, and estimates of earlier days keep it."
      id="set"
    >
      <Form
        id="costs"
        action={urls.costSettings({})}
        values={form?.values ?? valuesOf(newest, today)}
        errors={form?.errors ?? {}}
        hidden={{ replaces: newest?.id ?? '' }}
      >
        <TextField name="validFrom" label="From the day" type="date" width="half" />
        <TextField
          name="hoursInYear"
          label="Hours in a person-year"
          hint={`Usual: ${HOURS_PRESETS.map(showNumber).join(', ')}. The second is common in EU programmes, the third counts paid hours in the US.`}
          inputMode="numeric"
          width="short"
        />
        <FieldGroup
          legend="Per cent"
          hint="Usual: review 10 to 15 of developers’ time. US federal grants allow 15 indirect without a contract."
          names={['indirect', 'paidReview', 'giveBack', 'processing']}
        >
          <TextField name="indirect" label="Indirect costs" inputMode="decimal" width="short" />
          <TextField name="paidReview" label="Paid review" inputMode="decimal" width="short" />
          <TextField name="giveBack" label="Give-back" inputMode="decimal" width="short" />
          <TextField name="processing" label="Processing" inputMode="decimal" width="short" />
        </FieldGroup>
        <Select
          name="currency"
          label="Currency of the amounts below"
          options={CURRENCIES.map((code) => ({ value: code, label: code }))}
        />
        <FieldGroup
          legend="Fee of the fiscal sponsor"
          hint="By what passes through it in a year; the first tier begins at 0. Leave empty what is not needed."
          names={TIERS.flatMap((n) => [`tierFrom${n}`, `tierFee${n}`])}
        >
          {TIERS.map((n) => (
            <>
              <TextField name={`tierFrom${n}`} label={`Tier ${n} from`} inputMode="decimal" width="short" />
              <TextField name={`tierFee${n}`} label={`Tier ${n}, per cent`} inputMode="decimal" width="short" />
            </>
          ))}
        </FieldGroup>
        <FieldGroup
          legend="Where a project holds the money itself"
          hint="A reserve that is set aside once, and a cap on a year’s pay that rates are compared with. Leave empty what is not needed."
          names={['reserve', 'payCap']}
        >
          <TextField name="reserve" label="Reserve" inputMode="decimal" width="short" />
          <TextField name="payCap" label="Cap on pay" inputMode="decimal" width="short" />
        </FieldGroup>
        <TextField name="note" label="Note" hint="What it follows, or that it is an assumption." optional />
        <Buttons>
          <Button kind="first">Save the settings</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

const TIERS: readonly number[] = Array.from({ length: MOST_TIERS }, (_, at) => at + 1);

function valuesOf(newest: CostSettings | null, today: CalendarDate): Readonly<Record<string, string>> {
  const text = (percent: Percent | undefined) => percentText(percent ?? (0 as Percent));
  return {
    validFrom: today,
    hoursInYear: String(newest?.hoursInYear ?? DEFAULT_HOURS),
    indirect: text(newest?.indirect),
    paidReview: text(newest?.paidReview),
    giveBack: text(newest?.giveBack),
    processing: text(newest?.processing),
    currency: newest?.currency ?? 'USD',
    ...Object.fromEntries(
      (newest?.sponsorTiers ?? []).flatMap(({ from, fee }, at) => [
        [`tierFrom${at + 1}`, decimalString(from)],
        [`tierFee${at + 1}`, percentText(fee)],
      ]),
    ),
    reserve: newest?.reserve == null ? '' : decimalString(newest.reserve),
    payCap: newest?.payCap == null ? '' : decimalString(newest.payCap),
    note: newest?.note ?? '',
  };
}

function Earlier({ history }: CostsPageProps): VNode {
  return (
    <Section head="All settings" note="Newest entry first. None is edited or removed.">
      <Timeline
        items={history.map((terms) => ({
          when: <DateText at={terms.at} />,
          what: `${enteredBy(terms)} set them`,
          gloss: (
            <>
              From <DateText at={terms.validFrom} />
              <Why summary="What was set">
                <Terms {...terms} />
              </Why>
            </>
          ),
        }))}
      />
    </Section>
  );
}
