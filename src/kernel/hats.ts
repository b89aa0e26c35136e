/**
 * Hats (domain S62): a statement says in which capacity it is made. Whoever has one hat wears it; whoever has several says which,
 * for the session or for the one act. Rules of statements (approve, decline, consent, propose) ask `decideHat` first.
 */
import { ROLE_NAMES, type Actor, type Grant, type Hat, type Role } from './actor.ts';
import { allow, done, refuse, type Decision, type Outcome, type RefusalSheet } from './refusal.ts';

export type HatRefusal = 'say-in-which-capacity';

/** For the sheets of the areas whose verbs are statements. */
export const hatRefusals: RefusalSheet<HatRefusal> = {
  'say-in-which-capacity': {
    kind: 'malformed',
    say: ({ hats }) =>
      Array.isArray(hats) && hats.length > 0
        ? `You speak in more than one capacity here. Say in which one you do this: ${hats.join('; ')}.`
        : 'Choose one of your own hats, or state it on your account page first.',
  },
};

/** "maintainer, NumPy": how a hat is shown, and by what it is known. */
export function hatWords({ capacity, affiliation }: Pick<Hat, 'capacity' | 'affiliation'>): string {
  return affiliation === null ? capacity : `${capacity}, ${affiliation}`;
}

/** The actor's hats: those of a person; who acts by a link has the one they were written to in. */
export function hatsOf(actor: Actor): readonly Hat[] {
  return actor.kind === 'person' || actor.kind === 'link' ? actor.hats : [];
}

/** The words of the hat worn, as the record of an act keeps them. */
export function hatOf(actor: Actor): string | null {
  return actor.kind === 'person' || actor.kind === 'link' ? actor.hat : null;
}

/** The hat worn, with what it rests on: null for none, and for actors without hats. */
export function wornHat(actor: Actor): Hat | null {
  const words = hatOf(actor);
  return words === null ? null : (hatsOf(actor).find((hat) => hatWords(hat) === words) ?? null);
}

/** Whether the actor has several hats and wears none: nobody could tell for whom they speak. */
export function needsHat(actor: Actor): boolean {
  return hatsOf(actor).length > 1 && hatOf(actor) === null;
}

/** For the rules of statements. */
export function decideHat(actor: Actor): Decision<HatRefusal> {
  return needsHat(actor) ? refuse('say-in-which-capacity', { hats: hatsOf(actor).map(hatWords) }) : allow();
}

/** The actor in the hat that a form or a call names for this one act; without one, as they came. Only one of their own can be put on. */
export function wearing<A extends Actor>(actor: A, words: string | null): Outcome<A, HatRefusal> {
  if (words === null || words === '' || words === hatOf(actor)) return done(actor);
  if (!hatsOf(actor).some((hat) => hatWords(hat) === words)) return refuse('say-in-which-capacity');
  return done({ ...actor, hat: words });
}

/** One hat is worn by itself; of several the one that was chosen, while it is still the person's own. */
export function hatToWear(hats: readonly Hat[], chosen: string | null): string | null {
  const [only, another] = hats;
  if (only !== undefined && another === undefined) return hatWords(only);
  return chosen !== null && hats.some((hat) => hatWords(hat) === chosen) ? chosen : null;
}

/** A role in force, with the name of what it is held for. */
export interface NamedGrant extends Grant {
  readonly affiliation: string | null;
}

const OFFICE: ReadonlySet<Role> = new Set(['ADM', 'ENG', 'TEC', 'DEV', 'FIN']);

/** All hats of a person: one for each body that their roles are held for, then those in their own words; no two read alike. */
export function allHats(
  grants: readonly NamedGrant[],
  own: readonly Pick<Hat, 'capacity' | 'affiliation'>[],
  workspace: string | null,
): readonly Hat[] {
  const hats = [
    ...byGrants(grants, workspace),
    ...own.map(({ capacity, affiliation }): Hat => ({ capacity, affiliation, comesWith: 'own words', project: null })),
  ];
  return hats.filter((hat, at) => hats.findIndex((other) => hatWords(other) === hatWords(hat)) === at);
}

/** Several roles for one body are one hat, "project representative and maintainer, NumPy": they are one affiliation. */
function byGrants(grants: readonly NamedGrant[], workspace: string | null): Hat[] {
  const bodies = Map.groupBy(grants, ({ role, project }) =>
    OFFICE.has(role) ? 'workspace' : role === 'PRJ' || role === 'MNT' ? project : role,
  );
  return [...bodies].map(([body, held]): Hat => {
    const roles = [...new Set(held.map(({ role }) => ROLE_NAMES[role]))];
    const project = held[0]!.role === 'PRJ' || held[0]!.role === 'MNT' ? held[0]!.project : null;
    const affiliation = body === 'workspace' ? workspace : project === null ? null : held[0]!.affiliation;
    return { capacity: roles.join(' and '), affiliation, comesWith: 'role', project };
  });
}
