import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { readCalendarDate } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { comparableRounds, compareRounds, newestPair } from './compare-rounds.ts';
import { correctAnswer } from './correct-answer.ts';
import { publishRound } from './publish-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const open = await exampleOpener();
const [avocet, bittern, third] = await declareExamples(db, admin.actor, 3);
// Reads the page of their own project before it is published, and nothing else of a round.
const maintainer = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project: third! });
const then = await startTestRound(db, admin.actor, [avocet!, bittern!], readCalendarDate('2018-09-25')!);
const now = await startTestRound(db, admin.actor, [avocet!, third!]);
await readRound(db, then, open);
await readRound(db, now, open);

const compare = (actor: typeof admin.actor | typeof STRANGER, from = then, to = now) =>
  db.read((tx) => compareRounds(tx, actor, { from, to }, NOW));

test('the earlier day comes first, whichever was named first, and both say what they rest on', async () => {
  const compared = mustBeDone(await compare(admin.actor, now, then));
  expect([compared.from.id, compared.to.id]).toEqual([then, now]);
  const { projects, standings } = compared.comparison;
  expect(Object.fromEntries(projects.map(({ project, standing }) => [project, standing]))).toMatchObject({
    [bittern!]: 'gone',
    [third!]: 'new',
  });
  expect(standings.new + standings.gone).toBe(2);
  const one = projects.find(({ project }) => project === avocet)!;
  for (const side of [one.from, one.to]) {
    expect(side!.said!.verdict.reason).not.toBe('');
    expect(Object.keys(side!.said!.standards)).toHaveLength(14);
  }
  const withSource = [one.from, one.to].find((side) => side!.said!.verdict.source !== null)!.said!.verdict.source!;
  expect(withSource.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(withSource).not.toHaveProperty('quote');
});

test('a correction stands in place of what was read', async () => {
  const { comparison } = mustBeDone(await compare(admin.actor));
  const before = comparison.projects.find(({ project }) => project === avocet)!.to!.said!.standards.funding;
  const answer = before.value === 'yes' ? 'no' : 'yes';
  const input = {
    round: now,
    project: avocet!,
    key: 'funding',
    answer,
    reason: 'The board says so.',
    link: null,
  } as const;
  mustBeDone(await db.tx((tx) => correctAnswer(tx, admin.actor, input, NOW)));
  const again = mustBeDone(await compare(admin.actor)).comparison;
  expect(again.projects.find(({ project }) => project === avocet)!.to!.said!.standards.funding).toEqual({
    value: answer,
    corrected: true,
    reason: 'The board says so.',
    source: null,
  });
});

test('the trend has the published rounds of the portfolio and the two compared, by day', async () => {
  const other = await startTestRound(db, admin.actor, [bittern!], readCalendarDate('2020-01-01')!);
  await readRound(db, other, open);
  const draft = await startTestRound(db, admin.actor, [avocet!, third!], readCalendarDate('2022-01-01')!);
  await readRound(db, draft, open);
  const waiting = await startTestRound(db, admin.actor, [avocet!, third!], readCalendarDate('2019-01-01')!);
  const trend = async () => mustBeDone(await compare(admin.actor)).trend.map(({ round }) => round.id);
  expect(await trend()).toEqual([then, now]);
  mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round: draft }, NOW)));
  expect(await trend()).toEqual([then, draft, now]);
  expect((await db.read((tx) => comparableRounds(tx, admin.actor))).map(({ id }) => id)).not.toContain(waiting);
  expect(codeOf(await compare(admin.actor, then, waiting))).toBe('round-still-read');
  expect(codeOf(await compare(admin.actor, then, then))).toBe('round-with-itself');
  expect(codeOf(await compare(admin.actor, then, newId<'round'>(NOW)))).toBe('round-not-found');
});

test('everyone reads it once both rounds are published, and nobody else before', async () => {
  const strangers = async () => [codeOf(await compare(STRANGER)), codeOf(await compare(maintainer.actor))];
  expect(await strangers()).toEqual(['round-not-found', 'round-not-found']);
  mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round: then }, NOW)));
  expect(await strangers()).toEqual(['round-not-found', 'round-not-found']);
  const pair = () => db.read((tx) => newestPair(tx, STRANGER));
  expect(await pair()).not.toContain(now);
  mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round: now }, NOW)));
  expect(mustBeDone(await compare(STRANGER)).trend).toHaveLength(3);
  expect((await pair())![1]).toBe(now);
});
