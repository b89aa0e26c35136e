import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import type { FundingSettings } from '../funding-types.ts';
import { newestFundingSettings } from '../store/funding-settings.ts';
import { setFunding, type SetFunding } from './set-funding.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
const representative = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const SETTINGS: FundingSettings = {
  entity: {
    type: 'organisation',
    role: 'steward',
    name: 'Example Lab',
    email: 'funding@example.org',
    phone: null,
    description: 'An example.',
    webpageUrl: 'https://example.org/',
  },
  channels: [{ name: 'bank', type: 'bank', address: null, description: null }],
  contacts: { funders: 'funders@example.org', projects: null },
};
const set = (input: Partial<SetFunding>, actor = admin.actor as Parameters<typeof setFunding>[1]) =>
  db.tx((tx) => setFunding(tx, actor, { project: null, replaces: null, settings: SETTINGS, ...input }, NOW));
const newest = (of: SetFunding['project']) => db.read((tx) => newestFundingSettings(tx, of));

test('the newest settings count; what the ones before said is not kept, who set them and when is', async () => {
  const first = mustBeDone(await set({}));
  const settings = { ...SETTINGS, contacts: { funders: null, projects: 'tec@example.org' } };
  const second = mustBeDone(await set({ replaces: first, settings }));
  expect(await newest(null)).toMatchObject({ id: second, body: settings, byName: 'Ada Example' });
  const { rows } = await db.read((tx) =>
    sql<{ id: string; body: string | null }>`select id, body from funding_settings order by at, id`.execute(on(tx)),
  );
  expect(rows.find(({ id }) => id === first)?.body).toBe(null);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'funding', id: second }));
  expect(event).toMatchObject({ kind: 'funding-settings.set', facts: { settings: second, replaces: first } });
  expect(JSON.stringify(event)).not.toContain('@');
});

test('nobody writes over what they have not seen', async () => {
  const before = (await newest(null))!;
  expect(codeOf(await set({ replaces: null }))).toBe('settings-changed');
  const [one, two] = await Promise.all([set({ replaces: before.id }), set({ replaces: before.id })]);
  expect([codeOf(one), codeOf(two)].filter((code) => code === 'settings-changed')).toHaveLength(1);
});

test('the workspace’s are set by an administrator, a project’s by those who keep its profile or represent it', async () => {
  for (const role of ['ENG', 'TEC', 'FIN', 'FND'] as const) {
    const person = await addPerson(db, admin, { name: `${role} Example`, role });
    expect([role, codeOf(await set({ replaces: (await newest(null))!.id }, person.actor))]).toEqual([
      role,
      'not-yours-to-set',
    ]);
  }
  expect(codeOf(await set({}, STRANGER))).toBe('not-yours-to-set');
  mustBeDone(await set({ project }, representative.actor));
  expect(codeOf(await set({ project: other }, representative.actor))).toBe('not-yours-to-set');
  expect(await newest(other)).toBe(null);
});

test('what readers of manifests would refuse is refused, with the field', async () => {
  const replaces = (await newest(null))!.id;
  const settings = { ...SETTINGS, entity: { ...SETTINGS.entity!, description: 'x' } };
  const outcome = await set({ replaces, settings });
  expect(codeOf(outcome)).toBe('funding-refused');
  expect('because' in outcome && outcome.because['field']).toBe('entity.description');
  expect((await newest(null))!.id).toBe(replaces);
});
