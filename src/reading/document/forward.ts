/** Searches that go forward only and remember what they found, so that no stretch of text is looked at twice for one needle. */
export class Forward {
  private readonly text: string;
  private readonly known = new Map<string, { readonly from: number; readonly found: number }>();

  constructor(text: string) {
    this.text = text;
  }

  /** Where `needle` stands at or after `from`, or -1. */
  find(needle: string, from: number): number {
    const known = this.known.get(needle);
    if (known !== undefined && from >= known.from && (known.found < 0 || known.found >= from)) return known.found;
    const found = this.text.indexOf(needle, from);
    this.known.set(needle, { from, found });
    return found;
  }
}

/** Line numbers of positions that are asked for in order. */
export class LineCount {
  private readonly text: string;
  private line: number;
  private nextEnd: number;

  constructor(text: string, line: number) {
    this.text = text;
    this.line = line;
    this.nextEnd = text.indexOf('\n');
  }

  at(position: number): number {
    while (this.nextEnd >= 0 && this.nextEnd < position) {
      this.line += 1;
      this.nextEnd = this.text.indexOf('\n', this.nextEnd + 1);
    }
    return this.line;
  }
}
