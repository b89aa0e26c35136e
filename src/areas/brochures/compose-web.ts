/** The composer: words, columns and items, telling the projects, publishing. */
import { refused, type Outcome } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { urls } from '../../look/index.ts';
import { fieldErrors, readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, BeforeRequest, WebRequest } from '../../outside/http/route.ts';
import { arrangeBrochure } from './actions/arrange-brochure.ts';
import { askInclusion } from './actions/ask-inclusion.ts';
import { noteBrochureInclusion } from './actions/note-brochure-inclusion.ts';
import { publishEdition } from './actions/publish-edition.ts';
import { recomposeBrochure } from './actions/recompose-brochure.ts';
import { showDraft } from './actions/show-draft.ts';
import { startBrochure } from './actions/start-brochure.ts';
import { typesetEdition, type SetEdition } from './actions/typeset-edition.ts';
import { wordBrochure } from './actions/word-brochure.ts';
import {
  again,
  composeAddress,
  goTo,
  isOfPage,
  malformed,
  no,
  NO_EDITION,
  numberIn,
  onField,
  page,
  recordAddress,
  saidIn,
  sentence,
  slugIn,
  type PageAnswer,
} from './answers-web.ts';
import {
  askInclusionInput,
  moveInput,
  noteInclusionInput,
  publishEditionInput,
  startBrochureInput,
  wordBrochureInput,
} from './inputs.ts';
import { ComposePage, type ComposeForms } from './pages/compose-page.tsx';
import { StartPage } from './pages/list-page.tsx';
import { recordPage } from './record-web.ts';
import { choosableProjects } from './store/brochures.ts';
import { editionsOf } from './store/editions.ts';
import type { BrochureRefusal, Words } from './types.ts';

const LONGEST_FIND = 100;

export async function askBrochure(): Promise<Answer> {
  return page('Start a brochure', StartPage({ values: {}, errors: {} }));
}

export async function postBrochure({ tx, actor, form, now }: WebRequest): Promise<Answer> {
  const shown = (errors: FieldErrors) => page('Start a brochure', StartPage({ values: form, errors }));
  const read = readForm(startBrochureInput, form);
  if (!read.ok) return malformed(shown(read.errors));
  const outcome = await startBrochure(tx, actor, read.input, now);
  if (refused(outcome)) return isOfPage(outcome) ? no(outcome) : again(shown(onField(outcome)), outcome);
  return goTo(composeAddress(outcome.done.slug, 'started'));
}

export async function askDraft(request: WebRequest): Promise<Answer> {
  const said = saidIn(request);
  return composePage(request, said === undefined ? {} : { said });
}

/** Saves the words, or only shows what they would look like. */
export async function postWords(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const slug = slugIn(request);
  const read = readForm(wordBrochureInput, form);
  if (form.get('act') === 'preview') {
    return composePage(
      request,
      { words: { values: form, errors: read.ok ? {} : read.errors } },
      read.ok ? read.input : undefined,
    );
  }
  if (!read.ok) return shownAgain(request, { words: { values: form, errors: read.errors } });
  const outcome = await wordBrochure(tx, actor, { ...read.input, slug }, now);
  if (!refused(outcome)) return goTo(composeAddress(slug, 'worded'));
  // What was typed stays, also where somebody else was faster.
  return steered(request, outcome, { words: { values: form, errors: {} }, refused: sentence(outcome) });
}

export async function postArrangement(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const slug = slugIn(request);
  const parsed = moveInput.safeParse(Object.fromEntries(form));
  if (!parsed.success) {
    const [first] = Object.values(fieldErrors(parsed.error));
    return shownAgain(request, { refused: first ?? 'That could not be read.' });
  }
  const { version, ...move } = parsed.data;
  const to = move.act === 'order' ? move.columns : move;
  const outcome = await arrangeBrochure(tx, actor, { slug, version, to }, now);
  return refused(outcome)
    ? steered(request, outcome, { refused: sentence(outcome) })
    : goTo(composeAddress(slug, 'arranged'));
}

