/**
 * The job behind a project's roadmap page: reads the documents that a round took as the roadmap, and keeps text and items. The reading
 * happens with no transaction open; what was read is written in one, once for each document and commit, however often the job is delivered.
 */
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { calendarDate, readCalendarDate } from '../../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { refused } from '../../../kernel/refusal.ts';
import { count } from '../../../kernel/text.ts';
import type { Db, Tx } from '../../../outside/database/index.ts';
import { saveFile } from '../../../outside/files/index.ts';
import { gitRefusals, type Blob, type Repository } from '../../../outside/git/index.ts';
import type { JobContext } from '../../../outside/jobs/index.ts';
import { formatOf, type DocumentFormat } from '../../../reading/document/index.ts';
import type { Lines } from '../../../reading/items/index.ts';
import { includedPath, type RoadmapReport } from '../../../reading/survey/index.ts';
import { surveyResult, type OpenRepository } from '../../survey/index.ts';
import { includesOf, keptItems, LARGEST_TEXT, readFile, type FileReading } from '../read-file.ts';
import { remarksOnItems } from '../read-roadmap.ts';
import { findReadings, looksOf, saveLook, saveReading, type FoundReading } from '../store/readings.ts';
import { READER, type DocumentKind, type Gap, type KeptFile, type KeptItem, type ReadingId } from '../types.ts';

export interface KeepReadingsTools {
  readonly db: Db;
  readonly open: OpenRepository;
  readonly clock: () => Instant;
}

const MOST_DOCUMENTS = 60;
/** Of all documents together: each page, file and comparison of a roadmap carries every one of them. */
const MOST_ITEMS_OF_A_ROADMAP = 10_000;
const MOST_FILES_OF_A_DOCUMENT = 60;
const MOST_CHARACTERS_OF_A_DOCUMENT = 4_000_000;
const MOST_INCLUDED_IN_EACH_OTHER = 3;

export async function keepReadings(
  { db, open, clock }: KeepReadingsTools,
  asked: { readonly round: RoundId; readonly project: ProjectId },
  context: Pick<JobContext, 'signal'>,
): Promise<void> {
  const plan = await db.read((tx) => planOf(tx, asked));
  if (plan === null) return;
  const gaps: Gap[] = [...plan.gaps];
  const read = new Map<PlannedDocument, ReadDocument>();
  const room = { items: MOST_ITEMS_OF_A_ROADMAP };
  for (const [repository, documents] of Map.groupBy(plan.documents, ({ repository: name }) => name)) {
    const unread = documents.filter(({ kept }) => kept === null);
    if (unread.length === 0) continue;
    context.signal.throwIfAborted();
    const url = plan.urls.get(repository);
    const found =
      url === undefined
        ? unread.map(({ path }) => gapOf(repository, path, 'The survey does not say where this repository is.'))
        : await readRepository(open, { repository, url, documents: unread, room }, context.signal);
    for (const one of found) {
      if ('because' in one) gaps.push(one);
      else read.set(one.document, one);
    }
  }
  await db.tx((tx) => keep(tx, asked, plan, read, gaps, clock()));
}

interface PlannedDocument {
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly lines: Lines | null;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly level: string | null;
  readonly collection: string | null;
  /** Kept by an earlier reading. */
  readonly kept: FoundReading | null;
}

interface Plan {
  readonly asOf: CalendarDate;
  readonly documents: readonly PlannedDocument[];
  readonly urls: ReadonlyMap<string, string>;
  readonly committedOn: ReadonlyMap<string, CalendarDate>;
  readonly gaps: readonly Gap[];
}

/** Null when there is nothing to do: not surveyed, or read completely before by this version of the reader. */
async function planOf(tx: Tx, { round, project }: { round: RoundId; project: ProjectId }): Promise<Plan | null> {
  const result = await surveyResult(tx, round, project);
  if (result === null) return null;
  const [look] = await looksOf(tx, project, [round]);
  if (look !== undefined && look.reader >= READER && look.at >= result.madeAt && look.gaps.length === 0) return null;
  const { roadmap, asOf, repositories } = result.report;
  const listed = roadmap.documents.slice(0, MOST_DOCUMENTS);
  const commits = [...new Set(listed.map(({ commit }) => commit))];
  const readings = await findReadings(tx, { project, reader: READER, commits });
  const known = new Map(readings.map((one) => [placeKey(one), one]));
  return {
    asOf,
    documents: listed.map((document) => ({
      repository: document.repository,
      path: document.path,
      commit: document.commit,
      lines: document.lines,
      title: document.title === '' ? document.path : document.title,
      kind: document.kind,
      level: levelIn(roadmap, document),
      collection: document.collection,
      kept: known.get(placeKey(document)) ?? null,
    })),
    urls: new Map(repositories.map(({ id, url }) => [id, url])),
    committedOn: new Map(
      repositories.flatMap((one) => {
        const day = one.state === 'read' ? readCalendarDate(one.committedOn.slice(0, 10)) : null;
        return day === null ? [] : [[one.id, day] as const];
      }),
    ),
    gaps: repositories.flatMap((one) => (one.state === 'read' ? [] : [gapOf(one.id, null, one.because)])),
  };
}

