/** Windows of days end with the last second of a day in a stated zone, and are shown with the zone. (design 4) */
import type { Instant } from './dates.ts';

const DAY_MS = 86_400_000;

/** The zone as the database and Intl know it, or null when there is no such zone. */
export function readZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** 23:59:59, so many days after the day of the moment, both in the zone. */
export function endOfWindow(at: Instant, days: number, zone: string): Instant {
  const wall = new Date(at.getTime() + offsetAt(at, zone));
  const end = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate()) + (days + 1) * DAY_MS - 1000;
  // The offset of that evening is looked up near it, then at it: clocks may be changed in between.
  const near = new Date(end - offsetAt(new Date(end), zone));
  return new Date(end - offsetAt(near, zone));
}

/** "14 September 2026, 23:59 in Europe/Berlin". */
export function showInZone(at: Instant, zone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);
  return `${text.replace(' at ', ', ')} ${zone === 'UTC' ? 'UTC' : `in ${zone.replaceAll('_', ' ')}`}`;
}

/** Milliseconds by which clocks in the zone are ahead of UTC. */
function offsetAt(at: Instant, zone: string): number {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((one) => one.type === type)?.value);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(at.getTime() / 1000) * 1000;
}
