/** From what somebody typed to words that can be searched for. Pure; whatever was typed, what comes out is a query that PostgreSQL can read. */
import { nearest } from '../../kernel/text.ts';
import { LONGEST_QUERY } from './catalogue-types.ts';

/** One word, or a run of a script without spaces between words. */
export interface SoughtWord {
  readonly text: string;
  /** Found by pairs of characters. */
  readonly isUnspaced: boolean;
  /** The last one may be half a word. */
  readonly isPrefix: boolean;
}

const MOST_WORDS = 8;
const LONGEST_WORD = 40;

/** The same as unspaced_words() of migration 0019. */
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+/g;
const WORD = /[\p{L}\p{N}\p{M}]+/gu;

/** The words of a query, the first eight of them; signs that mean something to the database mean nothing here. */
export function soughtWords(typed: string): readonly SoughtWord[] {
  const texts = [...typed.slice(0, LONGEST_QUERY).toWellFormed().normalize('NFC').toLowerCase().matchAll(WORD)].flatMap(
    ([word]) => partsOf(word),
  );
  const kept = texts.slice(0, MOST_WORDS);
  return kept.map((one, at) => ({ ...one, isPrefix: !one.isUnspaced && at === kept.length - 1 }));
}

function partsOf(word: string): readonly { readonly text: string; readonly isUnspaced: boolean }[] {
  const parts: { text: string; isUnspaced: boolean }[] = [];
  const add = (text: string, isUnspaced: boolean) => {
    if (text !== '') parts.push({ text: text.slice(0, LONGEST_WORD), isUnspaced });
  };
  let at = 0;
  for (const run of word.matchAll(UNSPACED)) {
    add(word.slice(at, run.index), false);
    add(run[0], true);
    at = run.index + run[0].length;
  }
  add(word.slice(at), false);
  return parts;
}

/** What `to_tsquery('english', …)` reads for a word: letters and digits in quotes, so that no sign of its language can stand in it. */
export function spacedQuery(word: SoughtWord): string {
  return `'${word.text}'${word.isPrefix ? ':*' : ''}`;
}

/** What `to_tsquery('simple', …)` reads: each pair of the run, or its one character at the beginning of a pair. */
export function unspacedQuery(word: SoughtWord): string {
  const characters = Array.from(word.text);
  if (characters.length === 1) return `'${word.text}':*`;
  return characters
    .slice(0, -1)
    .map((first, at) => `'${first}${characters[at + 1]!}'`)
    .join(' & ');
}

const MOST_LIKE = 3;

/** The words that somebody may have meant, the nearest first; a word of three letters or fewer is taken as it is. */
export function wordsLike(word: string, known: readonly string[]): readonly string[] {
  if (word.length <= 3) return [];
  const like: string[] = [];
  for (let left = [...known]; like.length < MOST_LIKE;) {
    const best = nearest(word, left);
    if (best === null) break;
    like.push(best);
    left = left.filter((one) => one !== best);
  }
  return like;
}
