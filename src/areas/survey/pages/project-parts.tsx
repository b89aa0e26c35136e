/** Small pieces that the sections of a surveyed project share. */
import type { VNode } from 'preact';
import { readCalendarDate, type CalendarDate } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import { DateText, VERDICT_WORDS, ANSWER_WORDS } from '../../../look/index.ts';
import type { AnswerReport, Correction, Evidence, ProjectReport, Reason, Result, Round } from '../types.ts';

export interface ProjectPageProps {
  readonly round: Round;
  readonly project: {
    readonly id: string;
    readonly name: string;
    readonly summary: string;
    readonly example: boolean;
    readonly label: string;
    readonly optedOut: boolean;
  };
  readonly result: Result;
  readonly corrections: readonly Correction[];
  /** Before a round is published, those of one project see its page and not the round. */
  readonly seesRound: boolean;
  readonly mayCorrect: boolean;
}

export function shownReason(reason: Reason, report: ProjectReport) {
  const [first] = reason.evidence;
  return {
    head: reason.text,
    ...(first === undefined
      ? {}
      : {
          lines: quotedLines(first),
          source: { ...refOf(report, first), named: report.repositories.length > 1 ? first.repository : null },
        }),
  };
}

export function quotedLines(evidence: Evidence) {
  const from = evidence.lines?.[0] ?? 1;
  return evidence.quote.map((text, at) => ({ number: from + at, text }));
}

export function refOf(
  report: ProjectReport,
  at: {
    readonly repository: string;
    readonly commit: string;
    readonly path: string;
    readonly lines: readonly [number, number] | null;
  },
) {
  return { repository: urlOf(report, at.repository), commit: at.commit, path: at.path, lines: at.lines };
}

export function urlOf(report: ProjectReport, id: string): string | null {
  return report.repositories.find((repository) => repository.id === id)?.url ?? null;
}

export function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Map(
    evidence.map((piece) => [`${piece.repository}\0${piece.path}\0${piece.lines?.join('-') ?? ''}`, piece]),
  );
  return [...seen.values()];
}

export function ageWords(days: number): string {
  if (days < 60) return count(days, 'day');
  if (days < 730) return count(Math.round(days / 30.4), 'month');
  return `${(days / 365.25).toFixed(1)} years`;
}

export function asDay(iso: string): CalendarDate | null {
  return readCalendarDate(iso.slice(0, 10));
}

export function dayText(iso: string | null): VNode | null {
  const day = iso === null ? null : asDay(iso);
  return day === null ? null : <DateText at={day} />;
}

export function verdictOf(answer: string): Result['verdict'] {
  return answer in VERDICT_WORDS ? (answer as Result['verdict']) : 'unknown';
}

export function answerOf(answer: string): AnswerReport['answer'] {
  return answer in ANSWER_WORDS ? (answer as AnswerReport['answer']) : 'unknown';
}

/** A commit's subject, ended like a sentence. */
export function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
