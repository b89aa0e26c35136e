import type { Instant } from './dates.ts';

/** Something that stands still until somebody acts. Each area lists its own; the portal gathers them for "Today" and the digest. */
export interface Waiting {
  /** "round-unpublished": a code of the area's own. */
  readonly kind: string;
  /** "“Autumn 2026” is read: look it through, then publish it or keep it inside." */
  readonly sentence: string;
  /** Where it is done: a path of ours, and the words of the link there. */
  readonly link: string;
  readonly action: string;
  readonly since: Instant;
  /** Whose turn it is: the reader's own, or somebody else's by name. */
  readonly who: 'you' | { readonly name: string };
}
