/**
 * node scripts/glyph-ranges.ts: writes src/kernel/glyph-ranges.ts, what each font family of our documents covers in all its styles,
 * from the tables of the fonts themselves. A test makes it again and compares.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FAMILIES_OF_ALL_TEXT, fontFiles } from '../src/outside/pdf/fonts.ts';

const PLACE = join(import.meta.dirname, '..', 'src', 'kernel', 'glyph-ranges.ts');

export function writeGlyphRanges(): string {
  const lines = FAMILIES_OF_ALL_TEXT.map((family) => {
    const sets = fontFiles()
      .filter((file) => file.family === family)
      .map((file) => readCoverage(readFileSync(file.path)));
    const shared = [...sets[0]!].filter(
      (codePoint) => sets.every((set) => set.has(codePoint)) && mayBePrinted(codePoint),
    );
    return `  '${family}':\n    '${writeRanges(shared.toSorted((a, b) => a - b))}',\n`;
  });
  return (
    '/** Written by scripts/glyph-ranges.ts from the fonts; read by glyphs.ts. Gap and length of each range of code points, in base 36. */\n' +
    `export const GLYPH_RANGES: Readonly<Record<string, string>> = {\n${lines.join('')}};\n`
  );
}

/** PDF/A and PDF/UA refuse private use and the byte order mark whatever a font says; controls and turns of direction are nothing to print. */
function mayBePrinted(codePoint: number): boolean {
  const text = String.fromCodePoint(codePoint);
  if (text === '\n' || text === '\t') return true;
  return !/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\ufeff]/u.test(text);
}

function writeRanges(codePoints: readonly number[]): string {
  const ranges: string[] = [];
  let end = 0;
  for (let at = 0; at < codePoints.length;) {
    let last = at;
    while (codePoints[last + 1] === codePoints[last]! + 1) last++;
    const start = codePoints[at]!;
    const length = last - at + 1;
    ranges.push(`${(start - end).toString(36)}.${length.toString(36)}`);
    end = start + length;
    at = last + 1;
  }
  return ranges.join(' ');
}

/** The code points of a TrueType file: its `cmap`, in the formats 4 (two bytes) and 12 (all of Unicode), those that shapers read. */
function readCoverage(font: Buffer): ReadonlySet<number> {
  const covered = new Set<number>();
  const cmap = findTable(font, 'cmap');
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const record = cmap + 4 + 8 * n;
    const table = cmap + font.readUInt32BE(record + 4);
    const format = font.readUInt16BE(table);
    if (format === 4) readSegments(font, table, covered);
    if (format === 12) readGroups(font, table, covered);
  }
  if (covered.size === 0) throw new Error('a font without a table of characters');
  return covered;
}

function findTable(font: Buffer, tag: string): number {
  for (let n = 0; n < font.readUInt16BE(4); n++) {
    const record = 12 + 16 * n;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`a font without ${tag}`);
}

function readSegments(font: Buffer, table: number, covered: Set<number>): void {
  const twice = font.readUInt16BE(table + 6);
  for (let at = 0; at < twice; at += 2) {
    const end = font.readUInt16BE(table + 14 + at);
    const start = font.readUInt16BE(table + 16 + twice + at);
    const delta = font.readUInt16BE(table + 16 + 2 * twice + at);
    const offsetAt = table + 16 + 3 * twice + at;
    const offset = font.readUInt16BE(offsetAt);
    for (let codePoint = start; codePoint <= end && codePoint !== 0xffff; codePoint++) {
      const listed = offset === 0 ? codePoint : font.readUInt16BE(offsetAt + offset + 2 * (codePoint - start));
      // A listed zero is "no glyph" before the delta is added.
      if ((offset === 0 || listed !== 0) && ((listed + delta) & 0xffff) !== 0) covered.add(codePoint);
    }
  }
}

function readGroups(font: Buffer, table: number, covered: Set<number>): void {
  const groups = font.readUInt32BE(table + 12);
  for (let n = 0; n < groups; n++) {
    const group = table + 16 + 12 * n;
    const start = font.readUInt32BE(group);
    const glyph = font.readUInt32BE(group + 8);
    for (let codePoint = start; codePoint <= font.readUInt32BE(group + 4); codePoint++) {
      if (glyph + codePoint - start !== 0) covered.add(codePoint);
    }
  }
}

if (import.meta.main) {
  writeFileSync(PLACE, writeGlyphRanges());
  console.log(`${PLACE} written`);
}
