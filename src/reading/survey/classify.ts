/**
 * What the documents that were read are, by what they say: path and title propose, headings and words decide. A page about the
 * governance of data is no governance document, release notes are no release guide.
 */
import { byCode } from '../../kernel/text.ts';
import { textOf } from './document.ts';
import { folderOf, nameWords, stemOf } from './words.ts';
import {
  depthOf,
  isGovernanceRepository,
  isProposalRepository,
  isRoadmapRepository,
  topicsOf,
  type Topic,
} from './paths.ts';
import { headedSection } from './roadmaps.ts';
import type { DocumentKind, Lines, ReadDocument } from './types.ts';

export type OtherKind =
  | Exclude<DocumentKind, 'roadmap-technical' | 'roadmap-nontechnical' | 'enhancement-proposals'>
  | 'triage'
  | 'review'
  | 'cla'
  | 'funding';

export interface FoundDocument {
  readonly document: ReadDocument;
  readonly kind: OtherKind;
  /** The section's lines when the subject is a part of the document. */
  readonly range: Lines | null;
  /** How sure: 4 by a plain name and content, 3 by a plain name, or name and title, 2 by title or data, 1 a section only. */
  readonly strength: 1 | 2 | 3 | 4;
}

interface Subject {
  readonly kind: OtherKind;
  readonly topic: Topic;
  readonly title: RegExp;
  /** Headings that make a section of another document count. */
  readonly section: RegExp | null;
  /** Words that such a text has; at least `needs` different ones. */
  readonly words: readonly RegExp[];
  readonly needs: number;
  /** Titles that the words suggest wrongly. */
  readonly never: RegExp | null;
}