function placeKey({ repository, path, commit }: Pick<FoundReading, 'repository' | 'path' | 'commit'>): string {
  return [repository, path, commit].join('\0');
}

/** The one level that the survey tells of a document; reports of older surveys tell none. */
function levelIn(
  { levels = [] }: RoadmapReport,
  { repository, path }: RoadmapReport['documents'][number],
): string | null {
  const told = levels.filter((one) => one.target === null && one.repository === repository && one.path === path);
  const names = new Set(told.map(({ level }) => level));
  return names.size === 1 ? told[0]!.level : null;
}

interface ReadDocument {
  readonly document: PlannedDocument;
  readonly url: string;
  readonly files: readonly (Omit<KeptFile, 'digest'> & { readonly text: string })[];
  readonly items: readonly KeptItem[];
}

/** How much is still taken of a roadmap, over all its documents. */
interface Room {
  items: number;
}

async function readRepository(
  open: OpenRepository,
  wanted: {
    readonly repository: string;
    readonly url: string;
    readonly documents: readonly PlannedDocument[];
    readonly room: Room;
  },
  signal: AbortSignal,
): Promise<(ReadDocument | Gap)[]> {
  const { repository, url, documents, room } = wanted;
  const missed = (refusal: {
    refused: keyof typeof gitRefusals;
    because: Parameters<(typeof gitRefusals)['damaged']['say']>[0];
  }) => documents.map(({ path }) => gapOf(repository, path, gitRefusals[refusal.refused].say(refusal.because)));
  const opened = await open({ id: repository, url, revision: null }, signal);
  if (refused(opened)) return missed(opened);
  const git = opened.done;
  try {
    const out: (ReadDocument | Gap)[] = [];
    for (const [commit, together] of Map.groupBy(documents, ({ commit: id }) => id)) {
      const tree = await git.tree(commit, signal);
      if (refused(tree)) {
        out.push(...together.map(({ path }) => gapOf(repository, path, gitRefusals[tree.refused].say(tree.because))));
        continue;
      }
      const blobs = new Map(
        tree.done.flatMap(({ path, kind, blob, oddName }) =>
          oddName || (kind !== 'file' && kind !== 'executable') ? [] : [[path, blob] as const],
        ),
      );
      const known = new Set(blobs.keys());
      const texts = textsOf(git, blobs);
      await texts.bring(together.flatMap((document) => [document.path, ...collectionPaths(document, known)]));
      for (const document of together) out.push(within(room, await readOne(document, url, { known, texts })));
    }
    return out;
  } finally {
    await git.close();
  }
}

function within(room: Room, read: ReadDocument | Gap): ReadDocument | Gap {
  if ('because' in read) return read;
  const items = read.items.slice(0, room.items);
  room.items -= items.length;
  const [first, ...others] = read.files;
  if (items.length === read.items.length || first === undefined) return read;
  const remark = `Of this roadmap ${count(MOST_ITEMS_OF_A_ROADMAP, 'piece')} of work are listed at most; here some are left out.`;
  return { ...read, items, files: [{ ...first, remarks: [...first.remarks, remark] }, ...others] };
}

interface Texts {
  /** Brings what is missing of these in one fetch. */
  bring(paths: readonly string[]): Promise<void>;
  bytes(path: string): Promise<Buffer | { readonly because: string }>;
}

function textsOf(git: Repository, blobs: ReadonlyMap<string, string>): Texts {
  return {
    async bring(paths) {
      const ids = paths.flatMap((path) => blobs.get(path) ?? []);
      // What even the origin does not give is found missing when it is read.
      if (ids.length > 0) await git.bring(ids);
    },
    async bytes(path) {
      const id = blobs.get(path);
      if (id === undefined) return { because: 'It is not a file of this commit.' };
      const blob = (await git.read([id])).get(id);
      return blob !== undefined && 'bytes' in blob ? blob.bytes : { because: whyUnread(blob) };
    },
  };
}

function whyUnread(blob: Blob | undefined): string {
  if (blob === undefined || 'missing' in blob) return 'It is missing in this copy of the repository.';
  if ('tooLarge' in blob) return `It is too large to be read (${Math.round(blob.size / 1_048_576)} MB).`;
  return 'It is kept elsewhere (Git LFS).';
}

interface Surroundings {
  readonly known: ReadonlySet<string>;
  readonly texts: Texts;
}

