/** Who may do what with brochures, and what stands in the way of publishing one. Pure. */
import { isBoundTo, ROLE_NAMES, type Actor, type Role } from '../../kernel/actor.ts';
import { decideHat } from '../../kernel/hats.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, holdsSomewhere, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, refused, type Decision } from '../../kernel/refusal.ts';
import { showLongDate } from '../../kernel/dates.ts';
import { STANDING_WORDS } from './types.ts';
import type { BrochureRefusal, Edition, EditionStanding, Inclusion, Standing } from './types.ts';

const ROW = 'Brochure';
const LINK_ROW = 'Act by a one-time link (consent, signature, answer)';
const VERIFY_ROW = 'Verify a bundle, see how it works';

const COMPOSERS: readonly Role[] = ['ENG', 'TEC'];
const STAFF: readonly Role[] = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN'];

export const brochurePermissions = {
  seePublished: permission('see-brochure', ROW, 'R', ['PUB']),
  seeDrafts: permission('see-brochure-draft', ROW, 'R', STAFF),
  // Whoever is asked must see what they are asked about.
  seeInclusion: permission('see-inclusion', ROW, 'R', [...STAFF, 'PRJ'], ['PRJ']),
  // What was shown to whom is as private as notes on a funder: of the workspace, those who deal with funders.
  seeShowings: permission('see-showings', ROW, 'R', ['ADM', 'ENG', 'TEC', 'FIN']),
  startBrochure: permission('start-brochure', ROW, 'C', ['ENG']),
  wordBrochure: permission('word-brochure', ROW, 'E', COMPOSERS),
  arrangeBrochure: permission('arrange-brochure', ROW, 'E', COMPOSERS),
  recomposeBrochure: permission('recompose-brochure', ROW, 'E', COMPOSERS),
  askInclusion: permission('ask-inclusion', ROW, 'E', COMPOSERS),
  noteBrochureInclusion: permission('note-brochure-inclusion', ROW, 'E', COMPOSERS),
  answerInclusion: permission('answer-inclusion', ROW, 'A', ['PRJ'], ['PRJ']),
  answerByLink: permission('inclusion-by-link', LINK_ROW, 'A', ['PUB']),
  publishEdition: permission('publish-edition', ROW, 'C', ['ENG']),
  withdrawEdition: permission('withdraw-edition', ROW, 'E', COMPOSERS),
  makeAddress: permission('make-address', ROW, 'E', COMPOSERS),
  endAddress: permission('end-address', ROW, 'E', COMPOSERS),
  noteShowing: permission('note-showing', ROW, 'E', COMPOSERS),
  forgetShowing: permission('forget-showing', ROW, 'E', COMPOSERS),
  verify: permission('verify-brochure', VERIFY_ROW, 'R', ['PUB']),
} as const satisfies Readonly<Record<string, Permission>>;

/** Whether the actor may, and if not, whose task it is. */
export function decide(
  actor: Actor,
  needed: Permission,
  project: ProjectId | null = null,
): Decision<'signed-out' | 'not-allowed'> {
  const may =
    project === null && needed.ownProject.length > 0 ? holdsSomewhere(actor, needed) : holds(actor, needed, project);
  if (may) return allow();
  if (actor.kind === 'stranger') return refuse('signed-out');
  const roles = needed.roles.map((role) =>
    needed.ownProject.includes(role) ? `a ${ROLE_NAMES[role]} of the project` : `a ${ROLE_NAMES[role]}`,
  );
  return refuse('not-allowed', { who: roles.join(', ').replace(/, ([^,]*)$/, ' or $1') });
}

/** For which of the projects the actor answers. */
export function answersFor(actor: Actor, projects: readonly ProjectId[]): readonly ProjectId[] {
  return projects.filter(
    (project) => holds(actor, brochurePermissions.answerInclusion, project) && actor.kind !== 'program',
  );
}

/** For what the link of a letter is, and how long: one may change one's mind after it was published. */
export const ANSWER_ACT = 'answer-inclusion';
export const LINK_DAYS = 180;

/** What a representative says is a statement: in a hat, for a project that stands there. Who came by a link answers that letter alone. */
export function mayAnswer(
  actor: Actor,
  project: ProjectId,
  projects: readonly ProjectId[],
  letters: readonly Pick<Inclusion, 'id' | 'project'>[],
): Decision<BrochureRefusal> {
  const isBound = letters.some((one) => one.project === project && isBoundTo(actor, ANSWER_ACT, one.id));
  if (actor.kind === 'link' && !isBound) return refuse('not-in-brochure');
  const may = decide(actor, brochurePermissions.answerInclusion, project);
  if (refused(may)) return may;
  if (!projects.includes(project)) return refuse('not-in-brochure');
  return decideHat(actor);
}

/** A read of a brochure that is not published: the workspace's people, and representatives of a project in it. */
export function maySeeInclusion(actor: Actor, projects: readonly ProjectId[]): Decision<BrochureRefusal> {
  if (!refused(decide(actor, brochurePermissions.seeDrafts))) return allow();
  return answersFor(actor, projects).length > 0 ? allow() : refuse('not-found');
}

/** New copies are made only while all of it still has the projects' word. */
export function mayGivePdf(edition: Edition, standing: EditionStanding): Decision<BrochureRefusal> {
  if (edition.withdrawal !== null) {
    return refuse('pdf-not-given', { why: `the brochure was withdrawn on ${showLongDate(edition.withdrawal.at)}.` });
  }
  const gone = goneIn(standing);
  if (gone.length === 0 && standing.withoutLogo.length > 0) {
    return refuse('pdf-not-given', { why: 'a project no longer agrees to its logo being shown in it.' });
  }
  if (gone.length === 0) return allow();
  const [first] = gone;
  const since = first!.since === null ? '' : ` on ${showLongDate(first!.since)}`;
  const what = gone.length === 1 ? 'a part of it' : `${gone.length} parts of it`;
  return refuse('pdf-not-given', {
    why: `${what} no longer has its project’s word (${STANDING_WORDS[first!.standing].toLowerCase()}${since}).`,
  });
}

/** Every column and item that does not stand; items of a column that is gone count with it. */
export function goneIn({ columns, items }: EditionStanding): readonly { standing: Standing; since: Date | null }[] {
  const lost = columns.filter(({ standing }) => standing !== 'stands');
  const without = new Set(lost.map(({ project }) => project));
  return [...lost, ...items.filter(({ standing, project }) => standing !== 'stands' && !without.has(project))];
}
