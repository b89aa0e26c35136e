import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId, RepositoryId } from '../../kernel/ids.ts';
import { hatRefusals, type HatRefusal } from '../../kernel/hats.ts';
import type { RefusalSheet } from '../../kernel/refusal.ts';
import type { RepositoryRole } from '../../reading/portfolio/index.ts';
import type { Coverage, HelpTrace, LogoUse, ProjectWord } from './care-types.ts';
import type { Register } from './register-types.ts';

export type { RepositoryRole };

export type RepositoryProposalId = Id<'repository proposal'>;
export type ProjectEditId = Id<'project edit'>;

export const REPOSITORY_ROLE_NAMES: Readonly<Record<RepositoryRole, string>> = {
  code: 'code',
  governance: 'governance',
  website: 'website or documentation',
  organisation: 'organisation defaults',
  wiki: 'wiki',
};

/** S43: some projects dislike the word roadmap, so each names its own list. */
export const DEFAULT_LABEL = 'Roadmap';

/** What people may say about a project; every field of it can be edited and put back. */
export interface Profile {
  readonly name: string;
  readonly summary: string;
  /** An SPDX expression such as BSD-3-Clause, or null when nobody has said. */
  readonly licence: string | null;
  readonly homepage: string | null;
  /** What the project calls its list: "Roadmap", "Wish list", or its own word. */
  readonly label: string;
  /** Invented for demonstration; shown as "example" wherever the name stands. */
  readonly example: boolean;
  /** What readers must know about what is said of it: "illustrative, not the project's position". */
  readonly note: string | null;
  /** The SHA-256 of the logo's file, or null. */
  readonly logo: string | null;
  /** The logo in words; a brochure shows no logo without them. */
  readonly logoAlt: string | null;
  /** What the project's trademark rules ask for where its logo is shown (domain S38). */
  readonly logoNote: string | null;
}

export type ProfileField = keyof Profile;

export const PROFILE_FIELD_NAMES: Readonly<Record<ProfileField, string>> = {
  name: 'name',
  summary: 'summary',
  licence: 'licence',
  homepage: 'homepage',
  label: 'name of its list',
  example: 'example mark',
  note: 'note',
  logo: 'logo',
  logoAlt: 'logo in words',
  logoNote: 'note on its use',
};

/** An independent open source community in the register, as a declared set of repositories. */
export interface Project {
  readonly id: ProjectId;
  /** Its part in addresses; never changes, so that links never break. */
  readonly slug: string;
  readonly profile: Profile;
  /** Counts the edits; a form sends back the one it was filled from. */
  readonly version: number;
  readonly addedAt: Instant;
  /** Set while the project is out of the lists. */
  readonly archival: Archival | null;
  /** It asked to be left out: for its own people and the workspace's only (domain S42). */
  readonly optedOut: boolean;
}

/** The register no longer follows the project; everything known of it is kept. */
export interface Archival {
  readonly reason: string;
  readonly by: PersonId | null;
  /** Null for our own programs and for people whose name was erased. */
  readonly byName: string | null;
  readonly hat: string | null;
  readonly at: Instant;
}

export interface Repository {
  readonly id: RepositoryId;
  readonly project: ProjectId;
  readonly url: string;
  /** owner/name, unique in the project: the "id" of portfolio files and survey answers. */
  readonly name: string;
  readonly role: RepositoryRole;
  /** A folder on this machine: its address is for staff only. */
  readonly local: boolean;
  readonly addedAt: Instant;
  /** Set while the repository is out of the set; it can be put back. */
  readonly removal: Removal | null;
}

export interface Removal {
  readonly reason: string;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly at: Instant;
}

/** Where a link was found: a line of a document at a commit. */
export interface FoundIn {
  /** owner/name of the repository that holds the document. */
  readonly repository: string;
  readonly path: string;
  readonly line: number;
  readonly commit: string;
}

/** A repository that probably belongs to the project; it joins the set only when a person says so. */
export interface RepositoryProposal {
  readonly id: RepositoryProposalId;
  readonly project: ProjectId;
  readonly url: string;
  readonly name: string;
  readonly role: RepositoryRole;
  /** Why it was proposed, as a sentence. */
  readonly reason: string;
  readonly foundIn: FoundIn;
  readonly foundAt: Instant;
  readonly answer: ProposalAnswer | null;
}

export interface ProposalAnswer {
  readonly kind: 'accepted' | 'declined';
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly at: Instant;
}