async function readOne(document: PlannedDocument, url: string, around: Surroundings): Promise<ReadDocument | Gap> {
  const { repository, path } = document;
  const bytes = await around.texts.bytes(path);
  if (!Buffer.isBuffer(bytes)) return gapOf(repository, path, bytes.because);
  const files: ReadDocument['files'][number][] = [];
  const items: KeptItem[] = [];
  let room = MOST_CHARACTERS_OF_A_DOCUMENT;
  const take = async (where: string, why: KeptFile['why'], raw: Buffer): Promise<FileReading | null> => {
    const format = formatFor(where);
    const part = why === 'document' ? document.lines : null;
    const whole = await readFile(raw, format, null);
    if (whole === null || whole.text.length > room) return null;
    const isPart = part !== null && (part[0] > 1 || part[1] < whole.lines.length);
    const reading = isPart ? (await readFile(raw, format, part))! : whole;
    room -= whole.text.length;
    const { text, lines, remarks } = reading;
    const kept = keptItems(where, reading);
    items.push(...kept);
    const about = [...remarks, ...remarksOnItems(kept)];
    files.push({ path: where, why, format, part: isPart ? part : null, lines: lines.length, remarks: about, text });
    return reading;
  };
  const first = await take(path, 'document', bytes.subarray(0, LARGEST_TEXT + 1));
  if (first === null) return gapOf(repository, path, 'It is not text.');
  await takeIncluded(first, path, around, files, take);
  for (const other of collectionPaths(document, around.known)) {
    if (files.length >= MOST_FILES_OF_A_DOCUMENT) break;
    const raw = await around.texts.bytes(other);
    if (Buffer.isBuffer(raw)) await take(other, 'collection', raw.subarray(0, LARGEST_TEXT + 1));
  }
  return { document, url, files, items };
}

/** Depth after depth, never a file twice. */
async function takeIncluded(
  first: FileReading,
  path: string,
  { known, texts }: Surroundings,
  files: readonly { readonly path: string }[],
  take: (path: string, why: 'included', bytes: Buffer) => Promise<FileReading | null>,
): Promise<void> {
  let including = [{ reading: first, path }];
  for (let depth = 0; depth < MOST_INCLUDED_IN_EACH_OTHER && including.length > 0; depth++) {
    const targets = including.flatMap((one) =>
      includesOf(one.reading.tree).flatMap((target) => includedPath(target, one.path, known) ?? []),
    );
    including = [];
    for (const target of new Set(targets)) {
      if (files.length >= MOST_FILES_OF_A_DOCUMENT) continue;
      if (files.some((file) => file.path === target)) continue;
      await texts.bring([target]);
      const bytes = await texts.bytes(target);
      const reading = Buffer.isBuffer(bytes)
        ? await take(target, 'included', bytes.subarray(0, LARGEST_TEXT + 1))
        : null;
      if (reading !== null) including.push({ reading, path: target });
    }
  }
}

function collectionPaths({ collection, path }: PlannedDocument, known: ReadonlySet<string>): readonly string[] {
  if (collection === null) return [];
  return [...known]
    .filter((one) => one.startsWith(`${collection}/`) && one !== path && formatOf(one) !== null)
    .slice(0, MOST_FILES_OF_A_DOCUMENT);
}

function formatFor(path: string): DocumentFormat {
  return formatOf(path) ?? (/\.(?:md|lr)\b/i.test(path) ? 'md' : 'text');
}

function gapOf(repository: string, path: string | null, because: string): Gap {
  return { repository, path, because };
}

async function keep(
  tx: Tx,
  { round, project }: { readonly round: RoundId; readonly project: ProjectId },
  plan: Plan,
  read: ReadonlyMap<PlannedDocument, ReadDocument>,
  gaps: readonly Gap[],
  now: Instant,
): Promise<void> {
  const documents: { reading: ReadingId; title: string; kind: DocumentKind; level: string | null }[] = [];
  for (const document of plan.documents) {
    if (isShownElsewhere(document, plan.documents, read)) continue;
    const { title, kind, level } = document;
    const fresh = read.get(document);
    const reading = fresh === undefined ? document.kept?.id : await keepOne(tx, project, plan, fresh, now);
    if (reading !== undefined) documents.push({ reading, title, kind, level });
  }
  await saveLook(tx, { round, project, asOf: plan.asOf, reader: READER, gaps, documents }, now);
}

/** A document that another one shows in its own place is read there. Of two that show each other the first stands. */
function isShownElsewhere(
  document: PlannedDocument,
  documents: readonly PlannedDocument[],
  read: ReadonlyMap<PlannedDocument, ReadDocument>,
): boolean {
  const shows = (one: PlannedDocument, other: PlannedDocument): boolean =>
    one !== other &&
    one.repository === other.repository &&
    (read.get(one)?.files.some(({ why, path }) => why === 'included' && path === other.path) ??
      one.kept?.included.includes(other.path) ??
      false);
  return documents.some(
    (other, at) => shows(other, document) && !(shows(document, other) && documents.indexOf(document) < at),
  );
}

async function keepOne(
  tx: Tx,
  project: ProjectId,
  plan: Plan,
  { document, url, files, items }: ReadDocument,
  now: Instant,
): Promise<ReadingId> {
  const kept: KeptFile[] = [];
  for (const { text, ...file } of files) {
    kept.push({ ...file, digest: await saveFile(tx, Buffer.from(text, 'utf8'), 'text/plain') });
  }
  const { repository, path, commit } = document;
  const committedOn = plan.committedOn.get(repository) ?? calendarDate(now);
  return saveReading(
    tx,
    { project, repository, url, path, commit, committedOn, reader: READER, files: kept, items },
    now,
  );
}
