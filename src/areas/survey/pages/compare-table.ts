/** The table of two rounds compared: a row for each answer that differs, and which of them a query in the address asks for. Pure. */
import type { ProjectId } from '../../../kernel/ids.ts';
import { QUESTIONS, type ComparedProject, type Question, type SaidAnswer } from '../compare-rules.ts';

/** `absent`: not in the round. `unread`: in it, and could not be read. */
export type SideOfChange =
  | { readonly kind: 'said'; readonly answer: SaidAnswer<string> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unread' };

export interface ChangeRow {
  readonly project: ProjectId;
  readonly name: string;
  readonly example: boolean;
  readonly question: Question;
  readonly from: SideOfChange;
  readonly to: SideOfChange;
}

export interface ChangeQuery {
  readonly text: string;
  /** One of the questions, or '' for all. */
  readonly question: string;
  /** An answer, `absent` or `unread`; '' for any. */
  readonly was: string;
  readonly became: string;
  readonly sort: 'project' | 'question';
  readonly descending: boolean;
  readonly page: number;
}

export interface ShownChanges {
  readonly rows: readonly ChangeRow[];
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly page: number;
}

const PAGE = 50;
const LONGEST_PARAMETER = 200;

/** A project that only one of the rounds has stands with its verdict there; those that did not change, or asked to be left out, have no row. */
export function changeRows(projects: readonly ComparedProject[]): readonly ChangeRow[] {
  return projects.flatMap(({ project, name, example, isUnnamed, standing, from, to, changes }): ChangeRow[] => {
    if (isUnnamed) return [];
    const about = { project, name, example };
    if (standing === 'changed') {
      return changes.map(({ question, from: one, to: other }) => ({
        ...about,
        question,
        from: { kind: 'said', answer: one },
        to: { kind: 'said', answer: other },
      }));
    }
    return standing === 'same' ? [] : [{ ...about, question: 'verdict', from: sideOf(from), to: sideOf(to) }];
  });
}

function sideOf(one: ComparedProject['from']): SideOfChange {
  if (one === null) return { kind: 'absent' };
  return one.said === null ? { kind: 'unread' } : { kind: 'said', answer: one.said.verdict };
}

export function readChangeQuery(query: URLSearchParams): ChangeQuery {
  const word = (name: string) => (query.get(name) ?? '').slice(0, LONGEST_PARAMETER);
  const page = Number(query.get('page') ?? '1');
  return {
    text: word('text'),
    question: word('question'),
    was: word('was'),
    became: word('became'),
    sort: query.get('sort') === 'question' ? 'question' : 'project',
    descending: query.get('descending') === '1',
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  };
}

export function shownChanges(rows: readonly ChangeRow[], query: ChangeQuery): ShownChanges {
  const words = query.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fitting = rows.filter(
    (row) =>
      words.every((word) => textOf(row).includes(word)) &&
      (query.question === '' || query.question === row.question) &&
      (query.was === '' || query.was === tokenOf(row.from)) &&
      (query.became === '' || query.became === tokenOf(row.to)),
  );
  // The rows come by project, and a stable sort keeps that within a question.
  const sorted =
    query.sort === 'project'
      ? [...fitting]
      : fitting.toSorted((a, b) => QUESTIONS.indexOf(a.question) - QUESTIONS.indexOf(b.question));
  if (query.descending) sorted.reverse();
  const page = Math.min(query.page, Math.max(1, Math.ceil(sorted.length / PAGE)));
  const first = (page - 1) * PAGE;
  const shown = sorted.slice(first, first + PAGE);
  return {
    rows: shown,
    from: shown.length === 0 ? 0 : first + 1,
    to: first + shown.length,
    total: sorted.length,
    page,
  };
}

export function tokenOf(side: SideOfChange): string {
  return side.kind === 'said' ? side.answer.value : side.kind;
}

function textOf(row: ChangeRow): string {
  const reasons = [row.from, row.to].map((side) => (side.kind === 'said' ? side.answer.reason : ''));
  return `${row.name} ${reasons.join(' ')}`.toLowerCase();
}
