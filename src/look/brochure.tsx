/** A brochure as a sheet of columns, and the composer beside its preview. */
import type { ComponentChildren, VNode } from 'preact';
import { ownPath } from './links.ts';
import { Attention } from './marks.tsx';
import { Example } from './text.tsx';

export interface SheetProps {
  readonly layout: 'talk' | 'interest' | 'breadth';
  /** Of the title: 1 where the sheet is the page, 2 beside the composer. */
  readonly headLevel: 1 | 2;
  readonly title: string;
  /** "For people who decide about software". */
  readonly audience: string | null;
  readonly intro: string | null;
  readonly from: ComponentChildren;
  /** "A plan of what ...": under the title, on every brochure. */
  readonly standing: string;
  readonly columns: readonly SheetColumnProps[];
  readonly foot: ComponentChildren;
  /** Not published: said across its head. */
  readonly isPreview?: boolean;
  /** In place of columns while there are none. */
  readonly empty?: ComponentChildren;
}

export interface SheetColumnProps {
  readonly key: string;
  readonly name: string;
  readonly example: boolean;
  readonly label: string;
  readonly logo: { readonly src: string; readonly alt: string } | null;
  readonly note: string | null;
  readonly summary: string | null;
  readonly coverage: string | null;
  readonly trademark: string | null;
  /** What stands in place of all of it. */
  readonly gone: ComponentChildren | null;
  readonly items: readonly SheetItemProps[];
}

export type SheetItemProps =
  | { readonly key: string; readonly gone: ComponentChildren }
  | {
      readonly key: string;
      readonly title: ComponentChildren;
      readonly pitch: readonly string[];
      readonly facts: readonly { readonly label: string; readonly value: ComponentChildren }[];
    };

/** The head, the columns side by side where there is room, what is not promised, how to check it. */
export function SheetFrame(props: SheetProps): VNode {
  const { layout, headLevel, columns } = props;
  const Title = headLevel === 1 ? 'h1' : 'h2';
  return (
    <article class={`sheet ${layout}`}>
      <div class="sheet-in">
        <header class="sheet-head">
          <p class="sheet-edge">
            <span>{props.from}</span>
            {props.isPreview === true ? (
              <b class="sheet-preview">Preview, not published</b>
            ) : (
              props.audience !== null && <span>{props.audience}</span>
            )}
          </p>
          <Title>{props.title}</Title>
          {props.isPreview === true && props.audience !== null && <p class="quiet">{props.audience}</p>}
          {props.intro !== null && (
            <div class="sheet-intro">
              {props.intro.split(/\n{2,}/).map((paragraph) => (
                <p>{paragraph}</p>
              ))}
            </div>
          )}
          <p class="small quiet">{props.standing}</p>
        </header>
        {columns.length === 0 ? (
          props.empty
        ) : (
          <div class={`sheet-columns of-${Math.min(columns.length, 3)}`}>
            {columns.map((column) => (
              <SheetColumn {...column} headLevel={headLevel} layout={layout} />
            ))}
          </div>
        )}
        <footer class="sheet-foot">{props.foot}</footer>
      </div>
    </article>
  );
}

