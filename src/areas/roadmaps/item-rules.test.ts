import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareWithMatrix } from '../../../test/support/matrix.ts';
import { codeOf } from '../../../test/support/people.ts';
import type { Actor, Role } from '../../kernel/actor.ts';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import type { PersonId, ProjectId } from '../../kernel/ids.ts';
import {
  itemPermissions,
  mayAchieve,
  mayDecideFor,
  mayHangUnder,
  mayPropose,
  mayStart,
  maySucceed,
  mayTakeLevel,
  originOf,
  provenanceQuestions,
  remindersOf,
  statesAfter,
} from './item-rules.ts';
import { emptyText } from './item-text.ts';
import { ITEM_STATES, type ItemState, type Wording } from './item-types.ts';
import { LEVELS, type Level } from './types.ts';

/** Domain 4.1, copied: draft -> proposed -> approved -> offered -> in_work -> achieved | retired; from any: declined, opted_out. */
const TABLE: Readonly<Record<ItemState, readonly ItemState[]>> = {
  draft: ['proposed', 'declined', 'opted_out'],
  proposed: ['approved', 'declined', 'opted_out'],
  approved: ['offered', 'declined', 'opted_out'],
  offered: ['in_work', 'declined', 'opted_out'],
  in_work: ['achieved', 'retired', 'declined', 'opted_out'],
  achieved: ['declined', 'opted_out'],
  retired: ['declined', 'opted_out'],
  declined: ['opted_out'],
  opted_out: [],
};

test('the states follow each other as the table says', () => {
  for (const state of ITEM_STATES) expect([state, ...statesAfter(state)]).toEqual([state, ...TABLE[state]]);
});

const REEF = 'reef' as ProjectId;
const BAY = 'bay' as ProjectId;

function person(hat: { project: ProjectId | null } | null, ...grants: (readonly [Role, ProjectId | null])[]): Actor {
  const hats = [
    { capacity: 'project representative', affiliation: 'Reef', comesWith: 'role', project: REEF },
    { capacity: 'engineer', affiliation: 'Larkspur Quant', comesWith: 'own words', project: null },
  ] as const;
  const worn = hat === null ? null : hat.project === REEF ? 'project representative, Reef' : 'engineer, Larkspur Quant';
  const roles = grants.map(([role, project]) => ({ role, project }));
  return { kind: 'person', person: 'p' as PersonId, name: 'P', grants: roles, hats, hat: worn };
}

describe('deciding for a project', () => {
  const asked = (actor: Actor, standing = { isKnown: true, speaks: true }, disclosure: string | null = null) =>
    codeOf(mayDecideFor(actor, itemPermissions.approveItem, REEF, standing, disclosure));
  const inItsHat = { project: REEF };

  test('a representative in the register, in the project’s hat, decides', () => {
    expect(asked(person(inItsHat, ['PRJ', REEF]))).toBeNull();
  });

  test.each<Role>(['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'MNT', 'FND', 'FSP', 'PAR'])('%s does not', (role) => {
    expect(asked(person(inItsHat, [role, role === 'MNT' || role === 'FSP' ? REEF : null]))).toBe('not-yours');
  });

  test('the representative of another project does not, nor a stranger, nor a program', () => {
    expect(asked(person(inItsHat, ['PRJ', BAY]))).toBe('not-yours');
    expect(asked({ kind: 'stranger' })).toBe('not-yours');
    expect(asked({ kind: 'program', program: 'jobs' })).toBe('not-yours');
  });

  test('nobody does while it is not known who speaks, nor one whom the register does not name', () => {
    expect(asked(person(inItsHat, ['PRJ', REEF]), { isKnown: false, speaks: false })).toBe('nobody-speaks');
    expect(asked(person(inItsHat, ['PRJ', REEF]), { isKnown: true, speaks: false })).toBe('not-named-to-speak');
  });

  test('one with several hats says in which, and it is the project’s', () => {
    expect(asked(person(null, ['PRJ', REEF]))).toBe('say-in-which-capacity');
    expect(asked(person({ project: null }, ['PRJ', REEF]))).toBe('not-in-the-hat-of-the-project');
  });

  test('workspace staff who hold the hat say that they are both', () => {
    const both = person(inItsHat, ['PRJ', REEF], ['ENG', null]);
    expect(asked(both)).toBe('say-that-you-are-both');
    expect(asked(both, { isKnown: true, speaks: true }, 'I also work for the lab.')).toBeNull();
  });
});

