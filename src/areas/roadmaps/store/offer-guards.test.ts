/** The rules of migration 0007 that hold whoever tries: plain SQL, as the application's own role, past every action. */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';

const { db, appUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const grid = await addTestProject(db, admin.actor, 'Example Grid');
const wave = await addTestProject(db, admin.actor, 'Example Wave');

const MAY = '2026-05-04T10:00:00Z';
const JUNE = '2026-06-04T10:00:00Z';
const NEXT_YEAR = '2027-05-04T10:00:00Z';
const WORDING = { rationale: 'It is wanted.', volunteerImpact: 'Reviews are paid.', conditions: [] };

const app = new pg.Pool({ connectionString: appUrl, max: 3 });
beforeAll(() => () => app.end());

type Values = Readonly<Record<string, unknown>>;

async function insert(table: string, values: Values, on: pg.Pool | pg.PoolClient = app): Promise<void> {
  const names = Object.keys(values);
  const places = names.map((_, at) => `$${at + 1}`);
  await on.query(`insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`, Object.values(values));
}

/** What went wrong: the constraint's name, or the code of a refusal that has none. */
async function trouble(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.constraint ?? error.code ?? 'unknown';
  }
  return 'nothing: it was done';
}

/** A line of the speaks-for register for the administrator, confirmed, unless something is amiss with it. */
async function speaks(more: Values = {}, isConfirmed = true): Promise<string> {
  const id = randomUUID();
  await insert('speaker_entry', {
    id,
    project: grid.project,
    kind: 'person',
    matters: ['offers'],
    source: 'https://example.org/governance',
    valid_from: '2026-01-01',
    entered_at: MAY,
    ...more,
  });
  await insert('speaker', { id: randomUUID(), entry: id, position: 0, person: admin.person });
  if (isConfirmed) await insert('speaker_confirmation', { entry: id, place: 'the list', at: MAY });
  return id;
}

const standing = await speaks();

let numbers = 0;

async function item(more: Values = {}, project: string = grid.project): Promise<string> {
  const id = randomUUID();
  await insert('roadmap_item', {
    id,
    project,
    number: ++numbers,
    level: 'pitch',
    no_parent_because: 'the first',
    provenance: 'written',
    added_at: MAY,
    ...more,
  });
  return id;
}

async function wording(of: string, body: object = WORDING, number = 1): Promise<string> {
  const id = randomUUID();
  await insert('roadmap_item_text', {
    id,
    item: of,
    number,
    title: 'A need',
    body: JSON.stringify(body),
    digest: '',
    at: MAY,
  });
  return id;
}

async function move(of: string, from: string, to: string): Promise<void> {
  await insert('roadmap_item_transition', {
    id: randomUUID(),
    item: of,
    position: 0,
    from_state: from,
    to_state: to,
    at: MAY,
  });
}

async function version(of: string, text: string, more: Values = {}): Promise<{ id: string; digest: Buffer }> {
  const id = randomUUID();
  const content = { title: 'A need', level: 'pitch', workTypes: ['feature'], skills: ['code'], of: id };
  await insert('offer_version', {
    id,
    item: of,
    project: grid.project,
    number: 1,
    text,
    content: JSON.stringify(content),
    digest: '',
    slug: `a-need-${++numbers}`,
    title: 'A need',
    level: 'pitch',
    work_types: ['feature'],
    skills: ['code'],
    effort_low: 1000,
    effort_likely: 1500,
    effort_high: 2000,
    yearly: false,
    search: '',
    fuzzy: 'a need',
    made_at: MAY,
    ...more,
  });
  const { rows } = await app.query('select digest from offer_version where id = $1', [id]);
  return { id, digest: rows[0].digest };
}

async function request(offer: string, more: Values = {}): Promise<string> {
  const letter = randomUUID();
  await insert('consent_letter', { id: letter, project: grid.project, at: MAY });
  const id = randomUUID();
  const uses = ['catalogue', 'brochure'];
  await insert('consent_request', {
    id,
    letter,
    position: 1,
    offer,
    project: grid.project,
    uses,
    window_days: 0,
    zone: 'UTC',
    at: MAY,
    ...more,
  });
  return id;
}

