/** The pages of brochures: which address does what, and what everybody may open. */
import { createHash } from 'node:crypto';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { pageRoute, type Answer, type PageRoute, type WebRequest } from '../../outside/http/route.ts';
import { loadBrochureLogo, type AskedLogo } from './actions/load-brochure-logo.ts';
import { listBrochures } from './actions/list-brochures.ts';
import { loadPdf, showEdition, type AskedEdition } from './actions/show-edition.ts';
import { verifyEdition } from './actions/verify-edition.ts';
import { goTo, malformed, no, NO_EDITION, numberIn, page, sentence, slugIn } from './answers-web.ts';
import {
  askBrochure,
  askDraft,
  postArrangement,
  postAsk,
  postBrochure,
  postEdition,
  postNote,
  postRecomposition,
  postWords,
  setEdition,
} from './compose-web.ts';
import { verifyInput } from './inputs.ts';
import { EditionPage } from './pages/edition-page.tsx';
import { BrochureListPage } from './pages/list-page.tsx';
import { VerifiedPage, VerifyPage } from './pages/verify-page.tsx';
import {
  askInclusionByLink,
  askInclusionPage,
  askRecord,
  postAddress,
  postAnswer,
  postAnswerByLink,
  postEnding,
  postForgetting,
  postRenewal,
  postShowing,
  postWithdrawal,
} from './record-web.ts';
import { brochurePermissions as may, decide, mayGivePdf } from './rules.ts';
import { sheetOf } from './sheet.ts';
import { newestPublic } from './store/editions.ts';
import { brochureRefusals } from './refusals.ts';
import type { BrochureRefusal } from './types.ts';

/** Setting a document takes a while of one core. */
const EDITIONS_PER_MINUTE = 20;
/** Enough for a person with a stack of copies, too few to search codes with. */
const CHECKS_PER_MINUTE = 60;
const LARGEST_COPY = 21 * 1024 * 1024;

