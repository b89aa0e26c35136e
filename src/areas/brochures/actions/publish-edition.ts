import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { saveFile } from '../../../outside/files/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { contentText } from '../sheet.ts';
import { findBrochure, holdBrochure } from '../store/brochures.ts';
import { insertAddress, insertEdition } from '../store/editions.ts';
import type { BrochureRefusal, EditionId, Visibility } from '../types.ts';
import { compose } from './show-draft.ts';
import type { SetEdition } from './typeset-edition.ts';

export interface PublishEdition {
  readonly slug: string;
  /** What `typesetEdition` froze and set. */
  readonly set: SetEdition;
  readonly visibility: Visibility;
  /** For whom the first address of a secret one is. */
  readonly whom: string | null;
}

export interface PublishedEdition {
  readonly edition: EditionId;
  readonly number: number;
  /** Of the first address of a secret edition: said once, and kept nowhere. */
  readonly token: string | null;
}

/**
 * What was frozen is published, when it still is what the projects agreed to: consents are held while we look, so that a withdrawal comes
 * either before (and this is refused) or after (and the page says so at once). The database asks it all again. (S38, S59)
 */
export async function publishEdition(
  tx: Tx,
  actor: Actor,
  { slug, set, visibility, whom }: PublishEdition,
  now: Instant,
): Promise<Outcome<PublishedEdition, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.publishEdition);
  if (refused(may)) return may;
  await holdBrochure(
    tx,
    set.brochure,
    set.content.columns.flatMap(({ items }) => items.map(({ consent }) => consent.id)),
  );
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  if (brochure.draft.number !== set.draft) return refuse('changed-meanwhile', { by: brochure.draft.byName });
  const composed = await compose(tx, brochure, brochure.draft, now, set.edition);
  const [block] = composed.blocks;
  if (block !== undefined) return block;
  if (contentText(composed.content) !== set.text) return refuse('changed-since-preview');

  const pdf = await saveFile(tx, set.pdf, 'application/pdf');
  const { purpose, title } = set.content;
  const number = await insertEdition(
    tx,
    {
      id: set.edition,
      brochure: set.brochure,
      draft: set.draft,
      purpose,
      title,
      visibility,
      text: set.text,
      pdf,
      pages: set.pages,
    },
    actor,
    now,
  );
  await announce(
    tx,
    brochuresEvent(
      actor,
      { kind: 'brochure.published', brochure: set.brochure, edition: set.edition, visibility },
      now,
    ),
  );
  if (visibility === 'public') return done({ edition: set.edition, number, token: null });

  const token = newToken();
  const address = await insertAddress(
    tx,
    { edition: set.edition, digest: tokenDigest(token), whom, renews: null },
    actor,
    now,
  );
  await announce(
    tx,
    brochuresEvent(
      actor,
      { kind: 'brochure.address-made', brochure: set.brochure, edition: set.edition, address },
      now,
    ),
  );
  return done({ edition: set.edition, number, token });
}
