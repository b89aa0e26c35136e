import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { enterSpeakerInput, readGuests } from '../register-inputs.ts';
import { speakersOf, standingFor } from '../store/register.ts';
import { enterSpeaker } from './enter-speaker.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });

const COUNCIL = {
  kind: 'body',
  body: 'Example steering council',
  people: [speaker.person as string],
  guests: [{ name: 'Noor Example', mail: 'noor@example.org' }],
  matters: ['money', 'offers'],
  source: 'https://example.org/governance',
  validFrom: '2026-11-01',
};
const read = (change: object = {}) => ({ ...enterSpeakerInput.parse({ ...COUNCIL, ...change }), project });

test('a technical lead enters a body with its delegates; nothing counts before it is confirmed', async () => {
  const entry = mustBeDone(await db.tx((tx) => enterSpeaker(tx, lead.actor, read(), NOW)));
  await db.read(async (tx) => {
    expect(await speakersOf(tx, project)).toMatchObject([
      {
        id: entry,
        body: 'Example steering council',
        speakers: [
          { person: speaker.person, name: 'Prj Example', mail: null },
          { person: null, name: 'Noor Example', mail: 'noor@example.org' },
        ],
        matters: ['offers', 'money'],
        validFrom: '2026-11-01',
        validTo: null,
        entered: { byName: 'Tec Example' },
        confirmation: null,
        ending: null,
      },
    ]);
    expect(await standingFor(tx, project, 'offers', read().validFrom)).toEqual([]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'speaker.entered',
      facts: { entry, matters: ['offers', 'money'] },
    });
  });
});

test('an engagement lead and a maintainer do not enter anybody', async () => {
  for (const { actor } of [sales, keeper]) {
    expect(codeOf(await db.tx((tx) => enterSpeaker(tx, actor, read(), NOW)))).toBe('not-allowed');
  }
});

test('somebody without an account here is no choice of the list', async () => {
  const input = read({ people: ['019abf00-0000-7000-8000-000000000000' as PersonId] });
  expect(await db.tx((tx) => enterSpeaker(tx, lead.actor, input, NOW))).toMatchObject({
    refused: 'speaker-people',
    because: { field: 'people' },
  });
});

test.each([
  ['a person who are two', { kind: 'person' }, 'people'],
  ['a body without delegates', { people: [], guests: [] }, 'people'],
  ['a body without a name', { body: ' ' }, 'body'],
  ['no matter', { matters: [] }, 'matters'],
  ['a matter that is none', { matters: ['weather'] }, 'matters'],
  ['a source that is no https page', { source: 'http://example.org' }, 'source'],
  ['no source', { source: '' }, 'source'],
  ['an end before the beginning', { validTo: '2026-10-01' }, 'validTo'],
  ['a day that is none', { validFrom: '2026-02-30' }, 'validFrom'],
  ['an address that is none', { guests: [{ name: 'Noor', mail: 'noor' }] }, 'guests'],
])('%s is refused at its field', (_, change, field) => {
  const result = enterSpeakerInput.safeParse({ ...COUNCIL, ...change });
  expect(result.success ? [] : result.error.issues.map(({ path }) => path[0])).toContain(field);
});

test('"everything" says the other matters too', () => {
  expect(read({ matters: ['money', 'all'] }).matters).toEqual(['all']);
});

test('people without an account are typed one a line', () => {
  expect(readGuests('Noor Example <noor@example.org>\n\n  Li  <li@example.org>\nNobody')).toEqual([
    { name: 'Noor Example', mail: 'noor@example.org' },
    { name: 'Li', mail: 'li@example.org' },
    { name: 'Nobody', mail: '' },
  ]);
});
