/** Estimates: what they come to as a table, how much effort they are as a figure, and the fields in which one is written. */
import { scaleLinear } from 'd3-scale';
import type { VNode } from 'preact';
import {
  inUnit,
  readableUnit,
  showInUnit,
  showRange,
  type Effort,
  type EffortUnit,
  type HoursInYear,
} from '../kernel/effort.ts';
import { CURRENCIES, isWhole, showAmount, type Currency, type Money } from '../kernel/money.ts';
import { showNumber } from '../kernel/text.ts';
import { FIXED_COSTS, PAID_ROLES } from '../kernel/vocabulary.ts';
import { Button, Buttons, FieldGroup, Select, TextField, type Option } from './forms.tsx';
import { Fine, Note, Why } from './page.tsx';
import { Table } from './table.tsx';

interface MoneyRange {
  readonly low: Money;
  readonly likely: Money;
  readonly high: Money;
}

/** A line of a priced estimate: its name, and how it was reckoned in words. */
export interface EstimateLeg extends MoneyRange {
  readonly label: string;
  readonly formula: string;
}

/** The parts of an estimate and what they come to together; what recurs has a table of its own. */
export function EstimateTable({
  number,
  legs,
  together,
  per,
  rates,
}: {
  /** "Table 1." */
  readonly number: string;
  readonly legs: readonly EstimateLeg[];
  readonly together: MoneyRange;
  readonly per: 'once' | 'year';
  readonly rates: 'likely' | 'spread';
}): VNode {
  const what = per === 'once' ? 'Estimate' : 'Estimate for each year';
  const ranges = [...legs, together];
  const decimals = ranges.every(({ low, likely, high }) => [low, likely, high].every(isWhole)) ? 'trimmed' : 'all';
  const show = (amount: Money) => showAmount(amount, decimals);
  // Three long amounts beside a name do not fit a phone: then each part is a record of its own.
  const longest = Math.max(...ranges.map((range) => show(range.high).length));
  const at = rates === 'likely' ? 'at the likely rates' : 'from the low to the high rates';
  return (
    <div class="estimate-table">
      <Table
        number={number}
        caption={`${what} ${at}, ${together.low.currency}`}
        dense
        phone={longest > LONGEST_BESIDE ? 'records' : 'table'}
        rows={legs}
        columns={[
          {
            head: 'Part',
            rowHead: true,
            cell: (leg) => (
              <>
                {leg.label}
                <Fine>{leg.formula}</Fine>
              </>
            ),
            foot: 'Together',
          },
          { head: 'Low', kind: 'number', cell: (leg) => show(leg.low), foot: show(together.low) },
          { head: 'Likely', kind: 'number', cell: (leg) => show(leg.likely), foot: show(together.likely) },
          { head: 'High', kind: 'number', cell: (leg) => show(leg.high), foot: show(together.high) },
        ]}
      />
    </div>
  );
}

/** "999,999": three of these beside a word are as wide as a phone. */
const LONGEST_BESIDE = 7;

/** How much effort: a bar from low to high on an axis from zero, the mark at the likely case, and the numbers behind it. */
export function EffortFigure({
  number,
  tableNumber,
  effort,
  hours,
}: {
  /** "Figure 1." */
  readonly number: string;
  /** "Table 1.", for the table behind the figure. */
  readonly tableNumber?: string;
  readonly effort: Effort;
  /** In a person-year. */
  readonly hours: HoursInYear;
}): VNode {
  const { low, likely, high } = effort;
  const unit = readableUnit(low, high, hours);
  const [from, mark, to] = [low, likely, high].map((time) => inUnit(time, unit, hours)) as [number, number, number];
  // A little room beyond the bar, so that it is seen to end.
  const scale = scaleLinear([0, Math.max(to * 1.15, 0.1)], [0, 100]).nice(5);
  const end = scale.domain()[1] ?? to;
  const words = showRange(low, high, hours);
  const recurs = effort.per === 'year' ? ' a year' : '';
  const isFarRight = scale(from) > 55;
  return (
    <>
      <figure class="effort-figure">
        <svg width="100%" height="92" role="img" aria-label={effortInWords(effort, unit, hours)}>
          {scale.ticks(5).map((tick) => (
            <>
              <line class="grid" x1={percent(scale(tick))} x2={percent(scale(tick))} y1="30" y2="66" />
              <text class={tick === 0 ? 'q' : tick === end ? 'q end' : 'q mid'} x={percent(scale(tick))} y="86">
                {showTick(tick)}
              </text>
            </>
          ))}
          <line class="axis" x1="0" x2="100%" y1="66.5" y2="66.5" />
          <rect
            class="f-incomplete"
            x={percent(scale(from))}
            width={percent(scale(to) - scale(from))}
            y="38"
            height="20"
          />
          <rect class="d" x={percent(scale(mark))} width="3" y="32" height="32" transform="translate(-1.5 0)" />
          <text class={isFarRight ? 'b end' : 'b'} x={percent(scale(isFarRight ? to : from))} y="24">
            {words}
            {recurs}
          </text>
        </svg>
        <figcaption>
          <b>{number}</b>{' '}
          {low === high
            ? `Effort in person-${unit}s${recurs}.`
            : `Range of effort in person-${unit}s${recurs}; the mark is the likely case.`}
        </figcaption>
      </figure>
      <Why summary={`Table behind ${number.toLowerCase().replace(/\.$/, '')}`}>
        <Table
          {...(tableNumber === undefined ? {} : { number: tableNumber })}
          caption={`The effort${recurs}, in a year of ${showNumber(hours)} hours`}
          dense
          phone="table"
          rows={TABLE_UNITS}
          columns={[
            { head: 'Unit', rowHead: true, cell: (one) => `Person-${one}s` },
            { head: 'Low', kind: 'number', cell: (one) => showInUnit(low, one, hours) },
            { head: 'Likely', kind: 'number', cell: (one) => showInUnit(likely, one, hours) },
            { head: 'High', kind: 'number', cell: (one) => showInUnit(high, one, hours) },
          ]}
        />
      </Why>
    </>
  );
}

