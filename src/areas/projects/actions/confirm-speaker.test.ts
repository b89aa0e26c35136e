import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, giveStanding } from '../../../../test/support/projects.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { calendarDate } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { confirmSpeakerInput, enterSpeakerInput } from '../register-inputs.ts';
import type { SpeakerEntryId } from '../register-types.ts';
import { speakersOf, standingFor } from '../store/register.ts';
import { confirmSpeaker } from './confirm-speaker.ts';
import { enterSpeaker } from './enter-speaker.ts';

const { db, adminUrl, appUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const first = await addPerson(db, admin, { name: 'First Example', role: 'PRJ', project });
const second = await addPerson(db, admin, { name: 'Second Example', role: 'PRJ', project });
const TODAY = calendarDate(NOW);

async function enter(change: object = {}): Promise<SpeakerEntryId> {
  const input = enterSpeakerInput.parse({
    kind: 'person',
    people: [second.person],
    matters: ['offers'],
    source: 'https://example.org/governance',
    validFrom: '2026-11-01',
    ...change,
  });
  return mustBeDone(await db.tx((tx) => enterSpeaker(tx, lead.actor, { ...input, project }, NOW)));
}

const confirm = (who: { readonly actor: typeof admin.actor }, entry: SpeakerEntryId) =>
  db.tx((tx) => confirmSpeaker(tx, who.actor, { project, entry, place: 'minutes of 3 November' }, NOW));

test('whoever enters only, whoever is named, and a representative without standing do not confirm', async () => {
  const entry = await enter();
  expect(codeOf(await confirm(lead, entry))).toBe('not-allowed');
  expect(codeOf(await confirm(second, entry))).toBe('own-entry');
  expect(codeOf(await confirm(first, entry))).toBe('not-yours-to-confirm');
  expect(await db.read((tx) => standingFor(tx, project, 'offers', TODAY))).toEqual([]);
});

test('an administrator confirms: from then on it counts, with who, when and where', async () => {
  const entry = await enter();
  mustBeDone(await confirm(admin, entry));
  await db.read(async (tx) => {
    expect(await standingFor(tx, project, 'offers', TODAY)).toMatchObject([
      { id: entry, confirmation: { byName: 'Ada Example', at: NOW, place: 'minutes of 3 November' } },
    ]);
    expect(await standingFor(tx, project, 'money', TODAY)).toEqual([]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'speaker.confirmed',
      facts: { entry },
    });
  });
  expect(codeOf(await confirm(admin, entry))).toBe('speaker-confirmed');
});

test('somebody who speaks on the same matters confirms, and a correction takes the place of the old entry then only', async () => {
  await giveStanding(db, admin.actor, { project, person: first.person });
  const old = await enter({ matters: ['trademark'] });
  mustBeDone(await confirm(first, old));
  const corrected = await enter({ matters: ['trademark', 'money'], replaces: old });
  const on = (matter: 'trademark' | 'money') =>
    db.read(async (tx) => (await standingFor(tx, project, matter, TODAY)).map(({ id }) => id));
  expect(await on('trademark')).toContain(old);

  mustBeDone(await confirm(first, corrected));
  expect(await on('trademark')).not.toContain(old);
  expect(await on('money')).toContain(corrected);
  const entries = await db.read((tx) => speakersOf(tx, project));
  expect(entries.find(({ id }) => id === old)).toMatchObject({
    ending: { byName: 'First Example', successor: corrected },
  });
});

test('the view for higher areas says the same: a row a matter, "all" taken apart', async () => {
  const rows = await asAdmin(adminUrl, async (client) => {
    const found = await client.query(
      `select matter, valid_from::text, valid_to::text, confirmed from standing where project = $1 and person = $2 order by matter`,
      [project, first.person],
    );
    return found.rows as { matter: string; confirmed: boolean }[];
  });
  expect(rows.map(({ matter }) => matter)).toEqual([
    'agreements',
    'governance',
    'money',
    'offers',
    'roadmap',
    'trademark',
  ]);
  expect(rows.every(({ confirmed }) => confirmed)).toBe(true);
});

test('the application itself can neither rewrite nor delete an entry or a confirmation', async () => {
  for (const damage of [
    `update speaker_entry set matters = '{all}'`,
    'delete from speaker_entry',
    'delete from speaker_confirmation',
    'update speaker_confirmation set at = now()',
    'delete from speaker_ending',
    'delete from project_opt_out',
    `update project_opt_out set reason = 'x'`,
  ]) {
    await asAdmin(appUrl, async (client) => {
      await expect(client.query(damage), damage).rejects.toThrow(/permission denied/);
    });
  }
});

test('the source must have been read, and the place said', () => {
  const wrong = (sent: object) => confirmSpeakerInput.safeParse(sent).error?.issues.map(({ path }) => path[0]);
  expect(wrong({ place: 'the source' })).toEqual(['read']);
  expect(wrong({ place: ' ', read: 'yes' })).toEqual(['place']);
});
