/**
 * The house's rules about who imports whom (design section 2), as a pure function from files to sentences.
 * `test/architecture.test.ts` runs it on the real tree and, rule by rule, on made-up trees that must fail.
 */
import { isBuiltin } from 'node:module';
import { readFacts, type Facts, type Import, type SourceFile } from './source-facts.ts';

/** Only downwards; equal ranks never. An area that is not here does not exist yet: adding one is a decision. */
const RANKS: Readonly<Record<string, number>> = {
  people: 0,
  ledger: 0,
  projects: 1,
  survey: 2,
  capacity: 2,
  roadmaps: 3,
  brochures: 4,
  goals: 4,
  prospects: 5,
  agreements: 6,
  orders: 7,
  evidence: 8,
  reports: 9,
  conversations: 9,
  portal: 10,
};

const LAYERS = ['kernel', 'reading', 'outside', 'look', 'areas', 'entrances', 'main'] as const;
type Layer = (typeof LAYERS)[number];

const LAYER_MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  kernel: ['kernel'],
  reading: ['kernel', 'reading'],
  outside: ['kernel', 'outside'],
  look: ['kernel', 'look'],
  areas: ['kernel', 'reading', 'outside', 'look', 'areas'],
  entrances: ['kernel', 'reading', 'outside', 'look', 'areas', 'entrances'],
  main: ['kernel', 'outside', 'entrances'],
};

/** What pure code may use of Node: values and bytes, nothing that reaches a disk, a socket or another process. */
const PURE_NODE = new Set([
  'node:assert',
  'node:buffer',
  'node:crypto',
  'node:path',
  'node:path/posix',
  'node:string_decoder',
  'node:url',
  'node:util',
]);

/** Packages that reach outside, and the only places that may speak to them. */
const PACKAGE_HOMES: ReadonlyArray<readonly [name: string, ...homes: string[]]> = [
  ['pg', 'src/outside/'],
  ['pg-boss', 'src/outside/'],
  ['pg-copy-streams', 'src/outside/'],
  ['kysely', 'src/outside/', 'store'],
  ['nodemailer', 'src/outside/'],
  ['fastify', 'src/outside/', 'src/entrances/'],
  ['@node-rs/argon2', 'src/outside/'],
  ['@myriaddreamin/typst-ts-node-compiler', 'src/outside/pdf/'],
  ['@myriaddreamin/typst-ts-web-compiler', 'src/outside/pdf/'],
  ['@simplewebauthn/server', 'src/outside/'],
  ['@simplewebauthn/browser', 'src/look/islands/'],
  ['openid-client', 'src/outside/'],
];

/** The files of an area (design section 2). Any other name is a pure helper and may import what rules may. */
type Role =
  | 'types'
  | 'rules'
  | 'inputs'
  | 'store'
  | 'actions'
  | 'jobs'
  | 'events'
  | 'pages'
  | 'web'
  | 'api'
  | 'commands'
  | 'index';
const OWN_FILES: readonly Role[] = [
  'types',
  'rules',
  'inputs',
  'store',
  'actions',
  'jobs',
  'events',
  'pages',
  'web',
  'api',
  'commands',
];

interface RoleRule {
  readonly own: readonly Role[];
  readonly outside: 'any' | 'database' | 'jobs' | 'declarations' | 'none';
  readonly reading: boolean;
  readonly look: boolean;
  readonly lowerAreas: 'any' | 'types' | 'none';
}

const ROLE_RULES: Readonly<Record<Role, RoleRule>> = {
  types: { own: ['types'], outside: 'none', reading: true, look: false, lowerAreas: 'types' },
  rules: { own: ['types', 'rules'], outside: 'none', reading: true, look: false, lowerAreas: 'any' },
  inputs: { own: ['types', 'inputs'], outside: 'none', reading: false, look: false, lowerAreas: 'none' },
  store: { own: ['types', 'rules', 'store'], outside: 'database', reading: false, look: false, lowerAreas: 'types' },
  actions: {
    own: ['types', 'rules', 'inputs', 'store', 'actions', 'jobs', 'events'],
    outside: 'any',
    reading: true,
    look: false,
    lowerAreas: 'any',
  },
  jobs: { own: ['types'], outside: 'jobs', reading: false, look: false, lowerAreas: 'none' },
  events: { own: ['types', 'events'], outside: 'none', reading: false, look: false, lowerAreas: 'types' },
  pages: {
    own: ['types', 'rules', 'events', 'pages'],
    outside: 'none',
    reading: false,
    look: true,
    lowerAreas: 'any',
  },
  web: { own: OWN_FILES, outside: 'declarations', reading: false, look: true, lowerAreas: 'types' },
  api: { own: OWN_FILES, outside: 'declarations', reading: false, look: true, lowerAreas: 'types' },
  commands: { own: OWN_FILES, outside: 'any', reading: true, look: true, lowerAreas: 'types' },
  index: { own: OWN_FILES, outside: 'none', reading: false, look: false, lowerAreas: 'none' },
};

