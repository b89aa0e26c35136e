/** Forms that a passkey answers. Without script, or where the browser knows no passkeys, what stands instead is shown. */
import type { ComponentChildren, VNode } from 'preact';
import { ErrorSummary, Form, type FormErrors, type FormValues } from './forms.tsx';

/**
 * The island `passkeys` shows the form, asks at `ask` for what the passkey must answer, and sends its answer with the form in the field
 * `passkey`. Where there is another first thing to do on the page, the button is not filled.
 */
export function PasskeyForm({
  action,
  ask,
  does,
  id,
  values = {},
  errors = {},
  hidden = {},
  button,
  first = false,
  without,
  children,
}: {
  readonly action: string;
  /** Where the browser learns what the passkey must answer. */
  readonly ask: string;
  /** Makes a new passkey, or uses one that is there. */
  readonly does: 'make' | 'use';
  readonly id: string;
  readonly values?: FormValues;
  readonly errors?: FormErrors;
  readonly hidden?: Readonly<Record<string, string>>;
  readonly button: string;
  readonly first?: boolean;
  /** What is shown where there is no script, or no passkey can be used. */
  readonly without?: ComponentChildren;
  /** Fields above the button. */
  readonly children?: ComponentChildren;
}): VNode {
  // With nothing to show, not even a gap is.
  const isEmpty = without === undefined && Object.keys(errors).length === 0;
  return (
    <div class="form" data-passkey={does} data-ask={ask} hidden={isEmpty}>
      {/* What went wrong is said also where the form itself is not shown. */}
      <ErrorSummary form={id} errors={errors} />
      {without !== undefined && <div data-passkey-without="">{without}</div>}
      <div hidden data-passkey-form="">
        <Form id={id} action={action} values={values} errors={errors} hidden={{ ...hidden, passkey: '' }} hasSummary>
          {children}
          <div class="act">
            <button class={first ? 'button first wide' : 'button'} type="submit">
              {button}
            </button>
          </div>
          <p class="wrong" role="alert" data-passkey-wrong="" hidden />
        </Form>
      </div>
    </div>
  );
}
