import type { VNode } from 'preact';
import { showMoneyRange, type Currency } from '../../../kernel/money.ts';
import { showPercent } from '../../../kernel/percent.ts';
import { count } from '../../../kernel/text.ts';
import {
  Bullets,
  Button,
  Buttons,
  Choice,
  DateText,
  EffortFigure,
  EmptyState,
  EstimateFields,
  EstimateTable,
  FactList,
  Form,
  Notice,
  PageHead,
  Section,
  TextField,
  urls,
} from '../../../look/index.ts';
import { effortOf, overYears } from '../pricing.ts';
import { MOST_LINES, type CostSettings, type Estimate, type PricedEstimate } from '../types.ts';
import { CostPlaces, type TypedForm } from './parts.tsx';

export interface CalculatorPageProps {
  readonly form: TypedForm;
  readonly lineRows: number;
  readonly fixedRows: number;
  /** Those of the rate book; empty when it has no rates. */
  readonly currencies: readonly Currency[];
  readonly settings: CostSettings | null;
  readonly reckoned: { readonly estimate: Estimate; readonly priced: PricedEstimate; readonly years: number } | null;
}

/** An estimate is written, priced and shown; nothing of it is kept. */
export function CalculatorPage(props: CalculatorPageProps): VNode {
  return (
    <>
      <PageHead
        title="What does it come to?"
        trail={[{ label: 'Rates', to: urls.rates({}) }, { label: 'Calculator' }]}
        actions={<CostPlaces here="calculator" />}
      >
        Write an estimate and see what it comes to at the rates of a day. Nothing is kept.
      </PageHead>
      {props.currencies.length === 0 ? (
        <EmptyState
          head="There are no rates to reckon with"
          actions={
            <Button to={urls.rates({})} kind="first">
              Add rates
            </Button>
          }
        >
          An estimate is priced with the rate book. Add the rates of the roles that you price first.
        </EmptyState>
      ) : (
        <>
          {props.reckoned !== null && <Result {...props.reckoned} />}
          <Calculator {...props} />
        </>
      )}
    </>
  );
}

function Result({ estimate, priced, years }: NonNullable<CalculatorPageProps['reckoned']>): VNode {
  const efforts = (['once', 'year'] as const).flatMap((per) => effortOf(estimate, per) ?? []);
  const total = overYears(priced, years);
  const parts = [
    ...(priced.once === null ? [] : [{ per: 'once' as const, part: priced.once }]),
    ...(priced.yearly === null ? [] : [{ per: 'year' as const, part: priced.yearly }]),
  ];
  return (
    <Section
      head="What it comes to"
      note={
        <>
          At the rates and settings of <DateText at={estimate.priceDate} long />.
        </>
      }
      id="result"
    >
      {priced.warnings.length > 0 && (
        <Notice tone="waiting" head={priced.warnings.length === 1 ? 'One thing to look at' : 'Things to look at'}>
          <Bullets items={priced.warnings.map((warning) => warning.sentence)} />
        </Notice>
      )}
      <FactList
        items={[
          ...parts.map(({ per, part }) => ({
            label: per === 'once' ? 'Once' : 'Each year',
            value: showMoneyRange(part.together.low, part.together.high),
            big: true,
          })),
          ...(priced.yearly === null
            ? []
            : [{ label: `Over ${count(years, 'year')}`, value: showMoneyRange(total.low, total.high), big: true }]),
        ]}
      />
      {efforts.map((effort, at) => (
        <EffortFigure
          number={`Figure ${at + 1}.`}
          tableNumber={`Table ${at + 1}.`}
          effort={effort}
          hours={priced.hoursInYear}
        />
      ))}
      {parts.map(({ per, part }, at) => (
        <EstimateTable
          number={`Table ${efforts.length + at + 1}.`}
          legs={part.legs}
          together={part.together}
          per={per}
          rates={priced.pricing.rates}
        />
      ))}
    </Section>
  );
}

function Calculator({ form, lineRows, fixedRows, currencies, settings }: CalculatorPageProps): VNode {
  return (
    <Section head="The estimate" note="Who works how long, and money that is nobody’s time." id="estimate">
      <Form id="calculator" action={urls.calculator({})} values={form.values} errors={form.errors}>
        <EstimateFields lineRows={lineRows} fixedRows={fixedRows} mostRows={MOST_LINES} currencies={currencies} />
        <Choice
          name="rates"
          legend="At which rates?"
          options={[
            { value: 'likely', label: 'The likely rates', hint: 'The range is that of the effort alone.' },
            { value: 'spread', label: 'From the low to the high rates', hint: 'The widest range.' },
          ]}
        />
        {settings !== null && <Overheads settings={settings} />}
        <TextField name="years" label="Years" hint="For the total of what recurs." inputMode="numeric" width="short" />
        <Buttons>
          <Button kind="first">Reckon</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

/** What may be laid upon the direct costs: nothing is ticked in advance. */
function Overheads({ settings }: { readonly settings: CostSettings }): VNode {
  return (
    <>
      <Choice
        name="with"
        legend="What else belongs to it?"
        many
        options={[
          {
            value: 'paidReview',
            label: 'Paid independent review',
            hint: `${showPercent(settings.paidReview)} of developers’ time.`,
          },
          {
            value: 'indirect',
            label: 'Indirect costs',
            hint: `${showPercent(settings.indirect)} of people and fixed money.`,
          },
          {
            value: 'giveBack',
            label: 'Give-back to the fiscal sponsor',
            hint: `${showPercent(settings.giveBack)} of all that.`,
          },
          {
            value: 'heldByProject',
            label: 'The project holds the money itself',
            hint: 'Its reserve is set aside once, and pay is compared with its cap.',
          },
          {
            value: 'viaSponsor',
            label: 'The money comes through the fiscal sponsor',
            hint: 'Its fee comes on top, by its tier, and payment processing.',
          },
        ]}
      />
      <TextField
        name="sponsorVolume"
        label="What passes through the sponsor in a year"
        hint="For its tier; the first tier counts where this is empty."
        inputMode="decimal"
        width="half"
        optional
      />
    </>
  );
}
