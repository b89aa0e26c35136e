/** The parts a page is composed of, from the trail to the notes. */
import type { ComponentChildren, VNode } from 'preact';
import { OutlinedMark } from './marks.tsx';
import { Link } from './text.tsx';

export interface Step {
  readonly label: string;
  /** Left out for the page itself. */
  readonly to?: string;
}

/** The trail above, the only h1, the standfirst, and the actions at the right on its last line. */
export function PageHead({
  title,
  trail = [],
  actions,
  children,
}: {
  readonly title: ComponentChildren;
  /** From the top down to this page, which comes last and without an address. */
  readonly trail?: readonly Step[];
  /** Buttons: one filled at most. */
  readonly actions?: ComponentChildren;
  /** The standfirst: one or two sentences. */
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <header class="pagehead">
      {trail.length > 0 && (
        <nav class="trail" aria-label="Trail">
          <ol>
            {trail.map((step) => (
              <li>
                {step.to === undefined ? (
                  <span aria-current="page">{step.label}</span>
                ) : (
                  <Link to={step.to}>{step.label}</Link>
                )}
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div>
        <h1>{title}</h1>
        {children !== undefined && <p class="standfirst">{children}</p>}
      </div>
      {actions !== undefined && <div class="act">{actions}</div>}
    </header>
  );
}

/** The portal's first lines: an h1 of 52 px and its standfirst, beside it what a visitor should know at once. */
export function Opening({
  lines,
  children,
  actions,
  aside,
}: {
  /** The sentences of the h1, one to a line. */
  readonly lines: readonly string[];
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly aside?: ComponentChildren;
}): VNode {
  return (
    <header class="opening">
      <div>
        <h1>
          {lines.map((line, at) => (
            <>
              {at > 0 && ' '}
              <span>{line}</span>
            </>
          ))}
        </h1>
        <p class="standfirst">{children}</p>
        {actions !== undefined && <div class="act">{actions}</div>}
      </div>
      {aside}
    </header>
  );
}

export interface Fact {
  readonly label: ComponentChildren;
  readonly value: ComponentChildren;
  readonly note?: ComponentChildren;
}

/** A strip of four or five facts between rules: label, value in serif 24, note. */
export function Facts({ items }: { readonly items: readonly Fact[] }): VNode {
  return (
    <dl class="strip">
      {items.map((item) => (
        <div>
          <dt>{item.label}</dt>
          <dd class="big">{item.value}</dd>
          {item.note !== undefined && item.note !== null && <dd class="fine">{item.note}</dd>}
        </div>
      ))}
    </dl>
  );
}

/** Label in second ink beside the value, hairlines between. `stacked` puts the label above (side columns, phones). */
export function FactList({
  items,
  stacked = false,
}: {
  readonly items: readonly (Fact & {
    /** Serif, large: the one or two values the list is about. */
    readonly big?: boolean;
  })[];
  readonly stacked?: boolean;
}): VNode {
  return (
    <dl class={stacked ? 'facts stacked' : 'facts'}>
      {items.map((item) => (
        <div>
          <dt>{item.label}</dt>
          <dd class={item.big === true ? 'big' : undefined}>
            {item.value}
            {item.note !== undefined && item.note !== null && <span class="fine">{item.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** An ink rule, the head and a short note hanging in the margin, the matter beside them. */
export function Section({
  head,
  note,
  id,
  wide = false,
  headLevel = 2,
  children,
}: {
  readonly head: ComponentChildren;
  readonly note?: ComponentChildren;
  /** For links to this section. */
  readonly id?: string;
  /** Wide tables and forms: the head stands above. */
  readonly wide?: boolean;
  /** 3 where the section is part of something with a head of its own. */
  readonly headLevel?: 2 | 3;
  readonly children: ComponentChildren;
}): VNode {
  const Head = headLevel === 2 ? 'h2' : 'h3';
  return (
    <section class={wide ? 'part wide' : 'part'} id={id}>
      <header>
        <Head>{head}</Head>
        {note !== undefined && <p class="fine">{note}</p>}
      </header>
      <div class="matter">{children}</div>
    </section>
  );
}

/** A wide column and a side column that folds under on small screens. */
export function Pair({
  children,
  aside,
}: {
  readonly children: ComponentChildren;
  readonly aside: ComponentChildren;
}): VNode {
  return (
    <div class="pair">
      <div>{children}</div>
      {aside}
    </div>
  );
}

/** What is offered: its sections with narrower heads, and beside them what one wants to know at a glance, which comes first on a phone. */
export function OfferFrame({
  children,
  glance,
  of = null,
}: {
  readonly children: ComponentChildren;
  readonly glance: ComponentChildren;
  /** Of which offer, where several stand on one page: two landmarks never have one name. */
  readonly of?: string | null;
}): VNode {
  return (
    <div class="pair offer">
      <div>{children}</div>
      <aside class="aside at" aria-label={of === null ? 'At a glance' : `At a glance: ${of}`}>
        {glance}
      </aside>
    </div>
  );
}

/** What stands in a side column, under an ink rule. */
export function Aside({ head, children }: { readonly head: string; readonly children: ComponentChildren }): VNode {
  return (
    <aside class="aside" aria-label={head}>
      <h2 class="label">{head}</h2>
      {children}
    </aside>
  );
}

/** A few columns of equal weight, each under an ink rule: what is in, what is hoped for, what is out. One under the other on phones. */
export function Columns({
  columns,
}: {
  readonly columns: readonly {
    readonly head: string;
    readonly note?: ComponentChildren;
    readonly matter: ComponentChildren;
  }[];
}): VNode {
  return (
    <div class="columns">
      {columns.map(({ head, note, matter }) => (
        <section aria-label={head}>
          <h2>{head}</h2>
          {note !== undefined && <p class="fine">{note}</p>}
          {matter}
        </section>
      ))}
    </div>
  );
}

/** Numbered rules, questions or next steps, each with at most one action. */
export function Numbered({
  items,
  slim = false,
  headLevel = 3,
}: {
  readonly items: readonly {
    readonly head?: ComponentChildren;
    readonly text?: ComponentChildren;
    readonly action?: ComponentChildren;
  }[];
  readonly slim?: boolean;
  /** 2 right under the head of the page. */
  readonly headLevel?: 2 | 3;
}): VNode {
  const Head = headLevel === 2 ? 'h2' : 'h3';
  return (
    <ol class={slim ? 'rules slim' : 'rules'}>
      {items.map((item, at) => (
        <li>
          <b aria-hidden="true">{at + 1}</b>
          <div>
            {item.head !== undefined && <Head>{item.head}</Head>}
            {item.text !== undefined && <p>{item.text}</p>}
          </div>
          {item.action}
        </li>
      ))}
    </ol>
  );
}

/** A plain list with short dashes. */
export function Bullets({ items }: { readonly items: readonly ComponentChildren[] }): VNode {
  return (
    <ul class="bullets">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  );
}

/** Things to read: a date or a word at the left, a title in serif, what it says. */
export function Entries({
  items,
}: {
  readonly items: readonly {
    readonly when: ComponentChildren;
    /** A `Link serif`, or words. */
    readonly title: ComponentChildren;
    readonly text?: ComponentChildren;
  }[];
}): VNode {
  return (
    <ul class="entries">
      {items.map((item) => (
        <li>
          <span class="when">{item.when}</span>
          <div>
            <h3 class="lead">{item.title}</h3>
            {item.text !== undefined && <p class="small quiet">{item.text}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What is missing and what that does not mean, the next steps each with its action, one primary action. */
export function EmptyState({
  head,
  isPage = false,
  children,
  steps = [],
  actions,
  note,
}: {
  readonly head: string;
  /** There is nothing else on the page: its head is the page's own. */
  readonly isPage?: boolean;
  readonly children: ComponentChildren;
  readonly steps?: Parameters<typeof Numbered>[0]['items'];
  readonly actions?: ComponentChildren;
  readonly note?: ComponentChildren;
}): VNode {
  return (
    <section class="empty">
      <OutlinedMark />
      <div class="matter">
        {isPage ? <h1>{head}</h1> : <h2>{head}</h2>}
        <p>{children}</p>
        {steps.length > 0 && <Numbered items={steps} headLevel={isPage ? 2 : 3} />}
        {actions !== undefined && <div class="act">{actions}</div>}
        {note !== undefined && <p class="fine">{note}</p>}
      </div>
    </section>
  );
}

/** One column of 640 px for letters, sign-in and other single matters. */
export function Letter({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="letter">{children}</div>;
}

/** A part of a letter under an ink rule. */
export function LetterPart({
  head,
  children,
}: {
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section>
      <h2>{head}</h2>
      {children}
    </section>
  );
}

/** What has just happened or must be known before reading on: done (green), waiting (amber), stop (red), plain. */
export function Notice({
  tone = 'plain',
  head,
  children,
}: {
  readonly tone?: 'plain' | 'done' | 'waiting' | 'stop';
  readonly head?: ComponentChildren;
  readonly children?: ComponentChildren;
}): VNode {
  return (
    <div class={`word ${tone}`} role={tone === 'stop' ? 'alert' : 'status'}>
      {head !== undefined && <p class="word-head">{head}</p>}
      {children !== undefined && <div>{children}</div>}
    </div>
  );
}

/** The reason one click away, wherever a verdict appears. */
export function Why({
  summary,
  open = false,
  children,
}: {
  readonly summary: ComponentChildren;
  readonly open?: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <details class="why" open={open}>
      <summary>{summary}</summary>
      <div>{children}</div>
    </details>
  );
}

/** "Projects 1–20 of 40, by name" and the way on. */
export function Pager({
  noun,
  from,
  to,
  total,
  order,
  previous = null,
  next = null,
}: {
  /** Plural, with a capital: "Projects". */
  readonly noun: string;
  readonly from: number;
  readonly to: number;
  readonly total: number;
  /** "by name". */
  readonly order?: string;
  readonly previous?: { readonly label: string; readonly to: string } | null;
  readonly next?: { readonly label: string; readonly to: string } | null;
}): VNode {
  const number = new Intl.NumberFormat('en-GB');
  const range =
    total === 0
      ? `${noun}: none match`
      : from === 1 && to === total
        ? `${noun}: ${number.format(total)}`
        : `${noun} ${number.format(from)}–${number.format(to)} of ${number.format(total)}`;
  return (
    <div class="found">
      <p role="status">
        {range}
        {total > 1 && order !== undefined && `, ${order}`}
      </p>
      {(previous !== null || next !== null) && (
        <nav aria-label="Pages">
          {previous !== null && <Link to={previous.to}>{previous.label}</Link>}
          {next !== null && <Link to={next.to}>{next.label}</Link>}
        </nav>
      )}
    </div>
  );
}

/** A row of actions. */
export function Actions({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="act">{children}</div>;
}

/** Second ink, 14 px: fine print under a form or a table. */
export function Fine({ children }: { readonly children: ComponentChildren }): VNode {
  return <p class="fine">{children}</p>;
}

/** 15 px in second ink: a note inside the matter. */
export function Note({ children }: { readonly children: ComponentChildren }): VNode {
  return <p class="small quiet">{children}</p>;
}