/** The doors of an area that the entrances mount; everything else of it they reach through its index. */
const MOUNTED: readonly Role[] = ['index', 'web', 'api', 'commands', 'events', 'jobs'];

/** Everything wrong in these files, one sentence each, naming file, import and rule. Empty when the house is in order. */
export function check(files: readonly SourceFile[]): string[] {
  const paths = new Set(files.map((file) => file.path));
  return [...files.flatMap((file) => (isSource(file.path) ? checkSource(file) : [])), ...checkAreas(paths, files)];
}

/** How many source files each layer holds, so that a check that saw nothing cannot pass. */
export function countLayers(files: readonly SourceFile[]): ReadonlyMap<Layer, number> {
  const counts = new Map<Layer, number>(LAYERS.map((layer) => [layer, 0]));
  for (const file of files) {
    const layer = isSource(file.path) ? layerOf(file.path) : null;
    if (layer !== null) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  }
  return counts;
}

function checkSource(file: SourceFile): string[] {
  const layer = layerOf(file.path);
  if (layer === null) return [`${file.path} lies in no layer of the house: ${LAYERS.join(', ')}.`];
  const facts = readFacts(file);
  return [
    ...facts.imports.flatMap((one) => checkImport(file.path, layer, one)),
    ...(isTest(file.path) ? [] : checkRemarks(file.path, layer, facts)),
    ...(isTest(file.path) ? [] : checkShape(file.path, facts)),
  ];
}

function checkImport(path: string, layer: Layer, one: Import): string[] {
  const at = `${path}:${one.line} imports ${one.specifier}`;
  if (!one.specifier.startsWith('.')) return checkPackage(path, layer, one, at);
  const target = resolve(path, one.specifier);
  if (!/\.(ts|tsx|json|css|sql)$/.test(target)) return [`${at} without its extension; write it out.`];
  if (!target.startsWith('src/')) {
    if (isTest(path) || target.endsWith('.json')) return [];
    return [`${at}, which lies outside src/; only tests may.`];
  }
  const targetLayer = layerOf(target);
  if (targetLayer === null) return [`${at}, which lies in no layer of the house.`];
  const mayImport =
    isTest(path) && layer === 'areas' ? [...LAYER_MAY_IMPORT[layer], 'entrances'] : LAYER_MAY_IMPORT[layer];
  if (!mayImport.includes(targetLayer)) {
    return [`${at}: ${layer} may import ${sayList(LAYER_MAY_IMPORT[layer])}, never ${targetLayer}.`];
  }
  if (isTest(target)) return [`${at}: a test is no place to import from.`];
  const sqlProblem = checkSql(path, target, one, at);
  if (layer === 'areas') return [...sqlProblem, ...checkAreaImport(path, target, targetLayer, one, at)];
  if (layer === 'entrances' && targetLayer === 'areas' && !isTest(path)) {
    const role = roleOf(target);
    if (role === null || !MOUNTED.includes(role)) {
      return [
        ...sqlProblem,
        `${at}: an entrance reaches an area through ${MOUNTED.map((name) => `${name}.ts`).join(', ')} only.`,
      ];
    }
  }
  return sqlProblem;
}

function checkPackage(path: string, layer: Layer, one: Import, at: string): string[] {
  if (isTest(path)) return [];
  if (one.specifier.startsWith('node:') || isBuiltin(one.specifier)) {
    if (!one.specifier.startsWith('node:')) return [`${at}: write node:${one.specifier}.`];
    // A command reads the files that are named on its line.
    const pure = layer === 'kernel' || layer === 'reading' || (layer === 'areas' && roleOf(path) !== 'commands');
    if (pure && !PURE_NODE.has(one.specifier)) {
      return [`${at}: ${layer} does no input or output of its own; that is what outside is for.`];
    }
    return [];
  }
  const name = packageOf(one.specifier);
  if (layer === 'kernel') return [`${at}: the kernel needs no package.`];
  const home = PACKAGE_HOMES.find(([known]) => known === name);
  if (home === undefined) return [];
  const [, ...places] = home;
  const atHome = places.some((place) => (place.endsWith('/') ? path.startsWith(place) : roleOf(path) === place));
  return atHome || one.typesOnly ? [] : [`${at}: ${name} is spoken to from ${sayList(places)} only.`];
}

