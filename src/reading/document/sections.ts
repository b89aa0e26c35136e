/** From a flow of headings and blocks to nested sections. */
import { LIMITS } from './tree.ts';
import type { Block, Inline, Section, Span } from './tree.ts';

interface HeadingLike extends Span {
  readonly kind: 'heading';
  readonly title: readonly Inline[];
  readonly heading: Span;
}

interface Open extends HeadingLike {
  readonly level: number;
  readonly children: Block[];
}

/** Everything after a heading, up to the next of its level or above, is its section. */
export function nest<H extends HeadingLike>(flow: readonly (Block | H)[], levelOf: (heading: H) => number): Block[] {
  const out: Block[] = [];
  const stack: Open[] = [];
  const close = (): void => {
    const open = stack.pop()!;
    const last = open.children.at(-1)?.last ?? open.last;
    const section: Section = {
      kind: 'section',
      level: open.level,
      title: open.title,
      heading: open.heading,
      children: open.children,
      first: open.first,
      last: Math.max(last, open.last),
    };
    (stack.at(-1)?.children ?? out).push(section);
  };
  for (const block of flow) {
    if (isHeading(block)) {
      const level = Math.min(levelOf(block), LIMITS.depth);
      while (stack.length > 0 && stack.at(-1)!.level >= level) close();
      stack.push({ ...block, level, children: [] });
    } else {
      (stack.at(-1)?.children ?? out).push(block);
    }
  }
  while (stack.length > 0) close();
  return out;
}

function isHeading<H extends HeadingLike>(block: Block | H): block is H {
  return block.kind === 'heading';
}
