import { expect, test } from 'vitest';
import { eventsOf } from '../../../outside/journal/index.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { addActLink } from '../../../../test/support/act-links.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

test('it is announced with what it is for; name and address are not in the chain, the token nowhere', async () => {
  const made = await addActLink(db, admin.actor, { project });
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'act-link', id: made.id }));
  expect(event).toMatchObject({
    kind: 'act-link.made',
    actor: { kind: 'person', id: admin.person },
    facts: { act: 'answer-consent', subject: made.subject },
  });
  expect(JSON.stringify(event)).not.toMatch(/rosa/i);
  const { rows } = await db.read((tx) =>
    sql<{ all: string }>`select string_agg(act_link::text, '') as all from act_link`.execute(on(tx)),
  );
  expect(rows[0]!.all).not.toContain(made.token);
});

test('by SQL it can be neither made to work again nor removed', async () => {
  const { id } = await addActLink(db, admin.actor, { project });
  await db.tx((tx) => sql`update act_link set spent_at = ${NOW} where id = ${id}`.execute(on(tx)));
  for (const statement of [
    sql`update act_link set spent_at = null where id = ${id}`,
    sql`update act_link set valid_until = valid_until + interval '1 year'`,
    sql`update act_link set subject = gen_random_uuid()`,
    sql`delete from act_link`,
  ]) {
    expect(await db.tx((tx) => statement.execute(on(tx))).catch(sqlState)).toBe('42501');
  }
});
