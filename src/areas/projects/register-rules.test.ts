import { describe, expect, test } from 'vitest';
import type { Actor, Grant } from '../../kernel/actor.ts';
import { STRANGER } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import type { PersonId, ProjectId } from '../../kernel/ids.ts';
import {
  decidesFor,
  entryState,
  mayConfirmSpeaker,
  mayEndSpeaker,
  ownProjects,
  seesOptedOut,
  seesReason,
  speaksOn,
  standingOn,
  unknownMatters,
} from './register-rules.ts';
import type { Matter, OptOut, SpeakerEntry, SpeakerId } from './register-types.ts';

const PROJECT = 'a' as ProjectId;
const ADA = 'ada' as PersonId;
const BEN = 'ben' as PersonId;
const day = (text: string) => text as CalendarDate;
const act = { at: new Date('2026-01-02T10:00:00Z'), by: null, byName: null, hat: null };

function entry(change: Partial<SpeakerEntry> = {}, people: readonly PersonId[] = [ADA]): SpeakerEntry {
  return {
    id: 'e' as SpeakerEntry['id'],
    project: PROJECT,
    kind: 'person',
    body: null,
    speakers: people.map((person) => ({ id: `line of ${person}` as SpeakerId, person, name: person, mail: null })),
    matters: ['offers'],
    source: 'https://example.org',
    validFrom: day('2026-02-01'),
    validTo: day('2026-06-30'),
    replaces: null,
    entered: act,
    confirmation: { ...act, place: 'the source' },
    ending: null,
    ...change,
  };
}

const person = (id: PersonId, ...grants: readonly Grant[]): Actor => ({
  kind: 'person',
  person: id,
  name: id,
  grants,
  hats: [],
  hat: null,
});
const ended = { ...act, at: new Date('2026-03-05T15:00:00Z'), reason: 'left', successor: null };

describe('an entry', () => {
  test.each([
    ['the day before its first', '2026-01-31', {}, 'not-yet'],
    ['its first day', '2026-02-01', {}, 'counts'],
    ['its last day', '2026-06-30', {}, 'counts'],
    ['the day after', '2026-07-01', {}, 'run-out'],
    ['any day without a confirmation', '2026-03-01', { confirmation: null }, 'unconfirmed'],
    ['the day before its end', '2026-03-04', { ending: ended }, 'counts'],
    ['the very day of its end', '2026-03-05', { ending: ended }, 'ended'],
    ['a day long after an open end', '2031-01-01', { validTo: null }, 'counts'],
  ] as const)('on %s', (_, on, change, state) => {
    expect(entryState(entry(change), day(on))).toBe(state);
  });
});

describe('speaking', () => {
  const on = day('2026-03-01');
  test('is on the matters named, and "all" covers each', () => {
    expect(speaksOn([entry()], { person: ADA }, 'offers', on)).not.toBeNull();
    expect(speaksOn([entry()], { person: ADA }, 'money', on)).toBeNull();
    expect(speaksOn([entry({ matters: ['all'] })], { person: ADA }, 'money', on)).not.toBeNull();
  });

  test('is for those named only, by account or by the line a link was sent to', () => {
    const council = entry({ kind: 'body', body: 'Council' }, [ADA, BEN]);
    expect(speaksOn([council], { person: BEN }, 'offers', on)).toBe(council);
    expect(speaksOn([council], { speaker: 'line of ben' as SpeakerId }, 'offers', on)).toBe(council);
    expect(speaksOn([council], { person: 'eve' as PersonId }, 'offers', on)).toBeNull();
  });

  test('an unconfirmed entry lets nobody decide, and the project stays unknown', () => {
    const open = [entry({ confirmation: null })];
    expect(standingOn(open, 'offers', on)).toEqual([]);
    expect(unknownMatters(open, on)).toContain('offers');
    expect(decidesFor(open, person(ADA, { role: 'PRJ', project: PROJECT }), 'offers', on)).toMatchObject({
      refused: 'no-standing',
    });
    expect(unknownMatters([entry()], on)).not.toContain('offers');
  });

  test('neither a stranger nor one of our programs decides for a project', () => {
    const all = [entry({ matters: ['all'] })];
    expect(decidesFor(all, STRANGER, 'offers', on)).toMatchObject({ refused: 'no-standing' });
    expect(decidesFor(all, { kind: 'program', program: 'jobs' }, 'offers', on)).toMatchObject({
      refused: 'no-standing',
    });
  });
});

describe('confirming and ending', () => {
  const on = day('2026-03-01');
  const open = entry({ confirmation: null, matters: ['offers', 'money'] }, [BEN]);
  const speaks = (matters: readonly Matter[]) => [entry({ matters }), open];
  const prj: Grant = { role: 'PRJ', project: PROJECT };

  test.each([
    ['an administrator', person('admin' as PersonId, { role: 'ADM', project: null }), [], null],
    ['the administrator whom it names', person(BEN, { role: 'ADM', project: null }), [], 'own-entry'],
    ['somebody who speaks on all its matters', person(ADA, prj), ['offers', 'money'], null],
    ['somebody who speaks on one of them', person(ADA, prj), ['money'], 'not-yours-to-confirm'],
    ['a representative without standing', person(ADA, prj), [], 'not-yours-to-confirm'],
  ] as const)('%s confirms or is refused', (_, actor, matters, refused) => {
    const entries = matters.length === 0 ? [open] : speaks(matters);
    const decision = mayConfirmSpeaker(actor, open, entries, on);
    expect('refused' in decision ? decision.refused : null).toBe(refused);
  });

  test('a representative without standing cannot put another out, those named can always go', () => {
    const standing = entry({}, [ADA]);
    expect(mayEndSpeaker(person(BEN, prj), standing, [standing], on)).toMatchObject({ refused: 'not-yours-to-end' });
    expect(mayEndSpeaker(person(ADA, prj), standing, [standing], on)).toEqual({ done: 'allowed' });
    expect(mayEndSpeaker(person(BEN, prj), open, [standing, open], on)).toEqual({ done: 'allowed' });
  });
});

describe('a project that asked to be left out', () => {
  const away: OptOut = {
    id: 'o' as OptOut['id'],
    project: PROJECT,
    reason: 'implies a promise',
    isPrivate: true,
    standing: 'e' as OptOut['standing'],
    given: act,
    ended: null,
  };
  const of = (role: Grant['role'], project: ProjectId | null = null) => person(ADA, { role, project });
  test.each([
    ['the public', STRANGER, false, false],
    ['a funder', of('FND'), false, false],
    ['a representative of another project', of('PRJ', 'b' as ProjectId), false, false],
    ['an engagement lead', of('ENG'), true, false],
    ['its maintainer', of('MNT', PROJECT), true, true],
    ['an administrator', of('ADM'), true, true],
  ])('is seen by %s: %#', (_, actor, seen, reason) => {
    expect(seesOptedOut(actor, PROJECT)).toBe(seen);
    expect(seesReason(actor, away)).toBe(reason);
    const own = ownProjects(actor);
    expect(own === null || own.includes(PROJECT)).toBe(seen);
  });
});