/** One saved change of a profile; putting it back is another one. */
export interface ProjectEdit {
  readonly id: ProjectEditId;
  readonly project: ProjectId;
  readonly changes: readonly FieldChange[];
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
  readonly at: Instant;
  /** The edit that this one puts back. */
  readonly undoes: ProjectEditId | null;
}

export interface FieldChange {
  readonly field: ProfileField;
  readonly from: string | boolean | null;
  readonly to: string | boolean | null;
}

/** A project with everything that this area knows of it, for its pages. */
export interface ProjectProfile {
  readonly project: Project;
  /** The whole set, with what was removed from it. */
  readonly repositories: readonly Repository[];
  readonly proposals: readonly RepositoryProposal[];
  /** The newest first. */
  readonly edits: readonly ProjectEdit[];
  /** Who speaks for it, and whether it asked to be left out. */
  readonly register: Register;
  /** Its own answers to the three questions (S44). */
  readonly words: readonly ProjectWord[];
  /** How the workspace takes part in it (S40). */
  readonly coverage: Coverage;
  /** Null without a logo. */
  readonly logoUse: LogoUse | null;
  /** When help with its roadmap was asked for, newest first (S45). */
  readonly help: readonly HelpTrace[];
}

/** A line of the list of projects. */
export interface ListedProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly licence: string | null;
  readonly label: string;
  readonly example: boolean;
  readonly archived: boolean;
  /** Asked to be left out; only in the lists of those who may know. */
  readonly optedOut: boolean;
  readonly repositories: number;
  readonly proposals: number;
  readonly addedAt: Instant;
}

export type ProjectRefusal =
  | 'signed-out'
  | 'not-allowed'
  | 'no-such-project'
  | 'no-such-repository'
  | 'no-such-proposal'
  | 'no-such-edit'
  | 'name-taken'
  | 'repository-twice'
  | 'repository-name-taken'
  | 'url-refused'
  | 'edited-meanwhile'
  | 'nothing-changed'
  | 'changed-since'
  | 'project-archived'
  | 'project-not-archived'
  | 'repository-removed'
  | 'repository-not-removed'
  | 'last-repository'
  | 'proposal-answered'
  | 'logo-refused'
  | 'portfolio-refused'
  | 'portfolio-changed'
  | 'no-such-format'
  | 'no-logo'
  | 'no-such-speaker'
  | 'speaker-people'
  | 'speaker-ended'
  | 'speaker-confirmed'
  | 'own-entry'
  | 'not-yours-to-confirm'
  | 'not-yours-to-end'
  | 'speaker-counts'
  | 'nothing-to-forget'
  | 'no-standing'
  | HatRefusal
  | 'no-such-suggestion'
  | 'suggestion-answered'
  | 'no-such-rule'
  | 'no-such-request'
  | 'request-closed'
  | 'no-such-owner'
  | 'who-asks'
  | 'too-many-requests'
  | 'logo-incomplete'
  | 'logo-accepted-already'
  | 'logo-not-accepted'
  | 'opted-out-already'
  | 'not-opted-out';

const text = (fact: unknown) => (typeof fact === 'string' || typeof fact === 'number' ? String(fact) : '');

