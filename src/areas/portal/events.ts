/** What the portal announces. No address stands in it. */
import type { Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import type { FundingSettingsId } from './funding-types.ts';

export interface PortalEvent {
  readonly kind: 'funding-settings.set';
  readonly settings: FundingSettingsId;
  readonly project: ProjectId | null;
  readonly replaces: FundingSettingsId | null;
}

export const portalSentences: Readonly<Record<PortalEvent['kind'], string>> = {
  'funding-settings.set': 'said who asks for funds, and how they are reached',
};

/** As the journal takes it: of a project in the project's stream. */
export function portalEvent(actor: Actor, { kind, settings, project, replaces }: PortalEvent, at: Instant) {
  const stream = project === null ? { kind: 'funding', id: settings } : { kind: 'project', id: project };
  return { stream, kind, actor, at, facts: { settings, replaces } };
}
