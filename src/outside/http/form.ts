import type { z } from 'zod';

/** The first complaint about each field, by name; `form` is the form as a whole. Keys keep the order of the fields. */
export type FieldErrors = Readonly<Record<string, string>>;

export type ReadForm<T> =
  | { readonly ok: true; readonly input: T }
  | { readonly ok: false; readonly errors: FieldErrors };

/** Reads a form by the schema of its verb. A field that was not sent is missing, not empty. `more` are values that come from the address. */
export function readForm<Schema extends z.ZodType>(
  schema: Schema,
  form: URLSearchParams,
  more: Readonly<Record<string, unknown>> = {},
): ReadForm<z.output<Schema>> {
  const parsed = schema.safeParse({ ...Object.fromEntries(form), ...more });
  return parsed.success ? { ok: true, input: parsed.data } : { ok: false, errors: fieldErrors(parsed.error) };
}

export function fieldErrors(error: z.ZodError): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[String(path[0] ?? 'form')] ??= message;
  return errors;
}
