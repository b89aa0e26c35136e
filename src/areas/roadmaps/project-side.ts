/** What the project itself has said that an offer and the question about it need: how it decides, how long its people may object, its logo. */
import type { ProjectId } from '../../kernel/ids.ts';
import type { Tx } from '../../outside/database/index.ts';
import {
  consentWindow,
  coverageOf,
  coverageWords,
  logoUse,
  projectProfile,
  RULEBOOK,
  rulebookOf,
  ruleOf,
  type ConsentWindow,
  type Rulebook,
} from '../projects/index.ts';
import { trademarkNote } from './offer-content.ts';
import type { OfferContent } from './offer-types.ts';

export interface ProjectSide {
  readonly decides: OfferContent['decides'];
  readonly window: ConsentWindow;
  /** Who could do the work, in a sentence that names no employer (S40). */
  readonly coverage: string;
  /** Only what the project said yes to as it is: picture, words and note (S38). */
  readonly logo: { readonly digest: string; readonly alt: string } | null;
  readonly trademark: string;
  /** What readers must know of what is said of the project. */
  readonly note: string | null;
}

/** What is said where the project has not said how it decides (R3). */
const UNSAID =
  'The project decides by its own rules. Its maintainers may accept, change or decline whatever is proposed, paid for or not.';
const NOBODY_YET = 'Who does the work is agreed with the project before anything begins.';
/** Where the rulebook says nothing of objections, nobody waits. */
const NO_WINDOW: ConsentWindow = { days: 0, silence: 'consent', zone: 'UTC' };

export async function projectSide(tx: Tx, project: ProjectId): Promise<ProjectSide> {
  const known = await projectProfile(tx, { kind: 'program', program: 'jobs' }, project);
  const rulebook = await rulebookOf(tx, project);
  const logo = await logoUse(tx, project);
  const isShown = logo !== null && logo.accepted && logo.alt !== null;
  return {
    decides: decidesBy(rulebook),
    window: consentWindow(rulebook) ?? NO_WINDOW,
    coverage: coverageWords(await coverageOf(tx, project)) ?? NOBODY_YET,
    logo: isShown ? { digest: logo.logo, alt: logo.alt ?? '' } : null,
    trademark: logo?.note ?? trademarkNote(known?.project.profile.name ?? ''),
    note: known?.project.profile.note ?? null,
  };
}

/** The decision rule of the rulebook, in its own words behind the name of its kind. */
function decidesBy(rulebook: Rulebook): OfferContent['decides'] {
  const value = ruleOf(rulebook, 'decisions')?.value;
  if (value === null || value === undefined) return { words: UNSAID, url: null };
  const kinds: Readonly<Record<string, string>> = RULEBOOK.decisions.choices;
  const kind = value.choices[0] === 'other' ? undefined : kinds[value.choices[0] ?? ''];
  const days = value.number === null || value.number === 0 ? '' : `A vote or a window lasts ${value.number} days.`;
  const words = [kind === undefined ? '' : `${kind}.`, value.text, days].filter((part) => part !== '').join(' ');
  return { words: words === '' ? UNSAID : words, url: value.link };
}