/** SQL is written in `store.ts` and in outside/, nowhere else. */
function checkSql(path: string, target: string, one: Import, at: string): string[] {
  if (!target.startsWith('src/outside/database/') || isTest(path) || path.startsWith('src/outside/')) return [];
  const query = one.names.find((name) => name === 'sql' || name === 'on');
  return query === undefined || roleOf(path) === 'store'
    ? []
    : [`${at} for "${query}": SQL is written in an area's store.ts only.`];
}

function checkAreaImport(path: string, target: string, targetLayer: Layer, one: Import, at: string): string[] {
  const area = areaOf(path);
  if (area === null) return [`${path} lies in areas/ but in no area.`];
  if (targetLayer === 'areas') {
    const other = areaOf(target);
    if (other !== area)
      return other === null ? [`${at}, which is in no area.`] : checkRank(path, area, other, target, one, at);
  }
  if (isTest(path)) return [];
  // A pure helper may name the types of what it is handed.
  if (roleOf(path) === null && one.typesOnly) return [];
  // The portal's records are what its pages show.
  if (area === 'portal' && roleOf(path) === 'types' && one.typesOnly && targetLayer === 'look') return [];
  const role = roleOf(path) ?? 'rules';
  const rule = ROLE_RULES[role];
  const because = `${roleName(role, path)} may not import`;
  switch (targetLayer) {
    case 'kernel':
      return [];
    case 'reading':
      return rule.reading || one.typesOnly ? [] : [`${at}: ${because} reading.`];
    case 'look':
      // Addresses are plain text; an action that writes a letter needs them too.
      return rule.look || target === 'src/look/urls.ts' ? [] : [`${at}: ${because} look.`];
    case 'outside':
      return mayReachOutside(rule, target, one) ? [] : [`${at}: ${because} this of outside.`];
    case 'areas': {
      const own = roleOf(target);
      if (own === 'index') return [`${at}: an area's own files import each other, not its door.`];
      if (own === null) return role === 'types' || role === 'jobs' ? [`${at}: ${because} a pure helper.`] : [];
      return rule.own.includes(own) ? [] : [`${at}: ${because} its area's ${own}.`];
    }
    default:
      return [];
  }
}

function checkRank(path: string, area: string, other: string, target: string, one: Import, at: string): string[] {
  const rank = RANKS[area];
  const otherRank = RANKS[other];
  if (rank === undefined || otherRank === undefined) return []; // said once for the whole area, in checkAreas
  if (otherRank >= rank) {
    return [`${at}: ${area} has rank ${rank} and ${other} rank ${otherRank}; areas import only downwards in rank.`];
  }
  if (roleOf(target) !== 'index') return [`${at}: the only door of ${other} is its index.ts.`];
  if (isTest(path)) return [];
  const role = roleOf(path) ?? 'rules';
  const allowed = ROLE_RULES[role].lowerAreas;
  // The portal gathers other areas and owns no facts: its web.ts calls what they export to read.
  const gathers = area === 'portal' && (role === 'web' || role === 'api');
  if (allowed === 'any' || gathers || (allowed === 'types' && one.typesOnly)) return [];
  return [
    `${at}: ${roleName(role, path)} may take ${allowed === 'types' ? 'only types' : 'nothing'} from other areas.`,
  ];
}

function mayReachOutside(rule: RoleRule, target: string, one: Import): boolean {
  switch (rule.outside) {
    case 'any':
      return true;
    case 'database':
    case 'jobs':
      return target.startsWith(`src/outside/${rule.outside}/`);
    case 'declarations':
      // docs/decisions/001: what a route or a command is made of is declared in outside; the database's types name its parameters.
      return (
        target.startsWith('src/outside/http/') ||
        target.startsWith('src/outside/terminal/') ||
        (target.startsWith('src/outside/') && one.typesOnly)
      );
    case 'none':
      return false;
  }
}

