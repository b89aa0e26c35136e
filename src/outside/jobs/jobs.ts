/**
 * Work that runs a moment later, on any machine that knows the database: pg-boss behind a small door.
 * A job is queued in the transaction of the act that asks for it and delivered at least once, so its handler must be idempotent.
 */
import { fromKysely, PgBoss } from 'pg-boss';
import { on, withClient, type Tx } from '../database/index.ts';

const SCHEMA = 'jobs';
/** pg-boss allows no shorter heartbeat; with a check every second a killed worker's job is taken up again within 12 s. */
const HEARTBEAT_SECONDS = 10;
const SUPERVISE_SECONDS = 1;
/** A living worker shows itself by heartbeat; the expiry only ends a handler that hangs. */
const EXPIRE_SECONDS = 6 * 3600;
const RETRIES = 5;

declare const payloadType: unique symbol;

/** A named queue and the type of what is put on it. */
export interface JobKind<Payload extends object> {
  readonly name: string;
  readonly [payloadType]?: Payload;
}

export function jobKind<Payload extends object>(name: string): JobKind<Payload> {
  return { name };
}

export interface JobContext {
  /** Which attempt this is, from 1. */
  readonly attempt: number;
  /** Aborted when the worker stops. */
  readonly signal: AbortSignal;
}

export interface JobHandler {
  readonly kind: string;
  /** How many of this kind one worker process runs at once. */
  readonly atOnce: number;
  readonly run: (payload: unknown, context: JobContext) => Promise<void>;
}

export function handles<Payload extends object>(
  kind: JobKind<Payload>,
  atOnce: number,
  run: (payload: Payload, context: JobContext) => Promise<void>,
): JobHandler {
  return { kind: kind.name, atOnce, run: (payload, context) => run(payload as Payload, context) };
}

/**
 * Queues jobs when the transaction commits, all in one statement. A job with the same `key` that waits or runs already makes a new one
 * superfluous, so queueing again after a crash is safe.
 */
export async function queueJobs<Payload extends object>(
  tx: Tx,
  kind: JobKind<Payload>,
  jobs: readonly { readonly key: string; readonly payload: Payload }[],
): Promise<void> {
  if (jobs.length === 0) return;
  const boss = new PgBoss({
    db: fromKysely(on(tx)),
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  await boss.insert(
    kind.name,
    jobs.map(({ key, payload }) => ({ data: payload, singletonKey: key })),
  );
}

/** Creates or updates the job tables and the named queues, as the owner; the application's role may then use them. */
export async function installJobs(ownerUrl: string, kinds: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, schema: SCHEMA, supervise: false, schedule: false });
  boss.on('error', () => {}); // reported by the calls below
  await boss.start();
  try {
    for (const kind of kinds) {
      const options = {
        heartbeatSeconds: HEARTBEAT_SECONDS,
        expireInSeconds: EXPIRE_SECONDS,
        retryLimit: RETRIES,
        retryDelay: 1,
        retryBackoff: true,
      };
      if ((await boss.getQueue(kind)) === null) await boss.createQueue(kind, { ...options, policy: 'exclusive' });
      else await boss.updateQueue(kind, options);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
  await withClient(ownerUrl, 'queues', async (owner) => {
    await owner.query(`grant usage on schema ${SCHEMA} to commonwork_app`);
    await owner.query(`grant select, insert, update, delete on all tables in schema ${SCHEMA} to commonwork_app`);
    await owner.query(`grant usage on all sequences in schema ${SCHEMA} to commonwork_app`);
    await owner.query(`grant execute on all functions in schema ${SCHEMA} to commonwork_app`);
  });
}

/** Takes up jobs until stopped. Any number of these may run, on any machines. */
export async function startWorker(options: {
  readonly url: string;
  readonly handlers: readonly JobHandler[];
  readonly onError: (error: unknown) => void;
}): Promise<{ stop(): Promise<void> }> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    connectionString: options.url,
    schema: SCHEMA,
    migrate: false,
    createSchema: false,
    superviseIntervalSeconds: SUPERVISE_SECONDS,
    // Every supervision looks for lost heartbeats only in queues whose turn this says it is; it would be once a minute.
    monitorIntervalSeconds: SUPERVISE_SECONDS,
    reindex: false,
    monitorVacuum: false,
    schedule: false,
    application_name: 'commonwork jobs',
  });
  boss.on('error', options.onError);
  await boss.start();
  for (const handler of options.handlers) {
    await boss.work(
      handler.kind,
      {
        pollingIntervalSeconds: 0.5,
        localConcurrency: handler.atOnce,
        includeMetadata: true,
        heartbeatRefreshSeconds: 3,
      },
      async ([job]) => {
        if (job === undefined) return;
        await handler.run(job.data, {
          attempt: job.retryCount + 1,
          signal: AbortSignal.any([stopping.signal, job.signal]),
        });
      },
    );
  }
  return {
    async stop() {
      stopping.abort(new Error('the worker stops'));
      await boss.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
