import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, giveStanding } from '../../../../test/support/projects.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { enterSpeakerInput } from '../register-inputs.ts';
import { speakersOf } from '../store/register.ts';
import { confirmSpeaker } from './confirm-speaker.ts';
import { endSpeaker } from './end-speaker.ts';
import { enterSpeaker } from './enter-speaker.ts';
import { forgetSpeaker } from './forget-speaker.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const person = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const input = enterSpeakerInput.parse({
  kind: 'person',
  guests: [{ name: 'Noor Example', mail: 'noor@example.org' }],
  matters: ['offers'],
  source: 'https://example.org/governance',
  validFrom: '2026-11-01',
});

test('names go once the entry no longer counts; that somebody spoke stays', async () => {
  const about = await db.tx(async (tx) => {
    const entry = mustBeDone(await enterSpeaker(tx, admin.actor, { ...input, project }, NOW));
    mustBeDone(await confirmSpeaker(tx, admin.actor, { project, entry, place: 'the source' }, NOW));
    return { project, entry };
  });
  expect(codeOf(await db.tx((tx) => forgetSpeaker(tx, admin.actor, about, NOW)))).toBe('speaker-counts');
  await db.tx(async (tx) => {
    mustBeDone(await endSpeaker(tx, admin.actor, { ...about, reason: 'Left.' }, NOW));
    mustBeDone(await forgetSpeaker(tx, admin.actor, about, NOW));
  });
  expect((await db.read((tx) => speakersOf(tx, project)))[0]).toMatchObject({
    speakers: [{ person: null, name: null, mail: null }],
    confirmation: { place: 'the source' },
  });
  expect(codeOf(await db.tx((tx) => forgetSpeaker(tx, admin.actor, about, NOW)))).toBe('nothing-to-forget');
});

test('the name of somebody with an account is theirs to change, not the register’s', async () => {
  const entry = await giveStanding(db, admin.actor, { project, person: person.person });
  await db.tx((tx) => endSpeaker(tx, admin.actor, { project, entry, reason: 'Left.' }, NOW));
  expect(codeOf(await db.tx((tx) => forgetSpeaker(tx, admin.actor, { project, entry }, NOW)))).toBe(
    'nothing-to-forget',
  );
});
