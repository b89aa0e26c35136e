import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';

import { addTestProject } from '../../../../test/support/projects.ts';
import { NO_VALUE } from '../rulebook-types.ts';
import { ruleOf } from '../rulebook-rules.ts';
import { rulebookOf } from '../store/rulebook.ts';
import { confirmRule } from './confirm-rule.ts';
import { undoRule } from './undo-rule.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
const outsider = await addPerson(db, admin, { name: 'Out Example', role: 'MNT', project: other });
const say = (text: string, version: number) =>
  db.tx(async (tx) =>
    mustBeDone(
      await confirmRule(
        tx,
        keeper.actor,
        { project, field: 'review', version, value: { ...NO_VALUE, text }, suggestion: null },
        NOW,
      ),
    ),
  );
const said = async () => ruleOf(await db.read((tx) => rulebookOf(tx, project)), 'review')?.value?.text ?? null;

test('putting back is an entry of its own, and can be put back itself; only the newest can be', async () => {
  const first = await say('One approval.', 0);
  const second = await say('Two approvals.', 1);
  const undo = (entry: typeof first, actor = keeper.actor) =>
    db.tx((tx) => undoRule(tx, actor, { project, entry }, NOW));
  expect(codeOf(await undo(first))).toBe('changed-since');
  expect(codeOf(await undo(second, outsider.actor))).toBe('not-allowed');
  const back = mustBeDone(await undo(second));
  expect(await said()).toBe('One approval.');
  mustBeDone(await undo(back));
  expect(await said()).toBe('Two approvals.');
  expect((await db.read((tx) => eventsOf(tx, { kind: 'project', id: project })))[0]?.kind).toBe('rulebook.confirmed');
});
