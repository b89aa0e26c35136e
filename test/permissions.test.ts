import { describe, expect, test } from 'vitest';
import { areas } from '../src/entrances/registry.ts';
import type { Role } from '../src/kernel/actor.ts';
import { permission, type Mark } from '../src/kernel/permission.ts';
import { compareWithMatrix } from './support/matrix.ts';

describe('permissions keep to the matrix of domain section 3', () => {
  test.each(areas.map((area) => [area.name, area] as const))('in %s', (_, area) => {
    const declared = [...area.routes, ...area.streams, ...area.api].map((one) => one.permission);
    expect(declared.length).toBeGreaterThan(0);
    expect([...new Set(declared.flatMap(compareWithMatrix))]).toEqual([]);
  });

  test('and one verb has one permission everywhere', () => {
    const all = areas.flatMap((area) => [...area.routes, ...area.streams, ...area.api].map((one) => one.permission));
    const byVerb = Map.groupBy(all, (one) => one.verb);
    const unlike = [...byVerb].filter(([, uses]) => new Set(uses.map((one) => JSON.stringify(one))).size > 1);
    expect(unlike.map(([verb]) => verb)).toEqual([]);
  });
});

describe('the hard denials of domain section 3', () => {
  const all = areas.flatMap((area) => [...area.routes, ...area.streams, ...area.api].map((one) => one.permission));
  const lets = (role: Role, ...marks: readonly Mark[]) =>
    all.filter((one) => one.roles.includes(role) && marks.includes(one.mark) && !one.roles.includes('PUB'));

  test('nobody but a representative approves an item, withdraws it, or opts a project out, and only for their own', () => {
    const approvals = all.filter((one) => one.row === 'Approve / withdraw an item or offer, opt out');
    expect(approvals.length).toBeGreaterThan(0);
    for (const one of approvals) expect([one.verb, one.roles, one.ownProject]).toEqual([one.verb, ['PRJ'], ['PRJ']]);
  });

  test('a funder creates, edits and decides nothing of a project’s: only proposes, signs, and keeps their own account', () => {
    const own = new Set([
      'Express interest (public form)',
      'Incident, feedback',
      'Sign',
      'Routing questionnaire and result',
      // Who was at an event speaks there; what comes of it is no project’s decision.
      'Conversation: create, see private record',
      'Publish conversation (only its steward)',
    ]);
    expect(
      lets('FND', 'C', 'E', 'A')
        .filter((one) => !own.has(one.row))
        .map((one) => one.verb),
    ).toEqual([]);
  });

  test('an engagement lead approves nothing and records no outcome', () => {
    // The page of an event that they entered themselves is theirs to publish; nothing of a project is decided by it.
    const decisions = lets('ENG', 'A').filter((one) => one.row !== 'Publish conversation (only its steward)');
    expect(decisions.map((one) => one.verb)).toEqual([]);
    expect(lets('ENG', 'C', 'E').filter((one) => one.row === 'Record outcome of a contribution')).toEqual([]);
  });
});

describe('the comparison', () => {
  test('lets what the matrix allows pass, and less than that', () => {
    const fine = [
      permission(
        'edit-project',
        'Project profile, rulebook, speaks-for',
        'E',
        ['ADM', 'TEC', 'PRJ', 'MNT'],
        ['PRJ', 'MNT'],
      ),
      permission('add-project', 'Project profile, rulebook, speaks-for', 'C', ['ADM']),
      permission('see-projects', 'Project profile, rulebook, speaks-for', 'R', ['PUB', 'ADM']),
      permission('sign-out', 'Sign in and out (house)', 'A', ['PUB']),
      permission('change-password', 'Own account: password, sessions, hats, tokens (house)', 'S', ['ADM', 'MNT']),
    ];
    expect(fine.flatMap(compareWithMatrix)).toEqual([]);
  });

  test.each([
    [
      'a funder who edits',
      permission('x', 'Project profile, rulebook, speaks-for', 'E', ['FND']),
      /lets FND E, and the matrix says "R"/,
    ],
    [
      'the public reading the audit log',
      permission('x', 'Audit log', 'R', ['PUB']),
      /lets PUB R, and the matrix says "-"/,
    ],
    [
      'staff that approves for a project',
      permission('x', 'Approve / withdraw an item or offer, opt out', 'A', ['ADM']),
      /lets ADM A/,
    ],
    [
      'a maintainer who edits every project',
      permission('x', 'Project profile, rulebook, speaks-for', 'E', ['MNT']),
      /for every project/,
    ],
    [
      'a proposal taken for a creation',
      permission('x', 'Roadmap item text', 'C', ['FND']),
      /lets FND C, and the matrix says "propose"/,
    ],
    ['a row of its own making', permission('x', 'Whatever', 'R', ['ADM']), /names the row "Whatever"/],
    [
      'a binding without a role',
      permission('x', 'Survey round', 'C', ['ADM'], ['PRJ']),
      /binds PRJ to a project but does not let it/,
    ],
    ['a verb for nobody', permission('x', 'Survey round', 'C', []), /is for nobody/],
  ])('sees %s', (_, declared, sentence) => {
    expect(compareWithMatrix(declared).filter((one) => sentence.test(one))).not.toEqual([]);
  });
});
