import { describe, expect, test } from 'vitest';
import { STRANGER, type Actor, type Role } from './actor.ts';
import { allHats, decideHat, hatToWear, hatWords, needsHat, wearing, wornHat, type NamedGrant } from './hats.ts';
import { newId, type ProjectId } from './ids.ts';
import { mustBeDone, refused } from './refusal.ts';

const now = new Date('2026-11-25T10:00:00Z');
const numpy = newId<'project'>(now);
const scipy = newId<'project'>(now);

function grant(role: Role, project: ProjectId | null = null): NamedGrant {
  return { role, project, affiliation: project === numpy ? 'NumPy' : project === scipy ? 'SciPy' : null };
}

const words = (...given: Parameters<typeof allHats>) => allHats(...given).map(hatWords);

describe('the hats of a person', () => {
  test('a role brings one, and several roles for one body bring one', () => {
    expect(words([grant('PRJ', numpy)], [], 'Example Lab')).toEqual(['project representative, NumPy']);
    expect(words([grant('PRJ', numpy), grant('MNT', numpy)], [], 'Example Lab')).toEqual([
      'project representative and maintainer, NumPy',
    ]);
    expect(words([grant('ADM'), grant('TEC'), grant('PRJ', scipy)], [], 'Example Lab')).toEqual([
      'workspace administrator and technical lead, Example Lab',
      'project representative, SciPy',
    ]);
  });

  test('a sponsor of two projects speaks for neither of them', () => {
    const hats = allHats([grant('FSP', numpy), grant('FSP', scipy)], [], 'Example Lab');
    expect(hats).toEqual([{ capacity: 'fiscal-sponsor contact', affiliation: null, comesWith: 'role', project: null }]);
  });

  test('own words come after, and none reads like another', () => {
    const own = [
      { capacity: 'engineer', affiliation: 'Larkspur Quant' },
      { capacity: 'maintainer', affiliation: 'NumPy' },
    ];
    expect(words([grant('MNT', numpy)], own, null)).toEqual(['maintainer, NumPy', 'engineer, Larkspur Quant']);
  });

  test('one alone is worn; of several the one that was chosen and is still there', () => {
    const two = allHats([grant('MNT', numpy), grant('ENG')], [], 'Example Lab');
    expect(hatToWear([], 'x')).toBe(null);
    expect(hatToWear(two.slice(0, 1), null)).toBe('maintainer, NumPy');
    expect(hatToWear(two, null)).toBe(null);
    expect(hatToWear(two, 'engagement lead, Example Lab')).toBe('engagement lead, Example Lab');
    expect(hatToWear(two, 'board member')).toBe(null);
  });
});

describe('a statement', () => {
  const hats = allHats([grant('PRJ', numpy)], [{ capacity: 'engineer', affiliation: 'Larkspur Quant' }], null);
  const both: Actor = { kind: 'person', person: newId<'person'>(now), name: 'Ana', grants: [], hats, hat: null };

  test('is refused to somebody with two hats who says none, and the sentence names them', () => {
    expect(needsHat(both)).toBe(true);
    expect(decideHat(both)).toEqual({
      refused: 'say-in-which-capacity',
      because: { hats: ['project representative, NumPy', 'engineer, Larkspur Quant'] },
    });
  });

  test('is made in the hat that was named for it, and that one can be asked what it rests on', () => {
    const dressed = mustBeDone(wearing(both, 'project representative, NumPy'));
    expect(refused(decideHat(dressed))).toBe(false);
    expect(wornHat(dressed)).toMatchObject({ comesWith: 'role', project: numpy });
    expect(mustBeDone(wearing(dressed, '')).hat).toBe('project representative, NumPy');
  });

  test.each([
    ['somebody else’s hat is not put on', both, 'project representative, SciPy', true],
    ['a stranger has none to name', STRANGER, 'maintainer, NumPy', true],
    ['a stranger who names none comes as they are', STRANGER, null, false],
    ['a program needs none', { kind: 'program', program: 'demo' } as const, '', false],
  ] as const)('%s', (_, actor, named, isRefused) => {
    expect(refused(wearing<Actor>(actor, named))).toBe(isRefused);
    expect(needsHat(actor)).toBe(actor === both);
  });
});
