import { expect, test } from 'vitest';
import { endOfWindow, readZone, showInZone } from './windows.ts';

test.each([
  ['2026-05-04T22:30:00Z', 7, 'Europe/Berlin', '2026-05-12T21:59:59.000Z'],
  ['2026-05-04T22:30:00Z', 7, 'UTC', '2026-05-11T23:59:59.000Z'],
  ['2026-10-23T12:00:00Z', 7, 'Europe/Berlin', '2026-10-30T22:59:59.000Z'],
  ['2026-03-27T12:00:00Z', 2, 'Europe/Berlin', '2026-03-29T21:59:59.000Z'],
  ['2026-01-01T00:30:00Z', 1, 'America/New_York', '2026-01-02T04:59:59.000Z'],
  ['2026-01-01T20:00:00Z', 1, 'Pacific/Auckland', '2026-01-03T10:59:59.000Z'],
  ['2026-01-01T20:00:00.500Z', 0, 'Asia/Kolkata', '2026-01-02T18:29:59.000Z'],
])('from %s a window of %i days in %s ends at %s', (at, days, zone, end) => {
  expect(endOfWindow(new Date(at), days, zone).toISOString()).toBe(end);
});

test('a zone is one that is known', () => {
  expect(readZone('Europe/Berlin')).toBe('Europe/Berlin');
  expect(readZone('Europe/Nowhere')).toBeNull();
});

test('a moment is shown with its zone', () => {
  expect(showInZone(new Date('2026-05-12T21:59:59Z'), 'Europe/Berlin')).toBe('12 May 2026, 23:59 in Europe/Berlin');
  expect(showInZone(new Date('2026-05-12T21:59:59Z'), 'UTC')).toBe('12 May 2026, 21:59 UTC');
  expect(showInZone(new Date('2026-05-12T21:59:59Z'), 'America/New_York')).toBe(
    '12 May 2026, 17:59 in America/New York',
  );
});
