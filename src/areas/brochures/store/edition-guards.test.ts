/** The rules of the migration that hold whoever tries: plain SQL, as the application's own role, past every action. */
import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import {
  addAgreed,
  addBrochure,
  brochureWorld,
  publish,
  takeBack,
  tellProjects,
} from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { showDraft } from '../actions/show-draft.ts';
import { contentText } from '../sheet.ts';
import type { BrochureContent, EditionId } from '../types.ts';

const { db, appUrl } = await testDatabase();
const world = await brochureWorld(db);
const { lead, rita } = world;
const one = await addAgreed(db, world, 'Arrays that work together');
const two = await addAgreed(db, world, 'A balance that holds');
const app = new pg.Pool({ connectionString: appUrl, max: 3 });
// The database is dropped under connections that are still closing.
app.on('connect', (client) => client.on('error', () => {}));
afterAll(() => app.end());

const DENIED = '42501';

async function trouble(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.constraint ?? error.code ?? 'unknown';
  }
  return 'nothing: it was done';
}

let titles = 0;

async function told(items = [one.offer.item]) {
  const columns = [{ project: world.project, items }];
  const made = await addBrochure(db, lead, columns, { title: `A brochure ${++titles}` });
  await tellProjects(db, lead, made.slug, [world.project]);
  return made;
}

/** Inserts an edition as it would be published, but for what the test changes in it. */
async function insert(
  slug: string,
  change: (content: BrochureContent) => BrochureContent = (content) => content,
  more: Readonly<Record<string, unknown>> = {},
): Promise<void> {
  const { brochure, content } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug }, NOW)));
  const id = randomUUID();
  const said = change({ ...content, edition: id as EditionId });
  const pdf = Buffer.from(`%PDF-1.7 ${id}`);
  const digest = createHash('sha256').update(pdf).digest();
  await app.query('insert into file (digest, type, bytes) values ($1, $2, $3)', [digest, 'application/pdf', pdf]);
  const row: Record<string, unknown> = {
    id,
    brochure: brochure.id,
    number: 7,
    draft: brochure.draft.number,
    purpose: said.purpose,
    title: said.title,
    visibility: 'public',
    content: contentText(said),
    digest: '',
    code: 'chosen',
    pdf: digest,
    pages: 1,
    at: NOW,
    ...more,
  };
  const places = Object.keys(row).map((_, at) => `$${at + 1}`);
  await app.query(
    `insert into brochure_edition (${Object.keys(row).join(', ')}) values (${places.join(', ')})`,
    Object.values(row),
  );
}

describe('an edition', () => {
  test('with consent and notice is saved; number, digest and code are the database’s own', async () => {
    const made = await told();
    await insert(made.slug);
    const { rows } = await app.query(
      `select number, code, encode(digest, 'hex') as digest, content from brochure_edition where brochure = $1`,
      [made.brochure],
    );
    const digest = createHash('sha256').update(rows[0].content).digest('hex');
    expect([rows[0].number, rows[0].digest, rows[0].code]).toEqual([1, digest, digest.slice(0, 16)]);
    const rests = await app.query(
      `select shown.consent, col.notice is not null as told from brochure_edition_item shown
         join brochure_edition_column col on col.edition = shown.edition
         join brochure_edition edition on edition.id = shown.edition where edition.brochure = $1`,
      [made.brochure],
    );
    expect(rests.rows).toEqual([{ consent: one.consent, told: true }]);
  });

  const other =
    (change: (item: BrochureContent['columns'][number]['items'][number]) => object) => (content: BrochureContent) =>
      ({
        ...content,
        columns: content.columns.map((column) => ({
          ...column,
          items: column.items.map((item) => ({ ...item, ...change(item) })),
        })),
      }) as BrochureContent;

  test.each([
    ['a consent that does not exist', other(() => ({ consent: { id: randomUUID(), hat: 'x', on: '2026-11-25' } }))],
    ['the consent to another item', other((item) => ({ consent: { ...item.consent, id: two.consent } }))],
    ['another version than the one agreed to', other(() => ({ offer: two.offer.id }))],
    ['one word more than was agreed to', other((item) => ({ text: { ...item.text, title: `${item.text.title}!` } }))],
    ['an item of somebody else', other(() => ({ item: two.offer.item }))],
  ])('is refused with %s', async (_, change) => {
    const made = await told();
    expect(await trouble(insert(made.slug, change))).toBe('brochure_edition_consent');
  });

  test('is refused with an item in the column of another project', async () => {
    const made = await told();
    await tellProjects(db, lead, made.slug, [world.project]);
    const moved = (content: BrochureContent) =>
      ({
        ...content,
        columns: content.columns.map((column) => ({
          ...column,
          project: { ...column.project, id: world.wave.project },
        })),
      }) as BrochureContent;
    expect(await trouble(insert(made.slug, moved))).toBe('brochure_edition_consent');
  });

  test('is refused before each project was told', async () => {
    const made = await addBrochure(db, lead, [{ project: world.project, items: [one.offer.item] }], {
      title: 'Untold',
    });
    expect(await trouble(insert(made.slug))).toBe('brochure_edition_notice');
  });

  test('is refused while a project objects', async () => {
    const made = await told();
    await app.query(
      `insert into brochure_inclusion_answer (id, brochure, project, answer, at, by_person) values ($1, $2, $3, 'objects', $4, $5)`,
      [randomUUID(), made.brochure, world.project, NOW, rita.person],
    );
    expect(await trouble(insert(made.slug))).toBe('brochure_edition_objection');
  });

  test('is refused without columns, with an empty one, and with a fifth item', async () => {
    const made = await told();
    expect(await trouble(insert(made.slug, (content) => ({ ...content, columns: [] })))).toBe('brochure_edition_empty');
    const emptied = (content: BrochureContent) => ({
      ...content,
      columns: content.columns.map((column) => ({ ...column, items: [] })),
    });
    expect(await trouble(insert(made.slug, emptied))).toBe('brochure_edition_empty');
    const five = (content: BrochureContent) => ({
      ...content,
      columns: content.columns.map((column) => ({
        ...column,
        items: Array.from({ length: 5 }, () => column.items[0]!),
      })),
    });
    expect(await trouble(insert(made.slug, five))).toBe('brochure_items');
    const four = (content: BrochureContent) => ({
      ...content,
      columns: Array.from({ length: 4 }, () => content.columns[0]!),
    });
    expect(await trouble(insert(made.slug, four))).toBe('brochure_columns');
  });

  test('is refused when its content is that of another, or of an older draft', async () => {
    const made = await told();
    expect(
      await trouble(insert(made.slug, (content) => ({ ...content, title: 'Another' }), { title: 'This one' })),
    ).toBe('brochure_edition_content');
    expect(await trouble(insert(made.slug, undefined, { draft: 1 }))).toBe('40001');
  });

  test('is never edited or deleted, nor is what it rests on, nor what was told and shown', async () => {
    const made = await told();
    const { edition } = await publish(db, lead, made.slug);
    for (const statement of [
      `update brochure_edition set title = 'Kinder'`,
      `delete from brochure_edition`,
      `update brochure_edition_item set consent = '${randomUUID()}'`,
      `delete from brochure_edition_item`,
      `insert into brochure_edition_item values ('${edition}', 1, 9, '${world.project}', '${randomUUID()}', '${randomUUID()}', '${randomUUID()}')`,
      `delete from brochure_edition_column`,
      `update brochure_draft set title = 'Kinder'`,
      `delete from brochure_draft`,
      `delete from brochure_inclusion`,
      `update brochure_inclusion_answer set answer = 'fine'`,
      `delete from brochure_inclusion_answer`,
      `delete from brochure_withdrawal`,
      `delete from brochure_showing`,
      `update brochure_showing set shown_on = '2020-01-01'`,
      `truncate brochure_edition cascade`,
    ]) {
      expect([statement, await trouble(app.query(statement))]).toEqual([statement, DENIED]);
    }
  });

  test('waits for a withdrawal that is under way, and is then refused', async () => {
    const item = await addAgreed(db, world, 'Taken back just now');
    const made = await told([item.offer.item]);
    const client = await app.connect();
    await client.query('begin');
    await client.query('insert into consent_withdrawal (consent, at, by_person) values ($1, $2, $3)', [
      item.consent,
      NOW,
      rita.person,
    ]);
    const publishing = trouble(insert(made.slug));
    await new Promise((resolve) => setTimeout(resolve, 150));
    await client.query('commit');
    client.release();
    expect(await publishing).toBe('brochure_edition_consent');
  });
});

