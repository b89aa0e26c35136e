import { expect, test } from 'vitest';
import { CONCERN, feedbackNow, giveTestFeedback } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { sql, on } from '../../../outside/database/index.ts';
import { giveFeedbackInput } from '../feedback-inputs.ts';
import { MOST_A_DAY, MOST_FROM_A_NETWORK } from '../feedback-rules.ts';
import { giveFeedback } from './give-feedback.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const give = (more: Partial<typeof CONCERN>, now = NOW) =>
  db.tx((tx) => giveFeedback(tx, STRANGER, { ...CONCERN, ...more }, now));

test('a stranger gives feedback on the method or, by its name, on a project; the journal knows neither words nor who', async () => {
  const id = await giveTestFeedback(db, { address: '198.51.100.1' });
  expect(await feedbackNow(db, id)).toMatchObject({
    kind: 'concern',
    channel: 'form',
    project: null,
    answers: [],
    outcome: null,
  });
  const about = await giveTestFeedback(db, { project: 'example GRID', address: '198.51.100.1' });
  expect((await feedbackNow(db, about)).project).toMatchObject({ id: project });
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'feedback', id }));
  expect(event).toMatchObject({ kind: 'feedback.given', facts: { what: 'concern', channel: 'form' } });
  expect(JSON.stringify(event)).not.toMatch(/noor|excuse/i);
  expect(codeOf(await give({ project: 'No such thing' }))).toBe('no-such-project');
});

test('one network sends only so many a day, the next day again; its address is not kept', async () => {
  const address = '203.0.113.9';
  for (let n = 0; n < MOST_FROM_A_NETWORK; n++) await giveTestFeedback(db, { address });
  expect(codeOf(await give({ address }))).toBe('too-much-today');
  expect(codeOf(await give({ address: '203.0.113.10' }))).toBeNull();
  expect(codeOf(await give({ address }, addDays(NOW, 1)))).toBeNull();
  const { rows } = await db.read((tx) =>
    sql<{ row: string }>`select feedback_sent::text as row from feedback_sent`.execute(on(tx)),
  );
  expect(JSON.stringify(rows)).not.toContain('203.0.113');
  // Of the day before nothing is left.
  expect(rows).toHaveLength(1);
});

test('and all together only so many', async () => {
  await db.tx(async (tx) => {
    await sql`insert into feedback_sent (day, network, sent) values ('2026-11-28', sha256('x'), ${MOST_A_DAY})`.execute(
      on(tx),
    );
  });
  expect(codeOf(await give({ address: '192.0.2.77' }, addDays(NOW, 3)))).toBe('too-much-today');
});

test('two that are sent at once are both counted', async () => {
  const later = addDays(NOW, 5);
  const address = '192.0.2.200';
  for (let n = 1; n < MOST_FROM_A_NETWORK; n++) await giveTestFeedback(db, { address }, STRANGER, later);
  const both = await Promise.all([give({ address }, later), give({ address }, later)]);
  expect(new Set(both.map(codeOf))).toEqual(new Set(['too-much-today', null]));
});

test('hostile text is kept as text; leave to write without an address cannot be given', async () => {
  const words = '<script>alert(1)</script>\u202eevil\u0007 & more';
  const read = giveFeedbackInput.parse({ kind: 'other', words, mail: '', name: '' });
  expect(read).toMatchObject({
    words: '<script>alert(1)</script>evil & more',
    name: null,
    mail: null,
    mayWrite: false,
  });
  const wrong = giveFeedbackInput.safeParse({ kind: 'praise', words: ' … ' });
  expect(wrong.error?.issues.map(({ path }) => path[0])).toEqual(['kind', 'words']);
  const noAddress = giveFeedbackInput.safeParse({ kind: 'idea', words: 'x', mayWrite: 'yes' });
  expect(noAddress.error?.issues.map(({ path }) => path[0])).toEqual(['mail']);
  expect(giveFeedbackInput.safeParse({ kind: 'idea', words: 'x'.repeat(5_001) }).success).toBe(false);
  expect(giveFeedbackInput.safeParse({ kind: 'idea', words: 'x', mail: 'a@b>, c@d' }).success).toBe(false);
});

test('somebody who is signed in gives it in their hat', async () => {
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const id = await giveTestFeedback(db, { name: null, mail: null, address: '192.0.2.33' }, lead.actor);
  expect((await feedbackNow(db, id)).entered).toMatchObject({
    byName: 'Tec Example',
    hat: 'technical lead, Example Lab',
  });
});
