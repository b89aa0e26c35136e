/** What higher areas and the entrances may use of brochures. */
export { arrangeBrochure } from './actions/arrange-brochure.ts';
export { answerInclusion } from './actions/answer-inclusion.ts';
export { noteBrochureInclusion } from './actions/note-brochure-inclusion.ts';
export { noteShowing } from './actions/note-showing.ts';
export { publishEdition } from './actions/publish-edition.ts';
export { startBrochure, type StartBrochure } from './actions/start-brochure.ts';
export { listBrochuresWaiting } from './actions/list-brochures-waiting.ts';
export { isLoss, tellMakers } from './actions/tell-makers.ts';
export { typesetEdition } from './actions/typeset-edition.ts';
export { showDraft } from './actions/show-draft.ts';
export { brochuresSentences, type BrochuresEvent } from './events.ts';
export { ProjectBrochures } from './pages/project-section.tsx';
export { publicBrochures } from './store/editions.ts';
export { brochureInvariants } from './store/invariants.ts';
export type { BrochureId, BrochureRefusal, EditionId, ListedBrochure, PublicBrochure } from './types.ts';
