import { expect, test } from 'vitest';
import { addTestAttendee, enterTestGathering, gatheringNow, NOTE } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { wearing } from '../../../kernel/hats.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { addNote, type AddNote } from './add-note.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const gathering = await enterTestGathering(db, admin.actor);
await addTestAttendee(db, admin.actor, gathering, keeper.person);
const note = (actor: typeof admin.actor, more: Partial<AddNote> = {}) =>
  db.tx((tx) => addNote(tx, actor, { ...NOTE, gathering, ...more }, NOW));
const notes = async () => (await gatheringNow(db, gathering)).notes;

test('S62: who has several hats says in which one; the note carries it', async () => {
  const [hat] = keeper.actor.hats;
  const two = {
    ...keeper.actor,
    hat: null,
    hats: [hat!, { ...hat!, capacity: 'board member', affiliation: 'Example Board', project: null }],
  };
  expect(codeOf(await note(two))).toBe('say-in-which-capacity');
  expect(await notes()).toHaveLength(0);
  expect(codeOf(await note(mustBeDone(wearing(two, 'board member, Example Board'))))).toBeNull();
  expect((await notes()).map(({ made }) => made.hat)).toEqual(['board member, Example Board']);
});

test('S63: adopted by a project only with the link to its decision', async () => {
  const adopted = { status: 'adopted', project: 'Example Grid' } as const;
  expect(codeOf(await note(keeper.actor, { status: 'adopted', decision: 'https://example.org/d' }))).toBe(
    'needs-decision',
  );
  expect(codeOf(await note(keeper.actor, adopted))).toBe('needs-decision');
  expect(codeOf(await note(keeper.actor, { ...adopted, decision: 'https://example.org/decision' }))).toBeNull();
  expect((await notes()).at(-1)).toMatchObject({
    status: 'adopted',
    project: { name: 'Example Grid' },
    decision: 'https://example.org/decision',
  });
  const directly = db.tx((tx) =>
    sql`insert into gathering_note_status (id, note, status, project, at)
        select gen_random_uuid(), id, 'adopted', ${project}, ${NOW} from gathering_note limit 1`.execute(on(tx)),
  );
  await expect(directly).rejects.toThrow(/gathering_note_adopted/);
});

test('who was not there speaks in no record, and a note belongs to a part there is', async () => {
  const other = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
  expect(codeOf(await note(other.actor))).toBe('no-such-gathering');
  expect(codeOf(await note(keeper.actor, { part: 3 }))).toBe('no-such-part');
});