function checkRemarks(path: string, layer: Layer, facts: Facts): string[] {
  // Islands run in the browser, where the clock is the reader's own.
  const below = ['kernel', 'reading', 'look', 'areas'].includes(layer) && !path.startsWith('src/look/islands/');
  return facts.remarks.flatMap((remark) => {
    const at = `${path}:${remark.line}`;
    switch (remark.kind) {
      case 'clock':
        return below ? [`${at} asks the clock; time is passed in below the entrances.`] : [];
      case 'stopwatch':
        // What waits or reports progress may measure how long; nothing that is kept may come from it.
        return below && !['actions', 'commands'].includes(roleOf(path) ?? '')
          ? [`${at} measures time; that is for actions and outside.`]
          : [];
      case 'environment':
        return below ? [`${at} reads process.env; settings are passed in.`] : [];
      case 'danger':
        return [`${at} sets markup by hand (dangerouslySetInnerHTML); text is never joined into markup.`];
      case 'link':
        return layer === 'areas'
          ? [
              `${at} follows an address made from data; write it out, make it with urls, or use look's component for outside links.`,
            ]
          : [];
      case 'unfollowable':
        return [`${at} imports a module whose name is computed; nobody can follow that.`];
    }
  });
}

function checkShape(path: string, facts: Facts): string[] {
  const problems: string[] = [];
  if (roleOf(path) === 'index' && facts.imports.some((one) => one.isReExport && one.names.includes('*'))) {
    problems.push(`${path} exports everything of a file; a door lists its names one by one.`);
  }
  if (facts.exported.includes('default'))
    problems.push(`${path} has a default export; names are given once, where a thing is made.`);
  if (roleOf(path) === 'actions') {
    const verb = camelCase(path.slice(path.lastIndexOf('/') + 1).replace(/\.tsx?$/, ''));
    if (!facts.exported.includes(verb))
      problems.push(`${path} does not export ${verb}; an action is named after its file.`);
  }
  return problems;
}

/** What holds for an area as a whole: a rank, a short README, a test beside every action. */
function checkAreas(paths: ReadonlySet<string>, files: readonly SourceFile[]): string[] {
  const areas = new Set([...paths].map(areaOf).filter((name) => name !== null));
  const problems: string[] = [];
  for (const area of areas) {
    if (RANKS[area] === undefined)
      problems.push(`src/areas/${area} has no rank; add it to RANKS in test/support/architecture.ts.`);
    const readme = files.find((file) => file.path === `src/areas/${area}/README.md`);
    if (readme === undefined) problems.push(`src/areas/${area} has no README.md of 15 lines.`);
    else if (readme.text.trimEnd().split('\n').length > README_LINES) {
      problems.push(`${readme.path} is longer than ${README_LINES} lines.`);
    }
  }
  for (const path of paths) {
    if (roleOf(path) !== 'actions' || isTest(path) || !isSource(path)) continue;
    if (!paths.has(path.replace(/\.tsx?$/, '.test.ts'))) problems.push(`${path} has no test beside it.`);
  }
  return problems;
}

const README_LINES = 20;

function isSource(path: string): boolean {
  return path.startsWith('src/') && /\.tsx?$/.test(path) && !path.endsWith('.d.ts');
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('test/');
}

function layerOf(path: string): Layer | null {
  if (path === 'src/main.ts') return 'main';
  const folder = path.split('/')[1];
  return path.split('/').length > 2 ? (LAYERS.find((layer) => layer === folder && layer !== 'main') ?? null) : null;
}

function areaOf(path: string): string | null {
  const parts = path.split('/');
  return parts[0] === 'src' && parts[1] === 'areas' && parts.length > 3 ? (parts[2] ?? null) : null;
}

/** Which of the files of an area this is: by its name (`store.ts`, `round-store.ts`) or by the folder that it was split into. */
function roleOf(path: string): Role | null {
  if (areaOf(path) === null) return null;
  const name = (path.split('/')[3] ?? '').replace(/\.tsx?$/, '');
  const role = [...OWN_FILES, 'index' as const].find(
    (known) => known === name || (known !== 'index' && name.endsWith(`-${known}`)),
  );
  // A round as CSV is a page in another format.
  return role ?? (path.endsWith('.tsx') || name === 'exports' ? 'pages' : null);
}

function roleName(role: Role, path: string): string {
  return roleOf(path) === null ? 'a pure helper' : role === 'actions' ? 'an action' : `${role}.ts`;
}

function resolve(from: string, specifier: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function camelCase(kebab: string): string {
  return kebab.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

function sayList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}
