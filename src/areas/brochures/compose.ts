/** What the composer shows of a draft, and what stands in the way of publishing it. Pure. */
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { offerFigures, type ItemId } from '../roadmaps/index.ts';
import type { Finding } from './lint.ts';
import type { ProjectFacts, UsableOffer } from './sheet.ts';
import type { Brochure, BrochureContent, BrochureRefusal, Column, Inclusion, InclusionAnswer, Words } from './types.ts';

/** An item to choose, or chosen. */
export interface ComposerItem {
  readonly item: ItemId;
  readonly title: string;
  /** "1–2 person-years", "$150,000–300,000"; null where nothing may be shown of it. */
  readonly figures: string | null;
  /** The project agreed to see it in brochures, and its yes counts now. */
  readonly isUsable: boolean;
}

export interface ComposerColumn {
  readonly project: ProjectId;
  readonly name: string;
  readonly example: boolean;
  /** Archived or left out meanwhile: it does not appear. */
  readonly isShown: boolean;
  readonly chosen: readonly ComposerItem[];
  readonly available: readonly ComposerItem[];
}

/** What a project knows of its place in the brochure. */
export interface Told {
  readonly project: ProjectId;
  readonly name: string;
  readonly inclusion: Inclusion | null;
  readonly answer: InclusionAnswer | null;
}

/** A draft with everything that decides whether it can be published. */
export interface Composed {
  readonly brochure: Brochure;
  readonly content: BrochureContent;
  /** By which a preview and what is published are held together. */
  readonly seen: string;
  readonly columns: readonly ComposerColumn[];
  readonly told: readonly Told[];
  readonly findings: readonly Finding[];
  readonly blocks: readonly Refusal<BrochureRefusal>[];
}

export function composerColumns(
  columns: readonly Column[],
  facts: {
    readonly projects: ReadonlyMap<ProjectId, ProjectFacts>;
    readonly names: ReadonlyMap<ProjectId, string>;
    readonly titles: ReadonlyMap<ItemId, string>;
    readonly offers: readonly UsableOffer[];
  },
): readonly ComposerColumn[] {
  return columns.map(({ project, items }) => {
    const offers = facts.offers.filter(({ offer }) => offer.project === project);
    const byItem = new Map(offers.map((one) => [one.offer.item, one]));
    return {
      project,
      name: facts.names.get(project) ?? 'a project that is gone',
      example: facts.projects.get(project)?.example ?? false,
      isShown: facts.projects.has(project),
      chosen: items.map((item) => composerItem(item, byItem.get(item), facts.titles)),
      available: offers
        .filter(({ offer }) => !items.includes(offer.item))
        .map((one) => composerItem(one.offer.item, one, facts.titles)),
    };
  });
}

function composerItem(
  item: ItemId,
  usable: UsableOffer | undefined,
  titles: ReadonlyMap<ItemId, string>,
): ComposerItem {
  if (usable === undefined) {
    return { item, title: titles.get(item) ?? 'an item that is gone', figures: null, isUsable: false };
  }
  const { content } = usable.offer;
  const { effort, sums } = offerFigures(content);
  return { item, title: content.title, figures: [...effort, ...sums].join(' · '), isUsable: true };
}

export function toldOf(
  columns: readonly Pick<ComposerColumn, 'project' | 'name'>[],
  inclusions: readonly Inclusion[],
  answers: readonly InclusionAnswer[],
): readonly Told[] {
  return columns.map(({ project, name }) => ({
    project,
    name,
    inclusion: inclusions.find((one) => one.project === project) ?? null,
    answer: answers.find((one) => one.project === project) ?? null,
  }));
}

/** Everything that has to be put right first, in the order of the composer. The database asks the same of consents and notices. */
export function blocksOf(
  { purpose }: Pick<BrochureContent, 'purpose'>,
  columns: readonly ComposerColumn[],
  told: readonly Told[],
  findings: readonly Finding[],
): readonly Refusal<BrochureRefusal>[] {
  const blocks: Refusal<BrochureRefusal>[] = [];
  const wrong = findings.filter(({ blocks: isBlocking }) => isBlocking);
  if (wrong.length > 0) {
    blocks.push(
      refuse('words-to-put-right', {
        what: wrong
          .map(({ found, why, of }) => `“${found}”${of === null ? '' : ` in “${of}”`} (${why.replace(/\.$/, '')})`)
          .join('; '),
      }),
    );
  }
  if (columns.length === 0) blocks.push(refuse('nothing-in-it'));
  for (const { name, chosen, isShown } of columns) {
    if (!isShown) blocks.push(refuse('project-not-shown', { project: name }));
    else if (chosen.length === 0 && purpose !== 'show-breadth') blocks.push(refuse('column-empty', { project: name }));
    for (const { title, isUsable } of chosen) if (!isUsable && isShown) blocks.push(refuse('no-consent', { title }));
  }
  const untold = told.filter(({ inclusion }) => inclusion === null).map(({ name }) => name);
  if (untold.length > 0) blocks.push(refuse('not-told', { projects: untold }));
  const objecting = told.filter(({ answer }) => answer?.answer === 'objects').map(({ name }) => name);
  if (objecting.length > 0) blocks.push(refuse('project-objects', { projects: objecting }));
  return blocks;
}

export function sameWords(one: Words, other: Words): boolean {
  const fields = ['purpose', 'title', 'audience', 'intro', 'paper'] as const;
  return fields.every((field) => one[field] === other[field]);
}