test('permissions keep to the matrix', () => {
  expect(Object.values(itemPermissions).flatMap(compareWithMatrix)).toEqual([]);
});

const day = (text: string) => readCalendarDate(text)!;
const wish = (on: string | null) => ({ kind: 'tracker' as const, datedOn: on === null ? null : day(on) });
const ask = (on: string, kind: 'community' | 'funder' = 'funder') => ({ kind, datedOn: day(on) });
const proposed = (rationale: string) => ({
  state: 'draft' as const,
  wording: { ...emptyText('T'), rationale } as Wording,
});

describe('whose wish it was first (S115)', () => {
  test.each([
    ['nobody asked', [], [], 'community'],
    ['only the community', [wish('2024-05-01')], [], 'community'],
    ['the community before the funder', [wish('2024-05-01')], [ask('2026-03-01')], 'community'],
    [
      'the community in a forum before the funder',
      [],
      [ask('2026-03-01'), ask('2025-01-01', 'community')],
      'community',
    ],
    ['the funder before the community', [wish('2026-04-01')], [ask('2026-03-01')], 'funder'],
    ['both on one day', [wish('2026-03-01')], [ask('2026-03-01')], 'funder'],
    ['a wish without a day', [wish(null)], [ask('2026-03-01')], 'funder'],
    [
      'two funders, the first before the community',
      [wish('2026-02-01')],
      [ask('2026-03-01'), ask('2026-01-01')],
      'funder',
    ],
  ] as const)('%s: %s', (_, alignments, signals, kind) => {
    expect(originOf({ alignments, signals }).kind).toBe(kind);
  });

  const days = fc
    .integer({ min: 0, max: 2_000 })
    .map((n) => new Date(Date.UTC(2022, 0, 1 + n)).toISOString().slice(0, 10) as CalendarDate);
  test('it is the community’s exactly when one of its days is before every funder’s', () => {
    fc.assert(
      fc.property(fc.array(days), fc.array(days), (wishes, asks) => {
        const origin = originOf({
          alignments: wishes.map((datedOn) => ({ kind: 'tracker', datedOn })),
          signals: asks.map((datedOn) => ({ kind: 'funder', datedOn })),
        });
        const isOlder = asks.length === 0 || wishes.some((one) => asks.every((other) => one < other));
        expect(origin.kind).toBe(isOlder ? 'community' : 'funder');
      }),
    );
  });

  test('what began with a funder is proposed with a public discussion only', () => {
    const signals = [ask('2026-03-01')];
    expect(codeOf(mayPropose(proposed('Because.'), { alignments: [wish('2026-04-01')], signals }))).toBe(
      'funder-came-first',
    );
    const discussion = { kind: 'discussion' as const, datedOn: day('2026-05-01') };
    expect(codeOf(mayPropose(proposed('Because.'), { alignments: [discussion], signals }))).toBeNull();
  });
});

test('nothing is proposed without a rationale (S32)', () => {
  expect(codeOf(mayPropose(proposed(''), { alignments: [], signals: [] }))).toBe('no-rationale');
});

describe('work starts', () => {
  const offered = { state: 'offered' as const };
  const start = (
    size: 'small' | 'large',
    kinds: readonly ('roadmap' | 'proposal' | 'discussion')[],
    datedOn: CalendarDate | null = null,
  ) =>
    codeOf(
      mayStart(
        offered,
        { scale: { size, because: size === 'large' ? ['users'] : [] } },
        { alignments: kinds.map((kind) => ({ kind, datedOn })), signals: [] },
      ),
    );
  test('on what the project wants already (S18): a discussion alone is not that', () => {
    expect(start('small', [])).toBe('not-aligned');
    expect(start('small', ['discussion'])).toBe('not-aligned');
    expect(start('small', ['roadmap'])).toBeNull();
  });
  test('when it is large, after a dated public discussion or proposal (S19, S119)', () => {
    expect(start('large', ['roadmap'])).toBe('large-without-discussion');
    expect(start('large', ['proposal'])).toBe('large-without-discussion');
    expect(start('large', ['proposal'], day('2026-01-01'))).toBeNull();
    expect(start('large', ['roadmap', 'discussion'], day('2026-01-01'))).toBeNull();
  });
});

