import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { refused } from '../../../kernel/refusal.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { recusalRefusals } from '../interest-types.ts';
import { recusalsFrom } from '../store/interests.ts';
import { recordRecusal } from './record-recusal.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
const rosa = await addPerson(db, admin, { name: 'Rosa Example', role: 'PRJ', project });
const free = await addPerson(db, admin, { name: 'Free Example', role: 'PRJ', project });
const interest = await addInterest(db, rosa, { kind: 'client', project });

const decide = (actor: Parameters<typeof recordRecusal>[1], decided: Parameters<typeof recusalsFrom>[1]) =>
  db.tx((tx) =>
    recordRecusal(tx, actor, { decided, touched: { projects: [project], organisations: ['Larkspur Quant'] } }, NOW),
  );

test('with an interest one is recorded as recused, once, and told that one may discuss', async () => {
  const offer = { kind: 'offer', id: newId<string>(NOW) };
  for (let times = 0; times < 2; times++) {
    const outcome = await decide(rosa.actor, offer);
    expect(outcome).toEqual({ refused: 'recused', because: { interest: 'client, Larkspur Quant, in Example Grid' } });
    expect(refused(outcome) && recusalRefusals.recused.say(outcome.because)).toMatch(/You may discuss this/);
  }
  expect(recusalRefusals.recused.recorded).toBe(true);
  await db.read(async (tx) => {
    expect(await recusalsFrom(tx, offer)).toMatchObject([
      { personName: 'Rosa Example', hat: 'project representative, Example Grid', interest: { id: interest } },
    ]);
    const events = await eventsOf(tx, { kind: 'person', id: rosa.person });
    expect(events.filter(({ kind }) => kind === 'person.recused')).toMatchObject([
      { facts: { interest, decided: 'offer', subject: offer.id } },
    ]);
  });
});

test('without one, elsewhere, or without an account, nothing is recorded', async () => {
  const offer = { kind: 'offer', id: newId<string>(NOW) };
  for (const actor of [free.actor, STRANGER]) expect(codeOf(await decide(actor, offer))).toBe(null);
  const elsewhere = { projects: [other], organisations: ['Larkspur Quant'] };
  const outcome = await db.tx((tx) => recordRecusal(tx, rosa.actor, { decided: offer, touched: elsewhere }, NOW));
  expect(codeOf(outcome)).toBe(null);
  expect(await db.read((tx) => recusalsFrom(tx, offer))).toEqual([]);
});

test('it is never taken back', async () => {
  expect(await db.tx((tx) => sql`delete from recusal`.execute(on(tx))).catch(sqlState)).toBe('42501');
});
