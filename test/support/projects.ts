/** Projects for tests, made by the verbs themselves. Names are invented, hosts are never asked. */
import type { Actor } from '../../src/kernel/actor.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import type { ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { addProject, checkRepository } from '../../src/areas/projects/index.ts';
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

/** The head of a PNG picture; what follows is not looked at. */
export function pngOf(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  bytes.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}