const TABLE_UNITS: readonly EffortUnit[] = ['year', 'month', 'hour'];

function effortInWords({ low, likely, high, per }: Effort, unit: EffortUnit, hours: HoursInYear): string {
  const recurs = per === 'year' ? ' a year' : '';
  if (low === high) return `Effort of ${showRange(low, high, hours)}${recurs}.`;
  const [from, mark, to] = [low, likely, high].map((time) => showInUnit(time, unit, hours));
  return `Effort between ${from} and ${to} person-${unit}s${recurs}, most likely ${mark}.`;
}

function showTick(tick: number): string {
  return String(Number(tick.toFixed(3)));
}

/**
 * The fields of an estimate, read by `readEstimateForm` of capacity. Rows left empty do not count; without script, the buttons for
 * another row send the form to its own address with `addRow`, and the page shows it again with one more.
 */
export function EstimateFields({
  lineRows,
  fixedRows,
  mostRows,
  currencies = CURRENCIES,
}: {
  readonly lineRows: number;
  readonly fixedRows: number;
  readonly mostRows: number;
  /** Those that can be priced, where that is known. */
  readonly currencies?: readonly Currency[];
}): VNode {
  return (
    <>
      {/* Enter sends the form: browsers press its first button, which must not be the one for another row. */}
      <button class="unseen" type="submit" tabIndex={-1} aria-hidden="true" />
      <input type="hidden" name="lineRows" value={String(lineRows)} />
      <input type="hidden" name="fixedRows" value={String(fixedRows)} />
      <FieldGroup legend="Prices" names={['currency', 'priceDate']}>
        <Select name="currency" label="Currency" options={currencies.map((code) => ({ value: code, label: code }))} />
        <TextField name="priceDate" label="Of the day" type="date" />
      </FieldGroup>
      <div class="estimate-rows">
        <Note>
          Effort is in person-years, or in another unit with its name: 3 months, 2 weeks, 40 hours. With low and high
          alone, the middle is likely. Rows left empty do not count.
        </Note>
        {numbers(lineRows).map((n) => (
          <FieldGroup legend={`People ${n}`} names={LINE_FIELDS.map((name) => `line${name}${n}`)}>
            <Select name={`lineRole${n}`} label="Whose time" options={ROLE_OPTIONS} />
            <TextField name={`lineName${n}`} label="What for" optional />
            <TextField name={`lineLow${n}`} label="Low" />
            <TextField name={`lineLikely${n}`} label="Likely" />
            <TextField name={`lineHigh${n}`} label="High" />
            <Select name={`linePer${n}`} label="How often" options={PER_OPTIONS} />
          </FieldGroup>
        ))}
        {lineRows < mostRows && (
          <Buttons>
            <Button name="addRow" value="line" slim>
              Add a row for people
            </Button>
          </Buttons>
        )}
      </div>
      <div class="estimate-rows fixed">
        {numbers(fixedRows).map((n) => (
          <FieldGroup legend={`Fixed money ${n}`} names={FIXED_FIELDS.map((name) => `fixed${name}${n}`)}>
            <Select name={`fixedKind${n}`} label="Kind" options={KIND_OPTIONS} />
            <TextField name={`fixedName${n}`} label="What for" optional />
            <TextField name={`fixedAmount${n}`} label="Amount" inputMode="decimal" />
            <Select name={`fixedPer${n}`} label="How often" options={PER_OPTIONS} />
          </FieldGroup>
        ))}
        {fixedRows < mostRows && (
          <Buttons>
            <Button name="addRow" value="fixed" slim>
              Add a row for fixed money
            </Button>
          </Buttons>
        )}
      </div>
    </>
  );
}

const LINE_FIELDS = ['Role', 'Name', 'Low', 'Likely', 'High', 'Per'] as const;
const FIXED_FIELDS = ['Kind', 'Name', 'Amount', 'Per'] as const;
const PER_OPTIONS: readonly Option[] = [
  { value: 'once', label: 'Once' },
  { value: 'year', label: 'Each year' },
];
const ROLE_OPTIONS = optionsOf(PAID_ROLES);
const KIND_OPTIONS = optionsOf(FIXED_COSTS);

function optionsOf(list: Readonly<Record<string, string>>): readonly Option[] {
  return [{ value: '', label: 'Choose' }, ...Object.entries(list).map(([value, label]) => ({ value, label }))];
}

function numbers(rows: number): readonly number[] {
  return Array.from({ length: rows }, (_, at) => at + 1);
}

function percent(value: number): string {
  return `${Number(value.toFixed(2))}%`;
}
