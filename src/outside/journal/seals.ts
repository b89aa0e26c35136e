/** Seals over the journal, and the check that nothing in it was changed, added between, or cut off. */
import { createHash } from 'node:crypto';
import type { Instant } from '../../kernel/dates.ts';
import { on, sql, type Tx } from '../database/index.ts';
import { textDigest } from './journal.ts';

export interface Seal {
  readonly number: number;
  readonly at: Instant;
  /** SHA-256 over the seal before it and the heads that moved since; hex. Publish it. */
  readonly digest: string;
  readonly heads: number;
}

export interface ChainReport {
  readonly streams: number;
  readonly events: number;
  readonly seals: number;
  /** Sentences; empty when everything holds. */
  readonly faults: readonly string[];
}

interface Head {
  readonly stream_kind: string;
  readonly stream_id: string;
  readonly position: number;
  readonly digest: Buffer;
}

interface SealRow {
  readonly number: number;
  readonly at: Instant;
  readonly previous: Buffer;
  readonly digest: Buffer;
}

const NOTHING_BEFORE = Buffer.alloc(32);
const SEAL_LOCK = 0x6377_0002;
const BATCH = 2000;
/** A broken journal is described by its first faults; ten thousand more say nothing new. */
const MOST_FAULTS = 100;

/** Seals the heads of all streams that moved since the last seal into one digest; null when none did. */
export async function seal(tx: Tx, now: Instant): Promise<Seal | null> {
  await sql`select pg_advisory_xact_lock(${SEAL_LOCK})`.execute(on(tx));
  const last = (
    await sql<SealRow>`select number, at, previous, digest from event_seal order by number desc limit 1`.execute(on(tx))
  ).rows[0];
  const moved = await sql<Head>`
    select stream.kind as stream_kind, stream.id as stream_id, stream.position, stream.digest
    from event_stream stream
    where not exists (
      select from event_seal_head sealed
      where sealed.stream_kind = stream.kind and sealed.stream_id = stream.id and sealed.position = stream.position
    )`.execute(on(tx));
  if (moved.rows.length === 0) return null;
  const number = (last?.number ?? 0) + 1;
  const previous = last?.digest ?? NOTHING_BEFORE;
  const heads = moved.rows;
  const digest = sealDigest(number, now, previous, heads);
  await sql`insert into event_seal (number, at, previous, digest) values (${number}, ${now}, ${previous}, ${digest})`.execute(
    on(tx),
  );
  await sql`
    insert into event_seal_head (seal, stream_kind, stream_id, position, digest)
    select ${number}::integer, head.* from unnest(${heads.map((h) => h.stream_kind)}::text[], ${heads.map((h) => h.stream_id)}::text[],
      ${heads.map((h) => h.position)}::integer[], ${heads.map((h) => h.digest)}::bytea[]) as head`.execute(on(tx));
  return { number, at: now, digest: digest.toString('hex'), heads: heads.length };
}