export const routes: readonly PageRoute[] = [
  { method: 'GET', path: urls.brochures.pattern, permission: may.seePublished, action: null, answer: showList },
  { method: 'GET', path: urls.startBrochure.pattern, permission: may.startBrochure, action: null, answer: askBrochure },
  {
    method: 'POST',
    path: urls.startBrochure.pattern,
    permission: may.startBrochure,
    action: 'start-brochure',
    answer: postBrochure,
  },
  { method: 'GET', path: urls.brochure.pattern, permission: may.seePublished, action: null, answer: showPublic },
  { method: 'GET', path: urls.brochureEdition.pattern, permission: may.seePublished, action: null, answer: showPublic },
  { method: 'GET', path: urls.brochurePdf.pattern, permission: may.seePublished, action: null, answer: sendPdf },
  { method: 'GET', path: urls.secretBrochure.pattern, permission: may.seePublished, action: null, answer: showSecret },
  {
    method: 'GET',
    path: urls.secretBrochurePdf.pattern,
    permission: may.seePublished,
    action: null,
    answer: sendSecretPdf,
  },
  {
    method: 'GET',
    path: urls.brochureEditionLogo.pattern,
    permission: may.seePublished,
    action: 'load-brochure-logo',
    answer: sendLogo,
  },
  {
    method: 'GET',
    path: urls.brochureLogo.pattern,
    permission: may.seeInclusion,
    action: 'load-brochure-logo',
    answer: sendLogo,
  },
  { method: 'GET', path: urls.composeBrochure.pattern, permission: may.seeDrafts, action: null, answer: askDraft },
  {
    method: 'POST',
    path: urls.wordBrochure.pattern,
    permission: may.wordBrochure,
    action: 'word-brochure',
    answer: postWords,
  },
  {
    method: 'POST',
    path: urls.arrangeBrochure.pattern,
    permission: may.arrangeBrochure,
    action: 'arrange-brochure',
    answer: postArrangement,
  },
  {
    method: 'POST',
    path: urls.recomposeBrochure.pattern,
    permission: may.recomposeBrochure,
    action: 'recompose-brochure',
    answer: postRecomposition,
  },
  {
    method: 'GET',
    path: urls.brochureInclusion.pattern,
    permission: may.seeInclusion,
    action: null,
    answer: askInclusionPage,
  },
  {
    method: 'POST',
    path: urls.brochureInclusion.pattern,
    permission: may.answerInclusion,
    action: 'answer-inclusion',
    answer: postAnswer,
  },
  {
    method: 'GET',
    path: urls.brochureInclusionByLink.pattern,
    permission: may.answerByLink,
    action: null,
    answer: askInclusionByLink,
    perMinute: CHECKS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.brochureInclusionByLink.pattern,
    permission: may.answerByLink,
    action: 'answer-inclusion',
    answer: postAnswerByLink,
    perMinute: CHECKS_PER_MINUTE,
  },
  {
    method: 'POST',
    path: urls.askBrochureInclusion.pattern,
    permission: may.askInclusion,
    action: 'ask-inclusion',
    answer: postAsk,
    perMinute: 30,
  },
  {
    method: 'POST',
    path: urls.noteBrochureInclusion.pattern,
    permission: may.noteBrochureInclusion,
    action: 'note-brochure-inclusion',
    answer: postNote,
  },
  pageRoute({
    method: 'POST',
    path: urls.publishBrochure.pattern,
    permission: may.publishEdition,
    action: 'publish-edition',
    before: setEdition,
    answer: postEdition,
    perMinute: EDITIONS_PER_MINUTE,
  }),
  { method: 'GET', path: urls.brochureRecord.pattern, permission: may.seeDrafts, action: null, answer: askRecord },
  {
    method: 'POST',
    path: urls.withdrawBrochure.pattern,
    permission: may.withdrawEdition,
    action: 'withdraw-edition',
    answer: postWithdrawal,
  },
  {
    method: 'POST',
    path: urls.makeBrochureAddress.pattern,
    permission: may.makeAddress,
    action: 'make-address',
    answer: postAddress,
  },
  {
    method: 'POST',
    path: urls.renewBrochureAddress.pattern,
    permission: may.endAddress,
    action: 'end-address',
    answer: postRenewal,
  },
  {
    method: 'POST',
    path: urls.endBrochureAddress.pattern,
    permission: may.endAddress,
    action: 'end-address',
    answer: postEnding,
  },
  {
    method: 'POST',
    path: urls.noteShowing.pattern,
    permission: may.noteShowing,
    action: 'note-showing',
    answer: postShowing,
  },
  {
    method: 'POST',
    path: urls.forgetShowing.pattern,
    permission: may.forgetShowing,
    action: 'forget-showing',
    answer: postForgetting,
  },
  { method: 'GET', path: urls.verify.pattern, permission: may.verify, action: null, answer: askCopy },
  {
    method: 'POST',
    path: urls.verify.pattern,
    permission: may.verify,
    action: 'verify-edition',
    answer: postCopy,
    perMinute: CHECKS_PER_MINUTE,
    maxBytes: LARGEST_COPY,
  },
  {
    method: 'GET',
    path: urls.verifyCode.pattern,
    permission: may.verify,
    action: 'verify-edition',
    answer: showCopy,
    perMinute: CHECKS_PER_MINUTE,
  },
];

async function showList({ tx, actor, now }: WebRequest): Promise<Answer> {
  return page('Brochures', BrochureListPage(await listBrochures(tx, actor, now)));
}

async function showPublic(request: WebRequest): Promise<Answer> {
  const number = 'number' in request.params ? numberIn(request) : null;
  if ('number' in request.params && number === null) return no(NO_EDITION);
  const slug = slugIn(request);
  const to = (asked: number) => urls.brochurePdf({ brochure: slug, number: String(asked) });
  return editionPage(request, { slug, number }, to);
}

async function showSecret(request: WebRequest): Promise<Answer> {
  const token = request.params['token'] ?? '';
  return editionPage(request, { token }, () => urls.secretBrochurePdf({ token }));
}

