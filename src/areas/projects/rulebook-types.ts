/** The rulebook of a project: how it decides and works, each field confirmed by a person (domain S20, S108-S113). */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, ProjectId } from '../../kernel/ids.ts';
import type { Act } from './register-types.ts';

export type RulebookEntryId = Id<'rulebook entry'>;
export type RulebookSuggestionId = Id<'rulebook suggestion'>;

/** What a field is made of; the parts that are not named are never filled. */
export interface FieldSpec {
  readonly name: string;
  readonly hint: string;
  readonly group: 'How it decides' | 'How work comes in' | 'For companies' | 'Where to talk' | 'Upkeep';
  readonly choices?: Readonly<Record<string, string>>;
  /** Any number of the choices. */
  readonly many?: true;
  readonly text?: string;
  readonly link?: string;
  readonly number?: { readonly label: string; readonly least: number; readonly most: number };
  /** A time zone, by its IANA name. */
  readonly zone?: true;
  /** A list, each with where it stands. */
  readonly items?: { readonly label: string; readonly hint: string };
}

const TEXT = 'In a few sentences';
const LINK = 'Where the project says so';

export const RULEBOOK = {
  governance: {
    name: 'Governance',
    hint: 'Most projects mix: tick all that hold.',
    group: 'How it decides',
    choices: {
      leader: 'One leader has the last word',
      appointed: 'A core team that appoints its own members',
      elected: 'An elected council or committee',
      open: 'Whoever does the work, by consensus',
    },
    many: true,
    text: TEXT,
    link: LINK,
  },
  decisions: {
    name: 'Decision rule',
    hint: 'How a proposal becomes a decision.',
    group: 'How it decides',
    choices: {
      'lazy-consensus': 'Lazy consensus: silence within a window is no objection',
      consensus: 'Consensus of those who take part',
      majority: 'A majority of votes',
      qualified: 'A qualified majority, with a quorum',
      leader: 'The leader decides after hearing others',
      other: 'Another rule',
    },
    text: TEXT,
    number: { label: 'Days that a vote or a window lasts', least: 0, most: 365 },
    link: LINK,
  },
  bodies: {
    name: 'Bodies',
    hint: 'Who decides what.',
    group: 'How it decides',
    items: { label: 'Bodies, one a line', hint: 'What it is and decides | https://page' },
  },
  proposals: {
    name: 'Proposals',
    hint: 'How larger changes are proposed: enhancement proposals, requests for discussion.',
    group: 'How it decides',
    text: TEXT,
    link: LINK,
  },
  consent: {
    name: 'Consent window',
    hint: 'How long co-representatives may object to an approval, and how their silence is read.',
    group: 'How it decides',
    number: { label: 'Days to object', least: 0, most: 60 },
    choices: { consent: 'Silence is no objection', refusal: 'Silence is a no' },
    zone: true,
    link: LINK,
  },
  workflow: {
    name: 'Workflow of a contribution',
    hint: 'From an idea to a merged change.',
    group: 'How work comes in',
    text: TEXT,
    link: LINK,
  },
  issues: {
    name: 'An issue for each change',
    hint: 'Whether a pull request needs an issue first.',
    group: 'How work comes in',
    choices: { yes: 'Yes, always', large: 'For larger changes', no: 'No' },
    link: LINK,
  },
  changelog: {
    name: 'Changelog',
    hint: 'Whether a change brings an entry for the release notes.',
    group: 'How work comes in',
    choices: { yes: 'Yes, always', visible: 'For what users notice', no: 'No' },
    text: 'How it is written',
    link: LINK,
  },
  review: {
    name: 'Review',
    hint: 'Who must have looked before a change lands.',
    group: 'How work comes in',
    text: TEXT,
    number: { label: 'Approvals needed', least: 0, most: 20 },
    link: LINK,
  },
  setup: {
    name: 'Development set-up',
    hint: 'Where newcomers find it.',
    group: 'How work comes in',
    text: TEXT,
    link: LINK,
  },
  style: {
    name: 'Style',
    hint: 'For code, documentation, design.',
    group: 'How work comes in',
    text: TEXT,
    link: LINK,
  },
  cla: {
    name: 'Contributor agreement',
    hint: 'What must be signed before a first contribution.',
    group: 'How work comes in',
    choices: {
      none: 'None',
      dco: 'A sign-off (DCO)',
      individual: 'An agreement of each contributor (CLA)',
      corporate: 'An agreement of the employer (corporate CLA)',
    },
    many: true,
    link: LINK,
  },
  guide: {
    name: 'Guide for companies',
    hint: 'How the project wishes companies to work with it.',
    group: 'For companies',
    text: TEXT,
    link: LINK,
  },
  obligations: {
    name: 'Obligations',
    hint: 'What the project asks of those who fund or bring work; funders and developers acknowledge each.',
    group: 'For companies',
    items: {
      label: 'Obligations, one a line',
      hint: 'Maintain new features for 2 to 3 years | https://page#line',
    },
  },
  alignment: {
    name: 'What work may refer to',
    hint: 'Not every project has a roadmap. Work aligns to any of these.',
    group: 'For companies',
    choices: {
      proposals: 'Enhancement proposals',
      tracker: 'Issues of the tracker',
      milestones: 'Milestones',
      roadmap: 'The roadmap or wish list',
    },
    many: true,
    text: TEXT,
    link: LINK,
  },
  channels: {
    name: 'Where to ask',
    hint: 'Channels and what each is for.',
    group: 'Where to talk',
    items: { label: 'Channels, one a line', hint: 'Design questions: the mailing list | https://page' },
  },
  conduct: {
    name: 'Code of conduct',
    hint: 'Which holds, and whom to turn to.',
    group: 'Where to talk',
    text: TEXT,
    link: LINK,
  },
  triage: { name: 'Triage', hint: 'Of issues and requests.', group: 'Upkeep', text: TEXT, link: LINK },
  releases: { name: 'Releases', hint: 'How and how often.', group: 'Upkeep', text: TEXT, link: LINK },
  integration: {
    name: 'Continuous integration',
    hint: 'What is run on a change.',
    group: 'Upkeep',
    text: TEXT,
    link: LINK,
  },
  streams: {
    name: 'Up and downstream',
    hint: 'How it works with what it depends on and with what depends on it.',
    group: 'Upkeep',
    text: TEXT,
    link: LINK,
  },
} as const satisfies Readonly<Record<string, FieldSpec>>;

