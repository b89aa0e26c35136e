/** Items, corrections and comparisons as JSON: the same in the API and in files. Pure. */
import type {
  ComparedRoadmapItem,
  ItemCorrection,
  ItemCorrectionChange,
  KeptReading,
  ListedRoadmap,
  RoadmapDate,
  ShownComparison,
  ShownItem,
} from './types.ts';

export function roadmapJson({ project, date, documents, gaps, unfit }: ListedRoadmap) {
  return {
    project: { id: project.id, name: project.name, label: project.label },
    round: date.round,
    asOf: date.asOf,
    documents: documents.map(({ listed, reading, items }) => ({
      id: reading.id,
      title: listed.title,
      kind: listed.kind,
      ...placeJson(reading),
      items: items.items.map(itemJson),
      setAside: items.setAside.map(itemJson),
    })),
    gaps,
    unfit: unfit.map(correctionJson),
  };
}

export function comparisonJson({ project, from, to, comparison, counts }: ShownComparison, sentence: string) {
  const { fresh, done, dropped, changed, same } = comparison;
  const one = (item: ComparedRoadmapItem) => ({ ...placeJson(item.document), ...itemJson(item) });
  const pair = ({ before, after, changes }: ShownComparison['comparison']['same'][number]) => ({
    before: one(before),
    after: one(after),
    changes: [...changes],
  });
  return {
    project: { id: project.id, name: project.name, label: project.label },
    from: dateJson(from, counts.from),
    to: dateJson(to, counts.to),
    sentence,
    new: fresh.map(one),
    done: done.map(pair),
    dropped: dropped.map(one),
    changed: changed.map(pair),
    same: same.map(pair),
  };
}

export function correctionJson(correction: ItemCorrection) {
  const { id, item, was, change, reason, link, at, forProject, repository, path } = correction;
  return {
    id,
    item,
    repository,
    path,
    was: { title: was.title, section: [...was.section], status: was.status },
    change: changeJson(change),
    reason,
    link,
    at: at.toISOString(),
    forProject,
  };
}

/** Folders of the machine that read them are nobody's business. */
export function publicAddress(url: string): string | null {
  return url.startsWith('https://') ? url : null;
}

function itemJson(item: ShownItem) {
  return {
    key: item.key,
    title: item.title,
    section: [...item.section],
    status: item.status,
    statusStated: item.statusStated,
    lines: item.places[0]!.lines,
    places: item.places.map(({ path, lines }) => ({ path, lines })),
    links: [...item.links],
    parts: item.parts.map(({ title, lines, status }) => ({ title, lines, status })),
    readAs: item.readAs,
    corrections: item.corrections.map(correctionJson),
  };
}

function placeJson({ repository, url, commit, path }: Pick<KeptReading, 'repository' | 'url' | 'commit' | 'path'>) {
  return { repository, url: publicAddress(url), commit, path };
}

function dateJson({ round, title, asOf }: RoadmapDate, items: number) {
  return { round, title, asOf, items };
}

function changeJson(change: ItemCorrectionChange) {
  switch (change.kind) {
    case 'retitle':
      return { kind: change.kind, title: change.title };
    case 'restate':
      return { kind: change.kind, status: change.status };
    case 'set-aside':
      return { kind: change.kind };
    case 'split':
      return { kind: change.kind, titles: [...change.titles] };
    case 'merge':
      return { kind: change.kind, others: change.others.map(({ title }) => title) };
  }
}
