import { describe, expect, test } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import type { Waiting } from '../../kernel/waiting.ts';
import { allSettings, digestDay, digestLines, stopped } from './notification-rules.ts';
import type { Notification } from './notification-types.ts';

const now = new Date('2026-11-25T10:00:00Z');
const before = new Date('2026-11-24T06:01:00Z');

const told: Notification = {
  id: newId<'notification'>(now),
  person: newId<'person'>(now),
  kind: 'project',
  sentence: 'Ada changed the profile.',
  link: '/projects/numpy',
  madeAt: now,
};

function waiting(since: string, who: Waiting['who'] = 'you'): Waiting {
  return { kind: 'x', sentence: `Waits since ${since}.`, link: '/survey', action: 'Look', since: new Date(since), who };
}

test.each([
  ['2026-11-25T05:59:59Z', '2026-11-24'],
  ['2026-11-25T06:00:00Z', '2026-11-25'],
  ['2026-11-25T23:59:59Z', '2026-11-25'],
  ['2026-03-01T00:00:00Z', '2026-02-28'],
])('at %s the letter of %s is due', (at, day) => {
  expect(digestDay(new Date(at))).toBe(day);
});

describe('the letter of the day', () => {
  test('is not written when nothing is new, whatever still waits', () => {
    expect(digestLines([], [], before)).toBe(null);
    expect(digestLines([], [waiting('2026-11-20T10:00:00Z')], before)).toBe(null);
    expect(digestLines([], [waiting('2026-11-25T09:00:00Z', { name: 'Rosa' })], before)).toBe(null);
  });

  test('says what is new and, beside it, all that waits', () => {
    const old = waiting('2026-11-20T10:00:00Z');
    const fresh = waiting('2026-11-25T09:00:00Z');
    expect(digestLines([], [old, fresh], before)?.waiting).toHaveLength(2);
    expect(digestLines([told], [old], before)).toEqual({
      news: [{ text: told.sentence, link: told.link }],
      waiting: [{ text: old.sentence, link: old.link }],
      more: 0,
    });
    expect(digestLines([], [old], null)?.waiting).toHaveLength(1);
  });

  test('stays short enough to read', () => {
    const many = Array.from({ length: 30 }, () => waiting('2026-11-25T09:00:00Z'));
    expect(digestLines([told], many, null)).toMatchObject({ more: 10 });
  });
});

test('one click stops the letters of that kind, or what comes in the daily one', () => {
  const settings = allSettings({ asked: 'at-once', survey: 'never' });
  expect(stopped(settings, 'project')).toEqual({ ...settings, project: 'never' });
  expect(stopped(settings, null)).toEqual({
    asked: 'at-once',
    answered: 'never',
    project: 'never',
    survey: 'never',
    account: 'never',
  });
});
