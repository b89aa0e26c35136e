import { refuse, type Refusal } from '../../kernel/refusal.ts';

const MOST_PROBLEMS = 20;

/** What is wrong with a portfolio, each with its line; a hostile file may be wrong in a million places. */
export class Problems {
  readonly #found: { readonly line: number; readonly what: string }[] = [];

  get any(): boolean {
    return this.#found.length > 0;
  }

  add(line: number, what: string): void {
    if (this.#found.length < MOST_PROBLEMS) this.#found.push({ line, what });
  }

  refuseWith(line: number, what: string): Refusal<'portfolio-refused'> {
    this.add(line, what);
    return this.outcome();
  }

  outcome(): Refusal<'portfolio-refused'> {
    const sorted = this.#found.toSorted((a, b) => a.line - b.line);
    const sentences = sorted.map(({ line, what }) => (line > 0 ? `Line ${line}: ${what}` : what));
    return refuse('portfolio-refused', {
      field: 'text',
      why: sentences[0] ?? '',
      line: sorted[0]?.line ?? 0,
      problems: sentences,
    });
  }
}
