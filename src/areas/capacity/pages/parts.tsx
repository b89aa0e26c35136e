/** What several pages of capacity share. */
import type { VNode } from 'preact';
import { Button, urls, type FormErrors, type FormValues } from '../../../look/index.ts';

/** What was typed into a form and what is wrong with it. */
export interface TypedForm {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

/** Who entered something, in which hat. */
export function enteredBy({ byName, hat }: { readonly byName: string | null; readonly hat: string | null }): string {
  const name = byName ?? 'Somebody';
  return hat === null ? name : `${name} (${hat})`;
}

/** The three pages of what things cost lead to one another. */
export function CostPlaces({ here }: { readonly here: 'rates' | 'costs' | 'calculator' }): VNode {
  return (
    <>
      {here !== 'calculator' && (
        <Button to={urls.calculator({})} slim>
          What does it come to?
        </Button>
      )}
      {here !== 'rates' && (
        <Button to={urls.rates({})} slim>
          Rates
        </Button>
      )}
      {here !== 'costs' && (
        <Button to={urls.costSettings({})} slim>
          Cost settings
        </Button>
      )}
    </>
  );
}
