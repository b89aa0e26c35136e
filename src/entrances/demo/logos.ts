/**
 * Placeholder logos: plain shapes without letters, so that nobody takes them for a project's mark. Drawn here as pixels, because the
 * register of projects takes no SVG.
 */
import { crc32, deflateSync } from 'node:zlib';

export interface Placeholder {
  /** What it shows, for those who do not see it. */
  readonly words: string;
  readonly colour: readonly [red: number, green: number, blue: number];
  /** Whether a point of the square from -1 to 1 belongs to the shape. */
  readonly holds: (x: number, y: number) => boolean;
}

const SIDE = 192;
/** Points across a pixel, for soft edges. */
const FINE = 3;

const ring = (x: number, y: number) => Math.hypot(x, y);
const inHexagon = (x: number, y: number, size: number) =>
  Math.max(Math.abs(y), Math.abs(x) * 0.866 + Math.abs(y) * 0.5) < size * 0.866;

export const PLACEHOLDERS = {
  hexagon: {
    words: 'Placeholder: a blue hexagon with a hole',
    colour: [47, 96, 140],
    holds: (x, y) => inHexagon(x, y, 0.92) && !inHexagon(x, y, 0.42),
  },
  wave: {
    words: 'Placeholder: a disc cut by a wave',
    colour: [24, 110, 120],
    holds: (x, y) => ring(x, y) < 0.88 && Math.abs(y - 0.22 * Math.sin(x * 4.2)) > 0.11,
  },
  orbits: {
    words: 'Placeholder: three orange rings, one inside the other',
    colour: [196, 98, 32],
    holds: (x, y) => ring(x, y) < 0.9 && Math.floor(ring(x, y) * 5.6) % 2 === 0,
  },
  bars: {
    words: 'Placeholder: five upright bars of different heights',
    colour: [84, 62, 128],
    holds: (x, y) => {
      const bar = Math.floor((x + 0.9) / 0.36);
      const height = [0.5, 0.95, 0.7, 1.15, 0.4][bar];
      return height !== undefined && (x + 0.9) % 0.36 < 0.25 && Math.abs(y) < height * 0.75;
    },
  },
  quarters: {
    words: 'Placeholder: a disc of four quarters, two of them filled',
    colour: [150, 44, 66],
    holds: (x, y) => ring(x, y) < 0.9 && (x * y > 0 || ring(x, y) > 0.78),
  },
  steps: {
    words: 'Placeholder: a staircase of four steps',
    colour: [156, 112, 20],
    holds: (x, y) => Math.abs(x) < 0.85 && y < 0.85 && y > -Math.floor((x + 0.85) / 0.425) * 0.425 + 0.425,
  },
  anvil: {
    words: 'Placeholder: a diamond within a frame',
    colour: [52, 104, 62],
    holds: (x, y) =>
      Math.abs(x) + Math.abs(y) < 0.62 ||
      (Math.max(Math.abs(x), Math.abs(y)) < 0.88 && Math.max(Math.abs(x), Math.abs(y)) > 0.76),
  },
} as const satisfies Readonly<Record<string, Placeholder>>;

/** The picture as a PNG with a clear ground. */
export function drawPlaceholder({ colour, holds }: Placeholder): Buffer {
  const lines = Buffer.alloc(SIDE * (1 + SIDE * 4));
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const at = row * (1 + SIDE * 4) + 1 + column * 4;
      lines.set(colour, at);
      lines[at + 3] = Math.round((255 * pointsInside(row, column, holds)) / FINE ** 2);
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  // Eight bits each of red, green, blue and how much of it is seen.
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function pointsInside(row: number, column: number, holds: Placeholder['holds']): number {
  let inside = 0;
  for (let down = 0; down < FINE; down++) {
    for (let along = 0; along < FINE; along++) {
      const x = ((column + (along + 0.5) / FINE) / SIDE) * 2 - 1;
      const y = ((row + (down + 0.5) / FINE) / SIDE) * 2 - 1;
      if (holds(x, y)) inside++;
    }
  }
  return inside;
}

function chunk(kind: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), bytes]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(bytes.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
