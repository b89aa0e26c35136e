/** Background work: the queues and their handlers, and the small rounds that every worker makes by itself. */
import type { Instant } from '../kernel/dates.ts';
import type { Db } from '../outside/database/index.ts';
import { handles, queueJobs, startWorker, type JobHandler } from '../outside/jobs/index.ts';
import { eventById, seal, takeNewEvents } from '../outside/journal/index.ts';
import { sendQueuedMail, type Mailer } from '../outside/mail/index.ts';
import { tellAtOnce } from '../areas/people/index.ts';
import { sendDigests } from '../areas/portal/index.ts';
import { keepReadings, queueReadings, readRoadmapJob, warnOfEndingConsents } from '../areas/roadmaps/index.ts';
import { readProject, surveyProjectJob, unfinishedRuns, type ReadProjectTools } from '../areas/survey/index.ts';
import { exampleLifeJob } from './demo/jobs.ts';
import { makeExampleLife } from './demo/life.ts';
import { reactionJob } from './queues.ts';
import { reactions, type AnyEvent, type Reaction } from './reactions.ts';

/** Projects read at the same time by one worker: two cores, and most of a reading waits for git. */
const PROJECTS_AT_ONCE = 2;
/** Behind the survey: a roadmap is a few files of a repository that was opened before. */
const ROADMAPS_AT_ONCE = 1;
const LOOK_EVERY_MS = 1_000;
const SEAL_EVERY_MS = 60_000;
/** Who is due is one look at an index; the letters of a day leave within minutes of their hour. */
const DIGESTS_EVERY_MS = 5 * 60_000;
const EVENTS_AT_ONCE = 100;
/** Often enough for a day; each consent is told of once. */
const ENDING_CONSENTS_EVERY_MS = 3_600_000;

export interface WorkerTools {
  readonly db: Db;
  /** Acts as the application's role. */
  readonly url: string;
  readonly open: ReadProjectTools['open'];
  readonly mailer: Mailer;
  readonly baseUrl: string;
  readonly clock: () => Instant;
  readonly onError: (error: unknown) => void;
}

/** Takes up work until stopped. Any number of these may run, on any machines with the same database. */
export async function startBackgroundWork(tools: WorkerTools): Promise<{ stop(): Promise<void> }> {
  const { db, clock, onError } = tools;
  await requeueUnfinishedRuns(db);
  // Rounds of older versions of the program or of our reader, and those of a restored backup, have roadmaps still to be read.
  await db.tx((tx) => queueReadings(tx, { kind: 'program', program: 'jobs' }, { round: null }, clock()));
  const worker = await startWorker({ url: tools.url, handlers: handlersOf(tools), onError });
  const rounds = [
    every(LOOK_EVERY_MS, onError, () => queueReactions(db)),
    every(LOOK_EVERY_MS, onError, () => sendQueuedMail(db, tools.mailer, clock())),
    every(SEAL_EVERY_MS, onError, () => db.tx((tx) => seal(tx, clock()))),
    every(LOOK_EVERY_MS, onError, () => writeLettersAtOnce(tools)),
    every(ENDING_CONSENTS_EVERY_MS, onError, () =>
      db.tx((tx) => warnOfEndingConsents(tx, { kind: 'program', program: 'jobs' }, clock())),
    ),
    // Without a mail server an administrator would have to carry each by hand: what they say stands on the first page.
    ...(tools.mailer.kind === 'smtp' ? [every(DIGESTS_EVERY_MS, onError, () => sendDigests(tools))] : []),
  ];
  return {
    async stop() {
      await Promise.all(rounds.map((round) => round.stop()));
      await worker.stop();
    },
  };
}

function handlersOf(tools: WorkerTools): readonly JobHandler[] {
  return [
    handles(surveyProjectJob, PROJECTS_AT_ONCE, ({ run }, context) => readProject(tools, run, context)),
    handles(readRoadmapJob, ROADMAPS_AT_ONCE, (asked, context) => keepReadings(tools, asked, context)),
    handles(exampleLifeJob, 1, () => makeExampleLife(tools)),
    handles(reactionJob, 1, async ({ event, reaction }) => {
      await tools.db.tx(async (tx) => {
        const happened = await eventById(tx, event);
        const known = happened === null ? undefined : reactionsTo(happened.kind).find(({ name }) => name === reaction);
        if (happened === null || known === undefined) return;
        await known.run({ tx, event: happened, now: tools.clock(), baseUrl: tools.baseUrl });
      });
    }),
  ];
}

/** Each new event is taken off the list and its reactions are queued, in one transaction: none is lost, none queued twice. */
async function queueReactions(db: Db): Promise<void> {
  await db.tx(async (tx) => {
    const events = await takeNewEvents(tx, EVENTS_AT_ONCE);
    const due = events.flatMap(({ id, kind }) => reactionsTo(kind).map(({ name }) => ({ event: id, reaction: name })));
    await queueJobs(
      tx,
      reactionJob,
      due.map((payload) => ({ key: `${payload.event} ${payload.reaction}`, payload })),
    );
  });
}

async function writeLettersAtOnce({ db, baseUrl, clock }: WorkerTools): Promise<void> {
  while ((await db.tx((tx) => tellAtOnce(tx, { baseUrl }, clock()))) > 0);
}

function reactionsTo(kind: string): readonly Reaction[] {
  return Object.hasOwn(reactions, kind) ? (reactions[kind as AnyEvent['kind']] ?? []) : [];
}

/** Jobs live beside the data, and a restored backup has none: what is not ended is queued again. A job that is still there stays one. */
async function requeueUnfinishedRuns(db: Db): Promise<void> {
  await db.tx(async (tx) => {
    const runs = await unfinishedRuns(tx);
    await queueJobs(
      tx,
      surveyProjectJob,
      runs.map((run) => ({ key: run, payload: { run } })),
    );
  });
}

/** Again and again, one at a time, until stopped; a failure is reported and does not end it. */
function every(
  milliseconds: number,
  onError: (error: unknown) => void,
  work: () => Promise<unknown>,
): { stop(): Promise<void> } {
  let stopped = false;
  let timer: NodeJS.Timeout | null = null;
  let current: Promise<unknown> = Promise.resolve();
  const turn = () => {
    current = work()
      .then(() => null, onError)
      .finally(() => {
        if (!stopped) timer = setTimeout(turn, milliseconds);
      });
  };
  turn();
  return {
    async stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await current;
    },
  };
}
