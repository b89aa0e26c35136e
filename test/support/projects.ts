/** Projects for tests, made by the verbs themselves. Names are invented, hosts are never asked. */
import { crc32, deflateSync } from 'node:zlib';
import type { Actor } from '../../src/kernel/actor.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import type { PersonId, ProjectId } from '../../src/kernel/ids.ts';
import { calendarDate } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import {
  addProject,
  checkRepository,
  confirmSpeaker,
  enterSpeaker,
  type Matter,
  type SpeakerEntryId,
} from '../../src/areas/projects/index.ts';
import { PUBLIC_ONLY, type Reach } from '../../src/outside/addresses/index.ts';
import type { Db } from '../../src/outside/database/index.ts';
import type { CheckedUrl } from '../../src/outside/git/index.ts';
import { NOW } from './people.ts';

/** Every name is found at a public address, but those that begin with "inside." lead into the house. */
export const REACH: Reach = {
  policy: PUBLIC_ONLY,
  lookup: (host) => Promise.resolve([{ address: host.startsWith('inside.') ? '10.0.0.7' : '140.82.121.4', family: 4 }]),
};

/** As `REACH`, with folders of this machine allowed: what the command line, the demo and tests of the survey do. */
export const LOCAL_REACH: Reach = { ...REACH, policy: { ...PUBLIC_ONLY, local: true } };

export async function checkedUrl(text: string, reach: Reach = REACH): Promise<CheckedUrl> {
  return mustBeDone(await checkRepository(reach, text));
}

export interface TestProject {
  readonly project: ProjectId;
  readonly slug: string;
}

/** A project with one repository of the same name: "Example Grid" at https://github.com/example/example-grid. */
export async function addTestProject(
  db: Db,
  actor: Actor,
  name: string,
  more: { readonly url?: string; readonly now?: Instant; readonly reach?: Reach } = {},
): Promise<TestProject> {
  const url = await checkedUrl(
    more.url ?? `https://github.com/example/${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`,
    more.reach ?? REACH,
  );
  const said = { name, summary: '', licence: null, homepage: null, label: 'Roadmap', example: true, note: null };
  return db.tx(async (tx) =>
    mustBeDone(await addProject(tx, actor, { ...said, url, repository: null }, more.now ?? NOW)),
  );
}

/** A grey PNG picture (ISO/IEC 15948): signature, header, one stream of rows, end. */
export function pngOf(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8; // bits a sample, greyscale
  const rows = Buffer.alloc((width + 1) * height, 0x99);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const chunk = (type: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(body.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(named));
    return Buffer.concat([length, named, sum]);
  };
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** The register names the person for the project from today on; entered and confirmed by the administrator. */
export async function giveStanding(
  db: Db,
  admin: Actor,
  given: { readonly project: ProjectId; readonly person: PersonId; readonly matters?: readonly Matter[] },
  now: Instant = NOW,
): Promise<SpeakerEntryId> {
  const { project, person, matters = ['all'] } = given;
  const who = { kind: 'person', body: '', people: [person], guests: [], replaces: null } as const;
  const source = 'https://example.org/governance';
  return db.tx(async (tx) => {
    const input = { ...who, people: [person], guests: [], project, matters: [...matters], source };
    const entered = await enterSpeaker(tx, admin, { ...input, validFrom: calendarDate(now), validTo: null }, now);
    const entry = mustBeDone(entered);
    return mustBeDone(await confirmSpeaker(tx, admin, { project, entry, place: 'the source' }, now));
  });
}
