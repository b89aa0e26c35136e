/**
 * npm run map: writes docs/map.md, for every verb its addresses, action, events, reactions and who may.
 * npm run map -- --check: says what is stale or missing, and ends with 1.
 */
import './typescript.ts';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawMap, type Action, type HouseMap, type MappedArea, type MappedCommand, type Reaction } from './draw-map.ts';
import { isNode, nameOf, parse, walk } from './syntax.ts';

const PLACE = 'docs/map.md';
process.chdir(join(import.meta.dirname, '..'));

const map: HouseMap = {
  areas: await readAreas(),
  commands: await readCommands(),
  actions: readActions(),
  reactions: await readReactions(),
  addresses: await readAddresses(),
};
const { text, problems } = drawMap(map);
for (const problem of problems) console.error(problem);
if (!process.argv.includes('--check')) {
  writeFileSync(PLACE, text);
  console.log(`${PLACE} written`);
} else if (!existsSync(PLACE) || readFileSync(PLACE, 'utf8') !== text) {
  console.error(`${PLACE} is stale; run "npm run map" and commit it.`);
  process.exitCode = 1;
}
if (problems.length > 0) process.exitCode = 1;

async function readAreas(): Promise<readonly MappedArea[]> {
  return (await import('../src/entrances/registry.ts')).areas;
}

async function readCommands(): Promise<readonly MappedCommand[]> {
  return (await import('../src/entrances/cli.ts')).COMMANDS;
}

/** Every action file, what it announces (the kinds of its area's files of events that it names), and who imports it. */
function readActions(): readonly Action[] {
  const files = new Map(
    globSync('src/{areas,entrances}/**/*.{ts,tsx}')
      .filter((path) => !/\.test\.tsx?$/.test(path))
      .toSorted()
      .map((path) => [path, readWords(path)]),
  );
  // The example workspace is made of many areas' verbs; it stands with the entrances.
  const paths = [...files.keys()].filter((path) =>
    /^src\/(areas\/[a-z]+\/actions\/|entrances\/demo\/workspace\.ts)/.test(path),
  );
  return paths.map((path) => {
    const area = `${path.split('/').slice(0, 3).join('/')}/`;
    const kinds = new Set(
      [...files]
        .filter(([file]) => file.startsWith(area) && /^(?:[a-z]+-)?events\.ts$/.test(file.slice(area.length)))
        .flatMap(([, { strings }]) => [...strings]),
    );
    const named = files.get(path)?.strings ?? new Set();
    return {
      path: path.slice('src/'.length),
      announces: [...kinds].filter((kind) => /^[a-z-]+\.[a-z-]+$/.test(kind) && named.has(kind)).toSorted(),
      usedBy: [...files].filter(([, file]) => file.imports.has(path)).map(([user]) => user.slice('src/'.length)),
    };
  });
}

interface Words {
  readonly strings: ReadonlySet<string>;
  /** From the repository's root. */
  readonly imports: ReadonlySet<string>;
}

function readWords(path: string): Words {
  const found = { strings: new Set<string>(), imports: new Set<string>() };
  walk(parse(path, readFileSync(path, 'utf8')), (node) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string') found.strings.add(node['value']);
    const source = node['source'];
    if (isNode(source)) found.imports.add(join(path, '..', nameOf(source)));
  });
  return found;
}

async function readReactions(): Promise<readonly Reaction[]> {
  const { reactions } = await import('../src/entrances/reactions.ts');
  return Object.entries(reactions).flatMap(([when, list]) => (list ?? []).map(({ does }) => ({ when, follows: does })));
}

async function readAddresses(): Promise<readonly string[]> {
  const { urls } = await import('../src/look/urls.ts');
  return Object.values(urls).map((address) => address.pattern);
}
