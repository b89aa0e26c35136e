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

/** Every action file, what it announces (the kinds of its area's events.ts that it names), and who imports it. */
function readActions(): readonly Action[] {
  const kinds = new Map<string, Set<string>>();
  for (const path of globSync('src/areas/*/events.ts'))
    kinds.set(path.split('/')[2] ?? '', strings(path, /^[a-z-]+\.[a-z-]+$/));
  const sources = globSync('src/{areas,entrances}/**/*.{ts,tsx}').filter((path) => !/\.test\.tsx?$/.test(path));
  return globSync('src/areas/*/actions/*.ts')
    .filter((path) => !path.endsWith('.test.ts'))
    .toSorted()
    .map((path) => {
      const area = path.split('/')[2] ?? '';
      const file = path.slice(path.lastIndexOf('/') + 1);
      const named = strings(path, /./);
      return {
        path: path.slice('src/'.length),
        announces: [...(kinds.get(area) ?? [])].filter((kind) => named.has(kind)).toSorted(),
        usedBy: sources
          .filter((other) => other !== path && imports(other, file))
          .map((other) => other.slice('src/'.length)),
      };
    });
}

function strings(path: string, like: RegExp): Set<string> {
  const found = new Set<string>();
  walk(parse(path, readFileSync(path, 'utf8')), (node) => {
    if (node.type === 'Literal' && typeof node['value'] === 'string' && like.test(node['value']))
      found.add(node['value']);
  });
  return found;
}

function imports(path: string, file: string): boolean {
  let does = false;
  walk(parse(path, readFileSync(path, 'utf8')), (node) => {
    const source = node['source'];
    if (isNode(source) && nameOf(source).endsWith(`/${file}`)) does = true;
  });
  return does;
}

async function readReactions(): Promise<readonly Reaction[]> {
  const { reactions } = await import('../src/entrances/reactions.ts');
  return Object.entries(reactions).flatMap(([when, list]) => (list ?? []).map(({ does }) => ({ when, follows: does })));
}

async function readAddresses(): Promise<readonly string[]> {
  const { urls } = await import('../src/look/urls.ts');
  return Object.values(urls).map((address) => address.pattern);
}
