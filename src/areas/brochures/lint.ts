/**
 * Words to put right before a brochure is published: what is unfinished (S92), dates and promises (S33); and what to look at, such as a
 * vague title (S31). Pure.
 */
import { lintTitle, lintWords } from '../roadmaps/index.ts';
import type { ColumnContent, Words } from './types.ts';

export interface Finding {
  /** A field of the words form, or "items". */
  readonly field: 'title' | 'audience' | 'intro' | 'items';
  /** For what stands in an item: its title. */
  readonly of: string | null;
  readonly found: string;
  readonly why: string;
  readonly suggestion: string;
  /** Publishing waits for it. */
  readonly blocks: boolean;
}

export function lintBrochure(
  { title, audience, intro }: Pick<Words, 'title' | 'audience' | 'intro'>,
  columns: readonly Pick<ColumnContent, 'items'>[] = [],
): readonly Finding[] {
  return [
    ...lintUnfinished('title', title),
    ...lintUnfinished('audience', audience ?? ''),
    ...lintUnfinished('intro', intro ?? ''),
    // An audience may well be an event with its year; a title or an introduction with a date would be a plan.
    ...lintTitle(title).map(({ kind, found, why, suggestion }) => ({
      field: 'title' as const,
      of: null,
      found,
      why,
      suggestion: kind === 'vague' ? 'Say what would be different afterwards, or for whom this is.' : suggestion,
      blocks: kind !== 'vague',
    })),
    ...lintWords('intro', intro ?? '').map(({ found, why, suggestion }) => ({
      field: 'intro' as const,
      of: null,
      found,
      why,
      suggestion,
      blocks: true,
    })),
    ...columns.flatMap(({ items }) => items.flatMap(lintItemWords)),
  ];
}

function lintItemWords({ text }: ColumnContent['items'][number]): readonly Finding[] {
  const words = [text.title, text.summary, text.need, ...text.beneficiaries.flatMap(({ who, gain }) => [who, gain])];
  return words
    .flatMap((one) => lintUnfinished('items', one))
    .map((finding) => ({
      ...finding,
      of: text.title,
      suggestion: 'Take the item out, or have it reworded and ask the project for consent to the new words.',
    }));
}

const UNFINISHED: readonly (readonly [expression: RegExp, why: string, suggestion: string])[] = [
  [
    /\b(?:TODO|FIXME|TBD|TBC|XXX)\b|\blorem ipsum\b/gi,
    'It is not finished.',
    'Write what is to stand there, or take it out.',
  ],
  [
    /\[[^\]\n]{0,200}\]\(\s{0,5}#?\s{0,5}\)|\bhttps?:\/\/(?![^\s/])|\bhref="#?"/gi,
    'A link that leads nowhere.',
    'Write its address, or take the link out.',
  ],
  [
    /!\[[^\]\n]{0,200}\]|\[(?:image|picture|photo|logo|figure|screenshot)[^\]\n]{0,100}\]|\b(?:image|picture|photo|logo) (?:goes )?here\b|\bplaceholder\b/gi,
    'A place for a picture that is not there.',
    'Take it out; logos come with the projects.',
  ],
];

function lintUnfinished(field: Finding['field'], text: string): readonly Finding[] {
  return UNFINISHED.flatMap(([expression, why, suggestion]) =>
    [...text.matchAll(expression)].map((match) => ({
      field,
      of: null,
      found: match[0],
      why,
      suggestion,
      blocks: true,
    })),
  );
}
