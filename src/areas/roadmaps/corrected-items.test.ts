import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markKey } from '../../reading/items/index.ts';
import { normaliseTitle } from '../../reading/items/normal.ts';
import type { CorrectionId } from '../../kernel/ids.ts';
import { correctedRoadmap, markIn } from './corrected-items.ts';
import type { ItemCorrection, ItemCorrectionChange, KeptItem, KeptReading, ReadingId } from './types.ts';

const WORDS = 'tides maps reefs logs units names depth parse write draw keep sort merge faster older newer'.split(' ');
const anyItem = fc
  .record({
    title: fc.uniqueArray(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 }).map((words) => words.join(' ')),
    section: fc.constantFrom(['Next'], ['Later'], []),
    status: fc.constantFrom('proposed' as const, 'done' as const),
    text: fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
  })
  .map(({ title, section, status, text }): KeptItem => {
    const digest = Buffer.from(text).toString('hex');
    const mark = { text, digest };
    return {
      title,
      section,
      status,
      statusStated: false,
      lines: [1, 1],
      links: [],
      parts: [],
      anchor: 'list-item',
      because: '',
      path: 'ROADMAP.md',
      key: markKey({ title, section, digest }),
      mark,
    };
  });
const anyChange = fc.oneof(
  fc.record({ kind: fc.constant('retitle' as const), title: fc.constant('Another title') }),
  fc.record({ kind: fc.constant('restate' as const), status: fc.constant('in progress' as const) }),
  fc.record({ kind: fc.constant('set-aside' as const) }),
  fc.record({ kind: fc.constant('split' as const), titles: fc.constant(['One', 'Two']) }),
);

let made = 0;
const correction = (item: KeptItem, change: ItemCorrectionChange, path = 'ROADMAP.md'): ItemCorrection => ({
  id: `c${++made}` as CorrectionId,
  repository: 'example/reef',
  path,
  reading: 'r' as ReadingId,
  item: item.key,
  was: markIn(item),
  change,
  reason: 'Because.',
  link: null,
  at: new Date(0),
  by: 'p' as ItemCorrection['by'],
  byName: 'Ada Example',
  hat: null,
  forProject: false,
  withdrawnAt: null,
});
const reading = (items: readonly KeptItem[], path = 'ROADMAP.md') =>
  ({ id: path as ReadingId, repository: 'example/reef', path, items }) satisfies Pick<
    KeptReading,
    'id' | 'repository' | 'path' | 'items'
  >;

describe('whatever was corrected and whatever the text became', () => {
  test('no correction is lost, and none stands on what it was not made for', () => {
    fc.assert(
      fc.property(
        fc.array(anyItem, { minLength: 1, maxLength: 8 }),
        fc.array(anyItem, { maxLength: 8 }),
        fc.array(fc.tuple(fc.nat(), anyChange), { maxLength: 6 }),
        (then, later, changes) => {
          const corrections = changes.map(([at, change]) => correction(then[at % then.length]!, change));
          for (const items of [then, later, [...later, ...then], then.toReversed()]) {
            const { byReading, homeless } = correctedRoadmap([reading(items)], corrections);
            const { items: shown, setAside, unfit } = byReading.get('ROADMAP.md' as ReadingId)!;
            const standing = [...shown, ...setAside].flatMap((item) => item.corrections.map((one) => ({ item, one })));
            expect(standing.length + unfit.length + homeless.length).toBe(corrections.length);
            for (const { item, one } of standing) {
              const read = item.readAs!;
              const sameTitle = normaliseTitle(read.title) === normaliseTitle(one.was.title);
              const sameSection = item.section.join() === one.was.section.join();
              // Another title only where nearly all of the text is the same; another section only with the very same text.
              expect(sameTitle || sameSection).toBe(true);
              if (one.change.kind === 'restate') expect(read.status).toBe(one.was.status);
            }
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('without corrections every item is shown as it was read, in its order', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 8 }), (items) => {
        const {
          items: shown,
          unfit,
          setAside,
        } = correctedRoadmap([reading(items)], []).byReading.get('ROADMAP.md' as ReadingId)!;
        expect(shown.map(({ title, readAs }) => [title, readAs])).toEqual(items.map(({ title }) => [title, null]));
        expect([unfit, setAside]).toEqual([[], []]);
      }),
    );
  });
});

test('a correction stays with its document while that is there, and follows its item when it is not', () => {
  const [one] = fc.sample(anyItem, { numRuns: 1, seed: 7 });
  const change = { kind: 'set-aside' } as const;
  const both = correctedRoadmap(
    [reading([], 'ROADMAP.md'), reading([one!], 'docs/copy.md')],
    [correction(one!, change)],
  );
  expect(both.byReading.get('ROADMAP.md' as ReadingId)!.unfit).toHaveLength(1);
  expect(both.byReading.get('docs/copy.md' as ReadingId)!.setAside).toEqual([]);
  const moved = correctedRoadmap([reading([one!], 'docs/copy.md')], [correction(one!, change)]);
  expect(moved.byReading.get('docs/copy.md' as ReadingId)!.setAside).toHaveLength(1);
  const copies = [reading([one!], 'a.md'), reading([one!], 'b.md')];
  expect(correctedRoadmap(copies, [correction(one!, change)]).homeless).toHaveLength(1);
});
