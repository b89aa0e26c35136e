/** The outside work that comes before a form with an address is answered. */
import type { Outcome } from '../../kernel/refusal.ts';
import type { CheckedUrl } from '../../outside/git/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { WebRequest } from '../../outside/http/route.ts';
import { checkRepository } from './actions/check-repository.ts';
import { addressInput } from './inputs.ts';

/** The address of the form, checked, or what is wrong with it. */
export type FoundAddress = Outcome<CheckedUrl, 'url-refused'> | { readonly errors: FieldErrors };

export async function lookUpAddress({ form, reach }: Omit<WebRequest, 'tx'>): Promise<FoundAddress> {
  const read = readForm(addressInput, form);
  return read.ok ? checkRepository(reach, read.input.url) : { errors: read.errors };
}

/** A choice left open is not a choice of nothing. */
export function withoutEmpty(form: URLSearchParams, ...names: readonly string[]): URLSearchParams {
  return new URLSearchParams([...form].filter(([name, value]) => value !== '' || !names.includes(name)));
}
