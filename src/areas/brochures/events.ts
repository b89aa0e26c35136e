/** What this area announces, and the sentence for each. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { AddressId, BrochureId, EditionId, Purpose, ShowingId, Visibility } from './types.ts';

export type BrochuresEvent =
  | { readonly kind: 'brochure.started'; readonly brochure: BrochureId; readonly purpose: Purpose }
  | { readonly kind: 'brochure.worded'; readonly brochure: BrochureId; readonly draft: number }
  | { readonly kind: 'brochure.arranged'; readonly brochure: BrochureId; readonly draft: number }
  | {
      readonly kind: 'brochure.recomposed';
      readonly brochure: BrochureId;
      readonly draft: number;
      readonly edition: EditionId;
    }
  | { readonly kind: 'brochure.inclusion-asked'; readonly brochure: BrochureId; readonly project: ProjectId }
  | { readonly kind: 'brochure.inclusion-noted'; readonly brochure: BrochureId; readonly project: ProjectId }
  | { readonly kind: 'brochure.inclusion-agreed'; readonly brochure: BrochureId; readonly project: ProjectId }
  | {
      readonly kind: 'brochure.inclusion-objected';
      readonly brochure: BrochureId;
      readonly project: ProjectId;
      readonly words?: string;
    }
  | {
      readonly kind: 'brochure.published';
      readonly brochure: BrochureId;
      readonly edition: EditionId;
      readonly visibility: Visibility;
    }
  | {
      readonly kind: 'brochure.withdrawn';
      readonly brochure: BrochureId;
      readonly edition: EditionId;
      readonly reason: string;
    }
  | {
      readonly kind: 'brochure.address-made' | 'brochure.address-ended';
      readonly brochure: BrochureId;
      readonly edition: EditionId;
      readonly address: AddressId;
    }
  | {
      readonly kind: 'brochure.shown' | 'brochure.showing-forgotten';
      readonly brochure: BrochureId;
      readonly showing: ShowingId;
    };

export const brochuresSentences: Readonly<Record<BrochuresEvent['kind'], string>> = {
  'brochure.started': 'started a brochure',
  'brochure.worded': 'changed the words of a brochure',
  'brochure.arranged': 'changed what stands in a brochure',
  'brochure.recomposed': 'took an edition up as the draft again',
  'brochure.inclusion-asked': 'wrote to a project that it is to appear in a brochure',
  'brochure.inclusion-noted': 'noted that a project was told of a brochure',
  'brochure.inclusion-agreed': 'had nothing against the project’s place in a brochure',
  'brochure.inclusion-objected': 'objected to the project’s place in a brochure',
  'brochure.published': 'published an edition of a brochure',
  'brochure.withdrawn': 'withdrew an edition of a brochure',
  'brochure.address-made': 'made a secret address of a brochure',
  'brochure.address-ended': 'ended a secret address of a brochure',
  'brochure.shown': 'noted that a brochure was shown',
  'brochure.showing-forgotten': 'erased to whom a brochure was shown',
};

/** As the journal takes it: the brochure is the stream; reasons are texts, which can be erased. */
export function brochuresEvent(actor: Actor, event: BrochuresEvent, at: Instant) {
  const { kind, brochure, ...rest } = event;
  const { reason, words, ...facts } = { reason: undefined, words: undefined, ...rest };
  const texts: Readonly<Record<string, string>> = {
    ...(reason === undefined ? {} : { reason }),
    ...(words === undefined ? {} : { words }),
  };
  return { stream: { kind: 'brochure', id: brochure }, kind, actor, at, facts, texts };
}
