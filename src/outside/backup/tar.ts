/** The plainest archive that every system can open: members one after the other (POSIX ustar, regular files only). */

export interface Member {
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;
/** Nothing of ours is larger; a header that says so is damaged or not ours. */
export const LARGEST_MEMBER = 64 * 1024 * 1024;

/** A member with its header, padded to whole blocks. */
export function tarMember(name: string, bytes: Buffer, at: Date): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  header.write(`${bytes.length.toString(8).padStart(11, '0')}\0`, 124);
  header.write(
    `${Math.floor(at.getTime() / 1000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
  );
  header.write('        ', 148);
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(`${checksum(header).toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((BLOCK - (bytes.length % BLOCK)) % BLOCK)]);
}

export const TAR_END = Buffer.alloc(2 * BLOCK);

export class TarDamage extends Error {
  override readonly name = 'TarDamage';
}

/** The members of an archive, one at a time. Throws TarDamage on anything that is not exactly what tarMember writes. */
export async function* tarMembers(source: AsyncIterable<Buffer>): AsyncGenerator<Member> {
  const parts = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  const take = async (length: number): Promise<Buffer> => {
    const pieces = [held];
    let have = held.length;
    while (have < length) {
      const next = await parts.next();
      if (next.done === true) throw new TarDamage('the file ends too early');
      pieces.push(next.value);
      have += next.value.length;
    }
    const all = pieces.length === 1 ? held : Buffer.concat(pieces);
    held = all.subarray(length);
    return all.subarray(0, length);
  };
  for (;;) {
    const header = await take(BLOCK);
    if (header.every((byte) => byte === 0)) break;
    const stated = readOctal(header, 148, 8);
    const bare = Buffer.from(header);
    bare.write('        ', 148);
    if (header.toString('latin1', 257, 262) !== 'ustar' || stated !== checksum(bare)) {
      throw new TarDamage('a header is damaged');
    }
    const size = readOctal(header, 124, 12);
    if (size === null || size > LARGEST_MEMBER) throw new TarDamage('a header is damaged');
    const name = header.toString('utf8', 0, 100).replace(/\0.*/s, '');
    const bytes = await take(size);
    await take((BLOCK - (size % BLOCK)) % BLOCK);
    yield { name, bytes };
  }
  if (!(await take(BLOCK)).every((byte) => byte === 0)) throw new TarDamage('the end is damaged');
  for (let rest: IteratorResult<Buffer> | null = null; rest?.done !== true; rest = await parts.next()) {
    if (held.length > 0) throw new TarDamage('something follows the end');
    held = rest?.value ?? Buffer.alloc(0);
  }
}

function checksum(header: Buffer): number {
  let sum = 0;
  for (const byte of header) sum += byte;
  return sum;
}

function readOctal(header: Buffer, at: number, length: number): number | null {
  const text = header.toString('latin1', at, at + length).replace(/[\0 ]{1,12}$/, '');
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : null;
}
