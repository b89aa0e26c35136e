/**
 * Forms that work without script: what was typed stays, the error stands beside its field and says what to do,
 * and a summary above counts the errors and takes the focus.
 */
import { createContext } from 'preact';
import type { ComponentChildren, InputHTMLAttributes, PartialInputHTMLAttributes, VNode } from 'preact';
import { useContext } from 'preact/hooks';
import { inWords } from '../kernel/text.ts';
import { ownPath } from './links.ts';
import { Mark } from './marks.tsx';

/** What was typed or is kept, by field name. */
export type FormValues = URLSearchParams | Readonly<Record<string, string | readonly string[] | null | undefined>>;
/** What to do, by field name; the key `form` is for the form as a whole. Keys keep the order of the fields. */
export type FormErrors = Readonly<Record<string, string>>;

interface FormFacts {
  readonly id: string;
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** Inside a group, which says the errors of its fields itself. */
  readonly isGrouped: boolean;
}

const FormContext = createContext<FormFacts>({ id: 'form', values: {}, errors: {}, isGrouped: false });

/** A POST form in one column of 640 px, with the error summary above it when there are errors. */
export function Form({
  action,
  id = 'form',
  values = {},
  errors = {},
  labels = {},
  hidden = {},
  files = false,
  hasSummary = false,
  live = null,
  children,
}: {
  readonly action: string;
  /** Before every id inside; give one when a page has two forms. */
  readonly id?: string;
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  /** For the summary: ids of fields that are not named by their own key, such as the second of two numbers. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly hidden?: Readonly<Record<string, string>>;
  /** The form carries files: it is sent as multipart. */
  readonly files?: boolean;
  /** The page has put the error summary elsewhere. */
  readonly hasSummary?: boolean;
  /** In the composer: sent without leaving the page, or also while it is typed into, for the preview. */
  readonly live?: 'sent' | 'previewed' | null;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <FormContext.Provider value={{ id, values, errors, isGrouped: false }}>
      {!hasSummary && <ErrorSummary form={id} errors={errors} labels={labels} />}
      <form
        class="form"
        id={id}
        method="post"
        action={ownPath(action) ?? ''}
        encType={files ? 'multipart/form-data' : undefined}
        data-live={live === null ? undefined : ''}
        data-preview={live === 'previewed' ? '' : undefined}
        noValidate
      >
        <Hidden fields={hidden} />
        {children}
      </form>
    </FormContext.Provider>
  );
}

/** "Three things to put right", each line a link to its field. Nothing when there are no errors. */
export function ErrorSummary({
  errors,
  form = 'form',
  labels = {},
}: {
  readonly errors: FormErrors;
  readonly form?: string;
  readonly labels?: Readonly<Record<string, string>>;
}): VNode | null {
  const lines = Object.entries(errors);
  if (lines.length === 0) return null;
  const counted = inWords(lines.length);
  const head = `${counted.charAt(0).toUpperCase()}${counted.slice(1)} ${lines.length === 1 ? 'thing' : 'things'} to put right`;
  return (
    <div class="errors" role="alert" aria-labelledby={`${form}-errors`} tabIndex={-1} autoFocus>
      <h2 id={`${form}-errors`}>{head}</h2>
      <ul>
        {lines.map(([name, message]) => (
          <li>{name === 'form' ? message : <a href={`#${labels[name] ?? fieldId(form, name)}`}>{message}</a>}</li>
        ))}
      </ul>
    </div>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** Said after the label. Fields are needed unless they say so. */
  readonly optional?: boolean;
  /** In place of the form's own value. */
  readonly value?: string;
}

export function TextField({
  name,
  label,
  hint,
  optional = false,
  value,
  type = 'text',
  autoComplete,
  inputMode,
  width = 'full',
  mono = false,
}: FieldProps & {
  readonly type?: 'text' | 'email' | 'password' | 'url' | 'search' | 'date';
  readonly autoComplete?: string;
  readonly inputMode?: 'text' | 'decimal' | 'numeric' | 'email' | 'url';
  /** As wide as what is expected: `short` for a number, `half` for a date or a name. */
  readonly width?: 'full' | 'half' | 'short';
  readonly mono?: boolean;
}): VNode {
  const field = useField(name, value);
  const cssClass = [width === 'full' ? '' : width, mono ? 'mono' : ''].filter((word) => word !== '').join(' ');
  const attributes: PartialInputHTMLAttributes<HTMLInputElement> = {
    class: cssClass === '' ? undefined : cssClass,
    id: field.id,
    name,
    // A password is never sent back to the page.
    value: type === 'password' ? undefined : field.value,
    autoComplete,
    inputMode,
    spellcheck: mono || type !== 'text' ? false : undefined,
    'aria-describedby': field.describedBy(hint !== undefined),
    'aria-invalid': field.error === null ? undefined : 'true',
  };
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      {/* Preact's types know an input only once its type is written out. */}
      <input {...({ ...attributes, type } as InputHTMLAttributes)} />
    </FieldFrame>
  );
}