test('a draft holds at most four items a project and three columns with items; breadth has more of names alone', async () => {
  const made = await told();
  const draft = (purpose: string, columns: readonly object[]) =>
    app.query(
      `insert into brochure_draft (brochure, number, purpose, title, paper, columns, at)
       select $1, max(number) + 1, $2, 'T', 'a4', $3, $4 from brochure_draft where brochure = $1`,
      [made.brochure, purpose, JSON.stringify(columns), NOW],
    );
  const column = (items: number) => ({
    project: randomUUID(),
    items: Array.from({ length: items }, () => randomUUID()),
  });
  const some = (columns: number, items: number) => Array.from({ length: columns }, () => column(items));
  expect(await trouble(draft('raise-interest', some(1, 5)))).toBe('brochure_items');
  expect(await trouble(draft('raise-interest', some(4, 1)))).toBe('brochure_columns');
  expect(await trouble(draft('show-breadth', some(4, 1)))).toBe('brochure_columns');
  expect(await trouble(draft('show-breadth', some(13, 0)))).toBe('brochure_columns');
  const same = column(0);
  expect(await trouble(draft('show-breadth', [same, same]))).toBe('brochure_columns');
  await draft('show-breadth', [...some(3, 4), ...some(7, 0)]);
});

test('a notice that went to another project is none', async () => {
  const made = await told();
  const notice = randomUUID();
  await app.query(`insert into inclusion_notice (id, project, channel, told, at) values ($1, $2, 'mail', 'x', $3)`, [
    notice,
    world.wave.project,
    NOW,
  ]);
  const values = [randomUUID(), made.brochure, world.project, notice, NOW];
  const inserting = app.query(
    'insert into brochure_inclusion (id, brochure, project, notice, written, at) values ($1, $2, $3, $4, false, $5)',
    values,
  );
  expect(await trouble(inserting)).toBe('brochure_inclusion_notice');
});

test('how an item stands is asked live, by any consent to that very text', async () => {
  const item = await addAgreed(db, world, 'Asked live');
  const made = await told([item.offer.item]);
  const { edition } = await publish(db, lead, made.slug);
  const stands = async (at: Date = NOW) => {
    const { rows } = await app.query('select standing, since from brochure_item_standing($1) where edition = $2', [
      at,
      edition,
    ]);
    return rows[0].standing;
  };
  expect(await stands()).toBe('stands');
  expect(await stands(new Date('2028-01-01T00:00:00Z'))).toBe('expired');
  const before = new Date(NOW.getTime() + 1);
  await takeBack(db, rita, item.consent, before);
  expect(await stands(before)).toBe('withdrawn');
});
