import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf, showEventText } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { MOST_HATS } from '../rules.ts';
import type { StateHat } from '../inputs.ts';
import { recogniseSession } from './recognise-session.ts';
import { stateHat } from './state-hat.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const mika = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project });

const state = (input: StateHat, actor = mika.actor) => db.tx((tx) => stateHat(tx, actor, input, NOW));

async function actorOf({ token }: { readonly token: string }) {
  return (await db.read((tx) => recogniseSession(tx, token, NOW)))!.actor;
}

test('a role brings its hat, with the name of what it is held for', async () => {
  expect(await actorOf(admin)).toMatchObject({ hat: 'workspace administrator, Example Lab' });
  expect(await actorOf(mika)).toMatchObject({ hat: 'maintainer, Example Grid' });
});

test('a second hat means that none is worn until one is named', async () => {
  mustBeDone(await state({ capacity: 'engineer', affiliation: 'Larkspur Quant' }));
  const actor = await actorOf(mika);
  expect(actor.hat).toBe(null);
  expect(actor.hats.map(hatWords)).toEqual(['maintainer, Example Grid', 'engineer, Larkspur Quant']);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: mika.person }));
  expect(event).toMatchObject({ kind: 'hat.stated', actor: { id: mika.person } });
  expect(showEventText(event!, 'words')).toBe('engineer, Larkspur Quant');
});

test('a hat is stated once, also by two requests at the same moment', async () => {
  const input = { capacity: 'contributor', affiliation: null };
  const codes = await Promise.all([1, 2].map(async () => codeOf(await state(input))));
  expect(new Set(codes)).toEqual(new Set([null, 'hat-stated-already']));
});

test('ten are enough, and a stranger has none', async () => {
  for (let n = (await actorOf(mika)).hats.length - 1; n < MOST_HATS; n++) {
    mustBeDone(await state({ capacity: `hat ${n}`, affiliation: null }));
  }
  expect(codeOf(await state({ capacity: 'one more', affiliation: null }))).toBe('too-many-hats');
  expect(codeOf(await db.tx((tx) => stateHat(tx, STRANGER, { capacity: 'x', affiliation: null }, NOW)))).toBe(
    'signed-out',
  );
});
