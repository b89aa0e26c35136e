/**
 * Logos are pictures made of pixels. SVG is refused rather than cleaned: it is a document that can carry programs, styles and
 * references to other servers, and the brochure's PDF would need the same cleaning a second time.
 */
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';

export const LOGO_MAX_BYTES = 512 * 1024;
const SMALLEST_SIDE = 16;
const LARGEST_SIDE = 4096;

declare const checked: unique symbol;

/** A picture whose kind and size were read from its own bytes; only `readLogo` makes one. */
export interface CheckedLogo {
  readonly [checked]: true;
  readonly bytes: Buffer;
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
}

export type LogoType = 'image/png' | 'image/jpeg' | 'image/webp';

interface Picture {
  readonly type: LogoType;
  readonly width: number;
  readonly height: number;
}

export function readLogo(bytes: Buffer): Outcome<CheckedLogo, 'logo-refused'> {
  if (bytes.length > LOGO_MAX_BYTES) {
    return because(
      `The picture has ${Math.ceil(bytes.length / 1024).toLocaleString('en-GB')} KB. Choose one of at most ${LOGO_MAX_BYTES / 1024} KB.`,
    );
  }
  const picture = readPng(bytes) ?? readJpeg(bytes) ?? readWebp(bytes);
  if (picture === null) {
    return because(
      looksLikeSvg(bytes)
        ? 'An SVG can carry programs, so it is not taken. Export it as PNG, about 800 pixels wide.'
        : 'This is not a PNG, JPEG or WebP picture. Choose one of these.',
    );
  }
  const { width, height } = picture;
  if (Math.min(width, height) < SMALLEST_SIDE || Math.max(width, height) > LARGEST_SIDE) {
    return because(
      `The picture is ${width} by ${height} pixels. Each side must have between ${SMALLEST_SIDE} and ${LARGEST_SIDE.toLocaleString('en-GB')}.`,
    );
  }
  return done({ bytes, ...picture } as CheckedLogo);
}

function because(why: string) {
  return refuse('logo-refused' as const, { field: 'logo', why });
}

const PNG_SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

function readPng(bytes: Buffer): Picture | null {
  if (bytes.length < 33 || !bytes.subarray(0, 8).equals(PNG_SIGNATURE)) return null;
  if (bytes.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { type: 'image/png', width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/** Walks the segments to the frame header that holds the size (ITU T.81, B.1.1). */
function readJpeg(bytes: Buffer): Picture | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++; // fill bytes may stand before a marker
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { type: 'image/jpeg', height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** The three layouts of a WebP file: lossy, lossless, extended (RFC 9649). */
function readWebp(bytes: Buffer): Picture | null {
  if (bytes.length < 30) return null;
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WEBP') return null;
  const type = 'image/webp';
  switch (bytes.toString('latin1', 12, 16)) {
    case 'VP8 ':
      return { type, width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const packed = bytes.readUInt32LE(21);
      return { type, width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return { type, width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    default:
      return null;
  }
}

function looksLikeSvg(bytes: Buffer): boolean {
  return /<svg[\s>]/i.test(bytes.toString('latin1', 0, 4096));
}
