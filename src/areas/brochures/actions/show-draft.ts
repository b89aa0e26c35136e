import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findWorkspace } from '../../people/index.ts';
import { usableOffers, type WhichOffers } from '../../roadmaps/index.ts';
import { blocksOf, composerColumns, sameWords, toldOf, type Composed } from '../compose.ts';
import { lintBrochure } from '../lint.ts';
import { brochurePermissions, decide, maySeeInclusion } from '../rules.ts';
import { contentOf, seenDigest, type UsableOffer } from '../sheet.ts';
import { consentsForBrochures, findBrochure, itemTitles, projectFacts, projectNames } from '../store/brochures.ts';
import { answersOf, inclusionsOf } from '../store/inclusion.ts';
import type { Brochure, BrochureRefusal, EditionId, Words } from '../types.ts';

export interface ShowDraft {
  readonly slug: string;
  /** Words that are not saved yet, to see what they would look like. */
  readonly words?: Words;
}

/** A draft as it could be published now: what may not be shown is not in its content. For the workspace's people. */
export async function showDraft(
  tx: Tx,
  actor: Actor,
  { slug, words }: ShowDraft,
  now: Instant,
): Promise<Outcome<Composed, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.seeDrafts);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  const composed = await compose(tx, brochure, words ?? brochure.draft, now);
  // What would be published is the draft, and not what somebody is typing.
  const isSaved = words === undefined || sameWords(words, brochure.draft);
  return done(isSaved ? composed : { ...composed, blocks: [refuse('words-not-saved'), ...composed.blocks] });
}

/** The same for the representatives of the projects in it, who are asked whether they may stand there (S59). */
export async function showInclusion(
  tx: Tx,
  actor: Actor,
  { slug }: ShowDraft,
  now: Instant,
): Promise<Outcome<Composed, BrochureRefusal>> {
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  const may = maySeeInclusion(
    actor,
    brochure.draft.columns.map(({ project }) => project),
  );
  return refused(may) ? may : done(await compose(tx, brochure, brochure.draft, now));
}

/** For the verbs of this area, which have asked their own rule. */
export async function compose(
  tx: Tx,
  brochure: Brochure,
  words: Words,
  now: Instant,
  edition: EditionId = '' as EditionId,
): Promise<Composed> {
  const { columns: chosen } = brochure.draft;
  const ids = chosen.map(({ project }) => project);
  const projects = await projectFacts(tx, ids);
  const names = await projectNames(tx, ids);
  const offers = ids.length === 0 ? [] : await offersForBrochures(tx, now, { projects: ids });
  const titles = await itemTitles(
    tx,
    chosen.flatMap(({ items }) => items),
  );
  const workspace = (await findWorkspace(tx)) ?? { name: 'Commonwork', example: false };
  const content = contentOf({
    words,
    columns: chosen,
    projects,
    offers: new Map(offers.map((one) => [one.offer.item, one])),
    workspace,
    brochure: brochure.id,
    edition,
  });
  const columns = composerColumns(chosen, { projects, names, titles, offers });
  const told = toldOf(columns, await inclusionsOf(tx, brochure.id), await answersOf(tx, brochure.id));
  const findings = lintBrochure(words, content.columns);
  return {
    brochure,
    content,
    seen: seenDigest(content),
    columns,
    told,
    findings,
    blocks: blocksOf(words, columns, told, findings),
  };
}

/** What each project agreed to see in brochures now, with the yes that says so. */
export async function offersForBrochures(tx: Tx, at: Instant, which: WhichOffers): Promise<readonly UsableOffer[]> {
  const offers = await usableOffers(tx, at, 'brochure', which);
  const consents = await consentsForBrochures(
    tx,
    at,
    offers.map(({ offer }) => offer.id),
  );
  return offers.flatMap((one) => {
    const consentId = consents.get(one.offer.id);
    return consentId === undefined ? [] : [{ ...one, consentId }];
  });
}
