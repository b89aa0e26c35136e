import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase, testDatabase } from '../../../test/support/database.ts';
import { asAdmin } from '../../../test/support/server.ts';
import { STRANGER, type Actor } from '../../kernel/actor.ts';
import { calendarDate } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import { on, sql, sqlState, type Db } from '../database/index.ts';
import {
  announce,
  eraseTexts,
  eventsOf,
  seal,
  showEventText,
  takeNewEvents,
  verifyChains,
  type Stream,
} from './index.ts';

const { db } = await testDatabase();

const at = new Date('2026-11-25T10:00:00.123Z');
const maintainer: Actor & { readonly kind: 'person' } = {
  kind: 'person',
  person: newId<'person'>(at),
  name: 'Ada Example',
  grants: [],
  hats: [],
  hat: 'maintainer of Example Arrays',
};

function newStream(kind = 'project'): Stream {
  return { kind, id: newId(at) };
}

async function decline(on: Db, stream: Stream, reason = 'Not on our path', actor: Actor = maintainer) {
  return on.tx((tx) =>
    announce(tx, {
      stream,
      kind: 'item.declined',
      actor,
      at,
      facts: { item: 'a1', parts: ['x', 'y'], n: 3 },
      texts: { reason },
    }),
  );
}

test('an event is read back with its facts, its words and its place in the stream', async () => {
  const stream = newStream();
  await decline(db, stream, 'first');
  const id = await decline(db, stream, 'second');
  const events = await db.read((tx) => eventsOf(tx, stream));
  expect(events.map(({ position }) => position)).toEqual([2, 1]);
  expect(events[0]).toEqual({
    id,
    stream,
    position: 2,
    kind: 'item.declined',
    at,
    actor: { kind: 'person', id: maintainer.person },
    facts: { item: 'a1', parts: ['x', 'y'], n: 3 },
    texts: { reason: { text: 'second' }, hat: { text: 'maintainer of Example Arrays' } },
  });
  const older = await db.read((tx) => eventsOf(tx, stream, { limit: 5, before: 2 }));
  expect(older.map((event) => showEventText(event, 'reason'))).toEqual(['first']);
});

test('an event of an act that was rolled back never happened', async () => {
  const stream = newStream();
  await expect(
    db.tx(async (tx) => {
      await announce(tx, { stream, kind: 'round.started', actor: STRANGER, at });
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await db.read((tx) => eventsOf(tx, stream))).toEqual([]);
});

test('the application can neither change nor remove what happened, nor choose its place', async () => {
  const stream = newStream();
  await decline(db, stream);
  const statements = [
    sql`update event set kind = 'item.offered'`,
    sql`delete from event`,
    sql`truncate event cascade`,
    sql`update event_stream set position = 9`,
    sql`insert into event_stream values ('project', 'x', 1, '')`,
    sql`delete from event_text`,
    sql`update event_text set body = 'kinder words'`,
    sql`update event_text set event = ${newId(at)}`,
    sql`alter table event disable trigger user`,
    sql`drop trigger link on event`,
    sql`update event_seal set digest = ''`,
  ];
  for (const statement of statements) {
    expect(await db.tx((tx) => statement.execute(on(tx))).catch(sqlState)).toBe('42501');
  }
  const forged = sql`insert into event (id, stream_kind, stream_id, position, kind, at, actor_kind, body, previous, digest)
    values (${newId(at)}, ${stream.kind}, ${stream.id}, 77, 'item.offered', ${at}, 'stranger', '{"facts":{},"texts":{}}', 'x', 'y')`;
  await db.tx((tx) => forged.execute(on(tx)));
  const events = await db.read((tx) => eventsOf(tx, stream));
  expect(events.map(({ position }) => position)).toEqual([2, 1]);
  expect((await db.read(verifyChains)).faults).toEqual([]);
});

test('the owner is stopped as well, unless somebody takes the guard off on purpose', async () => {
  const own = await freshDatabase();
  try {
    await decline(own.db, newStream());
    await asAdmin(own.ownerUrl, async (client) => {
      await expect(client.query('delete from event_text')).rejects.toThrow('append-only');
      await expect(client.query(`update event set kind = 'x'`)).rejects.toThrow('append-only');
      await expect(client.query('truncate event cascade')).rejects.toThrow('append-only');
    });
  } finally {
    await own.close();
  }
});

test('words and addresses are refused as facts', async () => {
  const bad = ['Ada Example', 'ada@example.org', '', 'x'.repeat(300), 1.5, Number.NaN];
  for (const value of bad) {
    const attempt = db.tx((tx) =>
      announce(tx, { stream: newStream(), kind: 'x.y', actor: STRANGER, at, facts: { value } }),
    );
    await expect(attempt).rejects.toThrow('words go into texts');
  }
});

test('erased words are gone, their day is shown, and the chain still holds', async () => {
  const stream = newStream('person');
  await decline(db, stream, 'call me on the example number');
  const day = calendarDate(at);
  expect(await db.tx((tx) => eraseTexts(tx, { stream }, day))).toBe(2);
  expect(await db.tx((tx) => eraseTexts(tx, { stream }, day))).toBe(0);
  const [event] = await db.read((tx) => eventsOf(tx, stream));
  expect(showEventText(event!, 'reason')).toBe('erased on 25 Nov 2026');
  expect(showEventText(event!, 'hat')).toBe('erased on 25 Nov 2026');
  expect(showEventText(event!, 'other')).toBe(null);
  expect((await db.read(verifyChains)).faults).toEqual([]);
});

test('everything that a person did can be erased at once', async () => {
  const leaving = { ...maintainer, person: newId<'person'>(at) };
  const streams = [newStream(), newStream('round')];
  for (const stream of streams) await decline(db, stream, 'mine', leaving);
  const erased = await db.tx((tx) => eraseTexts(tx, { person: leaving.person }, calendarDate(at)));
  expect(erased).toBe(4);
});

test('many writers at once leave gapless chains', async () => {
  const streams = [newStream(), newStream()];
  await Promise.all(Array.from({ length: 30 }, (_, n) => decline(db, streams[n % 2]!, `reason ${n}`)));
  for (const stream of streams) {
    const events = await db.read((tx) => eventsOf(tx, stream));
    expect(events.map(({ position }) => position).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 15 }, (_, n) => n + 1),
    );
  }
  expect((await db.read(verifyChains)).faults).toEqual([]);
});

