import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareAt, readRound, repositoryOf, startTestRound } from '../../../../test/support/rounds.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { publishRound } from '../../survey/index.ts';
import { prefilled } from '../gifts.ts';
import { describedProject } from '../store/funding-settings.ts';
import { readGifts } from './read-gifts.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [project] = await declareAt(db, admin.actor, [
  { name: 'Gifted', id: 'example/gifted', url: 'https://github.com/example/gifted' },
]);
const gifts = (actor: Actor) => db.read((tx) => readGifts(tx, actor, { project: project! }));

test('what the files of a project say is shown with its lines, once the round is published, and fills in its settings', async () => {
  expect(await gifts(STRANGER)).toEqual([]);
  const round = await startTestRound(db, admin.actor);
  const open = await repositoryOf({
    'README.md': '# Gifted\n',
    '.github/FUNDING.yml': 'github: example\nopen_collective: gifted\ncustom: "javascript:alert(1)"\n',
  });
  await readRound(db, round, open);
  expect(await gifts(STRANGER)).toEqual([]);
  mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW)));
  const [shown] = await gifts(STRANGER);
  expect(shown).toMatchObject({ source: { path: '.github/FUNDING.yml' } });
  expect(shown!.links.map(({ name, url }) => [name, url])).toEqual([
    ['GitHub Sponsors', 'https://github.com/sponsors/example'],
    ['Open Collective', 'https://opencollective.com/gifted'],
  ]);
  const described = (await db.read((tx) => describedProject(tx, project!)))!;
  expect(prefilled(described, await gifts(admin.actor))).toMatchObject({
    entity: { name: 'Gifted', email: '' },
    channels: [
      { name: 'github-sponsors-example', type: 'payment-provider', address: 'https://github.com/sponsors/example' },
      { name: 'open-collective-gifted' },
    ],
  });
});
