import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addEveryRole, addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, giveStanding } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listProjectsInput } from '../inputs.ts';
import { ownProjects } from '../register-rules.ts';
import { optOutsOf } from '../store/opt-outs.ts';
import { findProjectFor } from '../store/projects.ts';
import { countProjects, listProjects } from '../store/views.ts';
import { exportPortfolio } from './export-portfolio.ts';
import { optOut } from './opt-out.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
await addTestProject(db, admin.actor, 'Example Wave');
const people = await addEveryRole(db, admin, project);
const speaker = people.get('PRJ')!;
const input = { project, reason: 'It implies a promise.', isPrivate: true };

test('nobody of the workspace opts a project out, nor a maintainer, nor a representative whom the register does not name', async () => {
  for (const role of ['ADM', 'ENG', 'TEC', 'MNT'] as const) {
    const outcome = await db.tx((tx) => optOut(tx, people.get(role)!.actor, input, NOW));
    expect(codeOf(outcome), role).toBe('not-allowed');
  }
  expect(codeOf(await db.tx((tx) => optOut(tx, speaker.actor, input, NOW)))).toBe('no-standing');
  await giveStanding(db, admin.actor, { project, person: speaker.person, matters: ['money'] });
  expect(codeOf(await db.tx((tx) => optOut(tx, speaker.actor, input, NOW)))).toBe('no-standing');
  expect(await db.read(countProjects)).toBe(2);
});

test('a project that asked to be left out leaves count, list, search and export at once; its own and the staff see it marked', async () => {
  const entry = await giveStanding(db, admin.actor, { project, person: speaker.person, matters: ['offers'] });
  const given = mustBeDone(await db.tx((tx) => optOut(tx, speaker.actor, input, NOW)));
  const listed = (actor: Parameters<typeof ownProjects>[0]) =>
    db.read(async (tx) => {
      const asked = { ...listProjectsInput.parse({ q: 'example', show: 'all' }), limit: 10 };
      const { projects, total } = await listProjects(tx, { ...asked, seesOptedOut: ownProjects(actor) });
      return [total, projects.map((one) => [one.name, one.optedOut])];
    });
  const wave = ['Example Wave', false];
  expect(await listed(STRANGER)).toEqual([1, [wave]]);
  for (const role of ['ADM', 'ENG', 'TEC', 'PRJ', 'MNT'] as const) {
    expect(await listed(people.get(role)!.actor), role).toEqual([2, [['Example Grid', true], wave]]);
  }
  await db.read(async (tx) => {
    expect(await countProjects(tx)).toBe(1);
    expect(await findProjectFor(tx, STRANGER, slug)).toBeNull();
    expect(await findProjectFor(tx, speaker.actor, slug)).toMatchObject({ optedOut: true });
    expect(await exportPortfolio(tx, admin.actor, { format: 'json' })).not.toContain('Grid');
    expect(await optOutsOf(tx, project)).toMatchObject([
      { id: given, reason: input.reason, standing: entry, given: { byName: 'Prj Example', at: NOW }, ended: null },
    ]);
    const [event] = await eventsOf(tx, { kind: 'project', id: project });
    expect(event).toMatchObject({ kind: 'project.opted-out', facts: { entry } });
    expect(JSON.stringify(event)).not.toContain('promise');
  });
  expect(codeOf(await db.tx((tx) => optOut(tx, speaker.actor, input, NOW)))).toBe('opted-out-already');
});

test('two who ask in the same moment leave one opt-out', async () => {
  const other = await addTestProject(db, admin.actor, 'Example Tide');
  const again = { ...input, project: other.project };
  const both = await twoWithStanding(other.project);
  const outcomes = await Promise.all(both.map(({ actor }) => db.tx((tx) => optOut(tx, actor, again, NOW))));
  expect(new Set(outcomes.map(codeOf))).toEqual(new Set([null, 'opted-out-already']));
  expect(await db.read((tx) => optOutsOf(tx, other.project))).toHaveLength(1);
});

async function twoWithStanding(of: typeof project) {
  const one = await addPerson(db, admin, { name: 'Uma Example', role: 'PRJ', project: of });
  const other = await addPerson(db, admin, { name: 'Viv Example', role: 'PRJ', project: of });
  for (const { person } of [one, other]) await giveStanding(db, admin.actor, { project: of, person });
  return [one, other];
}
