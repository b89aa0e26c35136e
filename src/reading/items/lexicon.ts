/**
 * Words by which readers tell plans from purpose, process and history. General English of roadmaps; no document's own phrases.
 * Every expression is linear: alternatives of fixed words, bounded gaps.
 */
import { withoutEnd } from '../ends.ts';
import { THRESHOLDS } from './thresholds.ts';

/** Headings over text that is no planned work, with everything below them (rule 1). */
const ASIDE =
  /^(?:about|about (?:this|the|our)\b.*|how (?:to|do|can|does|we|you|this|it)\b(?!['’]).*|(?:an )?introduction|intro|preface|preamble|purpose|(?:statement of )?purpose\b.*|(?:project |release |version |development )?history|past (?:releases|versions|work|events)|change ?logs?|release notes|previous (?:releases|versions)|(?:how to )?contribut(?:e|ing)\b.*|get(?:ting)? (?:involved|help)|participat(?:e|ing|ion)|help wanted|want to help\b.*|contact(?: us)?|feedback|(?:\w+ ){0,2}legend|key|licen[cs](?:e|ing)|acknowledge?ments?|credits|references|bibliography|see also|further reading|related (?:work|projects|links)|table of contents|contents|toc|glossary|terminology|faqs?|frequently asked questions|disclaimer|authors?|contributors?|(?:roadmap |planning |release |development )?process|release (?:schedule|cadence|cycle|policy)|(?:[\w-]+ ){0,2}(?:philosophy|principles|tenets|beliefs)|(?:our |core |guiding |shared )*values|(?:our )?mission(?: statement)?|(?:specific |user |community |general )*needs|motivation|background|context|rationale|administrat(?:ion|ive)|who (?:we are|is)\b.*|why\b.*|what is\b.*|what (?:do|does)\b.{0,60}\bmean\b.*|(?:using|reading|understanding|interpreting|changing|influencing|maintaining|reviewing|updating)(?: (?:and|or) \w+)? (?:this|the|our) (?:road ?map|document|page|list|plan)s?|where (?:we|are we|we['’]re)\b.*|what (?:we|we['’]ve|we have|was|has been)(?: \w+)? (?:achieved|accomplished|done|delivered|built|shipped)\b.*|(?:our |recent |past |key )?(?:achievements|accomplishments|successes)|progress so far|(?:known )?(?:risks|limitations|problems)|(?:the )?(?:problems|challenges|pain points)(?: that)? we\b.*|(?:current |currently |already |fully )?supported(?: \w+)?|(?:current|existing|available) (?:features|functionality|capabilities|functions|platforms)|(?:open |design |open design )?questions|versioning(?: scheme| policy)?|(?:[\w-]+ ){0,2}polic(?:y|ies)|non-?goals|out of scope|(?:our |main |current |key |primary )*focus|responsibilities\b.*|(?:\w+ )?benefits?(?: of\b.*)?|advantages|what (?:this|it|that) means\b.*|(?:[\w-]+ )?tips\b.*|(?:commercial|professional|paid|enterprise) (?:support|services)|related (?:discussions?|issues|links)|user stories)$/i;

/** Headings whose own text is orientation but whose sub-headings may hold plans. */
const ORIENTATION =
  /^(?:theme|vision|mission)s? ?[:–—]|\b(?:vision|aims|strateg(?:y|ies)|mission|goals and (?:non-?goals|principles))\b|^(?:milestones?|issues?|labels?|pull requests?|project boards?|discussions?|meetings?|overview|summary|notes?|current (?:status|state)|status|searching|tracking|scope)$/i;

/** Past releases year by year are a changelog, whatever their entries look like. */
const HISTORY =
  /^(?:(?:project |release |version |development )?history|change ?logs?|release notes|past (?:releases|versions)|previous (?:releases|versions))$/i;

/** Headings that may have been put over a whole document by mistake. */
export function isIntroductory(heading: string): boolean {
  return /^(?:(?:an )?introduction|intro|preface|background|context|motivation|rationale|purpose|overview)$/i.test(
    tidy(heading),
  );
}

/** The section of a document that holds its plan, among others that lead up to it. */
export function isPlan(heading: string): boolean {
  return /^(?:(?:the|our|project|development|implementation|work) )*(?:road ?-?map|plans?|planned work)$/i.test(
    tidy(heading),
  );
}

/** Beside a plan these hold work of their own. */
export function isBesidePlan(heading: string): boolean {
  return /\b(?:ideas?|wish ?-?lists?|backlog|to-?dos?|done|completed|finished|in progress|tasks?|features?|improvements?|future|later|next|priorities)\b/i.test(
    tidy(heading),
  );
}

export function isGoals(heading: string): boolean {
  return /^(?:(?:our|the|main|key|overall|general|project|high[- ]level) )*(?:goals?|aims?|objectives?)$/i.test(
    tidy(heading),
  );
}

export function isAside(heading: string): boolean {
  const text = tidy(heading);
  if (ASIDE.test(text)) return true;
  // "Non-goals / FAQ", "Mission and values"
  const parts = text.split(/ ?[/&,] ?| and /i);
  return parts.length > 1 && parts.every((part) => ASIDE.test(part));
}

/** Areas of focus hold no work, unless the document has nothing else. */
export function isSoftAside(heading: string): boolean {
  return /^(?:(?:[\w-]+ ){0,2}focus areas|areas of focus)$/i.test(tidy(heading));
}

/** What stands below such a heading may be work, or the work of other sections once more with dates. */
export function isSchedule(heading: string): boolean {
  return /^(?:[\w-]+ ){0,2}(?:timelines?|schedules?|time ?tables?)$/i.test(tidy(heading));
}

export function isHistory(heading: string): boolean {
  return HISTORY.test(tidy(heading));
}

export function isOrientation(heading: string): boolean {
  return ORIENTATION.test(tidy(heading));
}

/** Headings of the parts of one proposal: the heading above them is the unit. */
const FACET =
  /^(?:motivation|background|rationale|context|details?|description|design|approach|implementation|proposal|tasks?|steps?|to-?dos?|plan|deliverables|outcomes?|impact|benefits?|status|timeline|milestones?|estimates?|effort|budget|costs?|risks?|references?|links?|open questions|discussion|alternatives|requirements|scope|problem(?: statement)?|solution|summary|overview|goals?|who|contacts?|owners?|people)$/i;

export function isFacet(heading: string): boolean {
  return FACET.test(tidy(heading));
}

/** `**Why?**`, `**Status**:` before a paragraph: it tells one side of one piece of work. */
export function isFacetLabel(label: string): boolean {
  return (
    isFacet(label) || /^(?:what|why|how|who|when|where)(?: (?:is|are|does|do) (?:it|this|we|they))?$/i.test(tidy(label))
  );
}

/** Facets that point to other places or give reasons: what they list is no work. */
export function isSideFacet(label: string): boolean {
  return /^(?:links?|references?|resources|see also|why|motivation|background|rationale|contacts?|owners?|people|who)$/i.test(
    tidy(label),
  );
}

/** Fields by which proposals are kept: who leads them, in which state they are. */
export function isProposalField(name: string): boolean {
  return /^(?:status|state|(?:\w+ )?(?:lead|dev|developers?|owner|champion|sponsor|contact)s?|assignees?|tags?|priority|effort|milestone|target|tracking|issues?)$/i.test(
    name.trim(),
  );
}

/** Facets that spell out the work. */
export function isTasksFacet(heading: string): boolean {
  return /^(?:tasks?|steps?|to-?dos?|plan|deliverables|implementation|goals?|requirements|approach)$/i.test(
    tidy(heading),
  );
}

/** A horizon, release or date: entries below it are units. */
const HORIZON =
  /^(?:pre-?|post-?)?(?:alpha|beta|rc|release candidate)(?: ?\d+)?$|^(?:stage|phase|milestone|iteration|sprint) (?:[ivx]+|\d+|one|two|three|four)$|^(?:v|version|release|milestone)?[ -]?\d+(?:\.[\dx]+)+\b|\b(?:20\d\d|q[1-4]|h[12])\b|^(?:(?:in the |over the )?(?:very )?(?:short|medium|mid|near|long|longer|immediate)(?:er)?[ -]?(?:term|range)?\b|now|next|later|soon|future|upcoming|this (?:year|quarter|month|release)|(?:next|coming) (?:release|version|year|quarter|steps?|months?)|backlog|wish ?lists?|ideas?)/i;

export function isHorizon(heading: string): boolean {
  return HORIZON.test(tidy(heading));
}

export function isWishList(heading: string): boolean {
  return /\b(?:wish ?lists?|backlog|ideas|to-?dos?)$/i.test(tidy(heading));
}

/** A title that can only be that of the document. */
export function isRoadmapTitle(heading: string): boolean {
  return /\b(?:road ?-?maps?|plans?|planning|to-?dos?|wish ?lists?|goals?|directions?|priorities|backlog)\b/i.test(
    heading,
  );
}

function tidy(heading: string): string {
  return withoutEnd(heading.replace(/^[\d.)\s]+(?=\p{L})/u, ''), '?:!.').trim();
}

/** Whether prose speaks of work that someone wants, plans or does. */
const PLAN =
  /\b(?:will|would|could|should|shall|may|might|must|can be|wants?|wanted|plan|plans|planned|planning|aims?|aiming|intend|intends|propose|proposes|proposed|proposal|goals?|hope|needs?|needed|future|todo|to do|improve|improves|improving|improvements?|support|supporting|enable|enabling|implement|implementing|add|adding|create|creating|provide|providing|reduce|reducing|consider|explore|investigate|desirable|better|easier|faster|rewrite|refactor\w*|extend|extending|expand|expanding|allow|allowing|nice to|look (?:at|into)|looking (?:at|into)|welcome|ongoing|in progress|underway|under way|being developed|merged)\b|['’]d like|['’]ll\b/i;

export function speaksOfPlans(text: string): boolean {
  return PLAN.test(text) || OUTCOME.test(text);
}

/** Running text tells of work when it wants or plans something, or begins a sentence with what is to be done. */
export function tellsOfWork(sentences: readonly string[]): boolean {
  return sentences.some((sentence) => PLAN.test(sentence) || ORDER.test(sentence));
}

const ORDER =
  /^(?:to )?(?:add|allow|automate|build|change|clean|complete|consolidate|convert|create|define|deprecate|design|develop|disable|document|drop|enable|enhance|establish|evaluate|expand|explore|expose|extend|finish|fix|identify|implement|improve|increase|integrate|introduce|investigate|lower|maintain|make|merge|migrate|moderni[sz]e|move|optimi[sz]e|overhaul|port|prepare|promote|provide|publish|redesign|reduce|refactor|release|remove|rename|reorgani[sz]e|replace|research|restructure|review|revise|rework|rewrite|ship|simplify|speed up|split|stabili[sz]e|standardi[sz]e|start|support|switch|test|track|try|unify|update|upgrade|use|write)\b/i;

/** We say early in the sentence that we want it, or the sentence ends in its being under way. */
const OWN_PLAN =
  /^(?:[\w'’-]+,? ){0,2}(?:we|i)(?: \w+){0,2} (?:would like|want|plan|aim|intend|hope|need|propose)\b(?! to (?:learn|see|thank|know|hear|point|note))|^(?:[\w'’-]+,? ){0,2}we['’]d (?:also )?(?:like|love)\b|,? and we (?:welcome|plan|want|intend)\b|\b(?:is|are) (?:also )?(?:in progress|ongoing|under ?way|being (?:developed|worked on|rewritten))[.,]?/i;

export function statesOwnPlan(text: string): boolean {
  return OWN_PLAN.test(text);
}

/** "Please get in touch if you would like to help!" */
export function isInvitation(sentence: string): boolean {
  return /^(?:please|feel free|get in touch|if you (?:are|want|would|wish)\b[^.!?]{1,120}\bplease)\b/i.test(sentence);
}

/** Sentences about the document, its tracker and its contributors rather than about the software. */
const ABOUT_ITSELF =
  /^(?:here(?: is|['’]s)|(?:the )?following is|below is) (?:an? |the )?(?:outline|overview|list|summary)\b|\b(?:this (?:document|page|file|list|roadmap|section|table)|(?:the|our|a|an|main|current) (?:\w+ )?roadmap|roadmap items?|(?:these|those|this|an?|each|every|the|listed) (?:["“'‘»]\w+["”'’«] )?(?:items?|ideas|entries|topics)|(?:open|file|create|report|github|gitlab|an|as) issues?|issues? (?:tagged|labell?ed|trackers?|and (?:pull requests|milestones|prs))|issue trackers?|milestones?|labels?|project boards?|pull requests?|community meetings?|mailing lists?|discussions?|contribut(?:e|ors?|ing|ions?)|please|feedback|maintainers)\b/i;

export function isAboutItself(sentence: string): boolean {
  return ABOUT_ITSELF.test(sentence);
}

export type Introduction = 'tasks' | 'not work' | 'none';

/** A list of examples, problems, needs, principles, benefits or past achievements is no list of work (rules 1 and 4). */
const NOT_WORK =
  /^(?:however|but|unfortunately)\W*$|\b(?:kpis?|metrics|success criteria|indicators|example (?:targets?|values?|output|usage))\b[^.]{0,30}:$|\b(?:designed|intended|meant) to (?:include|provide|support|cover)\b[^.]{0,40}:?$|(?:\be\.g\.|\bi\.e\.|\bfor (?:example|instance)|\bsuch as|\blike|\bexamples?(?: of [^.:]{1,60})? (?:include|are|would be)|\bexamples?)[:,]?$|\bexamples? (?:include|are)|\b(?:principles?|assumptions?|values)\b[^.]{0,40}:$|\b(?:organi[sz]ed|divided|structured|split|grouped|categori[sz]ed|broken)(?: \w+)? (?:into|in|by|along|around)\b[^.]{0,60}:$|\b(?:following|these|few|some) (?:\w+ )?(?:principles|assumptions|values|constraints|invariants|questions)\b|\b(?:problems?|issues|drawbacks?|limitations?|disadvantages?|downsides?|shortcomings?|challenges?|concerns?|risks?|reasons?|observations?|pain points?)\b[^.]{0,60}:?$|\b(?:benefits?|advantages?|pros|strengths)\b[^.]{0,60}:?$|\b(?:needs|use[ -]cases?|requirements|categories|criteria|conventions|guidelines|questions?|definitions?|terms|levels)\b[^.]{0,60}:$|\b(?:achievements?|achieved|accomplishments?|changes include|changes are|we have on|already (?:have|has|support|supports)|currently (?:have|has|support|supports))\b[^.]{0,80}:$|\b(?:contact|reach|join|subscribe|meet|discuss|follow)\b[^.]{0,60}:$|\b(?:legend|symbols?|emojis?|labels?)\b[^.]{0,40}:$/i;

/** One goal is stated and the list spells it out (rule 5): by its nouns, or as the rest of our own sentence. */
const TASKS =
  /^(?:done(?: when)?|definition of done|(?:acceptance|success|exit|completion) criteria|deliverables?|(?:expected )?outcomes?|key results|to-?dos?)\s*:$|\b(?:route|way|path) forward\b[^.]{0,20}:$|\b(?:needed|required|necessary) to:?$|\b(?:tasks?|sub-?tasks?|steps|objectives|deliverables|work items|action items|goals|sub-?goals)\b[^.]{0,60}:?$|\b\w+(?: \w+){2,10} (?:remains?|remaining|is left|is missing|is needed)\b[^.]{0,80}:$|\bplan (?:is|includes|would be|involves)\b[^.]{0,20}:?$|\b(?:this|it|which|the work|work)(?: \w+){0,2} (?:includes?|involves?|means|requires?|entails?|comprises?|consists of|covers)\b[^.]{0,40}:?$|\b(?:to (?:do|achieve|reach|get|accomplish) (?:this|that|there|so))\b[^.]{0,60}:?$/i;
const OWN_SENTENCE =
  /\b(?:we|i|they|the (?:team|project|maintainers))(?:['’]d| would| will| want| plan| propose| intend| aim| need| hope| are going| should)\b[^.]{0,120}\bto:?$/i;

/** A plan that breaks off, for the list to end its sentence: "the program will:", "we will go on improving:", "it aims to be fast by:". */
const UNFINISHED =
  /\b(?:will|would|shall|should):$|\b(?:will|would|shall|should|plans?|aims?|intends?|proposes?|wants?|going)\b[^.]{0,160}\b(?:to|will|by|on|for|as|that|with|including|(?!following)\w{3,14}ing|explore|expand|improve|support|include|add|introduce|provide):$/i;

/** The list holds candidates beside each other rather than steps of one goal. */
const COLLECTION =
  /\b(?:ideas?|other|features?|topics?|areas?|themes?|projects?|proposals?|improvements?|candidates?|options?|priorities|release|version|milestone|quarter|year|20\d\d|roadmap|months?)\b/i;

/** What the sentence before a list says about it. */
export function introductionOf(sentence: string): Introduction {
  const text = sentence.trim();
  if (OWN_SENTENCE.test(text) || (UNFINISHED.test(text) && !COLLECTION.test(text) && !isAboutItself(text)))
    return 'tasks';
  if (NOT_WORK.test(text) || pointsAway(text)) return 'not work';
  if (TASKS.test(text) && (!COLLECTION.test(text) || /\b(?:tasks?|steps)\b/i.test(text))) return 'tasks';
  return 'none';
}

/** The list gives examples only. */
export function isExample(sentence: string): boolean {
  return /(?:\be\.g\.|\bfor (?:example|instance)|\bsuch as|\blike|\bexamples?)[:,]?$/i.test(sentence);
}

const AWAY =
  /\b(?:following|companion|related|useful|other) (?:\w+ )?(?:libraries|packages|tools|resources|links|pages|documents|articles|talks|papers|repositories|websites|channels|forums|meetings|projects)\b[^.]{0,60}[:.]$/i;
const WANTED = /\b(?:planned|planning|plans? to|to be|will be|would like|wants?|needed|needs? to|must|should)\b/i;

/** The list names other projects, pages or channels, and does not want them. */
export function pointsAway(text: string): boolean {
  return AWAY.test(text) && !WANTED.test(text);
}

/** A need of ours just before a list without a sentence of its own: the list says how. */
export function statesNeed(sentence: string): boolean {
  return (
    /\b(?:we|i)(?: \w+)? (?:need|want|must|should|have to|would like|plan|intend|propose)\b/i.test(sentence) &&
    !isAboutItself(sentence)
  );
}

/** Words that make a phrase an outcome rather than the name of an area. */
const OUTCOME =
  /\b(?:add|adds|added|adding|allow|automate|automatic|better|build|building|change|clean|clearer|complete|consolidate|convert|create|creation|define|deprecate|deprecation|design|develop|disable|document|drop|easier|easy|enable|enhance|enhanced|enhancements?|ensure|establish|evaluate|expand|explore|expose|extend|extended|faster|fewer|finish|fix|fixes|further|implement|implementation|improve|improved|improvements?|improving|increase|integrate|introduce|investigate|less|lower|maintain|make|making|merge|migrate|migration|modernize|more|move|moving|new|optimi[sz]e|optimi[sz]ations?|overhaul|passing|port|prepare|promote|provide|publish|rationali[sz]e|redesign|reduce|reducing|reduction|refactor\w*|release|remove|removal|rename|reorganize|replace|require|recruit|research|restructure|review|revise|rewrite|reworks?|run|set up|ship|simplif\w*|simpler|speed(?:ing)? up|split|standardi[sz]e|stabili[sz]\w*|start|support|supported|supporting|switch|test|track|try|unify|update|upgrade|use|write|writing)\b/i;

const JOINTS =
  /\b(?:for|of|to|with|in|on|like|from|by|as|at|without|using|via|into|between|across|should|can|be|is|are|the|an?|our|all|that|this|not|out)\b/i;

/** "Forecasting", "Object store": the name of an area, at most four words, nothing that is to be done. */
export function isAreaLabel(text: string): boolean {
  const bare = withoutEnd(text, ':.');
  const count = bare.split(/\s+/).length;
  return (
    bare !== '' && count <= THRESHOLDS.areaWords && !OUTCOME.test(bare) && !JOINTS.test(bare) && !/[.,;?!]\s/.test(bare)
  );
}

/** Support that ends and versions that retire are notices, not work to fund (rule 1). */
export function isLifeCycle(text: string): boolean {
  return /^(?:end(?: of)? (?:support|life|maintenance)|eol\b|end-of-life)/i.test(text);
}

export function isLifeCycleLabel(text: string): boolean {
  return /\b(?:eol|end[ -]of[ -](?:life|support)|life ?cycle)\b/i.test(text);
}

const CHANNEL =
  /^(?:join |on |via |in |the |our |through |start |raise |open |file ){0,4}(?:an? )?(?:\w+ )?(?:twitter|mastodon|bluesky|mailing[ -]?lists?|slack|discord|gitter|zulip|discourse|forums?|e-?mail|irc|matrix|stack ?overflow|linkedin|youtube|(?:feature request|issue|discussion)s? on git(?:hub|lab)|git(?:hub|lab) (?:issues|discussions)|community (?:calls?|meetings?))\b/i;

/** A quarter or a year and nothing else: the cell of an empty calendar. */
export function isBareDate(text: string): boolean {
  return /^(?:q[1-4]|h[12]|20\d\d)(?:[ /-]?(?:q[1-4]|h[12]|20\d\d))?:?$/i.test(text);
}

/** Prose that tells of an end, not of work. */
export function tellsOfEnd(text: string): boolean {
  return /\b(?:(?:reached|reaches) (?:its )?end[ -]of[ -]life|(?:is|are) no longer (?:supported|maintained|developed)|no further releases)\b/i.test(
    text,
  );
}

/** An entry of a list of places to talk. */
export function isChannel(text: string): boolean {
  return CHANNEL.test(text);
}

/** An entry that only points to another place or says how old the list is. */
export function isCrossReference(text: string): boolean {
  if (/^(?:no plans?(?: yet| so far)?|none|nothing(?: planned)?(?: yet| so far)?|n\/a)[.!]?$/i.test(text)) return true;
  return /^(?:\(?(?:to be (?:continued|determined|defined|added)|tb[acd]|more to come|please (?:also )?see|last (?:updated?|modified|changed|edited|revised)|see|cf\.?|see also|refer to|more (?:details|info(?:rmation)?)|for (?:more|details)|details)\b)/i.test(
    text,
  );
}

/** An entry that goes on about the entry above it, or with its sentence, instead of naming work of its own. */
export function elaborates(text: string, above: string): boolean {
  if (/^(?:is|are|has|have|and|or|with|which|that|will|can|must|should)\b/.test(text)) return true;
  if (
    /^(?:this|these|those|it|they|enables?d?|allows?|provides?|currently|e\.g\.|for example|such as|also|note)\b/i.test(
      text,
    )
  )
    return true;
  const [first] = text.toLowerCase().split(/\W+/);
  return first !== undefined && first.length > 4 && above.toLowerCase().split(/\W+/).includes(first);
}

/** A phrase that says what is to be done or become better. */
export function namesOutcome(text: string): boolean {
  return OUTCOME.test(text);
}
