/** Pure decisions about interests: which go on, and which stand in the way of a decision. */
import type { Actor } from '../../kernel/actor.ts';
import { showDate, type CalendarDate } from '../../kernel/dates.ts';
import { permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import { nameKey } from '../../kernel/text.ts';
import { INTEREST_KIND_NAMES, type Interest, type InterestRefusal, type Touched } from './interest-types.ts';
import { ACCOUNT_ROW, PEOPLE_ROW, SIGNED_IN } from './rules.ts';

const PUBLIC_ROW = 'Public pages (house)';

export const interestPermissions = {
  seeInterests: permission('see-interests', PUBLIC_ROW, 'R', ['PUB']),
  seeOwnInterests: permission('see-own-interests', ACCOUNT_ROW, 'S', SIGNED_IN),
  declareInterest: permission('declare-interest', ACCOUNT_ROW, 'S', SIGNED_IN),
  endInterest: permission('end-interest', ACCOUNT_ROW, 'S', SIGNED_IN),
  setInterestLimit: permission('set-interest-limit', PEOPLE_ROW, 'E', ['ADM']),
} as const satisfies Readonly<Record<string, Permission>>;

/** The register shows everybody what is public; what was declared for staff only, an administrator reads as well. */
export function readsAllInterests(actor: Actor): boolean {
  return actor.kind === 'person' && actor.grants.some(({ role }) => role === 'ADM');
}

export const MOST_INTERESTS = 50;

export function mayDeclare(own: readonly Interest[], today: CalendarDate): Decision<InterestRefusal> {
  const going = own.filter((interest) => goesOn(interest, today)).length;
  return going >= MOST_INTERESTS ? refuse('too-many-interests', { most: MOST_INTERESTS }) : allow();
}

export function mayEnd(interest: Interest, until: CalendarDate): Decision<InterestRefusal> {
  if (interest.endedAt !== null) return refuse('interest-ended');
  return until < interest.since
    ? refuse('interest-ends-before-it-began', { since: showDate(interest.since) })
    : allow();
}

/** On that day, first and last included. */
export function goesOn({ since, until }: Pick<Interest, 'since' | 'until'>, day: CalendarDate): boolean {
  return since <= day && (until === null || day <= until);
}

/**
 * The interest that stands in the way of deciding, or null. One that names an organisation and a project concerns only what touches
 * both; one that names either concerns whatever touches that.
 */
export function recusalFor(interests: readonly Interest[], touched: Touched, day: CalendarDate): Interest | null {
  const organisations = new Set(touched.organisations.map(nameKey));
  const concerns = ({ organisation, project }: Interest) => {
    if (organisation === null && project === null) return false;
    const byName = organisation === null || organisations.has(nameKey(organisation));
    return byName && (project === null || touched.projects.includes(project));
  };
  return interests.find((interest) => goesOn(interest, day) && concerns(interest)) ?? null;
}

/** "client, Larkspur Quant, in NumPy": said to the person themselves, and to others when it is public. */
export function interestInWords({
  kind,
  organisation,
  projectName,
}: Pick<Interest, 'kind' | 'organisation' | 'projectName'>): string {
  const parts = [INTEREST_KIND_NAMES[kind], organisation, projectName === null ? null : `in ${projectName}`];
  return parts.filter((part) => part !== null).join(', ');
}
