import { cleanLine, shorten } from '../../kernel/text.ts';
import type { Finding } from './types.ts';

/** A hostile file may be wrong in a million places. */
const MOST_FINDINGS = 50;
const SHOWN_CHARACTERS = 80;

type Told = Omit<Finding, 'severity' | 'value'> & { readonly value: string };

export class Findings {
  readonly #errors: Finding[] = [];
  readonly #remarks: Finding[] = [];

  get hasErrors(): boolean {
    return this.#errors.length > 0;
  }

  error(told: Told): void {
    if (this.#errors.length < MOST_FINDINGS) this.#errors.push(shown('error', told));
  }

  remark(told: Told): void {
    if (this.#remarks.length < MOST_FINDINGS) this.#remarks.push(shown('remark', told));
  }

  /** In the order of the file. */
  all(): readonly Finding[] {
    return [...this.#errors, ...this.#remarks].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  }
}

function shown(severity: Finding['severity'], told: Told): Finding {
  return { severity, ...told, value: shorten(cleanLine(told.value.slice(0, 4 * SHOWN_CHARACTERS)), SHOWN_CHARACTERS) };
}
