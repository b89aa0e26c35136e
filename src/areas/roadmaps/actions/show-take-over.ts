import type { Actor } from '../../../kernel/actor.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ShownTakeOver } from '../item-types.ts';
import { levelOf } from '../rules.ts';
import { takenOver } from '../store/items.ts';
import { projectNamed } from '../store/readings.ts';
import type { ReadingId } from '../types.ts';
import { datesOf, roadmapAt } from './show-roadmap.ts';
import { isTakenOver } from './take-over-items.ts';

/** The entries of the newest reading, a document at a time, to choose from. */
export async function showTakeOver(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly document: ReadingId | null },
): Promise<Outcome<ShownTakeOver, ItemRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const allowed = mayDo(actor, itemPermissions.takeOverItems, project.id);
  if (refused(allowed)) return allowed;
  const { dates, looks } = await datesOf(tx, actor, project);
  const newest = dates.find(({ round }) => looks.has(round));
  if (newest === undefined) return refuse('document-not-found');
  const { documents } = await roadmapAt(tx, project, looks.get(newest.round)!);
  const chosen =
    input.document === null
      ? (documents.find(({ items }) => items.items.length > 0) ?? documents[0])
      : documents.find(({ reading }) => reading.id === input.document);
  if (chosen === undefined && input.document !== null) return refuse('document-not-found');

  const listed = chosen?.items.items ?? [];
  const there = await takenOver(tx, project.id, [...new Set(listed.map(({ key }) => key))]);
  return done({
    project,
    readOn: newest.asOf,
    documents: documents.map(({ listed: { reading, title, repository } }) => ({ reading, title, repository })),
    document:
      chosen === undefined
        ? null
        : {
            reading: chosen.reading.id,
            title: chosen.listed.title,
            level: levelOf(chosen.listed),
            repository: chosen.reading.repository,
            url: chosen.reading.url,
            commit: chosen.reading.commit,
          },
    choices: listed.map((item) => {
      const { anchor, title, section, status } = item;
      const [{ path, lines }] = item.places as [(typeof item.places)[number]];
      const taken = there.find((one) => isTakenOver(item, listed, [one]));
      return { anchor, title, section, status, path, lines, takenAs: taken?.number ?? null };
    }),
  });
}