async function consent(asked: string, to: { id: string; digest: Buffer }, more: Values = {}): Promise<string> {
  const id = randomUUID();
  await insert('consent', {
    id,
    request: asked,
    offer: to.id,
    project: grid.project,
    digest: to.digest,
    answer: 'approved',
    uses: ['catalogue'],
    standing,
    at: MAY,
    effective_from: MAY,
    valid_until: NEXT_YEAR,
    by_person: admin.person,
    hat: 'representative',
    ...more,
  });
  return id;
}

async function notice(more: Values = {}): Promise<string> {
  const id = randomUUID();
  await insert('inclusion_notice', { id, project: grid.project, channel: 'mail', told: 'the list', at: MAY, ...more });
  return id;
}

interface Ready {
  readonly item: string;
  readonly text: string;
  readonly offer: { id: string; digest: Buffer };
  readonly request: string;
  readonly consent: string;
  readonly notice: string;
}

/** An approved item with an offer, the project's yes to it, and a notice: what can be published. */
async function ready(body: object = WORDING): Promise<Ready> {
  const of = await item();
  const text = await wording(of, body);
  await move(of, 'draft', 'proposed');
  await move(of, 'proposed', 'approved');
  const offer = await version(of, text);
  const asked = await request(offer.id);
  return { item: of, text, offer, request: asked, consent: await consent(asked, offer), notice: await notice() };
}

async function publish(of: Ready, more: Values = {}, on: pg.Pool | pg.PoolClient = app): Promise<string> {
  const id = randomUUID();
  const values = { id, item: of.item, offer: of.offer.id, consent: of.consent, notice: of.notice, at: JUNE, ...more };
  await insert('offer_publication', values, on);
  return id;
}

async function isShown(of: Ready, at = JUNE): Promise<boolean> {
  const { rows } = await app.query('select from shown_offer($1) shown where shown.item = $2', [at, of.item]);
  return rows.length === 1;
}

const NO_CONSENT = 'offer_publication_consent';
const DENIED = '42501';

let one: Ready;
beforeEach(async () => {
  one = await ready();
});

