/**
 * The levels of a roadmap (domain S67, S68): the scope says what the project is and is not; the pitch is for funders, with effort
 * or money; the technical roadmap is for those who work on it and with it; the wish list is issues for whoever wants to help.
 */
import { textOf, quoteOf } from './document.ts';
import { depthOf } from './paths.ts';
import { textLinesOf } from './plan.ts';
import { headedSection, type FoundRoadmap } from './roadmaps.ts';
import type { Lines, LinkedPlace, ReadDocument, RoadmapKind, RoadmapLevel } from './types.ts';
import { nameWords, stemOf } from './words.ts';

export interface LevelsInput {
  readonly documents: readonly ReadDocument[];
  readonly roadmaps: readonly { readonly found: FoundRoadmap; readonly kind: Exclude<RoadmapKind, 'none'> }[];
  readonly linked: readonly LinkedPlace[];
}

/** Of one level a reader needs the main document, not all that touch on it. */
const MOST_OF_A_LEVEL = 4;

export function levelsOf(input: LevelsInput): RoadmapLevel[] {
  return [scopes(input), pitches(input), technical(input), wishLists(input)].flatMap((found) =>
    found.slice(0, MOST_OF_A_LEVEL),
  );
}

function level(of: RoadmapLevel['level'], document: ReadDocument, lines: Lines | null, why: string): RoadmapLevel {
  const { repository, path, commit, outline } = document;
  const from = lines?.[0] ?? outline.headings[0]?.line ?? 1;
  return {
    level: of,
    repository,
    path,
    commit,
    title: outline.title ?? path,
    lines,
    target: null,
    why: { text: why, evidence: [quoteOf(document, from, Math.min(from + 3, lines?.[1] ?? from + 3))] },
  };
}

function elsewhere(of: RoadmapLevel['level'], { target, text, evidence }: LinkedPlace, why: string): RoadmapLevel {
  const { repository, path, commit, lines } = evidence;
  return { level: of, repository, path, commit, title: text, lines, target, why: { text: why, evidence: [evidence] } };
}

/* Scope */

const SCOPE_NAME =
  /^(the )?([\p{L}\p{N}.]{1,24} )?(project )?(scope|mission|vision)( statement| and (scope|vision|mission|values|goals))?$/u;
const SCOPE_TITLE =
  /^\W*(the |our )?([\p{L}\p{N}.'’-]{1,24} )?(project )?(scope|mission|vision)( statement)?(( and|,| &) (scope|vision|mission|values|goals|purpose)){0,3}( of [\p{L}\p{N} .'’-]{1,40})?\W*$/iu;
const SCOPE_SECTION =
  /^\W*(the |our )?(project )?(scope|(in|out) of scope|non-?goals|mission( statement)?|scope and goals|goals and (scope|non-?goals))\W*$/i;
/** Pages where a project says what it is. */
const SPEAKS_OF_ITSELF = /^(readme|index|about|governance|overview|introduction|roadmap|charter|project|home)\b/;

function scopes({ documents }: LevelsInput): RoadmapLevel[] {
  const pages = documents.filter(({ path, outline }) => {
    if (depthOf(path) > 5) return false;
    const name = nameWords(stemOf(path)).join(' ');
    return SCOPE_NAME.test(name) ? outline.lines > 3 : SCOPE_TITLE.test(outline.title ?? '');
  });
  const whole = [...pages]
    .sort((a, b) => Number(isScope(b)) - Number(isScope(a)) || depthOf(a.path) - depthOf(b.path))
    .map((document) => level('scope', document, null, 'A page of its own says what the project is for.'));
  if (whole.length > 0) return whole;
  return documents.flatMap((document) => {
    if (depthOf(document.path) > 3 || !SPEAKS_OF_ITSELF.test(nameWords(stemOf(document.path)).join(' '))) return [];
    const range = headedSection(document.outline, document.lines.length, (text) => SCOPE_SECTION.test(text));
    return range === null || range[1] - range[0] < 2
      ? []
      : [level('scope', document, range, 'A section says what the project is for.')];
  });
}

function isScope({ path, outline }: ReadDocument): boolean {
  return /scope/i.test(`${stemOf(path)} ${outline.title ?? ''}`);
}

/* Pitch */

const PITCH_NAME = /(^| )(pitch|brochure|prospectus|case for support|one pager|onepager|fundrais\w{0,4})( |$)/;
const PITCH_TITLE =
  /\b(pitch|brochure|prospectus|case for support|(road ?map|plans?|opportunities|information) for (potential )?(funders|sponsors|donors|partners)|funding (roadmap|opportunities|priorities))\b/i;
