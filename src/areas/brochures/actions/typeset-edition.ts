import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Db, Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest } from '../../../outside/files/index.ts';
import { makePdf, type PdfImage } from '../../../outside/pdf/index.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { CODE_LENGTH, contentText, digestOf, logoName, pdfDataOf } from '../sheet.ts';
import { findBrochure } from '../store/brochures.ts';
import type { BrochureContent, BrochureId, BrochureRefusal, EditionId } from '../types.ts';
import { compose } from './show-draft.ts';

export interface TypesetEdition {
  readonly slug: string;
  readonly version: number;
  /** The digest of what the preview showed. */
  readonly seen: string;
  readonly baseUrl: string;
}

/** Frozen and set, not published yet. */
export interface SetEdition {
  readonly brochure: BrochureId;
  readonly edition: EditionId;
  readonly draft: number;
  readonly content: BrochureContent;
  readonly text: string;
  readonly pdf: Buffer;
  readonly pages: number;
}

/** The first half of publishing, with no transaction open while the document is set: what is to be published is frozen, and its PDF made of it. */
export async function typesetEdition(
  db: Db,
  actor: Actor,
  { slug, version, seen, baseUrl }: TypesetEdition,
  now: Instant,
): Promise<Outcome<SetEdition, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.publishEdition);
  if (refused(may)) return may;
  const edition = newId<'brochure edition'>(now);
  const frozen = await db.read(async (tx) => {
    const brochure = await findBrochure(tx, slug);
    if (brochure === null) return refuse('not-found');
    const { draft } = brochure;
    if (draft.number !== version) return refuse('changed-meanwhile', { by: draft.byName });
    const composed = await compose(tx, brochure, draft, now, edition);
    if (composed.seen !== seen) return refuse('changed-since-preview');
    const [block] = composed.blocks;
    if (block !== undefined) return block;
    return done({ brochure: brochure.id, content: composed.content, images: await logosOf(tx, composed.content) });
  });
  if (refused(frozen)) return frozen;
  const { brochure, content, images } = frozen.done;

  const text = contentText(content);
  const code = digestOf(text).slice(0, CODE_LENGTH);
  const pdf = await makePdf({
    template: 'brochure',
    data: pdfDataOf(content, { code, baseUrl, at: now, logos: new Set(images.keys()) }),
    images,
    standard: 'ua-1',
    at: now,
  });
  if (refused(pdf)) return refuse(pdf.refused, withName(pdf.because, content));
  const { bytes, pages } = pdf.done;
  return done({ brochure, edition, draft: version, content, text, pdf: Buffer.from(bytes), pages });
}

async function logosOf(tx: Tx, content: BrochureContent): Promise<ReadonlyMap<string, PdfImage>> {
  const images = new Map<string, PdfImage>();
  for (const { project } of content.columns) {
    const digest = project.logo === null ? null : readFileDigest(project.logo.digest);
    const file = digest === null ? null : await loadFile(tx, digest);
    if (file !== null && isPicture(file.type)) images.set(logoName(project.id), { type: file.type, bytes: file.bytes });
  }
  return images;
}

function isPicture(type: string): type is PdfImage['type'] {
  return ['image/png', 'image/jpeg', 'image/webp'].includes(type);
}

/** A logo is known to people by its project. */
function withName(because: Readonly<Record<string, unknown>>, content: BrochureContent) {
  const { image } = because;
  const column = content.columns.find(({ project }) => logoName(project.id) === image);
  return {
    ...(because as Readonly<Record<string, string>>),
    ...(column === undefined ? {} : { image: column.project.name }),
  };
}
