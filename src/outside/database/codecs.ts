/** How values arrive: int8 as bigint, numeric and date as text. Parsed once, here, and only on our own connections. */
import pg from 'pg';

type Parser = (text: string) => unknown;

const bigints: Parser = (text) => BigInt(text);
const texts: Parser = (text) => text;

/** Type oid -> parser. The arrays are named too: their elements would otherwise lose digits or gain a time zone. */
const ours = new Map<number, Parser>([
  [20, bigints], // int8
  [1700, texts], // numeric
  [1082, texts], // date
  [1016, arrayOf(bigints)], // int8[]
  [1231, arrayOf(texts)], // numeric[]
  [1182, arrayOf(texts)], // date[]
]);

export const codecs: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    const parser = format === 'binary' ? undefined : ours.get(oid);
    return parser ?? (pg.types.getTypeParser(oid, format) as Parser);
  },
};

/** One-dimensional arrays of values that are never quoted: numbers and dates. */
function arrayOf(element: Parser): Parser {
  return (text) => {
    const inner = text.slice(1, -1);
    return inner === '' ? [] : inner.split(',').map((item) => (item === 'NULL' ? null : element(item)));
  };
}

/** Text as the database takes it: what came from repositories may hold NUL and halves of characters, which it refuses. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A value as jsonb takes it. */
export function jsonText(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'string' ? storable(part) : part));
}