const PRICED =
  /[$€£]\s?\d|\b\d[\d.,]{0,9}\s?(USD|EUR|GBP)\b|\b(FTEs?|(person|developer|engineer|man|staff)[- ](years?|months?|weeks?))\b|\b(estimated|total|expected) (cost|effort|budget)\b|\b(effort|cost|budget)\s?:/i;
const PRICES_OF_A_PITCH = 2;

function pitches({ documents, roadmaps, linked }: LevelsInput): RoadmapLevel[] {
  const named = documents.filter(
    ({ path, outline }) =>
      depthOf(path) <= 5 &&
      (PITCH_NAME.test(nameWords(stemOf(path)).join(' ')) || PITCH_TITLE.test((outline.title ?? '').slice(0, 120))),
  );
  const priced = roadmaps.flatMap(({ found }) => {
    if (named.includes(found.document)) return [];
    const [first, last] = found.plan.lines;
    const lines: number[] = [];
    for (const { line, text } of textLinesOf(found.document.lines, first, last))
      if (PRICED.test(text)) lines.push(line);
    return lines.length >= PRICES_OF_A_PITCH
      ? [
          level(
            'pitch',
            found.document,
            [lines[0]!, lines[0]!],
            'The roadmap says what its goals take, in effort or money.',
          ),
        ]
      : [];
  });
  const away = linked.filter(({ text, target }) => PITCH_TITLE.test(text) || /brochure|prospectus/i.test(target));
  return [
    ...named.map((document) => level('pitch', document, null, 'A page speaks to those who may fund the project.')),
    ...priced,
    ...away.map((place) => elsewhere('pitch', place, 'A text for funders is linked; it was not read.')),
  ];
}

/* Technical and wish list */

const WISHES = /\bwish[- ]?lists?\b/i;

function technical({ roadmaps }: LevelsInput): RoadmapLevel[] {
  return roadmaps
    .filter(({ found, kind }) => kind !== 'nontechnical' && !isWishList(found))
    .map(({ found }) =>
      level(
        'technical',
        found.document,
        found.range,
        'It plans work on the software, for those who work on and with it.',
      ),
    );
}

const TRACKED = new Set<LinkedPlace['what']>(['issues', 'milestones', 'project board']);
/** A tracker of bugs is no list of wishes; one that a label or a word says to be is. */
const WISHED =
  /wish|enhancement|feature|help[-_+ %20]{0,3}wanted|good[-_+ %20]{0,3}first|road[-_+ ]?map|plan(s|ned)?|ideas?/i;

function wishLists({ documents, roadmaps, linked }: LevelsInput): RoadmapLevel[] {
  const lists = roadmaps
    .filter(({ found }) => isWishList(found))
    .map(({ found }) =>
      level('wish list', found.document, found.range, 'It lists issues or wishes for whoever wants to help.'),
    );
  const sections = documents.flatMap((document) => {
    if (
      depthOf(document.path) > 4 ||
      lists.some(({ path, repository }) => path === document.path && repository === document.repository)
    )
      return [];
    const range = headedSection(
      document.outline,
      document.lines.length,
      (text) => text.length <= 60 && WISHES.test(text),
    );
    return range === null || range[1] - range[0] < 2
      ? []
      : [level('wish list', document, range, 'A section lists wishes.')];
  });
  const away = linked
    .filter(({ what, text, target }) => TRACKED.has(what) && WISHED.test(`${text} ${target}`))
    .map((place) => elsewhere('wish list', place, 'Issues are listed in the tracker; they were not read.'));
  return [...lists, ...sections, ...away];
}

const ISSUE = /(^|[\s([{,])#\d{1,7}\b|\/(issues|pull|pulls|merge_requests)\/\d|\b(gh|issue)`?\s?[-:#`]?\s?\d{2,7}\b/i;
const TRACKED_SHARE = 0.7;
const ENOUGH_GOALS = 5;

function isWishList({ document, plan }: FoundRoadmap): boolean {
  if (WISHES.test(`${nameWords(stemOf(document.path)).join(' ')} ${document.outline.title ?? ''}`)) return true;
  const goals = plan.goals.filter(({ nested }) => !nested);
  if (goals.length < ENOUGH_GOALS) return false;
  const tracked = goals.filter(({ text }) => ISSUE.test(text.slice(0, 600))).length;
  // Long reasoning around the issues is a plan, not a list.
  return tracked / goals.length >= TRACKED_SHARE && textOf(document, plan.lines).length / goals.length < 400;
}