const SUBJECTS: readonly Subject[] = [
  {
    kind: 'code-of-conduct',
    topic: 'conduct',
    title: /\bcode of conduct\b|\bcommunity (participation )?guidelines\b|\bconduct\b/i,
    section: /^\W*(our )?(contributor )?code of conduct\W*$/i,
    words: [/\bharass/i, /\brespect/i, /\bwelcom/i, /\breport(ed|ing)?\b/i, /\bunacceptable\b/i, /\binclusive\b/i, /\bconduct\b/i, /\bdiscriminat/i, /\bviolations?\b/i],
    needs: 2,
    never: /\bAI\b|model|agent|survey/i,
  },
  {
    kind: 'governance',
    topic: 'governance',
    title: /\bgovernance\b|\bsteering (council|committee)\b|\bbylaws\b|\bdecision[- ]making\b|\bexecutive (council|board)\b|\bleadership\b|\bcore team (member )?guide\b|\bcharter\b/i,
    section: /^\W*(?:[\w.-]{1,24} ){0,2}(governance|leadership|steering (council|committee)|decision[- ]making|organi[sz]ation and governance)\W*$/i,
    words: [/\bcouncil\b/i, /\bsteering\b/i, /\bconsensus\b/i, /\bvot(e|es|ing)\b/i, /\bdecisions?\b/i, /\bcommittee\b/i, /\bmembers(hip)?\b/i, /\bcore (team|developers?|contributors?|maintainers?)\b/i, /\bBDFL\b|benevolent/i, /\broles?\b/i, /\bboard\b/i, /\bmaintainers?\b/i, /\bgoverning\b/i, /\bauthority\b/i],
    needs: 3,
    never: /\bdata governance\b|\bmeeting\b|\bminutes\b/i,
  },
  {
    kind: 'contributing',
    topic: 'contributing',
    title: /\b(contribut\w{1,6}|hacking|how to help|developer'?s? (guide|guidelines|documentation|handbook)|development (guide(lines)?|(work)?flow|environment|process|setup)|developing|getting involved|get involved|develop)\b/i,
    section: /^\W*(how to )?(contribut(e|ing|ions?)|development|developing|get(ting)? involved|hacking)( to [\w .-]{1,30})?\W*$/i,
    words: [/\bpull requests?\b|\bmerge requests?\b|\bPRs?\b/i, /\bfork\b/i, /\bbranch\b/i, /\btests?\b/i, /\bissues?\b/i, /\bcommits?\b/i, /\bstyle\b|\bPEP ?8\b|\blint/i, /\breview/i, /\binstall\b|\bset ?up\b|\benvironment\b/i, /\bcontribut/i, /\bbugs?\b/i],
    needs: 2,
    never: /\b(contributors? (list|to|of)|acknowledg|changelog|author|licen[sc]e agreement|code of conduct|financial contribut)/i,
  },
  {
    kind: 'release-process',
    topic: 'release',
    title: /\b(releas(e|ing)s?)\b.{0,40}\b(process|procedure|guide(lines)?|how ?to|checklist|steps|making|instructions?|management|manager|cycle|schedule|policy|workflow|cadence)\b|\b(how to|making|cutting|creating|preparing|doing|performing) (make |do |cut |create |prepare )?(a |the |new )?(new )?releas(e|es|ing)\b|^\W*releasing\b|\brelease (process|procedure|guide)\b|\bhow to release\b|\bmaintenance\b/i,
    section: /^\W*((?:[\w.-]{1,24} ){0,2}release (process|procedure|guide|checklist|instructions|workflow|steps|management)\W*$|(how to )?(make |making |cutting |creating )?(a )?(new )?(release (process|procedure|guide|checklist|instructions|workflow|steps|management|cycle|schedule)|releasing|releases?|making a (new )?release|how to release)( [\w .-]{1,30})?)\W*$/i,
    words: [/\btag(s|ged|ging)?\b/i, /\bpypi\b|\btwine\b|\bnpm publish\b|\bcargo publish\b|\bconda-forge\b|\bgithub release/i, /\bchangelog\b|\brelease notes\b/i, /\bversion (number|bump)\b|\bbump\b/i, /\bbranch\b/i, /\bupload\b|\bpublish\b/i, /\brelease (manager|candidate|candidates|branch)\b/i, /\bannounce/i, /\bchecklist\b|\bsteps?\b/i, /\bbackport/i, /\bgit (push|tag|checkout)\b/i],
    needs: 2,
    never: /\brelease notes\b|\bchange ?log\b|\bwhat'?s new\b|\bversion \d|\b\d+\.\d+\.\d+\b/i,
  },
  {
    kind: 'maintainers',
    topic: 'maintainers',
    title: /\b(maintainers?|core (team|developers?|contributors?|devs?)|authors?|credits|the team|team|people|who we are|owners|steering (council|committee) members|subteams?|members)\b/i,
    section: /^\W*(the |our |current |project )?(maintainers?|core (team|developers?|contributors?|devs?)|team|authors?|credits|maintained by|people|who we are)( and [\w ]{1,30})?\W*$/i,
    words: [/@\w/, /\bmaintain/i, /\bauthors?\b/i, /\bcore\b/i, /\bmembers?\b/i, /\bteams?\b/i, /\bcontribut/i, /github\.com\/\w/i, /\bemail\b|\w@[\w-]{1,60}\.\w/i],
    needs: 1,
    never: /\b(guide|guidelines|handbook|how to|becom(e|ing)|join(ing)? (the|our|us|this)|checklist|onboarding|compass|contact)\b|\bmaintainers?'? (notes|documentation|workflow|page)\b/i,
  },
  {
    kind: 'communication',
    topic: 'communication',
    title: /\b(communicat\w{1,6}|contact us|getting help|get help|mailing lists?|where to (ask|find us)|media strategy|stay in touch)\b|^\W*(the )?([\w.-]{1,24} )?(community|contact|support|help|meetings?|community meetings?|chat|forums?|connect)( and (help|support|discussion))?\W*$/i,
    section: /^\W*(communicat\w{1,6}( (channels?|guide(lines)?|tools))?|contact( us)?|get(ting)? (help|in touch)|support|mailing lists?|community( (channels?|and support|calls?|meetings?))?|(developer |community )?meetings?|where to (ask|find us)|chat|help( and support)?|questions?|discussions?)\W*$/i,
    words: [/\bmailing[- ]lists?\b/i, /\bslack\b/i, /\bgitter\b/i, /\bzulip\b/i, /\bdiscord\b/i, /\bdiscourse\b|\bforums?\b/i, /\bIRC\b|\bmatrix\.to\b|\bmatrix (room|channel|chat)\b/, /\bstack ?overflow\b/i, /\bgoogle groups?\b|groups\.google/i, /\bgithub (issues|discussions)\b|\/discussions\b|\bissue tracker\b/i, /\b(weekly|monthly|bi-?weekly|regular|community|developer) (meetings?|calls?)\b/i, /\btwitter\b|\bmastodon\b|\blinkedin\b|\bsocial media\b/i],
    needs: 2,
    never: /\bsupported\b|\bsupport (for|vector|matrix|policy)\b|\bAPI\b/i,
  },
  {
    kind: 'corporate-engagement',
    topic: 'corporate',
    title: /\b(corporate|compan(y|ies)|industry|employers?|commercial)\b.{0,50}\b(engag\w{1,5}|guide(lines)?|involve\w{1,5}|contribut\w{1,6}|participat\w{1,5}|interaction|sponsor\w{0,5}|partner\w{0,5}|policy|members?)\b|\b(engag\w{1,5}|guide(lines)?|information|involve\w{1,5}|for)\b.{0,30}\b(corporate|corporations|compan(y|ies)|industry|employers)\b/i,
    section: /^\W*(corporate (engagement|involvement|contributions?|sponsor\w{0,5}|participation|guide(lines)?)|for (compan(y|ies)|employers|industry|organi[sz]ations)|(information|guide(lines)?) for (compan(y|ies)|employers))\W*$/i,
    words: [/\bcompan(y|ies)\b/i, /\bemploye(e|es|r|rs|d)\b/i, /\bcorporat/i, /\borgani[sz]ations?\b/i, /\bfund(s|ed|ing)?\b/i],
    needs: 2,
    never: null,
  },
  {
    kind: 'triage',
    topic: 'triage',
    title: /\btriag(e|ing|ers?)\b|\bissue (management|handling|labels?)\b|\bbug (triage|handling)\b/i,
    section: /^\W*(\w{1,12} ){0,3}(triag(e|ing|ers?)|issue (management|handling|labels?)|managing issues)( [\w ,-]{1,40})?\W*$/i,
    words: [/\blabels?\b/i, /\bissues?\b/i, /\bclose[sd]?\b|\bclosing\b/i, /\breproduc/i, /\bduplicate/i, /\bpriorit/i],
    needs: 2,
    never: null,
  },
  {
    kind: 'review',
    topic: 'review',
    title: /\breview(er|ers|ing|s)?\b.{0,30}\b(guide(lines)?|process|policy|checklist|workflow|how|pull|code|PRs?|contributions?)\b|\b(code|pull request|PR|peer|how to|guide(lines)? (for|to)) review(er|ers|ing|s)?\b|\breviewer\b|\bmerging (pull requests?|PRs?|contributions?)\b/i,
    section: /^\W*([\w'-]{1,14} ){0,4}(review(er|ers|ing|s)?( (process|guide(lines)?|policy|checklist|workflow|etiquette))?|review(ing|s)? (of )?(pull requests?|PRs?|contributions?|code|changes)|merging (pull requests?|PRs?|contributions?))\W*$/i,
    words: [/\bapprov/i, /\bmerg(e|es|ed|ing)\b/i, /\breview(er|ers|ing|s|ed)?\b/i, /\bpull requests?\b|\bPRs?\b/i, /\bfeedback\b/i, /\bmaintainers?\b|\bcore (dev|team)/i],
    needs: 2,
    never: /\bpeer review of papers\b|\bannual review\b|\bliterature\b|\bsoftware peer\b/i,
  },
  {
    kind: 'cla',
    topic: 'cla',
    title: /\bcontributor licen[sc]e agreement\b|\bdeveloper certificate of origin\b|\bCLA\b|\bDCO\b/,
    section: /\bcontributor licen[sc]e agreement\b|\bdeveloper certificate of origin\b|\bsign(ing)? your work\b|^\W*(CLA|DCO)\b/,
    words: [/\bagreement\b|\bcertif/i, /\bsign/i],
    needs: 1,
    never: null,
  },
  {
    kind: 'funding',
    topic: 'funding',
    title: /\b(funding|donat(e|ions?)|sponsor(s|ship|ing)?|support us|fund us|backers)\b/i,
    section: /^\W*(\w{1,14} ){0,3}(funding|donat(e|ions?|ing)|sponsor(s|ship|ing)?( and [\w ]{1,30})?|support us|backers|financial support|fiscal sponsor(ship)?)\W*$/i,
    words: [/\bdonat/i, /\bsponsor/i, /\bfund/i, /\bgrants?\b/i, /opencollective|numfocus|tidelift|patreon|liberapay|github\.com\/sponsors/i],
    needs: 1,
    never: null,
  },
]; // prettier-ignore

export function classify(documents: readonly ReadDocument[]): FoundDocument[] {
  return documents.flatMap((document) => kindsOf(document));
}

function kindsOf(document: ReadDocument): FoundDocument[] {
  const { path } = document;
  const topics = topicsOf(path);
  if (topics.includes('license')) return [{ document, kind: 'license', range: null, strength: 4 }];
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'codeowners' || name === 'owners') return [{ document, kind: 'maintainers', range: null, strength: 2 }];
  if (/\.(ya?ml|toml|csv|json)$/.test(name)) return dataKinds(document, topics);
  const facts = factsOf(document, topics);
  const found: FoundDocument[] = [];
  for (const subject of SUBJECTS) {
    const one = examine(facts, subject);
    if (one !== null) found.push(one);
  }
  return found;
}

/** What is asked of a document again for each subject. */
interface DocumentFacts {
  readonly document: ReadDocument;
  readonly topics: readonly Topic[];
  readonly title: string;
  readonly stem: string;
  /** The index of a folder is about what the folder is called. */
  readonly home: string;
  readonly standing: boolean;
  readonly depth: number;
  readonly headings: readonly string[];
}

function factsOf(document: ReadDocument, topics: readonly Topic[]): DocumentFacts {
  const { path, outline } = document;
  const stem = nameWords(stemOf(path)).join(' ');
  const depth = depthOf(path);
  const folder = folderOf(path);
  const home =
    /^(index|readme|overview)$/.test(stem) && depth > 0
      ? nameWords(folder.slice(folder.lastIndexOf('/') + 1)).join(' ')
      : stem;
  const headings = depth > 5 ? [] : outline.headings.map(({ text }) => text).filter((text) => text.length <= 80);
  return {
    document,
    topics,
    title: (outline.title ?? '').slice(0, 200),
    stem,
    home,
    standing: isStanding(path),
    depth,
    headings,
  };
}

/** Lists of people kept as data: a team page's source. */
function dataKinds(document: ReadDocument, topics: readonly Topic[]): FoundDocument[] {
  if (!topics.includes('maintainers')) return [];
  const people = document.lines.filter((line) =>
    /\b(github|name|user|login|member|handle|email)\b|@|github\.com/i.test(line.slice(0, 300)),
  ).length;
  return people >= 2 || (document.path.endsWith('.csv') && document.lines.length >= 2)
    ? [{ document, kind: 'maintainers', range: null, strength: 2 }]
    : [];
}

function examine(facts: DocumentFacts, subject: Subject): FoundDocument | null {
  const { document, topics, title, stem, home, standing } = facts;
  if (!standing) return null;
  const byName = topics.includes(subject.topic);
  // The first heading of a README is the project's name, or whatever stands first under its logo.
  const byTitle = stem !== 'readme' && title.length <= 90 && subject.title.test(title);
  const governs =
    subject.kind === 'governance' && /^(readme|index)$/.test(stem) && isGovernanceRepository(document.repository);
  const possible = byName || governs || (byTitle && !isOfOther(home, topics, subject.kind));
  if (possible && !isNever(subject, title, stem) && !isRoadmapRepository(document.repository)) {
    const content = differentWords(document, null, subject) >= subject.needs;
    // A plain name is enough also where the page is short and sends its reader on.
    const named = governs || (byName && nameIsSubject(home, subject.kind));
    // RELEASE.md tells how a release is made, or what one brought: its words decide.
    const told = content && subject.kind === 'release-process' && stem === 'release';
    const strength = named ? (content ? 4 : 3) : byName && byTitle ? 3 : byTitle && content ? 2 : told ? 1 : 0;
    const generic = topics[0] === 'readme' || topics[0] === 'index' || topics.length === 0;
    if (strength !== 0 && !(generic && byTitle && !content))
      return { document, kind: subject.kind, range: null, strength };
  }
  return examineSection(facts, subject);
}

function isNever({ never }: Subject, title: string, stem: string): boolean {
  return never !== null && (never.test(title) || never.test(stem));
}

function examineSection({ document, topics, headings }: DocumentFacts, subject: Subject): FoundDocument | null {
  const { section, never } = subject;
  if (section === null) return null;
  const opens = (text: string): boolean => text.length <= 80 && section.test(text) && never?.test(text) !== true;
  if (!headings.some(opens) || !speaksFor(subject.kind, document, topics)) return null;
  const range = headedSection(document.outline, document.lines.length, opens);
  if (range === null || range[1] - range[0] < 1) return null;
  return differentWords(document, range, subject) >= Math.max(1, subject.needs - 1)
    ? { document, kind: subject.kind, range, strength: 1 }
    : null;
}

const OTHER_MATTERS: ReadonlySet<Topic> = new Set(['license', 'conduct', 'funding', 'template', 'roadmap', 'cla']);
const PLAIN_KINDS: readonly OtherKind[] = [
  'code-of-conduct',
  'governance',
  'contributing',
  'maintainers',
  'release-process',
  'communication',
];

/** A title proposes nothing for a document that is plainly named after something else. */
function isOfOther(home: string, topics: readonly Topic[], kind: OtherKind): boolean {
  return (
    topics.some((topic) => OTHER_MATTERS.has(topic)) ||
    PLAIN_KINDS.some((other) => other !== kind && nameIsSubject(home, other))
  );
}

const ABOUT_WORK: ReadonlySet<Topic> = new Set([
  'contributing',
  'maintainers',
  'release',
  'triage',
  'review',
  'governance',
]);
const NOT_SPEAKING: ReadonlySet<Topic> = new Set(['roadmap', 'conduct', 'license', 'template', 'proposal', 'plan']);

/** Documents whose sections speak for the project: no user guide, no plan, no proposal, no form to fill in. */
function speaksFor(kind: OtherKind, { path, repository }: ReadDocument, topics: readonly Topic[]): boolean {
  if (
    topics.length === 0 ||
    topics.some((topic) => NOT_SPEAKING.has(topic)) ||
    /(^|\/)(api|reference|user[-_]?guide|tutorials?)\//i.test(path)
  )
    return false;
  if (isProposalRepository(repository) && topics[0] !== 'readme') return false;
  if (topics.some((topic) => ABOUT_WORK.has(topic))) return true;
  const near = topics[0] === 'readme' ? depthOf(path) <= 1 : topics[0] !== 'index' || depthOf(path) <= 3;
  if (kind !== 'review' && kind !== 'triage') return near;
  return (
    near &&
    (topics[0] === 'readme' ||
      /(^|\/)(dev|devel|developers?|development|contribut\w{0,6}|maintain\w{0,6}|community|team)\//i.test(path))
  );
}

/** Names that leave no doubt. */
function nameIsSubject(stem: string, kind: OtherKind): boolean {
  switch (kind) {
    case 'code-of-conduct':
      return /^(the |our |contributor )?code of conduct( \w+)?$|conduct$|^coc$/.test(stem);
    case 'governance':
      return /(^| )governance$|^governance( |$)|^(steering|executive|software steering) (council|committee)$/.test(
        stem,
      );
    case 'contributing':
      return /^(contributing|contribute|contribution guide(lines)?|contributor( guide)?|(how to contribute|contrib(uting)? how ?to)|newcomers?( guide)?|hacking|contributing guide(lines)?)( to \w+)?$/.test(
        stem,
      );
    case 'maintainers':
      return /^(maintainers|authors|people|team|teams|core team|core developers|subteams|credits)$/.test(stem);
    case 'release-process':
      return /(^| )(how to release|releasing|release (process|procedure|guide|checklist|instructions))$|^(how to release|releasing|(making|make|doing|cutting) (a )?releases?|maintenance$)/.test(
        stem,
      );
    case 'corporate-engagement':
      return stem.startsWith('corporate');
    case 'communication':
      return stem.startsWith('communication');
    case 'license':
    case 'triage':
    case 'review':
    case 'cla':
    case 'funding':
      return false;
    default:
      kind satisfies never;
      return false;
  }
}

/** Not a post, a past version or a note of a meeting. */
function isStanding(path: string): boolean {
  return (
    !/(^|\/)(minutes|meetings?|meeting[-_]notes|elections?|archived?|old|memos?|adr|papers?|talks|presentations?)\//i.test(
      path,
    ) &&
    !/(19|20)\d\d[-_]?\d\d[-_]?\d\d/.test(path) &&
    !isProposalPath(path)
  );
}

function isProposalPath(path: string): boolean {
  return /(^|\/)([a-z]{0,3}eps?|rfcs?|proposals?|designs?)\/[^/]*\d/i.test(path);
}

function differentWords(document: ReadDocument, range: Lines | null, { words }: Subject): number {
  const text = textOf(document, range);
  return words.filter((word) => word.test(text)).length;
}

/** Documents of the contract, the strongest of each kind first; sections count only where no document of the kind exists. */
export function chosenDocuments(found: readonly FoundDocument[], kind: OtherKind): FoundDocument[] {
  const own = found.filter((one) => one.kind === kind);
  const whole = own.filter(({ strength }) => strength >= 2);
  const list = whole.length > 0 ? whole : own.filter(({ document }) => depthOf(document.path) <= 3);
  const sources = new Set(list.map(({ document }) => sourceKey(document)).filter((key) => !key.endsWith('\0html')));
  // A built page beside its source says nothing new.
  const written = list.filter(({ document }) => {
    const key = sourceKey(document);
    return !key.endsWith('\0html') || !sources.has(key.replace(/\0html$/, '\0text'));
  });
  return written.sort(
    (a, b) =>
      b.strength - a.strength ||
      Number(isProposalRepository(a.document.repository)) - Number(isProposalRepository(b.document.repository)) ||
      depthOf(a.document.path) - depthOf(b.document.path) ||
      (kind === 'license' ? a.document.path.length - b.document.path.length : 0) ||
      byCode(a.document.path, b.document.path),
  );
}

function sourceKey({ repository, path }: ReadDocument): string {
  return `${repository}\0${stemOf(path).toLowerCase()}\0${/\.html?$/i.test(path) ? 'html' : 'text'}`;
}
