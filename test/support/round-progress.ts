/** Rounds steered and followed through the API, for tests that end programs in the middle of one. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Instance } from './instance.ts';
import { exampleRepository, planned, portfolioOf } from './local-repositories.ts';
import type { Visitor } from './visitor.ts';

/** The API counts requests by the minute. */
const LOOK_EVERY_MS = 300;

export interface Progress {
  readonly state: 'running' | 'stopping' | 'stopped' | 'finished';
  readonly runs: readonly RunProgress[];
}

export interface RunProgress {
  readonly project: string;
  readonly name: string;
  readonly state: 'waiting' | 'running' | 'read' | 'not-reached' | 'stopped';
  readonly attempts: number;
  readonly problem: string | null;
}

/** "Example 01" and on, each with a small repository of its own in the folder; by name, where they are. */
export async function declareProjects(visitor: Visitor, folder: string, many: number): Promise<readonly string[]> {
  const names = Array.from({ length: many }, (_, at) => `Example ${String(at + 1).padStart(2, '0')}`);
  const places = names.map((name, at) =>
    exampleRepository(folder, name.toLowerCase().replace(' ', '-'), at % 2 === 0 ? [planned()] : []),
  );
  const text = portfolioOf(Object.fromEntries(names.map((name, at) => [name, places[at]!])));
  expect(await visitor.api('POST', '/portfolio', { text })).toMatchObject({ body: { newProjects: many } });
  return places;
}

export async function startRound(visitor: Visitor, title: string): Promise<string> {
  const { status, body } = await visitor.api<{ round: string }>('POST', '/rounds', { title, projects: 'all' });
  expect(status).toBe(201);
  return body.round;
}

/** Looks again and again until the round is so; the test's own limit is the deadline. */
export async function untilRound(
  visitor: Visitor,
  round: string,
  isSo: (progress: Progress) => boolean,
): Promise<Progress> {
  for (;;) {
    const { status, body } = await visitor.api<Progress>('GET', `/rounds/${round}/progress`);
    if (status === 200 && isSo(body)) return body;
    await pause(LOOK_EVERY_MS);
  }
}

export function inState(progress: Progress, state: RunProgress['state']): readonly RunProgress[] {
  return progress.runs.filter((run) => run.state === state);
}

/** What was found, a line for each time it was written. */
export function results(
  instance: Instance,
  round: string,
): Promise<{ id: string; project: string; commits: string }[]> {
  return instance.rows('select id, project, commits from survey_result where round = $1 order by project', [round]);
}

/** How often the end of the round was announced. */
export async function timesFinished(instance: Instance, round: string): Promise<number> {
  const [row] = await instance.rows<{ n: number }>(
    `select count(*)::int as n from event where kind = 'round.finished' and stream_id = $1`,
    [round],
  );
  return row!.n;
}
