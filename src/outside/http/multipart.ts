/** Reads a multipart/form-data body (RFC 7578) that lies in memory whole: fields as text, files as bytes. One pass, no guessing. */
import type { UploadedFile } from './route.ts';

export interface MultipartForm {
  readonly fields: URLSearchParams;
  readonly files: Readonly<Record<string, UploadedFile>>;
}

const MOST_PARTS = 200;
const LONGEST_HEAD = 2048;
const CRLF = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

/** Null when the body is not what its content type says. */
export function readMultipart(contentType: string, body: Buffer): MultipartForm | null {
  const boundary = boundaryIn(contentType);
  if (boundary === null) return null;
  const first = Buffer.from(`--${boundary}`);
  const between = Buffer.from(`\r\n--${boundary}`);
  if (!body.subarray(0, first.length).equals(first)) return null;

  const fields = new URLSearchParams();
  const files: Record<string, UploadedFile> = Object.create(null);
  let at = first.length;
  for (let parts = 0; parts <= MOST_PARTS; parts++) {
    if (body.toString('latin1', at, at + 2) === '--') return { fields, files };
    if (!body.subarray(at, at + 2).equals(CRLF)) return null;
    const headEnd = body.subarray(at, at + LONGEST_HEAD).indexOf(HEAD_END);
    if (headEnd === -1) return null;
    const head = readHead(body.toString('utf8', at + 2, at + headEnd));
    const from = at + headEnd + HEAD_END.length;
    // The line end before a boundary belongs to it; an empty part has only the one that ends its head.
    const to = body.indexOf(between, from - CRLF.length);
    if (head === null || to === -1) return null;
    const bytes = body.subarray(from, Math.max(from, to));
    if (head.file === null) fields.append(head.name, bytes.toString('utf8'));
    else if (head.file !== '' || bytes.length > 0) {
      files[head.name] ??= { name: head.file, type: head.type, bytes: Buffer.from(bytes) };
    }
    at = to + between.length;
  }
  return null;
}

function boundaryIn(contentType: string): string | null {
  const [, quoted, plain] =
    /;\s*boundary=(?:"([^"\r\n]{1,70})"|([^\s;"]{1,70}))/i.exec(contentType.slice(0, 300)) ?? [];
  return quoted ?? plain ?? null;
}

interface Head {
  readonly name: string;
  /** The file's name as the browser says it, or null for an ordinary field. */
  readonly file: string | null;
  readonly type: string;
}

function readHead(text: string): Head | null {
  const lines = text.split('\r\n');
  const disposition = valueOf(lines, 'content-disposition');
  const name = parameter(disposition, 'name');
  if (name === null || !/^form-data\s*;/i.test(disposition)) return null;
  const file = parameter(disposition, 'filename');
  return { name, file, type: valueOf(lines, 'content-type') || 'application/octet-stream' };
}

function valueOf(lines: readonly string[], header: string): string {
  const line = lines.find((one) => one.toLowerCase().startsWith(`${header}:`));
  return line === undefined ? '' : line.slice(header.length + 1).trim();
}

/** Browsers write quotes and line ends inside a name as %22, %0D and %0A (HTML, "multipart form data"). */
function parameter(disposition: string, name: string): string | null {
  const start = disposition.indexOf(`; ${name}="`);
  if (start === -1) return null;
  const from = start + name.length + 4;
  const to = disposition.indexOf('"', from);
  if (to === -1) return null;
  return disposition
    .slice(from, to)
    .replace(/%(22|0D|0A)/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}
