/**
 * Every number by which the rules of items decide, in one place: `npm run eval` moves each of them by a fifth and tells what
 * becomes of the score, and what it would be on each document had the number been chosen on the others. All but `titleWords`,
 * which the labelling rules state, were chosen with labelled documents in view.
 */
export const THRESHOLDS = {
  /** Words of a title that is kept whole (roadmap-items.md section 3). */
  titleWords: 12,
  /** Words of a paragraph or entry that is only bold and acts as a heading. */
  labelWords: 8,
  /** Words of an entry that may be the bare name of an area. */
  areaWords: 4,
  /** Words of a note under a heading that says it all. */
  fragmentWords: 8,
  /** Words of a short paragraph that may be an entry without a mark. */
  entryWords: 25,
  /** Sentences and words of a paragraph that is a stream of work beside a list. */
  streamSentences: 2,
  streamWords: 25,
  /** Entries of a list that may be options of ours after a need of ours. */
  optionEntries: 8,
  /** Share of entries with a label that makes a list a labelled one. */
  labelledShare: 0.6,
  /** Share of entries that name code, channels, or headings of the document, which makes a list no work. */
  referenceShare: 0.8,
  channelShare: 0.6,
  contentsShare: 0.6,
  /** Share of the entries over entries that are bare labels, above which all of these are themes. */
  themeShare: 0.5,
  /** Share of nested entries that go on about the one above, from which on it is a unit. */
  elaboratedShare: 0.5,
  /** Share of sentences about the document itself, from which on a section is process. */
  processShare: 0.6,
  /** Share of the document below a heading of background, above which it was meant for its first lines only. */
  documentShare: 0.5,
  /** Characters of a table's cell that may be nothing but a status. */
  statusCell: 40,
} as const;