describe('publishing', () => {
  test('with the project’s live yes to that very text it is shown, and the item is offered', async () => {
    await publish(one);
    await move(one.item, 'approved', 'offered');
    expect(await isShown(one)).toBe(true);
  });

  test('without a consent, or with one that does not exist', async () => {
    expect(await trouble(publish(one, { consent: null }))).not.toContain('nothing');
    expect(await trouble(publish(one, { consent: randomUUID() }))).toBe(NO_CONSENT);
  });

  test('with a no', async () => {
    const asked = await request(one.offer.id);
    const no = await consent(asked, one.offer, { answer: 'declined', uses: [], valid_until: null });
    expect(await trouble(publish(one, { consent: no }))).toBe(NO_CONSENT);
  });

  test('with a yes to another version of the same item', async () => {
    const next = await version(one.item, one.text);
    expect(await trouble(publish(one, { offer: next.id }))).toBe(NO_CONSENT);
  });

  test('with a yes to brochures alone', async () => {
    const asked = await request(one.offer.id);
    const yes = await consent(asked, one.offer, { uses: ['brochure'] });
    expect(await trouble(publish(one, { consent: yes }))).toBe(NO_CONSENT);
  });

  test('before the yes counts, and after it ran out', async () => {
    expect(await trouble(publish(one, { at: '2026-05-04T09:59:59Z' }))).toBe(NO_CONSENT);
    expect(await trouble(publish(one, { at: NEXT_YEAR }))).toBe(NO_CONSENT);
    await publish(one);
    expect(await isShown(one, '2027-05-04T09:59:59Z')).toBe(true);
    expect(await isShown(one, NEXT_YEAR)).toBe(false);
  });

  test('inside the window in which co-representatives may object, to its last second in the project’s zone', async () => {
    const asked = await request(one.offer.id, { window_days: 7, zone: 'Europe/Berlin' });
    // The application would have it count at once: the database says when.
    const yes = await consent(asked, one.offer, { at: '2026-05-04T22:30:00Z', effective_from: '2026-05-04T22:30:00Z' });
    const { rows } = await app.query('select effective_from from consent where id = $1', [yes]);
    expect(rows[0].effective_from.toISOString()).toBe('2026-05-12T21:59:59.000Z');
    expect(await trouble(publish(one, { consent: yes, at: '2026-05-12T21:59:58Z' }))).toBe(NO_CONSENT);
    await publish(one, { consent: yes, at: '2026-05-12T21:59:59Z' });
  });

  test('with an open objection; a settled one does not stand in the way', async () => {
    const objection = randomUUID();
    const values = { id: objection, consent: one.consent, reason: 'Not discussed.', at: MAY, by_person: admin.person };
    await insert('consent_objection', { ...values, hat: 'representative' });
    expect(await trouble(publish(one))).toBe(NO_CONSENT);
    await app.query(`update consent_objection set settled_at = $2, settled_how = 'talked' where id = $1`, [
      objection,
      MAY,
    ]);
    await publish(one);
    expect(await trouble(app.query('update consent_objection set settled_at = null where id = $1', [objection]))).toBe(
      DENIED,
    );
  });

  test('after a withdrawal', async () => {
    await insert('consent_withdrawal', { consent: one.consent, at: MAY, by_person: admin.person });
    expect(await trouble(publish(one))).toBe(NO_CONSENT);
  });

  test('after a withdrawal, with a temporary table put before the real one', async () => {
    await insert('consent_withdrawal', { consent: one.consent, at: MAY, by_person: admin.person });
    const client = await app.connect();
    try {
      await client.query('begin');
      await client.query('create temporary table consent_withdrawal (consent uuid)');
      await client.query('grant all on pg_temp.consent_withdrawal to public');
      expect(await trouble(publish(one, {}, client))).toBe(NO_CONSENT);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  test('by no rule of the database that a temporary table could stand before', async () => {
    const { rows } = await app.query(`
      select proc.oid::regprocedure::text as name from pg_proc proc
       where proc.pronamespace = 'public'::regnamespace and proc.proowner = 'commonwork_owner'::regrole
         and (proc.prosecdef or proc.prorettype = 'trigger'::regtype)
         and not coalesce(proc.proconfig::text, '') like '%pg_temp%'`);
    expect(rows).toEqual([]);
  });

  test('of a project that was archived meanwhile; what was published is not shown either', async () => {
    await publish(one);
    const archival = randomUUID();
    await insert('project_archival', { id: archival, project: grid.project, reason: 'ended', at: MAY });
    const shown = await isShown(one);
    const other = await trouble(publish(await ready()));
    await app.query('update project_archival set restored_at = $2 where id = $1', [archival, MAY]);
    expect(shown).toBe(false);
    expect(other).toBe(NO_CONSENT);
    expect(await isShown(one)).toBe(true);
  });

  test('of a project that asked to be left out; what was published is not shown either', async () => {
    await publish(one);
    const wish = randomUUID();
    await insert('project_opt_out', {
      id: wish,
      project: grid.project,
      reason: 'No.',
      reason_private: false,
      standing,
      at: MAY,
    });
    const shown = await isShown(one);
    const other = await trouble(publish(await ready()));
    await app.query('update project_opt_out set ended_at = $2, ended_standing = $3 where id = $1', [
      wish,
      MAY,
      standing,
    ]);
    expect(shown).toBe(false);
    expect(other).toBe(NO_CONSENT);
    expect(await isShown(one)).toBe(true);
  });

  test('of an item that the project declined or left out; what was published ends with that step', async () => {
    for (const ending of ['declined', 'opted_out']) {
      const gone = await ready();
      await publish(gone);
      await move(gone.item, 'approved', ending);
      expect(await isShown(gone)).toBe(false);
      const { rows } = await app.query('select ended_because from offer_publication where item = $1', [gone.item]);
      expect(rows[0].ended_because).toBe(`the item is ${ending.replace('_', ' ')}`);
      expect(await trouble(publish(gone))).toBe(NO_CONSENT);
    }
  });

  test('of an item that nobody approved', async () => {
    const of = await item();
    const text = await wording(of);
    const offer = await version(of, text);
    const asked = await request(offer.id);
    const draft = { ...one, item: of, text, offer, request: asked, consent: await consent(asked, offer) };
    expect(await trouble(publish(draft))).toBe('offer_publication_state');
  });

  test('of an item outside the project’s scope, by the newest check', async () => {
    const check = (verdict: string, at: string) =>
      insert('roadmap_item_scope_check', { id: randomUUID(), item: one.item, verdict, reason: 'read', at });
    await check('in', MAY);
    await check('out', JUNE);
    expect(await trouble(publish(one))).toBe('offer_publication_scope');
    await check('aspiration', NEXT_YEAR);
    await publish(one);
  });

  test('without a word on what it does to volunteers', async () => {
    expect(await trouble(publish(await ready({ ...WORDING, volunteerImpact: ' ' })))).toBe(
      'offer_publication_volunteers',
    );
    expect(await trouble(publish(await ready({ rationale: 'It is wanted.' })))).toBe('offer_publication_volunteers');
  });

  test('before the project was told: no notice, another project’s, a later one, one about another item', async () => {
    const other = await notice({ project: wave.project });
    const later = await notice({ at: NEXT_YEAR });
    const elsewhere = await notice({ item: (await ready()).item });
    for (const told of [randomUUID(), other, later, elsewhere]) {
      expect(await trouble(publish(one, { notice: told }))).toBe('offer_publication_notice');
    }
  });

  test('under another item’s name, or twice', async () => {
    const other = await ready();
    expect(await trouble(publish(one, { item: other.item }))).toBe('offer_publication_item');
    await publish(one);
    expect(await trouble(publish(one))).toBe('offer_publication_live');
  });

  test('again by taking an ending back', async () => {
    const publication = await publish(one);
    await app.query(`update offer_publication set ended_at = $2, ended_because = 'old' where id = $1`, [
      publication,
      JUNE,
    ]);
    expect(await isShown(one)).toBe(false);
    const back = app.query('update offer_publication set ended_at = null where id = $1', [publication]);
    expect(await trouble(back)).toBe(DENIED);
  });

  test('at another isolation, where a withdrawal under way would not be seen', async () => {
    const client = await app.connect();
    try {
      await client.query('begin isolation level repeatable read');
      expect(await trouble(publish(one, {}, client))).toBe('25001');
    } finally {
      await client.query('rollback');
      client.release();
    }
  });
});

describe('a withdrawal and a publication at the same moment', () => {
  test('the publication waits for the withdrawal, and is refused', async () => {
    const [withdrawing, publishing] = await Promise.all([app.connect(), app.connect()]);
    try {
      await withdrawing.query('begin');
      await insert('consent_withdrawal', { consent: one.consent, at: JUNE, by_person: admin.person }, withdrawing);
      const published = trouble(publish(one, {}, publishing));
      expect(await waitsForALock(publishing)).toBe(true);
      await withdrawing.query('commit');
      expect(await published).toBe(NO_CONSENT);
      expect(await isShown(one)).toBe(false);
    } finally {
      withdrawing.release();
      publishing.release();
    }
  });

  test('the withdrawal waits for the publication, and ends it', async () => {
    const [withdrawing, publishing] = await Promise.all([app.connect(), app.connect()]);
    try {
      await publishing.query('begin');
      await publish(one, {}, publishing);
      const withdrawn = insert(
        'consent_withdrawal',
        { consent: one.consent, at: JUNE, by_person: admin.person },
        withdrawing,
      );
      expect(await waitsForALock(withdrawing)).toBe(true);
      await publishing.query('commit');
      await withdrawn;
      expect(await isShown(one)).toBe(false);
      const { rows } = await app.query('select ended_because from offer_publication where item = $1', [one.item]);
      expect(rows).toEqual([{ ended_because: 'the project withdrew its consent' }]);
    } finally {
      withdrawing.release();
      publishing.release();
    }
  });

  async function waitsForALock(client: pg.PoolClient): Promise<boolean> {
    const { processID } = client as unknown as { readonly processID: number };
    for (let tries = 0; tries < 200; tries++) {
      const { rows } = await app.query('select cardinality(pg_blocking_pids($1)) as n', [processID]);
      if (rows[0].n > 0) return true;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return false;
  }
});

describe('an answer', () => {
  test('names the text that was shown', async () => {
    const asked = await request(one.offer.id);
    expect(await trouble(consent(asked, { ...one.offer, digest: Buffer.alloc(32) }))).toBe('consent_text');
    const next = await version(one.item, one.text);
    expect(await trouble(consent(asked, next))).toBe('consent_text');
    expect(await trouble(consent(asked, one.offer, { project: wave.project }))).toBe('consent_text');
  });

  test('covers no use that was not asked for, and a yes covers at least one, with an end', async () => {
    const asked = await request(one.offer.id, { uses: ['catalogue'] });
    expect(await trouble(consent(asked, one.offer, { uses: ['catalogue', 'brochure'] }))).toBe('consent_uses');
    expect(await trouble(consent(asked, one.offer, { uses: [] }))).toMatch(/^consent_/);
    expect(await trouble(consent(asked, one.offer, { valid_until: null }))).toMatch(/^consent_/);
  });

  test('is signed by a person or a link, in a hat', async () => {
    const asked = await request(one.offer.id);
    expect(await trouble(consent(asked, one.offer, { by_person: null }))).toMatch(/^consent_/);
    expect(await trouble(consent(asked, one.offer, { hat: null }))).toBe('23502');
  });

  test('counts by an entry of the register that covers offers that day and names who answers', async () => {
    const asked = await request(one.offer.id);
    const amiss = [
      await speaks({ matters: ['roadmap'] }),
      await speaks({ project: wave.project }),
      await speaks({ valid_from: '2026-05-05' }),
      await speaks({ valid_to: '2026-05-03' }),
      await speaks({}, false),
      randomUUID(),
    ];
    for (const entry of amiss) {
      expect(await trouble(consent(asked, one.offer, { standing: entry }))).toBe('consent_standing');
    }
    expect(await trouble(consent(asked, one.offer, { by_person: randomUUID() }))).toBe('consent_standing');
    expect(await trouble(consent(asked, one.offer, { by_person: null, by_link: randomUUID() }))).toBe(
      'consent_standing',
    );
    await consent(asked, one.offer, { standing: await speaks({ matters: ['all'] }) });
  });

  test('comes too late for a request that was taken back, which stays taken back', async () => {
    const asked = await request(one.offer.id);
    await app.query('update consent_request set withdrawn_at = $2 where id = $1', [asked, MAY]);
    expect(await trouble(consent(asked, one.offer))).toBe('consent_request_open');
    const back = app.query('update consent_request set withdrawn_at = null where id = $1', [asked]);
    expect(await trouble(back)).toBe(DENIED);
  });

  test('is one yes a request until that is withdrawn', async () => {
    expect(await trouble(consent(one.request, one.offer))).toBe('consent_once');
    await insert('consent_withdrawal', { consent: one.consent, at: JUNE, by_person: admin.person });
    await consent(one.request, one.offer);
  });

  test('can be taken back or objected to when it was a yes', async () => {
    const asked = await request(one.offer.id);
    const no = await consent(asked, one.offer, { answer: 'declined', uses: [], valid_until: null });
    const by = { consent: no, at: JUNE, by_person: admin.person };
    expect(await trouble(insert('consent_withdrawal', by))).toBe('consent_withdrawal_yes');
    const objection = { ...by, id: randomUUID(), reason: 'No.', hat: 'representative' };
    expect(await trouble(insert('consent_objection', objection))).toBe('consent_objection_yes');
  });
});

describe('what was decided stays', () => {
  test('no approved text, version, answer, declination or notice is edited or deleted', async () => {
    await publish(one);
    await insert('consent_withdrawal', { consent: one.consent, at: JUNE, by_person: admin.person });
    await move(one.item, 'approved', 'declined');
    const kept = [
      'roadmap_item_text',
      'roadmap_item_transition',
      'offer_version',
      'consent_letter',
      'consent_request',
      'consent',
      'consent_withdrawal',
      'inclusion_notice',
      'offer_publication',
      'roadmap_item',
    ];
    for (const table of kept) {
      expect(await trouble(app.query(`delete from ${table}`)), table).toBe(DENIED);
      expect(await trouble(app.query(`truncate ${table}`)), table).toBe(DENIED);
    }
    for (const change of [
      `update roadmap_item_text set title = 'Another'`,
      `update roadmap_item_text set body = '{}'`,
      `update offer_version set content = '{}'`,
      `update offer_version set title = 'Another'`,
      `update consent set answer = 'approved'`,
      `update consent set valid_until = '2100-01-01'`,
      `update consent_request set uses = '{catalogue}'`,
      `update roadmap_item_transition set to_state = 'approved'`,
      `update roadmap_item set state = 'approved'`,
      `update roadmap_item set text = null`,
      `update offer_publication set consent = gen_random_uuid()`,
    ]) {
      expect(await trouble(app.query(change)), change).toBe(DENIED);
    }
  });

  test('no item begins in another state than draft, or with a wording of another', async () => {
    expect(await trouble(item({ state: 'approved' }))).toBe(DENIED);
    expect(await trouble(item({ text: one.text }))).toBe(DENIED);
  });

  test('an offer is made of the newest wording, and its columns say what its content says', async () => {
    await wording(one.item, WORDING, 2);
    expect(await trouble(version(one.item, one.text))).toBe('40001');
    const of = await item();
    const text = await wording(of);
    expect(await trouble(version(of, text, { title: 'Another' }))).toBe('offer_version_content');
    expect(await trouble(version(of, text, { work_types: ['feature', 'security'] }))).toBe('offer_version_content');
  });

  test('an offer keeps the address of its first version, and shares it with no other', async () => {
    const first = await app.query('select slug from offer_version where id = $1', [one.offer.id]);
    const next = await version(one.item, one.text, { slug: 'another' });
    const second = await app.query('select slug, number from offer_version where id = $1', [next.id]);
    expect(second.rows).toEqual([{ slug: first.rows[0].slug, number: 2 }]);
    const of = await item();
    const text = await wording(of);
    expect(await trouble(version(of, text, { slug: first.rows[0].slug }))).toBe('offer_version_slug');
  });

  test('an item is achieved when each condition was met or waived', async () => {
    const wanted = await ready({ ...WORDING, conditions: [{ key: 'sparse' }, { key: 'gpu' }] });
    await publish(wanted);
    await move(wanted.item, 'approved', 'offered');
    await move(wanted.item, 'offered', 'in_work');
    const mark = (condition: string, kind: string) =>
      insert('roadmap_item_condition_mark', {
        id: randomUUID(),
        item: wanted.item,
        condition,
        kind,
        reason: 'seen',
        at: JUNE,
      });
    await mark('sparse', 'met');
    expect(await trouble(move(wanted.item, 'in_work', 'achieved'))).toBe('roadmap_item_conditions');
    await mark('gpu', 'waived');
    await move(wanted.item, 'in_work', 'achieved');
  });

  test('an item is not called offered without a publication', async () => {
    expect(await trouble(move(one.item, 'approved', 'offered'))).toBe('roadmap_item_offered');
  });
});
