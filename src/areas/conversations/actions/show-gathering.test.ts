import { expect, test } from 'vitest';
import { addTestAttendee, addTestNote, enterTestGathering } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { gatheringJson, gatheringMarkdown } from '../gathering-text.ts';
import { answerNaming } from './answer-naming.ts';
import { publishGathering } from './publish-gathering.ts';
import { exportGathering, listGatherings, showGathering } from './show-gathering.ts';
import { withdrawNote } from './withdraw-note.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const keeper = await addPerson(db, admin, { name: 'Mona Keeper', role: 'TEC' });
const guest = await addPerson(db, admin, { name: 'Gus Quiet', role: 'FND' });
const other = await addPerson(db, admin, { name: 'Oda Elsewhere', role: 'FND' });
const gathering = await enterTestGathering(db, admin.actor);
const place = await addTestAttendee(db, admin.actor, gathering, keeper.person);
await addTestAttendee(db, admin.actor, gathering, guest.person);
await addTestAttendee(db, admin.actor, gathering, 'Noor Nameless', false);
await addTestNote(db, keeper.actor, gathering, { words: 'open words # [x](javascript:1)' });
await addTestNote(db, guest.actor, gathering, { words: 'words of the quiet guest' });
await addTestNote(db, keeper.actor, gathering, { words: 'SECRET budget', confidential: true });
const taken = await addTestNote(db, keeper.actor, gathering, { words: 'MISTAKEN words' });
await db.tx((tx) => withdrawNote(tx, keeper.actor, { gathering, note: taken }, NOW));
await db.tx((tx) => answerNaming(tx, keeper.actor, { gathering, attendee: place, answer: 'yes', heard: null }, NOW));
const show = (actor: Parameters<typeof showGathering>[1]) => db.read((tx) => showGathering(tx, actor, gathering, NOW));

test('before it is published it is there for the workspace’s people and those who were there', async () => {
  expect(refused(await show(STRANGER))).toBe(true);
  expect(refused(await show(other.actor))).toBe(true);
  expect(mustBeDone(await show(guest.actor))).toMatchObject({ kind: 'record', people: [] });
  const lists = await Promise.all(
    [STRANGER, other.actor, guest.actor, keeper.actor].map((actor) => db.read((tx) => listGatherings(tx, actor, null))),
  );
  expect(lists.map(({ gatherings }) => gatherings.length)).toEqual([0, 0, 1, 1]);
});

test('what is confidential, withdrawn or of people who did not say yes is in no public page and no export, whoever takes it', async () => {
  mustBeDone(await db.tx((tx) => publishGathering(tx, admin.actor, { gathering }, NOW)));
  const shown = mustBeDone(await show(STRANGER));
  expect(shown.kind).toBe('public');
  const exports = await Promise.all(
    [STRANGER, admin.actor].map((actor) => db.read((tx) => exportGathering(tx, actor, gathering))),
  );
  const texts = [
    JSON.stringify(shown),
    ...exports.map(mustBeDone).flatMap((one) => [gatheringMarkdown(one), JSON.stringify(gatheringJson(one))]),
  ];
  expect(texts).toHaveLength(5);
  for (const text of texts) {
    expect(text).toContain('Mona Keeper');
    expect(text).toContain('words of the quiet guest');
    expect(text).not.toMatch(/SECRET|MISTAKEN|Gus Quiet|Noor Nameless|confidential/);
  }
  // Markdown keeps what was said as text.
  expect(texts[1]).toContain('open words \\# \\[x\\]\\(javascript:1\\)');
});