export type RulebookField = keyof typeof RULEBOOK;
export const RULEBOOK_FIELDS = Object.keys(RULEBOOK) as readonly RulebookField[];

export function isRulebookField(text: string): text is RulebookField {
  return Object.hasOwn(RULEBOOK, text);
}

/** The declared parts of a field, whatever its name. */
export function specOf(field: RulebookField): FieldSpec {
  return RULEBOOK[field];
}

export interface RuleItem {
  readonly text: string;
  readonly link: string | null;
}

export interface RuleValue {
  readonly choices: readonly string[];
  readonly text: string;
  readonly link: string | null;
  readonly number: number | null;
  readonly zone: string | null;
  readonly items: readonly RuleItem[];
}

export const NO_VALUE: RuleValue = { choices: [], text: '', link: null, number: null, zone: null, items: [] };

/** A line of a document at a commit. */
export interface RuleEvidence {
  /** owner/name of the repository. */
  readonly repository: string;
  readonly path: string;
  readonly lines: readonly [number, number] | null;
  readonly commit: string;
}

/** What a person confirmed about a field; null takes it back. */
export interface RulebookEntry {
  readonly id: RulebookEntryId;
  readonly project: ProjectId;
  readonly field: RulebookField;
  readonly version: number;
  readonly value: RuleValue | null;
  readonly evidence: readonly RuleEvidence[];
  readonly undoes: RulebookEntryId | null;
  readonly confirmed: Act;
}

/** What a survey read: nothing holds before a person takes it over. */
export interface RulebookSuggestion {
  readonly id: RulebookSuggestionId;
  readonly field: RulebookField;
  readonly value: RuleValue;
  readonly evidence: readonly RuleEvidence[];
  readonly at: Instant;
}

export interface Rulebook {
  /** Every entry, newest first; the newest of a field is what holds. */
  readonly entries: readonly RulebookEntry[];
  /** The newest unanswered one of each field, where it says something else than what holds. */
  readonly suggestions: readonly RulebookSuggestion[];
}

/** How long co-representatives may object, and how their silence is read. */
export interface ConsentWindow {
  readonly days: number;
  readonly silence: 'consent' | 'refusal';
  /** IANA name; UTC where the project has not said. */
  readonly zone: string;
}

/** What a survey hands in. */
export interface SuggestedRule {
  readonly field: RulebookField;
  readonly value: RuleValue;
  readonly evidence: readonly RuleEvidence[];
}