test('any text survives, whatever its characters', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (reason) => {
      const stream = newStream();
      await decline(db, stream, reason);
      const [event] = await db.read((tx) => eventsOf(tx, stream));
      expect(showEventText(event!, 'reason')).toBe(reason.toWellFormed().replaceAll('\0', ''));
    }),
    { numRuns: 30 },
  );
  expect((await db.read(verifyChains)).faults).toEqual([]);
});

test('each event is handed out once for its reactions, and again when the reacting transaction fails', async () => {
  const own = await freshDatabase();
  try {
    const stream = newStream();
    for (const reason of ['one', 'two', 'three']) await decline(own.db, stream, reason);
    const failed = own.db.tx(async (tx) => {
      expect(await takeNewEvents(tx, 10)).toHaveLength(3);
      throw new Error('crash');
    });
    await expect(failed).rejects.toThrow('crash');
    const batches = await Promise.all([1, 2, 3].map(() => own.db.tx((tx) => takeNewEvents(tx, 2))));
    const rest = await own.db.tx((tx) => takeNewEvents(tx, 10));
    const taken = [...batches.flat(), ...rest].map((event) => event.position);
    expect(taken.sort((a, b) => a - b)).toEqual([1, 2, 3]);
  } finally {
    await own.close();
  }
});

test('a seal covers what moved since the one before, and nothing is sealed twice', async () => {
  const own = await freshDatabase();
  try {
    const [left, right] = [newStream(), newStream()];
    expect(await own.db.tx((tx) => seal(tx, at))).toBe(null);
    await decline(own.db, left);
    await decline(own.db, right);
    const first = await own.db.tx((tx) => seal(tx, at));
    expect(first).toMatchObject({ number: 1, heads: 2 });
    expect(await own.db.tx((tx) => seal(tx, at))).toBe(null);
    await decline(own.db, left);
    const both = await Promise.all([1, 2].map(() => own.db.tx((tx) => seal(tx, at))));
    expect(both.filter((made) => made !== null)).toMatchObject([{ number: 2, heads: 1 }]);
    expect(await own.db.read(verifyChains)).toEqual({ streams: 2, events: 3, seals: 2, faults: [] });
  } finally {
    await own.close();
  }
});

const tampering: readonly (readonly [string, string, RegExp])[] = [
  ['a changed kind', `update event set kind = 'item.offered' where position = 2`, /event 2 was changed/],
  ['a changed time', `update event set at = at + interval '1 ms' where position = 1`, /event 1 was changed/],
  ['a changed body', `update event set body = replace(body, 'a1', 'a2') where position = 1`, /event 1 was changed/],
  ['a changed text', `update event_text set body = 'kinder' where name = 'reason'`, /text "reason" was changed/],
  ['a removed text', `delete from event_text where name = 'hat'`, /text "hat" was changed or removed/],
  [
    'an event cut out',
    `delete from event_text; delete from event_waiting; delete from event where position = 2`,
    /events are missing/,
  ],
  [
    'a tail cut off, head and all',
    `delete from event_text; delete from event_waiting; delete from event where position = 3;
     update event_stream s set position = 2, digest = (select digest from event where position = 2)`,
    /seal 1: event 3 .* is not the one that was sealed/,
  ],
  ['a rewritten seal', `update event_seal set at = at + interval '1 s'`, /seal 1 does not match/],
];

test.each(tampering)('the check finds %s', async (_, statements, expected) => {
  const own = await freshDatabase();
  try {
    const stream = newStream();
    for (const reason of ['one', 'two', 'three']) await decline(own.db, stream, reason);
    await own.db.tx((tx) => seal(tx, at));
    await asAdmin(own.adminUrl, async (client) => {
      await client.query(`set session_replication_role = replica`); // no triggers, no foreign keys: an intruder with the server's keys
      await client.query(statements);
    });
    const { faults } = await own.db.read(verifyChains);
    expect(faults.some((fault) => expected.test(fault))).toBe(true);
  } finally {
    await own.close();
  }
});
