/** What this area announces, and the sentence for each. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId, RepositoryId } from '../../kernel/ids.ts';
import type { Coverage, HelpOutcome, HelpRequestId, ProjectQuestion } from './care-types.ts';
import type { RulebookEntryId, RulebookField, RulebookSuggestionId } from './rulebook-types.ts';
import type { Matter, OptOutId, SpeakerEntryId } from './register-types.ts';
import type { ProfileField, ProjectEditId, RepositoryProposalId } from './types.ts';

export type ProjectsEvent =
  | {
      readonly kind: 'project.added';
      readonly project: ProjectId;
      readonly name: string;
      readonly repositories: number;
    }
  | {
      readonly kind: 'project.edited';
      readonly project: ProjectId;
      readonly edit: ProjectEditId;
      readonly fields: readonly ProfileField[];
    }
  | { readonly kind: 'project.archived'; readonly project: ProjectId; readonly reason: string }
  | { readonly kind: 'project.restored'; readonly project: ProjectId }
  | {
      readonly kind: 'repository.added';
      readonly project: ProjectId;
      readonly repository: RepositoryId;
      readonly address: string;
    }
  | {
      readonly kind: 'repository.removed';
      readonly project: ProjectId;
      readonly repository: RepositoryId;
      readonly reason: string;
    }
  | { readonly kind: 'repository.restored'; readonly project: ProjectId; readonly repository: RepositoryId }
  | { readonly kind: 'repositories.proposed'; readonly project: ProjectId; readonly proposals: number }
  | {
      readonly kind: 'proposal.accepted';
      readonly project: ProjectId;
      readonly proposal: RepositoryProposalId;
      readonly repository: RepositoryId;
    }
  | { readonly kind: 'proposal.declined'; readonly project: ProjectId; readonly proposal: RepositoryProposalId }
  | {
      readonly kind: 'speaker.entered';
      readonly project: ProjectId;
      readonly entry: SpeakerEntryId;
      readonly matters: readonly Matter[];
    }
  | {
      readonly kind: 'speaker.confirmed';
      readonly project: ProjectId;
      readonly entry: SpeakerEntryId;
      /** Where it was confirmed. */
      readonly place: string;
    }
  | {
      readonly kind: 'speaker.ended';
      readonly project: ProjectId;
      readonly entry: SpeakerEntryId;
      readonly successor: SpeakerEntryId | null;
      readonly reason: string;
    }
  | { readonly kind: 'speaker.forgotten'; readonly project: ProjectId; readonly entry: SpeakerEntryId }
  | {
      readonly kind: 'project.opted-out';
      readonly project: ProjectId;
      readonly optOut: OptOutId;
      readonly entry: SpeakerEntryId;
      /** Left out where the project keeps it to itself. */
      readonly reason?: string;
    }
  | {
      readonly kind: 'rulebook.confirmed';
      readonly project: ProjectId;
      readonly rule: RulebookEntryId;
      readonly field: RulebookField;
    }
  | {
      readonly kind: 'rulebook.set-aside';
      readonly project: ProjectId;
      readonly suggestion: RulebookSuggestionId;
      readonly field: RulebookField;
    }
  | { readonly kind: 'rulebook.suggested'; readonly project: ProjectId; readonly suggestions: number }
  | {
      readonly kind: 'questions.answered';
      readonly project: ProjectId;
      readonly answers: readonly ProjectQuestion[];
    }
  | { readonly kind: 'help.asked'; readonly project: ProjectId; readonly request: HelpRequestId }
  | {
      readonly kind: 'help.taken';
      readonly project: ProjectId;
      readonly request: HelpRequestId;
      readonly owner: PersonId;
    }
  | { readonly kind: 'help.forgotten'; readonly project: ProjectId; readonly request: HelpRequestId }
  | { readonly kind: 'help.noted'; readonly project: ProjectId; readonly request: HelpRequestId }
  | {
      readonly kind: 'help.answered';
      readonly project: ProjectId;
      readonly request: HelpRequestId;
      readonly outcome: HelpOutcome;
    }
  | { readonly kind: 'coverage.set'; readonly project: ProjectId; readonly coverage: Coverage }
  | { readonly kind: 'logo.accepted'; readonly project: ProjectId; readonly entry: SpeakerEntryId }
  | { readonly kind: 'logo.withdrawn'; readonly project: ProjectId; readonly entry: SpeakerEntryId }
  | { readonly kind: 'project.opted-in'; readonly project: ProjectId; readonly entry: SpeakerEntryId }
  | {
      readonly kind: 'portfolio.imported';
      readonly portfolio: Id<'portfolio'>;
      readonly projects: number;
      readonly repositories: number;
    };

