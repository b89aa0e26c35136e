import { describe, expect, test } from 'vitest';
import { destinationOf, findPath, resolvePath } from './links.ts';

describe('where a link leads', () => {
  test.each([
    ['plans.md', { kind: 'inside', path: 'docs/dev/plans.md' }],
    ['../roadmap.md#next', { kind: 'inside', path: 'docs/roadmap.md' }],
    ['/ROADMAP.md', { kind: 'inside', path: 'ROADMAP.md' }],
    [
      'https://github.com/example/grid/blob/main/docs/a%20plan.md',
      { kind: 'repository', id: 'example/grid', path: 'docs/a plan.md' },
    ],
    [
      'https://gitlab.com/example/grid/-/blob/main/ROADMAP.md',
      { kind: 'repository', id: 'example/grid', path: 'ROADMAP.md' },
    ],
    ['https://github.com/example/grid/wiki/Roadmap', { kind: 'outside', what: 'wiki' }],
    ['https://github.com/orgs/example/projects/7', { kind: 'outside', what: 'project board' }],
    ['https://github.com/example/grid/milestones', { kind: 'outside', what: 'milestones' }],
    ['https://github.com/example/grid/issues?q=label%3Aroadmap', { kind: 'outside', what: 'issues' }],
    ['https://discuss.example.org/t/roadmap', { kind: 'outside', what: 'forum' }],
    ['https://example.org/roadmap', { kind: 'outside', what: 'website' }],
    ['#section', { kind: 'nowhere' }],
    ['javascript:alert(1)', { kind: 'nowhere' }],
    ['../../../../etc/passwd', { kind: 'nowhere' }],
  ])('%s', (target, destination) => {
    expect(destinationOf(target, 'docs/dev/index.md')).toEqual(destination);
  });

  test('a path never leaves the repository, and broken escapes are no reason to fail', () => {
    expect(resolvePath('../../x', 'a.md')).toBeNull();
    expect(resolvePath('100%.md', 'docs/a.md')).toBe('docs/100%.md');
  });

  test('a page is found under the endings that its name leaves away', () => {
    const known = new Set(['doc/source/dev/roadmap.rst', 'docs/plan/index.md', 'a.md']);
    expect(findPath('dev/roadmap.html', known, ['doc/source'])).toBe('doc/source/dev/roadmap.rst');
    expect(findPath('docs/plan/', known)).toBe('docs/plan/index.md');
    expect(findPath('nothing', known)).toBeNull();
  });
});
