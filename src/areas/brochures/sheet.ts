/** From a draft, or from what was frozen, to what is shown: one content makes the page, the preview and the PDF. Pure. */
import { createHash } from 'node:crypto';
import { calendarDate, showLongDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { BrochureData, BrochureItem, BrochureProject, PdfLink } from '../../outside/pdf/index.ts';
import { urls } from '../../look/urls.ts';
import { COVERAGE, type Coverage } from '../projects/index.ts';
import {
  NEVER_PROMISED,
  offerFigures,
  STANDING_NOTE,
  trademarkNote,
  type ConsentId,
  type ItemId,
  type OfferContent,
  type ShownOffer,
} from '../roadmaps/index.ts';
import { STANDING_WORDS } from './types.ts';
import type {
  BrochureContent,
  BrochureId,
  ColumnContent,
  ColumnItem,
  ColumnProject,
  Draft,
  EditionId,
  EditionStanding,
  Purpose,
  Standing,
  Words,
} from './types.ts';

/** What is known of a project besides its offers. */
export interface ProjectFacts {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly example: boolean;
  readonly note: string | null;
  readonly label: string;
  readonly summary: string;
  /** As the project agreed to see it shown (S38); null without its yes. */
  readonly logo: { readonly digest: string; readonly alt: string; readonly note: string | null } | null;
  readonly coverage: Coverage;
}

/** An offer that may be used, with the yes that says so. */
export interface UsableOffer extends ShownOffer {
  readonly consentId: ConsentId;
}

export interface DraftFacts {
  readonly words: Words;
  readonly columns: Draft['columns'];
  readonly projects: ReadonlyMap<ProjectId, ProjectFacts>;
  readonly offers: ReadonlyMap<ItemId, UsableOffer>;
  readonly workspace: { readonly name: string; readonly example: boolean };
  readonly brochure: BrochureId;
  readonly edition: EditionId;
}

/** What may be shown of a draft now. Whatever has no live consent is not in it, however the draft names it. */
export function contentOf(facts: DraftFacts): BrochureContent {
  const { purpose, title, audience, intro, paper } = facts.words;
  const columns = facts.columns.flatMap(({ project: id, items: chosen }): readonly ColumnContent[] => {
    const project = facts.projects.get(id);
    if (project === undefined) return [];
    const offers = chosen.flatMap((item) => facts.offers.get(item) ?? []).filter(({ offer }) => offer.project === id);
    return [{ project: columnProject(project, offers), items: offers.map(columnItem) }];
  });
  return {
    format: 1,
    edition: facts.edition,
    brochure: facts.brochure,
    purpose,
    title,
    audience,
    intro,
    paper,
    workspace: { name: facts.workspace.name, example: facts.workspace.example },
    columns,
    standing: STANDING_NOTE,
    notPromised: notPromised(columns),
  };
}

/** With items the project is shown as it agreed to with them; without, as its register says, and no logo without its yes. */
function columnProject(project: ProjectFacts, offers: readonly UsableOffer[]): ColumnProject {
  const [agreed] = offers.toSorted((a, b) => b.offer.madeAt.getTime() - a.offer.madeAt.getTime());
  const said = agreed?.offer.content.project;
  if (said === undefined) return bareProject(project);
  return {
    id: project.id,
    slug: project.slug,
    name: said.name,
    example: said.example,
    note: said.note,
    label: said.label,
    summary: project.summary === '' ? null : project.summary,
    logo: said.logo,
    trademark: said.trademark === '' ? null : said.trademark,
    coverage: said.coverage === '' ? null : said.coverage,
  };
}

function bareProject({ id, slug, name, example, note, label, summary, logo, coverage }: ProjectFacts): ColumnProject {
  return {
    id,
    slug,
    name,
    example,
    note,
    label,
    summary: summary === '' ? null : summary,
    logo: logo === null ? null : { digest: logo.digest, alt: logo.alt },
    trademark: logo?.note ?? trademarkNote(name),
    coverage: coverage === 'none' ? null : COVERAGE[coverage],
  };
}

function columnItem({ offer, consent, consentId, publishedAt }: UsableOffer): ColumnItem {
  return {
    item: offer.item,
    offer: offer.id,
    number: offer.number,
    digest: offer.digest,
    consent: { id: consentId, hat: consent.hat, on: calendarDate(consent.on) },
    address: publishedAt === null ? null : offer.slug,
    text: offer.content,
  };
}

/** What is promised of nothing, then what single items add, each with its name. */
function notPromised(columns: readonly ColumnContent[]): readonly string[] {
  const added = columns.flatMap(({ items }) =>
    items.flatMap(({ text }) =>
      text.notPromised.filter((line) => !NEVER_PROMISED.includes(line)).map((line) => `“${text.title}”: ${line}`),
    ),
  );
  return [...NEVER_PROMISED, ...added];
}

/** The one text of a content: fields in the order in which `contentOf` wrote them, offers in the order of what was agreed to. */
export function contentText(content: BrochureContent): string {
  return JSON.stringify(content);
}

/** What was kept; it was made by `contentText` and is never edited. */
export function readBrochureContent(text: string): BrochureContent {
  return JSON.parse(text) as BrochureContent;
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export const CODE_LENGTH = 16;

/** Of which edition it will be is not seen yet: by this a preview and what is then published are held together. */
export function seenDigest(content: BrochureContent): string {
  return digestOf(contentText({ ...content, edition: '' as EditionId }));
}

/** "7f3a 9c21 b04d 11e2", to be read aloud. */
export function showCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ');
}

// --- what is shown

/** A brochure as a reader sees it at a moment. */
export interface Sheet {
  readonly purpose: Purpose;
  readonly title: string;
  readonly audience: string | null;
  readonly intro: string | null;
  readonly workspace: { readonly name: string; readonly example: boolean };
  readonly columns: readonly SheetColumn[];
  readonly standing: string;
  readonly notPromised: readonly string[];
  /** Null for a preview. */
  readonly published: { readonly on: Instant; readonly number: number; readonly code: string } | null;
}

export interface SheetColumn {
  readonly project: ColumnProject;
  /** Where its logo is fetched. */
  readonly logo: { readonly src: string; readonly alt: string } | null;
  /** Why nothing of it is shown any more. */
  readonly gone: Gone | null;
  readonly items: readonly SheetItem[];
}

export type SheetItem = { readonly item: ItemId } & (
  | { readonly kind: 'gone'; readonly gone: Gone }
  | {
      readonly kind: 'shown';
      readonly title: string;
      /** Paragraphs. */
      readonly pitch: readonly string[];
      readonly beneficiaries: string | null;
      readonly effort: readonly string[];
      readonly sums: readonly string[];
      readonly currency: string;
      /** Its address in the catalogue. */
      readonly address: string | null;
      readonly consent: { readonly hat: string; readonly on: string; readonly number: number };
    }
);

export interface Gone {
  readonly standing: Standing;
  readonly words: string;
  readonly since: Instant | null;
}

/** A preview shows what may be shown now; an edition what was frozen, as far as it still has its project's word. */
export function sheetOf(
  content: BrochureContent,
  logoAt: (project: ProjectId) => string,
  edition: {
    readonly published: NonNullable<Sheet['published']>;
    readonly standing: EditionStanding;
  } | null = null,
): Sheet {
  const { purpose, title, audience, intro, workspace, standing, notPromised: promised } = content;
  return {
    purpose,
    title,
    audience,
    intro,
    workspace,
    standing,
    notPromised: edition === null ? promised : stillNotPromised(content, edition.standing),
    published: edition?.published ?? null,
    columns: content.columns.map(({ project, items }): SheetColumn => {
      const gone = edition === null ? null : goneOf(edition.standing.columns.find((one) => one.project === project.id));
      const standing = (item: ColumnItem) =>
        edition === null ? null : goneOf(edition.standing.items.find((one) => one.item === item.item));
      // The logo was agreed to with the items: with the last of them it goes.
      const isAgreed = edition === null || !edition.standing.withoutLogo.includes(project.id);
      const hasLogo = isAgreed && gone === null && (items.length === 0 || items.some((one) => standing(one) === null));
      return {
        project: namedAs(project, gone?.standing ?? 'stands'),
        logo: project.logo === null || !hasLogo ? null : { src: logoAt(project.id), alt: project.logo.alt },
        gone,
        items:
          gone !== null
            ? []
            : items.map((one): SheetItem => {
                const lost = standing(one);
                return lost === null
                  ? { item: one.item, kind: 'shown', ...shownItem(one, purpose) }
                  : { item: one.item, kind: 'gone', gone: lost };
              }),
      };
    }),
  };
}

/** A project that asked to be left out is not named either (S42). */
export function namedAs(project: ColumnProject, standing: Standing): ColumnProject {
  return standing === 'opted out' ? { ...project, slug: '', name: LEFT_OUT, example: false, label: '' } : project;
}

const LEFT_OUT = 'A project that asked to be left out';

function goneOf(found: { readonly standing: Standing; readonly since: Instant | null } | undefined): Gone | null {
  // What is not found is not known to stand.
  const { standing, since } = found ?? { standing: 'expired' as const, since: null };
  return standing === 'stands' ? null : { standing, since, words: STANDING_WORDS[standing] };
}

/** Words of an item that is gone are gone wherever they stood. */
function stillNotPromised(content: BrochureContent, standing: EditionStanding): readonly string[] {
  const stand = new Set(standing.items.filter((one) => one.standing === 'stands').map(({ item }) => item));
  return notPromised(
    content.columns.map((column) => ({ ...column, items: column.items.filter(({ item }) => stand.has(item)) })),
  );
}

function shownItem({ text, address, consent, number }: ColumnItem, purpose: Purpose) {
  const { effort, sums } = offerFigures(text);
  return {
    title: text.title,
    pitch: pitchOf(text, purpose),
    beneficiaries: text.beneficiaries.length === 0 ? null : text.beneficiaries.map(({ who }) => who).join('; '),
    effort,
    sums,
    currency: text.estimate.currency,
    address,
    consent: { hat: consent.hat, on: showLongDate(consent.on), number },
  };
}

/** A sentence beside a speaker; to be read alone, the need as well. */
function pitchOf(text: OfferContent, purpose: Purpose): readonly string[] {
  if (purpose !== 'raise-interest' || text.need === text.summary) return [text.summary];
  return [text.summary, ...text.need.split(/\n{2,}/)];
}

// --- the PDF

/** The name under which the PDF knows the logo of a column. */
export function logoName(project: ProjectId): string {
  return `logo-${project}`;
}

export function pdfDataOf(
  content: BrochureContent,
  {
    code,
    baseUrl,
    at,
    logos,
  }: {
    readonly code: string;
    readonly baseUrl: string;
    readonly at: Instant;
    /** Those whose picture is there. */
    readonly logos: ReadonlySet<string>;
  },
): BrochureData {
  const link = (path: string): PdfLink => linkTo(`${baseUrl}${path}`);
  const sheet = sheetOf(content, () => '');
  return {
    paper: content.paper,
    language: 'en',
    purpose: content.purpose,
    title: content.title,
    standfirst: content.intro,
    audience: content.audience,
    note: content.standing,
    notPromised: content.notPromised,
    projects: sheet.columns.map(({ project, items }): BrochureProject => ({
      name: withExample(project.name, project.example),
      logo:
        project.logo !== null && logos.has(logoName(project.id))
          ? { image: logoName(project.id), alternative: project.logo.alt }
          : null,
      label: project.label,
      summary: [project.summary, project.note].filter((line) => line !== null && line !== '').join(' ') || null,
      address: link(urls.project({ project: project.slug })),
      coverage: project.coverage,
      trademark: project.trademark,
      items: items.flatMap((item): readonly BrochureItem[] =>
        item.kind === 'gone'
          ? []
          : [
              {
                title: item.title,
                pitch: item.pitch.map((paragraph) => [paragraph]),
                beneficiaries: item.beneficiaries,
                effort: item.effort.join('; ') || null,
                estimate: item.sums.length === 0 ? null : `${item.sums.join('; ')} (${item.currency})`,
                address: item.address === null ? null : link(urls.offer({ offer: item.address })),
                consent: { by: item.consent.hat, on: item.consent.on, version: String(item.consent.number) },
              },
            ],
      ),
    })),
    workspace: { name: content.workspace.name, example: content.workspace.example, address: link('') },
    date: showLongDate(at),
    verification: { address: link(urls.verifyCode({ code })), code: showCode(code) },
  };
}

function linkTo(address: string): PdfLink {
  return {
    // On a machine of one's own there is nothing that a link could promise to lead to; the address still stands there to be read.
    link: address.startsWith('https://') ? address : null,
    shown: address.replace(/^https?:\/\//, ''),
  };
}

function withExample(name: string, example: boolean): string {
  return example ? `${name} (example)` : name;
}