export const projectsSentences: Readonly<Record<ProjectsEvent['kind'], string>> = {
  'project.added': 'added the project',
  'project.edited': 'changed the profile',
  'project.archived': 'archived the project',
  'project.restored': 'restored the project',
  'repository.added': 'added a repository',
  'repository.removed': 'removed a repository',
  'repository.restored': 'put a repository back',
  'repositories.proposed': 'Repositories were proposed from links in the project’s documents',
  'proposal.accepted': 'accepted a proposed repository',
  'proposal.declined': 'declined a proposed repository',
  'speaker.entered': 'entered who speaks for the project',
  'speaker.confirmed': 'confirmed who speaks for the project',
  'speaker.ended': 'ended an entry of who speaks for the project',
  'speaker.forgotten': 'erased names from the register of who speaks for the project',
  'project.opted-out': 'asked for the project to be left out',
  'rulebook.confirmed': 'confirmed a field of the rulebook',
  'rulebook.set-aside': 'set a suggestion for the rulebook aside',
  'rulebook.suggested': 'Suggestions for the rulebook were read from the project’s documents',
  'questions.answered': 'answered in the project’s own word',
  'help.asked': 'asked for help with the roadmap',
  'help.taken': 'took on a request for help with the roadmap',
  'help.forgotten': 'erased who asked for help with the roadmap',
  'help.noted': 'wrote a note to a request for help',
  'help.answered': 'closed a request for help with the roadmap',
  'coverage.set': 'said how the workspace covers the project',
  'logo.accepted': 'agreed to how the logo is shown',
  'logo.withdrawn': 'withdrew the agreement to how the logo is shown',
  'project.opted-in': 'asked for the project to be shown again',
  'portfolio.imported': 'imported a portfolio',
};

/** As the journal takes it: the project is the stream, or the portfolio; names, addresses and reasons are texts. */
export function projectsEvent(actor: Actor, event: ProjectsEvent, at: Instant) {
  const stream =
    event.kind === 'portfolio.imported'
      ? { kind: 'portfolio', id: event.portfolio }
      : { kind: 'project', id: event.project };
  const facts = {
    ...('edit' in event ? { edit: event.edit, fields: event.fields } : {}),
    ...('repository' in event ? { repository: event.repository } : {}),
    ...('repositories' in event ? { repositories: event.repositories } : {}),
    ...('proposal' in event ? { proposal: event.proposal } : {}),
    ...('proposals' in event ? { proposals: event.proposals } : {}),
    ...('entry' in event ? { entry: event.entry } : {}),
    ...('matters' in event ? { matters: event.matters } : {}),
    ...('successor' in event ? { successor: event.successor } : {}),
    ...('rule' in event ? { rule: event.rule } : {}),
    ...('field' in event ? { field: event.field } : {}),
    ...('suggestion' in event ? { suggestion: event.suggestion } : {}),
    ...('suggestions' in event ? { suggestions: event.suggestions } : {}),
    ...('answers' in event ? { answers: event.answers } : {}),
    ...('request' in event ? { request: event.request } : {}),
    ...('owner' in event ? { owner: event.owner } : {}),
    ...('outcome' in event ? { outcome: event.outcome } : {}),
    ...('coverage' in event ? { coverage: event.coverage } : {}),
    ...('optOut' in event ? { optOut: event.optOut } : {}),
    ...('projects' in event ? { projects: event.projects } : {}),
  };
  const texts: Readonly<Record<string, string>> = {
    ...('name' in event ? { name: event.name } : {}),
    ...('address' in event ? { address: event.address } : {}),
    ...('place' in event ? { place: event.place } : {}),
    ...('reason' in event && event.reason !== undefined ? { reason: event.reason } : {}),
  };
  return { stream, kind: event.kind, actor, at, facts, texts };
}