export function TextArea({
  name,
  label,
  hint,
  optional = false,
  value,
  rows = 4,
  mono = false,
}: FieldProps & { readonly rows?: number; readonly mono?: boolean }): VNode {
  const field = useField(name, value);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <textarea
        class={mono ? 'mono' : undefined}
        id={field.id}
        name={name}
        rows={rows}
        spellcheck={mono ? false : undefined}
        aria-describedby={field.describedBy(hint !== undefined)}
        aria-invalid={field.error === null ? undefined : 'true'}
      >
        {field.value}
      </textarea>
    </FieldFrame>
  );
}

/** A file from the disk; the form around it must say `files`. A browser never keeps it when the form comes back. */
export function FileField({
  name,
  label,
  hint,
  optional = false,
  accept,
}: Omit<FieldProps, 'value'> & {
  /** ".json,.yaml,.yml,.csv" */
  readonly accept?: string;
}): VNode {
  const field = useField(name);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <input
        id={field.id}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={field.describedBy(hint !== undefined)}
        aria-invalid={field.error === null ? undefined : 'true'}
      />
    </FieldFrame>
  );
}

export interface Option {
  readonly value: string;
  readonly label: string;
}

export function Select({
  name,
  label,
  hint,
  optional = false,
  value,
  options,
}: FieldProps & { readonly options: readonly Option[] }): VNode {
  const field = useField(name, value);
  return (
    <FieldFrame field={field} label={label} hint={hint} optional={optional}>
      <select
        id={field.id}
        name={name}
        aria-describedby={field.describedBy(hint !== undefined)}
        aria-invalid={field.error === null ? undefined : 'true'}
      >
        {options.map((option) => (
          <option value={option.value} selected={option.value === field.value}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

/** One of a few, or with `many` any of them: one to a line between hairlines, nothing ticked in advance. */
export function Choice({
  name,
  legend,
  hint,
  options,
  many = false,
  columns = false,
}: {
  readonly name: string;
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly options: readonly (Option & { readonly hint?: ComponentChildren })[];
  readonly many?: boolean;
  /** Short words side by side, where there are many of them. */
  readonly columns?: boolean;
}): VNode {
  const field = useField(name);
  const chosen = valuesOf(useContext(FormContext).values, name);
  return (
    <fieldset
      class={field.error === null ? 'field' : 'field bad'}
      aria-describedby={field.describedBy(hint !== undefined)}
    >
      <legend>{legend}</legend>
      {hint !== undefined && (
        <p class="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError field={field} />
      <div class={columns ? 'choices side' : 'choices'}>
        {options.map((option, at) => {
          // The summary links to the field's own id: the first choice carries it.
          const id = at === 0 ? field.id : `${field.id}-${at + 1}`;
          return (
            <div class="choice">
              <input
                type={many ? 'checkbox' : 'radio'}
                id={id}
                name={name}
                value={option.value}
                checked={chosen.includes(option.value)}
                aria-describedby={option.hint === undefined ? undefined : `${id}-gloss`}
              />
              <label htmlFor={id}>{option.label}</label>
              {option.hint !== undefined && (
                <p class="hint" id={`${id}-gloss`}>
                  {option.hint}
                </p>
              )}
            </div>
          );
        })}
      </div>
    </fieldset>
  );
}

/** A single box to tick: sends `value` (default "yes") or nothing. */
export function CheckBox({
  name,
  label,
  hint,
  value = 'yes',
}: {
  readonly name: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
  readonly value?: string;
}): VNode {
  const field = useField(name);
  const ticked = valuesOf(useContext(FormContext).values, name).includes(value);
  return (
    <div class={field.error === null ? 'field' : 'field bad'}>
      <FieldError field={field} />
      <div class="choices">
        <div class="choice">
          <input
            type="checkbox"
            id={field.id}
            name={name}
            value={value}
            checked={ticked}
            aria-describedby={field.describedBy(hint !== undefined)}
            aria-invalid={field.error === null ? undefined : 'true'}
          />
          <label htmlFor={field.id}>{label}</label>
          {hint !== undefined && (
            <p class="hint" id={`${field.id}-hint`}>
              {hint}
            </p>
          )}
        </div>
      </div>
    </div>
  );
}

/** Several fields under one legend, side by side; the errors of all of them stand above. */
export function FieldGroup({
  legend,
  hint,
  names,
  children,
}: {
  readonly legend: ComponentChildren;
  readonly hint?: ComponentChildren;
  /** The fields inside. */
  readonly names: readonly string[];
  readonly children: ComponentChildren;
}): VNode {
  const form = useContext(FormContext);
  const wrong = names.filter((name) => errorOf(form.errors, name) !== null);
  return (
    <fieldset class={wrong.length === 0 ? 'field group' : 'field group bad'}>
      <legend>{legend}</legend>
      {hint !== undefined && <p class="hint">{hint}</p>}
      {wrong.map((name) => (
        <ErrorLine id={`${fieldId(form.id, name)}-error`} message={errorOf(form.errors, name) ?? ''} />
      ))}
      <div class="inline">
        <FormContext.Provider value={{ ...form, isGrouped: true }}>{children}</FormContext.Provider>
      </div>
    </fieldset>
  );
}

/** The row of buttons at the end of a form: one `first`, the others outlined or links. */
export function Buttons({ children }: { readonly children: ComponentChildren }): VNode {
  return <div class="act">{children}</div>;
}

export type ButtonKind = 'first' | 'outlined' | 'stop' | 'plain';

interface ButtonLook {
  /** `first` is filled green, one a page; `stop` is outlined in red; `plain` looks like a link. */
  readonly kind?: ButtonKind;
  /** Inside rows and lists. */
  readonly slim?: boolean;
  /** The main action of a letter: full width on a phone. */
  readonly wide?: boolean;
}

/** Submits the form around it, or with `to` is a link that looks like a button. */
export function Button({
  to,
  name,
  value,
  kind = 'outlined',
  slim = false,
  wide = false,
  children,
}: ButtonLook & {
  readonly to?: string;
  readonly name?: string;
  readonly value?: string;
  readonly children: ComponentChildren;
}): VNode {
  const cssClass = buttonClass({ kind, slim, wide });
  if (to !== undefined) {
    return (
      <a class={cssClass} href={ownPath(to) ?? '#'}>
        {children}
      </a>
    );
  }
  return (
    <button class={cssClass} type="submit" name={name} value={value}>
      {children}
    </button>
  );
}

/** A form of one button. With `asks` the button first opens a question, and a second one does it. */
export function ActionForm({
  action,
  hidden = {},
  asks,
  confirm,
  kind = 'outlined',
  slim = false,
  wide = false,
  children,
}: ButtonLook & {
  readonly action: string;
  readonly hidden?: Readonly<Record<string, string>>;
  /** What will happen, asked before it does: "The round stays in the archive; the public page goes." */
  readonly asks?: ComponentChildren;
  /** The words of the second button; the first one's when left out. */
  readonly confirm?: ComponentChildren;
  readonly children: ComponentChildren;
}): VNode {
  const form = (words: ComponentChildren) => (
    <form class="one" method="post" action={ownPath(action) ?? ''}>
      <Hidden fields={hidden} />
      <button class={buttonClass({ kind, slim, wide })} type="submit">
        {words}
      </button>
    </form>
  );
  if (asks === undefined) return form(children);
  return (
    <details class="ask">
      <summary class={buttonClass({ kind: kind === 'first' ? 'outlined' : kind, slim, wide })}>{children}</summary>
      <div class="asked">
        <p>{asks}</p>
        {form(confirm ?? children)}
      </div>
    </details>
  );
}

export type FilterField =
  | { readonly kind: 'search'; readonly name: string; readonly label: string; readonly value: string }
  | {
      readonly kind: 'select';
      readonly name: string;
      readonly label: string;
      readonly value: string;
      readonly options: readonly Option[];
    };

/** Filters of a list, kept in the address: a GET form in one bar. The island `filters` submits on change. */
export function Filter({
  action,
  label,
  fields,
  hidden = {},
  id = 'filter',
  submit = 'Filter',
  clear,
}: {
  readonly action: string;
  /** For those who listen: "Filter projects". */
  readonly label: string;
  readonly fields: readonly FilterField[];
  /** Kept through the filter, such as the sorting. */
  readonly hidden?: Readonly<Record<string, string>>;
  readonly id?: string;
  /** The words of the button. */
  readonly submit?: string;
  /** Where no filter is set; shown when one is. */
  readonly clear?: string;
}): VNode {
  return (
    <form class="filter" id={id} method="get" action={ownPath(action) ?? ''} role="search" aria-label={label}>
      <Hidden fields={hidden} />
      {fields.map((field) => (
        <div>
          <label htmlFor={`${id}-${field.name}`}>{field.label}</label>
          {field.kind === 'search' ? (
            <input id={`${id}-${field.name}`} type="search" name={field.name} value={field.value} />
          ) : (
            <select id={`${id}-${field.name}`} name={field.name}>
              {field.options.map((option) => (
                <option value={option.value} selected={option.value === field.value}>
                  {option.label}
                </option>
              ))}
            </select>
          )}
        </div>
      ))}
      <div class="filter-act">
        <button class="button" type="submit">
          {submit}
        </button>
        {clear !== undefined && <a href={ownPath(clear) ?? ''}>Clear</a>}
      </div>
    </form>
  );
}

/** A secret or an address to take along; the island `copy` puts a button beside it. */
export function CopyField({
  id,
  label,
  value,
  hint,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly hint?: ComponentChildren;
}): VNode {
  return (
    <div class="field copy">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      <div class="copy-row">
        <input
          class="mono"
          id={id}
          type="text"
          readOnly
          value={value}
          data-copy=""
          aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        />
      </div>
    </div>
  );
}

interface Field {
  readonly id: string;
  readonly value: string;
  readonly error: string | null;
  readonly isGrouped: boolean;
  readonly describedBy: (hasHint: boolean) => string | undefined;
}

function useField(name: string, value?: string): Field {
  const form = useContext(FormContext);
  const id = fieldId(form.id, name);
  const error = errorOf(form.errors, name);
  return {
    id,
    value: value ?? valuesOf(form.values, name)[0] ?? '',
    error,
    isGrouped: form.isGrouped,
    describedBy: (hasHint) =>
      [hasHint ? `${id}-hint` : '', error === null ? '' : `${id}-error`].filter((word) => word !== '').join(' ') ||
      undefined,
  };
}

function FieldFrame({
  field,
  label,
  hint,
  optional,
  children,
}: {
  readonly field: Field;
  readonly label: ComponentChildren;
  readonly hint: ComponentChildren;
  readonly optional: boolean;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <div class={field.error === null || field.isGrouped ? 'field' : 'field bad'}>
      <label htmlFor={field.id}>
        {label}
        {optional && <span class="optional"> (optional)</span>}
      </label>
      {hint !== undefined && (
        <p class="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
      <FieldError field={field} />
      {children}
    </div>
  );
}

function FieldError({ field }: { readonly field: Field }): VNode | null {
  if (field.error === null || field.isGrouped) return null;
  return <ErrorLine id={`${field.id}-error`} message={field.error} />;
}

function ErrorLine({ id, message }: { readonly id: string; readonly message: string }): VNode {
  return (
    <p class="wrong" id={id}>
      <Mark name="alert" />
      <span>{message}</span>
    </p>
  );
}

function Hidden({ fields }: { readonly fields: Readonly<Record<string, string>> }): VNode {
  return (
    <>
      {Object.entries(fields).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
    </>
  );
}

function fieldId(form: string, name: string): string {
  return `${form}-${name}`;
}

function errorOf(errors: FormErrors, name: string): string | null {
  return Object.hasOwn(errors, name) ? (errors[name] ?? null) : null;
}

function valuesOf(values: FormValues, name: string): readonly string[] {
  if (values instanceof URLSearchParams) return values.getAll(name);
  const kept = Object.hasOwn(values, name) ? values[name] : undefined;
  if (kept === undefined || kept === null) return [];
  return typeof kept === 'string' ? [kept] : kept;
}

function buttonClass({ kind, slim, wide }: Required<ButtonLook>): string {
  return ['button', kind === 'outlined' ? '' : kind, slim ? 'slim' : '', wide ? 'wide' : '']
    .filter((word) => word !== '')
    .join(' ');
}