test('three conditions keep it open until each is met or waived (S75)', () => {
  const conditions = ['sparse', 'distributed', 'gpu'].map((key) => ({ key, text: `adopted by ${key}`, outside: true }));
  const marked = (...keys: string[]) =>
    codeOf(
      mayAchieve(
        { state: 'in_work' },
        { conditions },
        keys.map((condition) => ({ condition })),
      ),
    );
  expect(marked()).toBe('conditions-open');
  expect(marked('sparse', 'gpu')).toBe('conditions-open');
  expect(marked('sparse', 'gpu', 'distributed')).toBeNull();
});

describe('levels (S67)', () => {
  test('a pitch hangs under a technical item or says why not', () => {
    expect(codeOf(mayHangUnder('pitch', null, null))).toBe('no-parent-no-reason');
    expect(codeOf(mayHangUnder('pitch', null, 'It is about people.'))).toBeNull();
    expect(codeOf(mayHangUnder('pitch', { level: 'technical' }, null))).toBeNull();
    expect(codeOf(mayHangUnder('pitch', { level: 'wish list' }, null))).toBe('parent-not-above');
    expect(codeOf(mayHangUnder('technical', { level: 'pitch' }, null))).toBe('parent-not-above');
  });
  test('no walk of hanging and moving ever makes a circle', () => {
    const level = fc.constantFrom(...LEVELS);
    const move = fc.record({ item: fc.nat(5), level, parent: fc.option(fc.nat(5)) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        const items = Array.from({ length: 6 }, () => ({ level: 'technical' as Level, parent: null as number | null }));
        for (const { item, level: to, parent } of moves) {
          const children = items.filter((one) => one.parent === item).map((one) => ({ level: one.level, title: '' }));
          const hangs = mayHangUnder(to, parent === null ? null : items[parent]!, 'because');
          if (codeOf(hangs) !== null || codeOf(mayTakeLevel(to, children)) !== null || parent === item) continue;
          items[item] = { level: to, parent };
        }
        for (const start of items.keys()) {
          const seen = new Set<number>();
          for (let at: number | null = start; at !== null; at = items[at]!.parent) {
            expect(seen.has(at)).toBe(false);
            seen.add(at);
          }
        }
      }),
    );
  });
});

test('a successor follows upon what is over, not upon what lives or was achieved', () => {
  const answers = ITEM_STATES.filter((state) => codeOf(maySucceed({ state })) === null);
  expect(answers).toEqual(['retired', 'declined', 'opted_out']);
});

test('how a roadmap came about is complete when it says who will be asked next (S66)', () => {
  const made = (kind: 'sprint' | 'discussion' | 'merged' | 'planned', more: object = {}) =>
    ({ kind, people: null, url: null, datedOn: day('2026-01-01'), ...more }) as never;
  const open = (events: never[]) =>
    provenanceQuestions(events, day('2026-11-25')).flatMap(({ question, isAnswered }) =>
      isAnswered ? [] : [question],
    );
  const past = [
    made('sprint', { people: '8 people' }),
    made('discussion', { url: 'https://example.org' }),
    made('merged'),
  ];
  expect(open([])).toHaveLength(5);
  expect(open(past)).toEqual(['Who will be asked next, and when']);
  expect(open([...past, made('planned', { people: 'the list' })])).toEqual(['Who will be asked next, and when']);
  expect(open([...past, made('planned', { people: 'the list', datedOn: day('2027-03-01') })])).toEqual([]);
});

test('the rulebook becomes reminders of what this item needs (S108)', () => {
  const rule = (field: string, value: object) => ({
    field,
    value: { choices: [], text: '', link: null, number: null, zone: null, items: [], ...value },
  });
  const rulebook = {
    entries: [
      rule('changelog', { choices: ['yes'], link: 'https://example.org/changes' }),
      rule('issues', { choices: ['large'] }),
      rule('proposals', { text: 'NEPs' }),
      rule('cla', { choices: ['dco'] }),
      rule('review', { number: 2 }),
    ],
  } as never;
  const texts = (size: 'small' | 'large') =>
    remindersOf(rulebook, { scale: { size, because: [] } }).map(({ text }) => text);
  expect(texts('small')).toEqual([
    'Before a first change: a sign-off on each commit.',
    'It needs a changelog entry.',
    'Before a change lands: 2 approvals.',
  ]);
  expect(texts('large')).toHaveLength(5);
  expect(remindersOf({ entries: [] }, { scale: null })).toEqual([]);
});
