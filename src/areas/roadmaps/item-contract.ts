/** Items as JSON: the same wherever a program reads them. Pure. */
import { lintItem } from './item-lint.ts';
import { provenanceQuestions } from './item-rules.ts';
import type {
  ItemText,
  ListedItem,
  ShownItemPage,
  ShownItems,
  ShownProvenance,
  ShownScope,
  Wording,
} from './item-types.ts';
import type { NamedProject } from './types.ts';

export function itemsJson({ project, items, counts, query }: ShownItems) {
  return {
    project: projectJson(project),
    counts: counts.byLevel,
    items: items.map((item: ListedItem) => ({
      id: item.id,
      number: item.number,
      level: item.level,
      state: item.state,
      parent: item.parent,
      title: item.title,
      summary: item.summary,
      beneficiaries: item.beneficiaries,
      estimate: item.estimate,
      wording: item.wordings,
    })),
    view: query.view,
  };
}

export function itemJson(shown: ShownItemPage, isFunderView: boolean) {
  const { project, item, wording, approved, seesWhole } = shown;
  return {
    project: projectJson(project),
    id: item.id,
    number: item.number,
    state: item.state,
    level: item.level,
    parent: item.parent,
    noParentBecause: item.noParentBecause,
    succeeds: item.succeeds,
    provenance: item.provenance,
    interviewedOn: item.interviewedOn,
    wording: wordingJson(wording, isFunderView),
    approvedWording: approved?.number ?? null,
    origin: shown.origin,
    source:
      shown.source === null
        ? null
        : {
            repository: shown.source.repository,
            commit: shown.source.commit,
            path: shown.source.path,
            lines: shown.source.lines,
          },
    sourceToday: shown.sourceToday?.kind ?? null,
    transitions: shown.transitions.map(
      ({ from, to, wording: about, reason, isPrivate, disclosure, links, at, hat }) => ({
        from,
        to,
        wording: about,
        reason,
        private: isPrivate,
        disclosure,
        links,
        at,
        hat,
      }),
    ),
    alignments: shown.alignments.map(({ id, kind, url, title, datedOn, readOn }) => ({
      id,
      kind,
      url,
      title,
      datedOn,
      readOn,
    })),
    signals: shown.signals.map(({ id, kind, who, place, url, datedOn, isPublic }) => ({
      id,
      kind,
      who,
      place,
      url,
      datedOn,
      public: isPublic,
    })),
    marks: shown.marks.map(({ id, condition, kind, reason, url, at, hat }) => ({
      id,
      condition,
      kind,
      reason,
      url,
      at,
      hat,
    })),
    scope: shown.scopeChecks[0]?.verdict ?? null,
    worthAnotherLook: seesWhole ? lintItem(wording) : [],
  };
}

function wordingJson(wording: Wording, isFunderView: boolean) {
  const { id, number, digest, at, hat, by: _by, byName: _byName, ...text } = wording;
  const shown: ItemText = isFunderView ? { ...text, details: '', plan: '', sourceQuote: [] } : text;
  return { id, number, digest, at, hat, ...shown };
}

export function scopeJson({ project, lines }: ShownScope) {
  return {
    project: projectJson(project),
    lines: lines.map(({ id, field, body, url, at }) => ({ id, field, body, url, at })),
  };
}

export function provenanceJson({ project, events, steps, today }: ShownProvenance) {
  return {
    project: projectJson(project),
    events: events.map(({ id, kind, datedOn, place, people, input, output, url }) => ({
      id,
      kind,
      datedOn,
      place,
      people,
      input,
      output,
      url,
    })),
    git: steps,
    questions: provenanceQuestions(events, today).map(({ question, isAnswered }) => ({ question, isAnswered })),
  };
}

function projectJson({ id, name, label }: NamedProject) {
  return { id, name, label };
}
