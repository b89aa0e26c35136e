import { describe, expect, test } from 'vitest';
import { readDocument } from '../document/index.ts';
import { readItems } from './index.ts';
import { markFinder, markKey, markOf, type ItemMark } from './marks.ts';

const PLAN = `# Roadmap

Introduction.

## Performance

- **Reading in parallel**: read the parts of a file on all cores, with a limit on memory that users can set.
- **Less copying**: pass views along the pipeline and measure it with the benchmark suite.

## Website

- Documentation
`;

async function marksOf(text: string): Promise<ItemMark[]> {
  const lines = text.split('\n');
  return readItems(await readDocument(text, 'md')).items.map((item) => markOf(item, lines));
}

const [parallel, copying, docs] = (await marksOf(PLAN)) as [ItemMark, ItemMark, ItemMark];
const findIn = async (text: string, mark: ItemMark) => {
  const marks = await marksOf(text);
  const at = markFinder(marks)(mark);
  return at === null ? null : marks[at]!;
};

describe('an item is found again', () => {
  test('when lines were put above it', async () => {
    const shifted = PLAN.replace('Introduction.', 'Introduction.\n\nAnd more.\n\nAnd more.');
    expect(await findIn(shifted, parallel)).toEqual(parallel);
    expect(await findIn(shifted, docs)).toEqual(docs);
  });

  test('when its lines were broken elsewhere, its bullet changed or a box was ticked', async () => {
    const rewrapped = PLAN.replace('all cores, with', 'all cores,\n  with').replaceAll('\n- **', '\n* [ ] **');
    expect(markKey((await findIn(rewrapped, parallel))!)).toBe(markKey(parallel));
  });

  test('when its text was mended', async () => {
    const found = await findIn(PLAN.replace('on all cores', 'on all the cores of a machine'), parallel);
    expect(found!.title).toBe(parallel.title);
    expect(found!.digest).not.toBe(parallel.digest);
  });

  test('when its title is its text, and the text was mended', async () => {
    const long = PLAN.replace(
      '- Documentation',
      '- Write the guide anew for people who have never used a command line',
    );
    const mark = (await marksOf(long))[2]!;
    const found = await findIn(long.replace('for people who', 'for those who'), mark);
    expect(found!.title).toContain('for those who');
    // Two that are nearly the same cannot be told apart.
    expect(await findIn(long.replace(/(- Write.*)who(.*)\n/, '$1that$2\n$1whom$2\n'), mark)).toBe(null);
  });

  test('when it moved to another section with a text that tells it', async () => {
    expect((await findIn(PLAN.replace('## Performance', '## Speed'), parallel))!.section).toEqual(['Speed']);
  });
});

describe('an item is not found', () => {
  test('when it is gone', async () => {
    expect(await findIn(PLAN.replace(/- \*\*Reading.*\n/, ''), parallel)).toBe(null);
  });

  test('when another text stands under its title', async () => {
    const other = PLAN.replace(
      /\*\*Reading in parallel\*\*:.*/,
      '**Reading in parallel**: a book club for maintainers.',
    );
    expect(await findIn(other, parallel)).toBe(null);
  });

  test('when its title alone turns up in another section', async () => {
    expect(await findIn(PLAN.replace('## Website', '## Core'), docs)).toBe(null);
  });

  test('when two are alike in everything', async () => {
    expect(await findIn(PLAN.replace('- Documentation\n', '- Documentation\n- Documentation\n'), docs)).toBe(null);
  });
});

test('the key tells title, section and text apart', () => {
  const keys = [parallel, copying, docs, { ...docs, section: ['Core'] }, { ...docs, digest: copying.digest }].map(
    markKey,
  );
  expect(new Set(keys).size).toBe(5);
});
