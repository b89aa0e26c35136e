import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { calendarDate } from '../../../kernel/dates.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { MOST_INTERESTS } from '../interest-rules.ts';
import { interestsOf, registeredInterests } from '../store/interests.ts';
import { declareInterest } from './declare-interest.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const mika = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project });

const register = (staffOnlyToo: boolean) =>
  db.read((tx) => registeredInterests(tx, { staffOnlyToo, before: null, limit: 10 }));

test('it stands in the register for those who may read it; its words are not in the chain', async () => {
  const shown = await addInterest(db, mika, { project, words: 'Part time' });
  const hidden = await addInterest(db, mika, { kind: 'family', organisation: 'Example Bank', visibility: 'staff' });
  expect((await register(false)).map(({ id }) => id)).toEqual([shown]);
  expect((await register(true)).map(({ id }) => id)).toEqual([hidden, shown]);
  expect((await register(false))[0]).toMatchObject({
    personName: 'Mika Example',
    organisation: 'Larkspur Quant',
    projectName: 'Example Grid',
    words: 'Part time',
    until: null,
  });
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: mika.person }));
  expect(event).toMatchObject({
    kind: 'interest.declared',
    facts: { interest: hidden, what: 'family', visibility: 'staff' },
  });
  expect(JSON.stringify(event)).not.toContain('Example Bank');
});

test('by SQL it is neither rewritten nor deleted; what names others can be erased', async () => {
  const id = await addInterest(db, mika);
  for (const statement of [
    sql`delete from interest`,
    sql`update interest set kind = 'other'`,
    sql`update interest set since = since + 1`,
    sql`update interest_words set organisation = 'somebody else'`,
  ]) {
    expect(await db.tx((tx) => statement.execute(on(tx))).catch(sqlState)).toBe('42501');
  }
  await db.tx((tx) => sql`delete from interest_words where interest = ${id}`.execute(on(tx)));
  const erased = (await db.read((tx) => interestsOf(tx, mika.person, 10))).find((one) => one.id === id);
  expect(erased).toMatchObject({ kind: 'employer', organisation: null, words: null });
});

test('fifty are enough, and a stranger has none', async () => {
  const own = await db.read((tx) => interestsOf(tx, mika.person, 100));
  for (let n = own.length; n < MOST_INTERESTS; n++) await addInterest(db, mika);
  await expect(addInterest(db, mika)).rejects.toThrow('too-many-interests');
  const input = {
    kind: 'other',
    organisation: 'x',
    project: null,
    since: calendarDate(NOW),
    until: null,
    visibility: 'public',
    words: null,
  } as const;
  expect(codeOf(await db.tx((tx) => declareInterest(tx, STRANGER, input, NOW)))).toBe('signed-out');
});