/** Recomputes every chain and every seal. Reads in batches, so it may run beside the daily work. */
export async function verifyChains(tx: Tx): Promise<ChainReport> {
  const faults: string[] = [];
  const report = (fault: string): void => {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  const chains = await verifyEvents(tx, report);
  const seals = await verifySeals(tx, report);
  return { ...chains, seals, faults };
}

interface ChainRow {
  readonly id: string;
  readonly stream_kind: string;
  readonly stream_id: string;
  readonly position: number;
  readonly kind: string;
  readonly at: Instant;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly body: string;
  readonly previous: Buffer;
  readonly digest: Buffer;
}

async function verifyEvents(
  tx: Tx,
  report: (fault: string) => void,
): Promise<{ readonly streams: number; readonly events: number }> {
  let events = 0;
  let streams = 0;
  let last: ChainRow | null = null;
  const closeStream = async (row: ChainRow): Promise<void> => {
    streams += 1;
    await verifyHead(tx, row, report);
  };
  for (;;) {
    const batch: readonly ChainRow[] = await chainBatch(tx, last);
    if (batch.length === 0) break;
    await verifyTexts(tx, batch, report);
    for (const row of batch) {
      events += 1;
      const sameStream: boolean = last?.stream_kind === row.stream_kind && last.stream_id === row.stream_id;
      if (last !== null && !sameStream) await closeStream(last);
      verifyLink(row, sameStream ? last : null, report);
      last = row;
    }
  }
  if (last !== null) await closeStream(last);
  const headless = await sql<{ n: bigint }>`select count(*) as n from event_stream where position > 0`.execute(on(tx));
  const expected = Number(headless.rows[0]!.n);
  if (expected !== streams) report(`${expected} streams have a head, ${streams} have events`);
  return { streams, events };
}

async function chainBatch(tx: Tx, after: ChainRow | null): Promise<readonly ChainRow[]> {
  const answer = await sql<ChainRow>`
    select id, stream_kind, stream_id, position, kind, at, actor_kind, actor_id, body, previous, digest from event
    where (stream_kind, stream_id, position) > (${after?.stream_kind ?? ''}, ${after?.stream_id ?? ''}, ${after?.position ?? 0}::integer)
    order by stream_kind, stream_id, position limit ${BATCH}`.execute(on(tx));
  return answer.rows;
}

function verifyLink(row: ChainRow, before: ChainRow | null, report: (fault: string) => void): void {
  const name = `${row.stream_kind} ${row.stream_id}, event ${row.position}`;
  const expected = (before?.position ?? 0) + 1;
  if (row.position !== expected) report(`${name}: event ${expected} should come here; events are missing`);
  if (!row.previous.equals(before?.digest ?? NOTHING_BEFORE))
    report(`${name} does not follow from the event before it`);
  if (!eventDigest(row).equals(row.digest)) report(`${name} was changed after it was written`);
}

async function verifyHead(tx: Tx, last: ChainRow, report: (fault: string) => void): Promise<void> {
  const head = await sql<{ position: number; digest: Buffer }>`
    select position, digest from event_stream where kind = ${last.stream_kind} and id = ${last.stream_id}`.execute(
    on(tx),
  );
  const kept = head.rows[0];
  if (kept?.position !== last.position || !kept.digest.equals(last.digest)) {
    report(
      `${last.stream_kind} ${last.stream_id}: its last event is ${last.position}, its head says ${kept?.position ?? 'nothing'}`,
    );
  }
}

/** The words kept beside the events are those that were hashed, and none is missing that was not erased. */
async function verifyTexts(tx: Tx, batch: readonly ChainRow[], report: (fault: string) => void): Promise<void> {
  const answer = await sql<{ event: string; name: string; salt: Buffer | null; body: string | null }>`
    select event, name, salt, body from event_text where event = any(${batch.map(({ id }) => id)}::uuid[])`.execute(
    on(tx),
  );
  const kept = new Map(answer.rows.map((row) => [`${row.event} ${row.name}`, row]));
  for (const row of batch) {
    const { texts } = JSON.parse(row.body) as { texts: Readonly<Record<string, string>> };
    for (const [name, digest] of Object.entries(texts)) {
      const text = kept.get(`${row.id} ${name}`);
      const fine =
        text !== undefined &&
        (text.body === null || (text.salt !== null && textDigest(text.salt, text.body) === digest));
      if (!fine)
        report(`${row.stream_kind} ${row.stream_id}, event ${row.position}: its text "${name}" was changed or removed`);
    }
  }
}

async function verifySeals(tx: Tx, report: (fault: string) => void): Promise<number> {
  let previous: Buffer = NOTHING_BEFORE;
  let number = 0;
  for (;;) {
    const batch = await sql<SealRow>`
      select number, at, previous, digest from event_seal where number > ${number} order by number limit ${BATCH}`.execute(
      on(tx),
    );
    if (batch.rows.length === 0) return number;
    const first = batch.rows[0]!.number;
    const last = batch.rows.at(-1)!.number;
    const heads = await sealedHeads(tx, first, last, report);
    for (const row of batch.rows) {
      if (row.number !== number + 1) report(`seal ${number + 1} is missing`);
      if (!row.previous.equals(previous)) report(`seal ${row.number} does not follow from the seal before it`);
      if (!sealDigest(row.number, row.at, row.previous, heads.get(row.number) ?? []).equals(row.digest)) {
        report(`seal ${row.number} does not match what it sealed`);
      }
      previous = row.digest;
      number = row.number;
    }
  }
}

async function sealedHeads(
  tx: Tx,
  first: number,
  last: number,
  report: (fault: string) => void,
): Promise<ReadonlyMap<number, readonly Head[]>> {
  const answer = await sql<Head & { seal: number; event_digest: Buffer | null }>`
    select head.seal, head.stream_kind, head.stream_id, head.position, head.digest, event.digest as event_digest
    from event_seal_head head left join event using (stream_kind, stream_id, position)
    where head.seal between ${first} and ${last}`.execute(on(tx));
  for (const { seal, stream_kind: kind, stream_id: id, position, digest, event_digest: now } of answer.rows) {
    if (now === null || !now.equals(digest))
      report(`seal ${seal}: event ${position} of ${kind} ${id} is not the one that was sealed`);
  }
  return Map.groupBy(answer.rows, ({ seal }) => seal);
}

/** The same text as the trigger `event_link` of migration 0001 hashes. */
function eventDigest(row: ChainRow): Buffer {
  const text = [
    'commonwork event 1',
    row.previous.toString('hex'),
    row.id,
    row.stream_kind,
    row.stream_id,
    row.position,
    row.kind,
    row.at.getTime(),
    row.actor_kind,
    row.actor_id ?? '-',
    row.body,
  ].join('\n');
  return createHash('sha256').update(text, 'utf8').digest();
}

function sealDigest(number: number, at: Instant, previous: Buffer, heads: readonly Head[]): Buffer {
  const lines = heads.map(
    (head) => `${head.stream_kind} ${head.stream_id} ${head.position} ${head.digest.toString('hex')}`,
  );
  const text = ['commonwork seal 1', number, at.getTime(), previous.toString('hex'), ...lines.sort()].join('\n');
  return createHash('sha256').update(text, 'utf8').digest();
}