async function editionPage(
  request: WebRequest,
  asked: AskedEdition,
  pdfAt: (number: number) => string,
): Promise<Answer> {
  const { tx, actor, now } = request;
  const shown = await showEdition(tx, actor, asked, now);
  if (refused(shown)) return no(shown);
  const { edition, standing } = shown.done;
  const published = { on: edition.at, number: edition.number, code: edition.code };
  const logoAt = (project: string) => urls.brochureEditionLogo({ edition: edition.id, project });
  const mayPdf = mayGivePdf(edition, standing);
  const newest = edition.visibility === 'public' ? await newestPublic(tx, edition.slug) : null;
  return {
    ...page(
      edition.content.title,
      EditionPage({
        sheet: sheetOf(edition.content, logoAt, { published, standing }),
        pdf: refused(mayPdf) ? null : pdfAt(edition.number),
        pdfGone: refused(mayPdf) ? sentence(mayPdf) : null,
        newer:
          newest !== null && newest.number > edition.number
            ? { to: urls.brochure({ brochure: edition.slug }), number: newest.number }
            : null,
        record: refused(decide(actor, may.seeDrafts)) ? null : urls.brochureRecord({ brochure: edition.slug }),
      }),
    ),
  };
}

async function sendPdf(request: WebRequest): Promise<Answer> {
  const number = numberIn(request);
  return number === null ? no(NO_EDITION) : pdf(request, { slug: slugIn(request), number });
}

async function sendSecretPdf(request: WebRequest): Promise<Answer> {
  return pdf(request, { token: request.params['token'] ?? '' });
}

async function pdf({ tx, actor, now }: WebRequest, asked: AskedEdition): Promise<Answer> {
  const loaded = await loadPdf(tx, actor, asked, now);
  if (refused(loaded)) return no(loaded);
  const { edition, bytes } = loaded.done;
  return {
    kind: 'file',
    name: `${edition.slug}-${edition.number}.pdf`,
    type: 'application/pdf',
    body: bytes,
    etag: edition.pdf,
  };
}

async function sendLogo({ tx, actor, params, now }: WebRequest): Promise<Answer> {
  const asked = logoIn(params);
  const logo = refused(asked) ? asked : await loadBrochureLogo(tx, actor, asked.done, now);
  if (refused(logo)) return no(logo);
  return { kind: 'file', name: null, type: logo.done.type, body: logo.done.bytes, etag: logo.done.digest };
}

function logoIn(params: WebRequest['params']): Outcome<AskedLogo, BrochureRefusal> {
  const project = readId<'project'>(params['project'] ?? '');
  if (project === null) return refuse('no-picture');
  if (params['edition'] === undefined) return { done: { project, slug: params['brochure'] ?? '' } };
  const edition = readId<'brochure edition'>(params['edition']);
  return edition === null ? refuse('no-picture') : { done: { project, edition } };
}

async function askCopy(): Promise<Answer> {
  return page('Check a brochure', VerifyPage({ values: {}, errors: {} }));
}

/** A code or a file; either way its page says what is known of it. The file is read for its digest and forgotten. */
async function postCopy({ form, files }: WebRequest): Promise<Answer> {
  const file = files['file'];
  if (file !== undefined) {
    const digest = createHash('sha256').update(file.bytes).digest('hex');
    return goTo(urls.verifyCode({ code: digest }));
  }
  const read = verifyInput.safeParse(form.get('code') ?? '');
  if (read.success) return goTo(urls.verifyCode({ code: read.data }));
  const errors = { code: brochureRefusals['not-a-code'].say({}) };
  return malformed(page('Check a brochure', VerifyPage({ values: form, errors })));
}

async function showCopy({ tx, params, now }: WebRequest): Promise<Answer> {
  const read = verifyInput.safeParse(params['code'] ?? '');
  if (!read.success) return no(refuse('not-a-code'));
  const shown = await verifyEdition(tx, { digest: read.data }, now);
  const answer = page('Does it still stand?', VerifiedPage({ shown, digest: read.data }));
  return shown === null ? { ...answer, status: 404 } : answer;
}