function SheetColumn({
  headLevel,
  layout,
  ...column
}: SheetColumnProps & Pick<SheetProps, 'headLevel' | 'layout'>): VNode {
  const Name = headLevel === 1 ? 'h2' : 'h3';
  const Item = headLevel === 1 ? 'h3' : 'h4';
  return (
    <section class="sheet-column">
      <header>
        {column.logo !== null && (
          <p class="sheet-logo">
            <img src={ownPath(column.logo.src) ?? ''} alt={column.logo.alt} />
          </p>
        )}
        <p class="fine">{column.label}</p>
        <Name class={column.logo === null ? 'unlogoed' : undefined}>
          {column.name}
          <Example when={column.example} />
        </Name>
        {column.gone === null && (
          <>
            {column.summary !== null && <p>{column.summary}</p>}
            {column.note !== null && <p class="fine">{column.note}</p>}
            {column.coverage !== null && <p class="fine">{column.coverage}</p>}
          </>
        )}
      </header>
      {column.gone !== null && <p class="sheet-gone">{column.gone}</p>}
      {column.items.length > 0 && (
        <ul class="sheet-items">
          {column.items.map((item) =>
            'gone' in item ? (
              <li class="sheet-gone">
                <p>{item.gone}</p>
              </li>
            ) : (
              <li>
                <Item>{item.title}</Item>
                {layout !== 'breadth' && item.pitch.map((paragraph) => <p>{paragraph}</p>)}
                {item.facts.length > 0 && (
                  <dl>
                    {item.facts.map(({ label, value }) => (
                      <div>
                        <dt>{label}</dt>
                        <dd>{value}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </li>
            ),
          )}
        </ul>
      )}
      {column.gone === null && column.trademark !== null && <p class="fine sheet-mark">{column.trademark}</p>}
    </section>
  );
}

/** Steps at the left, the preview beside them; one under the other where there is little room. The island `composer` keeps both in step. */
export function ComposerFrame({
  children,
  preview,
}: {
  readonly children: ComponentChildren;
  readonly preview: ComponentChildren;
}): VNode {
  return (
    <div class="composer" data-composer="">
      <div class="composer-steps">
        <p class="composer-jump">
          <a href="#preview">See the preview</a>
        </p>
        {children}
        <p class="unseen" role="status" data-composer-said="" />
      </div>
      <section class="composer-preview" id="preview" aria-label="Preview" data-part="preview">
        {preview}
      </section>
    </div>
  );
}

/** One step of the composer; with `part` it is brought up to date by itself after something else was saved. */
export function ComposerStep({
  head,
  note,
  part,
  children,
}: {
  readonly head: string;
  readonly note?: ComponentChildren;
  readonly part: string;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <section class="composer-step" id={part} data-part={part}>
      <header>
        <h2>{head}</h2>
        {note !== undefined && <p class="fine">{note}</p>}
      </header>
      {children}
    </section>
  );
}

/** A part of a step about one thing: a project that is told. */
export function ComposerPart({
  head,
  children,
}: {
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class="composer-part">
      <h3>{head}</h3>
      {children}
    </div>
  );
}

/** What is brought up to date by itself, without a head of its own. */
export function LivePart({
  part,
  version = null,
  children,
}: {
  readonly part: string;
  /** Which state of the draft the page shows: what is sent next names it. */
  readonly version?: number | null;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div data-part={part} data-version={version === null ? undefined : String(version)}>
      {children}
    </div>
  );
}

/** Only where the script does not do it by itself. */
export function WithoutScript({ children }: { readonly children: ComponentChildren }): VNode {
  return <span data-without-script="">{children}</span>;
}

/** A brochure that is the page. */
export function SheetPage({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="sheet-page">{children}</div>;
}

export interface ArrangerItem {
  readonly id: string;
  readonly title: string;
  readonly figures: string | null;
  /** Said in red: why it does not appear. */
  readonly trouble: string | null;
}

export interface ArrangerColumn {
  readonly id: string;
  readonly name: string;
  readonly example: boolean;
  readonly trouble: string | null;
  readonly items: readonly ArrangerItem[];
  readonly available: readonly ArrangerItem[];
  /** In place of what can be added. */
  readonly note: string | null;
}

/**
 * Columns and their items in order. Every step is a button of a form; with script the same is done by dragging, or by the arrow keys on
 * a handle.
 */
export function Arranger({
  action,
  version,
  columns,
}: {
  readonly action: string;
  /** Which state of the draft the page shows: another one saved meanwhile is not overwritten. */
  readonly version: number;
  readonly columns: readonly ArrangerColumn[];
}): VNode {
  const to = ownPath(action) ?? '';
  return (
    <ol class="arranger" data-arranger={to}>
      {columns.map((column, at) => (
        <li class="arranger-column" data-project={column.id}>
          <div class="arranger-head">
            <Handle id={`column-${column.id}`} name={column.name} />
            <h3>
              {column.name}
              <Example when={column.example} />
            </h3>
            <form method="post" action={to} data-live="">
              <Fields fields={{ version: String(version), project: column.id }} />
              <Step act="project-up" id={column.id} words="Up" name={column.name} isIdle={at === 0} />
              <Step
                act="project-down"
                id={column.id}
                words="Down"
                name={column.name}
                isIdle={at === columns.length - 1}
              />
              <Step act="remove-project" id={column.id} words="Take out" name={column.name} />
            </form>
          </div>
          {column.trouble !== null && (
            <p class="arranger-trouble">
              <Attention>{column.trouble}</Attention>
            </p>
          )}
          {column.items.length > 0 && (
            <ol class="arranger-items">
              {column.items.map((item, position) => (
                <li data-item={item.id}>
                  <Handle id={`item-${item.id}`} name={item.title} />
                  <div class="arranger-words">
                    <b>{item.title}</b>
                    {item.figures !== null && <span class="fine">{item.figures}</span>}
                    {item.trouble !== null && (
                      <span class="arranger-trouble">
                        <Attention>{item.trouble}</Attention>
                      </span>
                    )}
                  </div>
                  <form method="post" action={to} data-live="">
                    <Fields fields={{ version: String(version), project: column.id, item: item.id }} />
                    <Step act="item-up" id={item.id} words="Up" name={item.title} isIdle={position === 0} />
                    <Step
                      act="item-down"
                      id={item.id}
                      words="Down"
                      name={item.title}
                      isIdle={position === column.items.length - 1}
                    />
                    <Step act="remove-item" id={item.id} words="Take out" name={item.title} />
                  </form>
                </li>
              ))}
            </ol>
          )}
          {column.available.length > 0 && (
            <ul class="arranger-more" aria-label={`Items of ${column.name} to add`}>
              {column.available.map((item) => (
                <li>
                  <div class="arranger-words">
                    <span>{item.title}</span>
                    {item.figures !== null && <span class="fine">{item.figures}</span>}
                  </div>
                  <form method="post" action={to} data-live="">
                    <Fields fields={{ version: String(version), project: column.id, item: item.id }} />
                    <Step act="add-item" id={item.id} words="Add" name={item.title} />
                  </form>
                </li>
              ))}
            </ul>
          )}
          {column.note !== null && <p class="fine">{column.note}</p>}
        </li>
      ))}
    </ol>
  );
}

/** Projects to add, each a button. */
export function ArrangerChoices({
  action,
  version,
  label,
  choices,
}: {
  readonly action: string;
  readonly version: number;
  readonly label: string;
  readonly choices: readonly {
    readonly id: string;
    readonly name: string;
    readonly example: boolean;
    readonly note: string;
  }[];
}): VNode {
  return (
    <ul class="arranger-more choices-of-projects" aria-label={label}>
      {choices.map((choice) => (
        <li>
          <div class="arranger-words">
            <span>
              {choice.name}
              <Example when={choice.example} />
            </span>
            <span class="fine">{choice.note}</span>
          </div>
          <form method="post" action={ownPath(action) ?? ''} data-live="">
            <Fields fields={{ version: String(version), project: choice.id }} />
            <Step act="add-project" id={choice.id} words="Add" name={choice.name} />
          </form>
        </li>
      ))}
    </ul>
  );
}

/** For dragging and for the arrow keys; it does nothing without script, so the island shows it. */
function Handle({ id, name }: { readonly id: string; readonly name: string }): VNode {
  return (
    <button
      class="handle"
      id={`${id}-handle`}
      type="button"
      hidden
      data-handle=""
      aria-label={`Move ${name} with the arrow keys`}
    >
      <svg viewBox="0 0 12 18" aria-hidden="true">
        {[3, 9, 15].map((y) => (
          <>
            <circle cx="3" cy={y} r="1.5" />
            <circle cx="9" cy={y} r="1.5" />
          </>
        ))}
      </svg>
    </button>
  );
}

function Step({
  act,
  id,
  words,
  name,
  isIdle = false,
}: {
  readonly act: string;
  readonly id: string;
  readonly words: string;
  readonly name: string;
  /** At an end of the list. */
  readonly isIdle?: boolean;
}): VNode {
  return (
    <button
      class={isIdle ? 'button slim idle' : 'button slim'}
      id={`${act}-${id}`}
      type="submit"
      name="act"
      value={act}
      disabled={isIdle}
      aria-label={`${words}: ${name}`}
    >
      {words}
    </button>
  );
}

function Fields({ fields }: { readonly fields: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
