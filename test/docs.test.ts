import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SETTING_NAMES } from '../src/entrances/settings.ts';

const ROOT = join(import.meta.dirname, '..');

describe('the page of settings', () => {
  const page = new Set(textOf('docs/settings.md').match(/\b(?:COMMONWORK|DATABASE)_[A-Z][A-Z_]*\b/g));

  test('has every setting that the program reads', () => {
    expect(SETTING_NAMES.length).toBeGreaterThan(5);
    expect(SETTING_NAMES.filter((name) => !page.has(name))).toEqual([]);
  });

  test('and none that it does not, but the one for its tests', () => {
    const known = new Set([...SETTING_NAMES, 'COMMONWORK_', 'COMMONWORK_BROWSER']);
    expect([...page].filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('what the documents point to', () => {
  const pages = globSync(['*.md', 'docs/**/*.md', 'src/areas/*/README.md'], { cwd: ROOT });

  test.each(pages)('is there: %s', (page) => {
    const links = [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((found) => found[1] ?? '');
    const own = links.filter((link) => !/^(https?:|mailto:|#)/.test(link)).map((link) => link.replace(/#.*$/, ''));
    const missing = own.filter((link) => globSync(join(page, '..', link), { cwd: ROOT }).length === 0);
    expect(missing).toEqual([]);
  });

  test.each(globSync('docs/decisions/*.md', { cwd: ROOT }))('is short and numbered: %s', (record) => {
    expect(textOf(record).trimEnd().split('\n').length).toBeLessThanOrEqual(30);
    expect(textOf(record)).toMatch(new RegExp(`^# ${/(\d{3})-[a-z0-9-]+\.md$/.exec(record)?.[1]} `));
  });

  test('speaks of commands that exist', async () => {
    const { COMMANDS } = await import('../src/entrances/cli.ts');
    const names = COMMANDS.map((command) => command.name);
    const spoken = ['README.md', 'docs/running.md', 'docs/survey.md', 'docs/funding.md'].flatMap((page) =>
      [...textOf(page).matchAll(/(?:^|`|--silent )commonwork (?:-- )?([a-z][a-z-]*)/gm)].map((found) => found[1] ?? ''),
    );
    expect(spoken.length).toBeGreaterThan(5);
    expect(spoken.filter((word) => !names.some((name) => name.split(' ')[0] === word))).toEqual([]);
  });
});

function textOf(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}