export const projectRefusals: RefusalSheet<ProjectRefusal> = {
  'signed-out': { kind: 'signed-out', say: () => 'Sign in to do this.' },
  'not-allowed': {
    kind: 'forbidden',
    say: (because) => `This is for ${text(because['roles'])}. Ask one of them, or ask an administrator for the role.`,
  },
  'no-such-project': { kind: 'not-found', say: () => 'There is no project at this address.' },
  'no-such-repository': { kind: 'not-found', say: () => 'The project has no such repository.' },
  'no-such-proposal': { kind: 'not-found', say: () => 'The project has no such proposal.' },
  'no-such-edit': { kind: 'not-found', say: () => 'The project has no such change.' },
  'name-taken': {
    kind: 'conflict',
    say: (because) =>
      `There is already a project called “${text(because['name'])}”. Choose another name, or open that one.`,
  },
  'repository-twice': {
    kind: 'conflict',
    say: (because) => `${text(because['repository'])} is already in this project’s set.`,
  },
  'repository-name-taken': {
    kind: 'conflict',
    say: (because) =>
      `Another repository of this project is already called “${text(because['repository'])}”. Give this one another short name.`,
  },
  'url-refused': { kind: 'malformed', say: (because) => text(because['why']) },
  'edited-meanwhile': {
    kind: 'conflict',
    say: () =>
      'Someone else changed this project while you were writing. Compare with the project’s page, then save again.',
  },
  'nothing-changed': { kind: 'conflict', say: () => 'Nothing was changed, so nothing was saved.' },
  'changed-since': {
    kind: 'conflict',
    say: (because) =>
      `The ${text(because['field'])} was changed again after that. Edit the project instead of putting the old text back.`,
  },
  'project-archived': {
    kind: 'conflict',
    say: () => 'This project is archived. Restore it before changing it.',
  },
  'project-not-archived': { kind: 'conflict', say: () => 'This project is not archived.' },
  'repository-removed': { kind: 'conflict', say: () => 'This repository is no longer in the set. Put it back first.' },
  'repository-not-removed': { kind: 'conflict', say: () => 'This repository is already in the set.' },
  'last-repository': {
    kind: 'conflict',
    say: () => 'A project keeps at least one repository. Add another first, or archive the project.',
  },
  'proposal-answered': { kind: 'conflict', say: (because) => `This proposal was already ${text(because['answer'])}.` },
  'logo-refused': { kind: 'malformed', say: (because) => text(because['why']) },
  'portfolio-refused': { kind: 'malformed', say: (because) => text(because['why']) },
  'no-such-format': {
    kind: 'not-found',
    say: (because) => `“${text(because['format'])}” is not a format. Choose json or csv.`,
  },
  'no-logo': { kind: 'not-found', say: () => 'The project has no logo here.' },
  'no-such-speaker': { kind: 'not-found', say: () => 'The register of this project has no such entry.' },
  'speaker-people': { kind: 'malformed', say: (because) => text(because['why']) },
  'speaker-ended': {
    kind: 'conflict',
    say: () => 'This entry has ended. Enter a new one if it holds again.',
  },
  'speaker-confirmed': { kind: 'conflict', say: () => 'This entry is confirmed already.' },
  'own-entry': {
    kind: 'forbidden',
    say: () => 'Nobody confirms an entry that names themselves. Ask an administrator or another representative.',
  },
  'not-yours-to-confirm': {
    kind: 'forbidden',
    say: () =>
      'An entry is confirmed by an administrator who has read its source, or by somebody who speaks for the project on all of its matters. Ask one of them.',
  },
  'not-yours-to-end': {
    kind: 'forbidden',
    say: () =>
      'A confirmed entry is ended by those it names, by somebody who speaks on all of its matters, or by an administrator. Ask one of them.',
  },
  'speaker-counts': { kind: 'conflict', say: () => 'This entry still counts. End it before its names are erased.' },
  'nothing-to-forget': { kind: 'conflict', say: () => 'This entry keeps no name and no address of its own.' },
  'no-standing': {
    kind: 'forbidden',
    say: (because) =>
      `The register does not say yet that you speak for this project on ${text(because['matter'])}. Enter who does, with the place where the project says so, and have it confirmed.`,
  },
  ...hatRefusals,
  'no-such-suggestion': { kind: 'not-found', say: () => 'The project has no such suggestion.' },
  'suggestion-answered': { kind: 'conflict', say: () => 'This suggestion was answered already.' },
  'no-such-rule': { kind: 'not-found', say: () => 'The rulebook has no such field.' },
  'no-such-request': { kind: 'not-found', say: () => 'The project has no such request.' },
  'request-closed': { kind: 'conflict', say: () => 'This request is closed. Ask again if help is still wanted.' },
  'no-such-owner': { kind: 'malformed', say: () => 'Choose somebody of the workspace’s people to see to it.' },
  'who-asks': {
    kind: 'malformed',
    say: () => 'Say who asks: send “name” and “mail”, so that somebody can answer, or sign in.',
  },
  'too-many-requests': {
    kind: 'too-many',
    say: () =>
      'Several requests for this project wait for an answer already. Please wait for one before writing again.',
  },
  'logo-incomplete': {
    kind: 'conflict',
    say: () => 'Add a logo and its alternative text to the profile first; the agreement is about exactly these.',
  },
  'logo-accepted-already': {
    kind: 'conflict',
    say: () => 'The project has agreed to this logo, text and note already.',
  },
  'logo-not-accepted': { kind: 'conflict', say: () => 'There is no agreement to withdraw.' },
  'opted-out-already': { kind: 'conflict', say: () => 'The project is left out already.' },
  'not-opted-out': { kind: 'conflict', say: () => 'The project is not left out.' },
  'portfolio-changed': {
    kind: 'conflict',
    say: () => 'The projects here changed since this preview was made. Look at it again before you confirm.',
  },
};