export async function postRecomposition(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  const number = numberIn(request);
  if (number === null) return no(NO_EDITION);
  const outcome = await recomposeBrochure(tx, actor, { slug: slugIn(request), number }, now);
  return refused(outcome) ? no(outcome) : goTo(composeAddress(slugIn(request), 'recomposed'));
}

export async function postAsk(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now, baseUrl } = request;
  const project = form.get('project') ?? '';
  const read = readForm(askInclusionInput, form);
  if (!read.ok) return shownAgain(request, { ask: { project, values: form, errors: read.errors } });
  const outcome = await askInclusion(tx, actor, { ...read.input, slug: slugIn(request), baseUrl }, now);
  return refused(outcome)
    ? steered(request, outcome, { ask: { project, values: form, errors: onField(outcome) } })
    : goTo(composeAddress(slugIn(request), 'asked'));
}

export async function postNote(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const project = form.get('project') ?? '';
  const read = readForm(noteInclusionInput, form);
  if (!read.ok) return shownAgain(request, { note: { project, values: form, errors: read.errors } });
  const outcome = await noteBrochureInclusion(tx, actor, { ...read.input, slug: slugIn(request) }, now);
  return refused(outcome)
    ? steered(request, outcome, { note: { project, values: form, errors: onField(outcome) } })
    : goTo(composeAddress(slugIn(request), 'noted'));
}

type Typeset = Outcome<SetEdition, BrochureRefusal> | { readonly errors: FieldErrors };

/** The document is set before the transaction opens. */
export async function setEdition({ db, actor, params, form, now, baseUrl }: BeforeRequest): Promise<Typeset> {
  const read = readForm(publishEditionInput, form);
  if (!read.ok) return { errors: read.errors };
  const { version, seen } = read.input;
  return typesetEdition(db, actor, { slug: params['brochure'] ?? '', version, seen, baseUrl }, now);
}

export async function postEdition(request: WebRequest, set: Typeset): Promise<Answer> {
  const { tx, actor, form, now, baseUrl } = request;
  const slug = slugIn(request);
  const read = readForm(publishEditionInput, form);
  if ('errors' in set || !read.ok) {
    return shownAgain(request, { publish: { values: form, errors: 'errors' in set ? set.errors : {} } });
  }
  const outcome = refused(set)
    ? set
    : await publishEdition(
        tx,
        actor,
        { slug, set: set.done, visibility: read.input.visibility, whom: read.input.whom },
        now,
      );
  if (refused(outcome)) return steered(request, outcome, { refused: sentence(outcome) });
  const { token } = outcome.done;
  if (token === null) return goTo(recordAddress(slug, 'published'));
  const href = `${baseUrl}${urls.secretBrochure({ token })}`;
  return recordPage(request, { said: 'The edition is published.', made: { href, whom: read.input.whom } });
}

async function shownAgain(request: WebRequest, forms: ComposeForms): Promise<Answer> {
  const shown = await composePage(request, forms);
  return shown.kind === 'page' ? malformed(shown) : shown;
}

async function steered(request: WebRequest, outcome: Parameters<typeof no>[0], forms: ComposeForms): Promise<Answer> {
  if (isOfPage(outcome)) return no(outcome);
  const shown = await composePage(request, forms);
  return shown.kind === 'page' ? again(shown, outcome) : shown;
}

async function composePage(request: WebRequest, forms: ComposeForms, words?: Words): Promise<PageAnswer | Answer> {
  const { tx, actor, query, now } = request;
  const composed = await showDraft(
    tx,
    actor,
    { slug: slugIn(request), ...(words === undefined ? {} : { words }) },
    now,
  );
  if (refused(composed)) return no(composed);
  const { brochure, columns } = composed.done;
  const find = cleanLine(query.get('find') ?? '').slice(0, LONGEST_FIND);
  const choosable = await choosableProjects(tx, now, {
    find,
    withoutItems: brochure.draft.purpose === 'show-breadth',
    except: columns.map(({ project }) => project),
  });
  const editions = (await editionsOf(tx, brochure.id)).length;
  return {
    ...page(
      `Compose “${brochure.draft.title}”`,
      ComposePage({ actor, composed: composed.done, choosable, find, forms, editions }),
    ),
    islands: ['composer'],
  };
}
