import { describe, expect, test } from 'vitest';
import { drawMap, type HouseMap } from '../scripts/draw-map.ts';
import { permission } from '../src/kernel/permission.ts';

const mayDecline = permission('decline-item', 'Roadmap items', 'A', ['PRJ', 'MNT', 'ADM'], ['PRJ', 'MNT']);
const maySee = permission('see-items', 'Roadmap items', 'R', ['PUB']);

const HOUSE: HouseMap = {
  areas: [
    {
      name: 'roadmaps',
      routes: [
        { method: 'GET', path: '/items', permission: maySee, action: null },
        { method: 'POST', path: '/items/:item/decline', permission: mayDecline, action: 'decline-item' },
      ],
      streams: [{ path: '/items/live', permission: maySee }],
      api: [
        {
          method: 'POST',
          path: '/items/:item/declination',
          permission: mayDecline,
          action: 'areas/roadmaps/actions/decline-item.ts',
        },
      ],
    },
  ],
  commands: [{ name: 'roadmap read', summary: 'list the items' }],
  actions: [
    { path: 'areas/roadmaps/actions/decline-item.ts', announces: ['item.declined'], usedBy: ['areas/roadmaps/web.ts'] },
    { path: 'areas/roadmaps/actions/expire-items.ts', announces: [], usedBy: ['entrances/jobs.ts'] },
  ],
  reactions: [{ when: 'item.declined', follows: 'brochure drafts lose the item' }],
  addresses: ['/items', '/items/:item/decline', '/items/live'],
};

describe('the map', () => {
  test('shows a verb with everything that belongs to it in one row', () => {
    const { text, problems } = drawMap(HOUSE);
    expect(problems).toEqual([]);
    const row = text.split('\n').find((line) => line.startsWith('| decline-item'));
    expect(row).toBe(
      '| decline-item | `POST /items/:item/decline`<br>`POST /api/v1/items/:item/declination` | `actions/decline-item.ts` | `item.declined` ' +
        '| brochure drafts lose the item | project representative (own), maintainer (own), workspace administrator |',
    );
    expect(text).toContain('| see-items | `GET /items`<br>`GET /items/live (live)` |  |  |  | everyone |');
    expect(text).toContain('| `commonwork roadmap read` | list the items |');
    expect(text).toContain('| `areas/roadmaps/actions/expire-items.ts` |  | `entrances/jobs.ts` |');
  });

  test('of an empty house is a heading', () => {
    const { text, problems } = drawMap({ areas: [], commands: [], actions: [], reactions: [], addresses: [] });
    expect(problems).toEqual([]);
    expect(text).toMatch(/^# Map\n/);
  });

  const area = HOUSE.areas[0]!;
  const route = area.routes[1]!;
  test.each<[what: string, house: HouseMap, sentence: RegExp]>([
    [
      'an address declared twice',
      { ...HOUSE, areas: [{ ...area, routes: [...area.routes, route] }] },
      /POST \/items\/:item\/decline is declared twice/,
    ],
    [
      'an action that does not exist',
      { ...HOUSE, areas: [{ ...area, api: [{ ...route, action: 'refuse-item' }] }] },
      /names the action refuse-item, and there is no such file/,
    ],
    [
      'a change without an action',
      { ...HOUSE, areas: [{ ...area, api: [{ ...route, action: null }] }] },
      /changes something but names no action/,
    ],
    [
      'an address that is not in urls.ts',
      { ...HOUSE, addresses: ['/items', '/items/live'] },
      /\/items\/:item\/decline is not declared in look\/urls\.ts/,
    ],
    [
      'an action called from nowhere',
      { ...HOUSE, actions: [HOUSE.actions[0]!, { ...HOUSE.actions[1]!, usedBy: [] }] },
      /expire-items\.ts is called from nowhere/,
    ],
    [
      'a reaction to nothing',
      { ...HOUSE, reactions: [{ when: 'item.lost', follows: '' }] },
      /waits for item\.lost, which no action announces/,
    ],
  ])('sees %s', (_, house, sentence) => {
    expect(drawMap(house).problems.filter((one) => sentence.test(one))).not.toEqual([]);
  });
});
