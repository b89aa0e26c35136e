/** What a request may hold. Looked at before the template sees anything: Typst itself would follow any scheme and stop at the first odd character. */
import { showUncovered, uncoveredIn } from '../../kernel/glyphs.ts';
import { allow, refuse, refused, type Decision } from '../../kernel/refusal.ts';
import type { PdfImage, PdfRefusal, PdfRequest } from './request.ts';

const LARGEST_DATA_CHARACTERS = 400_000;
const LARGEST_IMAGE_BYTES = 1_000_000;
const MOST_IMAGES = 40;
const DEEPEST = 40;
const LONGEST_LINK = 2_000;

export function mayPrint({ data, images }: PdfRequest): Decision<PdfRefusal> {
  if (JSON.stringify(data).length > LARGEST_DATA_CHARACTERS) {
    return refuse('too-big', { what: 'its text', limit: '400,000 characters' });
  }
  const words = mayPrintValue(data, [], images);
  return refused(words) ? words : mayPrintImages(images);
}

type Place = readonly (string | number)[];

function mayPrintValue(value: unknown, place: Place, images: PdfRequest['images']): Decision<PdfRefusal> {
  if (place.length > DEEPEST) return refuse('too-big', { what: 'the nesting of its text', limit: `${DEEPEST} levels` });
  if (typeof value === 'string') return mayPrintText(value, place, images);
  if (typeof value !== 'object' || value === null) return allow();
  for (const [key, inner] of Array.isArray(value) ? value.entries() : Object.entries(value)) {
    const decision = mayPrintValue(inner, [...place, key], images);
    if (refused(decision)) return decision;
  }
  return allow();
}

function mayPrintText(text: string, place: Place, images: PdfRequest['images']): Decision<PdfRefusal> {
  const field = placeName(place);
  switch (place.at(-1)) {
    case 'link':
      return isSafeLink(text) ? allow() : refuse('bad-link', { field });
    case 'image':
      // Not something a person typed: the caller names an image that it did not send along.
      if (!images.has(text)) throw new Error(`${field} names the image ${text}, which is not in the request`);
      return allow();
    default: {
      const found = uncoveredIn(text);
      return found === null ? allow() : refuse('no-glyph', { ...found, shown: showUncovered(found), field });
    }
  }
}

/** https and mailto, written without anything that readers of PDF might take apart in another way. */
function isSafeLink(text: string): boolean {
  if (text.length > LONGEST_LINK || !/^[\x21-\x7e]+$/.test(text)) return false;
  const url = URL.parse(text);
  if (url?.protocol === 'mailto:') return /^mailto:[^@\s]+@[^@\s]+$/.test(text);
  return url?.protocol === 'https:' && text.startsWith('https://') && url.username === '' && url.password === '';
}

/** "projects 2, items 1, title": as a person would point to it. */
function placeName(place: Place): string {
  return place
    .map((step) => (typeof step === 'number' ? ` ${step + 1}` : `, ${step}`))
    .join('')
    .replace(/^, /, '');
}

function mayPrintImages(images: PdfRequest['images']): Decision<PdfRefusal> {
  if (images.size > MOST_IMAGES) return refuse('too-big', { what: 'the number of its images', limit: MOST_IMAGES });
  for (const [image, { type, bytes }] of images) {
    const reason = bytes.byteLength > LARGEST_IMAGE_BYTES ? 'it is larger than 1 MB' : faultOf(type, bytes);
    if (reason !== null) return refuse('bad-image', { image, reason });
  }
  return allow();
}

/** What the bytes are is looked at, not only what they are said to be. */
function faultOf(type: PdfImage['type'], bytes: Uint8Array): string | null {
  if (type === 'image/svg+xml') return faultOfSvg(bytes);
  const start = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  const begins = { 'image/png': /^\x89PNG\r\n\x1a\n/, 'image/jpeg': /^\xff\xd8\xff/, 'image/webp': /^RIFF[^]{4}WEBP/ };
  return begins[type].test(start) ? null : `it is not a ${type.slice('image/'.length).toUpperCase()} file`;
}

const MOST_USES = 50;

function faultOfSvg(bytes: Uint8Array): string | null {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return 'it is not an SVG file in UTF-8';
  }
  if (!/<(?:\w+:)?svg[\s>]/.test(text)) return 'it is not an SVG file';
  if (/<!ENTITY/i.test(text)) return 'it defines entities of its own';
  // Letters that are not outlines would be set in whatever font the machine has.
  if (/<(?:\w+:)?(?:text|tspan|textPath)[\s>/]/.test(text)) return 'it holds text; turn the letters into outlines';
  // Each may stand for a group of others: few are enough to draw a thousand million shapes.
  if (text.split(/<(?:\w+:)?use[\s>/]/).length - 1 > MOST_USES) return 'it repeats too many of its parts';
  return null;
}
