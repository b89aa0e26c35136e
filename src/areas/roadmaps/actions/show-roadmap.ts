import { holds } from '../../../kernel/permission.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest } from '../../../outside/files/index.ts';
import { carePermissions, ownProjects, wordsOf } from '../../projects/index.ts';
import { seesUnpublishedOf, verdictsOfProject } from '../../survey/index.ts';
import { correctedRoadmap } from '../corrected-items.ts';
import { readFile } from '../read-file.ts';
import { LONGEST_SHOWN, mayCorrectItem, mayReadAgain } from '../rules.ts';
import { liveItemCorrections } from '../store/corrections.ts';
import { looksOf, projectNamed, readingsByIds } from '../store/readings.ts';
import type {
  ItemCorrection,
  KeptFile,
  ListedRoadmap,
  Look,
  NamedProject,
  ReadingId,
  RoadmapDate,
  RoadmapRefusal,
  ShownFile,
  ShownRoadmap,
} from '../types.ts';

/** A project's roadmap on one day: its documents, one of them to read, the items as corrected. `key` is its name in the address, or its id. */
export async function showRoadmap(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly at: RoundId | null; readonly document: ReadingId | null },
): Promise<Outcome<ShownRoadmap, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const { dates, looks } = await datesOf(tx, actor, project);
  const date =
    input.at === null
      ? (dates.find(({ round }) => looks.has(round)) ?? dates[0] ?? null)
      : (dates.find(({ round }) => round === input.at) ?? null);
  if (date === null && input.at !== null) return refuse('date-not-found');

  const look = date === null ? null : (looks.get(date.round) ?? null);
  const roadmap = await roadmapAt(tx, project, look);
  const documents = roadmap.documents.map(({ listed, items }) => ({ ...listed, items: items.items.length }));
  const chosen =
    input.document === null
      ? (roadmap.documents.find(({ items }) => items.items.length > 0) ?? roadmap.documents[0])
      : roadmap.documents.find(({ listed }) => listed.reading === input.document);
  if (chosen === undefined && input.document !== null) return refuse('document-not-found');

  // On an older day everything corrected since may be missing: what fits no longer is said of the newest alone.
  const isNewest = date !== null && date === dates.find(({ round }) => looks.has(round));
  const unfit = [...roadmap.documents.flatMap(({ items }) => items.unfit), ...roadmap.homeless];
  return done({
    project,
    dates,
    date,
    look,
    documents,
    document: chosen === undefined ? null : { ...chosen, files: await shownFiles(tx, chosen.reading.files) },
    unfit: isNewest ? unfit : [],
    mayCorrect: holds(actor, mayCorrectItem, project.id),
    mayReadAgain: holds(actor, mayReadAgain),
    words: await wordsOf(tx, project.id),
    mayAnswer: holds(actor, carePermissions.answerQuestions, project.id),
  });
}

/** The days on which this reader may see the roadmap as it was, newest first, and what was read on them. */
export async function datesOf(
  tx: Tx,
  actor: Actor,
  project: NamedProject,
): Promise<{ readonly dates: readonly RoadmapDate[]; readonly looks: ReadonlyMap<RoundId, Look> }> {
  const verdicts = await verdictsOfProject(tx, project.id, !seesUnpublishedOf(actor, project.id));
  const dates = verdicts.map(({ round, title, asOf }) => ({ round, title, asOf }));
  const looks = await looksOf(
    tx,
    project.id,
    dates.map(({ round }) => round),
  );
  return { dates, looks: new Map(looks.map((look) => [look.round, look])) };
}

export interface RoadmapAt {
  readonly documents: ListedRoadmap['documents'];
  /** Corrections whose document is gone, and whose item is in none of these. */
  readonly homeless: readonly ItemCorrection[];
}

/** Every document of a day with its items as corrected. */
export async function roadmapAt(tx: Tx, project: NamedProject, look: Look | null): Promise<RoadmapAt> {
  const listed = look?.documents ?? [];
  const kept = await readingsByIds(
    tx,
    listed.map(({ reading }) => reading),
  );
  const byId = new Map(kept.map((reading) => [reading.id, reading]));
  const readings = listed.map((one) => byId.get(one.reading)!);
  const { byReading, homeless } = correctedRoadmap(readings, await liveItemCorrections(tx, project.id));
  return {
    documents: listed.map((one, at) => ({ listed: one, reading: readings[at]!, items: byReading.get(one.reading)! })),
    homeless,
  };
}

/** The texts of a document; short ones as trees, to be set like a page. */
async function shownFiles(tx: Tx, files: readonly KeptFile[]): Promise<ShownFile[]> {
  const shown: ShownFile[] = [];
  let room = LONGEST_SHOWN;
  for (const file of files) {
    const digest = readFileDigest(file.digest);
    const stored = digest === null ? null : await loadFile(tx, digest);
    const bytes = stored?.bytes ?? Buffer.alloc(0);
    const reading = bytes.length > room ? null : await readFile(bytes, file.format, file.part);
    room -= bytes.length;
    shown.push({ ...file, tree: reading?.tree ?? null, text: bytes.toString('utf8') });
  }
  return shown;
}
