/** What the project itself has said that an offer and the question about it need: how it decides, how long its people may object, its logo. */
import type { ProjectId } from '../../kernel/ids.ts';
import type { Tx } from '../../outside/database/index.ts';
import { projectProfile } from '../projects/index.ts';
import { logoAlt, trademarkNote } from './offer-content.ts';
import type { Coverage, OfferContent } from './offer-types.ts';

export interface ProjectSide {
  readonly decides: OfferContent['decides'];
  readonly window: { readonly days: number; readonly zone: string };
  readonly coverage: Coverage;
  readonly logo: { readonly digest: string; readonly alt: string } | null;
  readonly trademark: string;
  /** What readers must know of what is said of the project. */
  readonly note: string | null;
}

/** What is said where the project has not said how it decides (R3). */
const UNSAID =
  'The project decides by its own rules. Its maintainers may accept, change or decline whatever is proposed, paid for or not.';

export async function projectSide(tx: Tx, project: ProjectId): Promise<ProjectSide> {
  const known = await projectProfile(tx, { kind: 'program', program: 'jobs' }, project);
  const name = known?.project.profile.name ?? '';
  const logo = known?.project.profile.logo ?? null;
  return {
    decides: { words: UNSAID, url: null },
    window: { days: 0, zone: 'UTC' },
    coverage: 'none',
    logo: logo === null ? null : { digest: logo, alt: logoAlt(name) },
    trademark: trademarkNote(name),
    note: known?.project.profile.note ?? null,
  };
}
