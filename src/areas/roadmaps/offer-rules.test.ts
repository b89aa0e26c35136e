import { describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../kernel/actor.ts';
import { codeOf, NOW } from '../../../test/support/people.ts';
import { newId, type PersonId, type ProjectId } from '../../kernel/ids.ts';
import type { SpeakerEntry } from '../projects/index.ts';
import { lacksOf, offerSlug, trademarkNote } from './offer-content.ts';
import { emptyText } from './item-text.ts';
import {
  actorInHatOf,
  consentStanding,
  endsSoon,
  mayBeOffered,
  mayOffer,
  maySettle,
  maySpeak,
  mayState,
  monthsAfter,
  offerPermissions,
} from './offer-rules.ts';
import type { Consent } from './offer-types.ts';

const GRID = newId<'project'>(NOW);
const WAVE = newId<'project'>(NOW);

function person(roles: readonly (readonly [Role, ProjectId | null])[], hat: string | null = null): Actor {
  const hats = roles.map(([role, project]) => ({
    capacity: role,
    affiliation: project === null ? null : 'Grid',
    comesWith: 'role' as const,
    project,
  }));
  const grants = roles.map(([role, project]) => ({ role, project }));
  const only =
    hats.length === 1 ? (hats[0]!.affiliation === null ? hats[0]!.capacity : `${hats[0]!.capacity}, Grid`) : hat;
  return { kind: 'person', person: newId<'person'>(NOW), name: 'Ada Example', grants, hats, hat: only };
}

const entry = {} as SpeakerEntry;
const letter = { project: GRID, recipients: [{ id: newId<'consent recipient'>(NOW) }] };
const speaks = { isKnown: true, entry };

describe('who speaks for a project', () => {
  test.each<[string, Actor, typeof speaks | { isKnown: boolean; entry: null }, string | null]>([
    ['a representative whom the register names', person([['PRJ', GRID]]), speaks, null],
    [
      'a representative whom it does not name',
      person([['PRJ', GRID]]),
      { isKnown: true, entry: null },
      'not-a-representative',
    ],
    [
      'a representative where nobody is known',
      person([['PRJ', GRID]]),
      { isKnown: false, entry: null },
      'nobody-speaks',
    ],
    ['a representative of another project', person([['PRJ', WAVE]]), speaks, 'not-yours'],
    ['a maintainer', person([['MNT', GRID]]), speaks, 'not-yours'],
    ['an engagement lead', person([['ENG', null]]), speaks, 'not-yours'],
    ['a funder', person([['FND', null]]), speaks, 'not-yours'],
    ['an administrator', person([['ADM', null]]), speaks, 'not-yours'],
    ['a stranger', { kind: 'stranger' }, speaks, 'signed-out'],
    ['one of our own programs', { kind: 'program', program: 'jobs' }, speaks, 'not-yours'],
  ])('%s', (_, actor, standing, refusal) => {
    expect(codeOf(maySpeak(actor, offerPermissions.answerConsent, letter, standing))).toBe(refusal);
  });

  test('who came by a link is bound to their own line of the letter', () => {
    const link = (subject: string, act = 'answer-consent'): Actor => ({
      kind: 'link',
      link: newId<'act-link'>(NOW),
      name: 'Gus Example',
      act,
      subject,
      grants: [{ role: 'PRJ', project: GRID }],
      hats: [],
      hat: null,
    });
    const may = (actor: Actor) => codeOf(maySpeak(actor, offerPermissions.answerConsent, letter, speaks));
    expect(may(link(letter.recipients[0]!.id))).toBe(null);
    expect(may(link(newId(NOW)))).toBe('link-of-another-act');
    expect(may(link(letter.recipients[0]!.id, 'sign'))).toBe('link-of-another-act');
  });

  test('the statement is made in the project’s hat; staff who wear it say that they are both', () => {
    const both = (hat: string | null) =>
      person(
        [
          ['ENG', null],
          ['PRJ', GRID],
        ],
        hat,
      );
    expect(codeOf(mayState(both(null), GRID, null))).toBe('say-in-which-capacity');
    expect(codeOf(mayState(both('ENG'), GRID, null))).toBe('not-in-the-project-hat');
    expect(codeOf(mayState(both('PRJ, Grid'), GRID, null))).toBe('disclose-both');
    expect(codeOf(mayState(both('PRJ, Grid'), GRID, 'I work there too.'))).toBe(null);
    expect(codeOf(mayState(person([['PRJ', GRID]]), GRID, null))).toBe(null);
    expect(actorInHatOf(both(null), GRID)).toMatchObject({ hat: 'PRJ, Grid' });
  });
});

test('engagement and technical leads offer, everybody else does not', () => {
  const may = (role: Role) => codeOf(mayOffer(person([[role, null]]), offerPermissions.makeOffer, GRID));
  expect([may('ENG'), may('TEC'), may('ADM'), may('FIN'), may('FND')]).toEqual([
    null,
    null,
    'not-yours',
    'not-yours',
    'not-yours',
  ]);
});

test('a draft, an item that is over, and a project that left are not offered', () => {
  const fine = { optedOut: false, archived: false };
  expect(codeOf(mayBeOffered({ state: 'draft' }, fine))).toBe('item-not-proposed');
  expect(codeOf(mayBeOffered({ state: 'declined' }, fine))).toBe('item-over');
  expect(codeOf(mayBeOffered({ state: 'approved' }, { ...fine, optedOut: true }))).toBe('project-left-out');
  expect(codeOf(mayBeOffered({ state: 'approved' }, { ...fine, archived: true }))).toBe('project-left-out');
  expect(codeOf(mayBeOffered({ state: 'in_work' }, fine))).toBe(null);
});

test('where a consent stands, in the order in which it is told', () => {
  const yes = {
    answer: 'approved',
    effectiveFrom: new Date('2026-06-08T00:00:00Z'),
    validUntil: new Date('2027-06-01T00:00:00Z'),
    withdrawal: null,
    objections: [],
  } as const;
  const at = (day: string) => new Date(`${day}T12:00:00Z`);
  expect(consentStanding(yes, at('2026-06-02'))).toBe('waiting');
  expect(consentStanding(yes, at('2026-06-10'))).toBe('live');
  expect(consentStanding(yes, at('2027-06-01'))).toBe('expired');
  expect(consentStanding({ ...yes, objections: [{ settled: null }] }, at('2026-06-10'))).toBe('objected');
  expect(consentStanding({ ...yes, objections: [{ settled: {} }] }, at('2026-06-10'))).toBe('live');
  const withdrawal = {} as NonNullable<Consent['withdrawal']>;
  expect(consentStanding({ ...yes, withdrawal }, at('2026-06-10'))).toBe('withdrawn');
  expect(consentStanding({ ...yes, answer: 'declined', validUntil: null }, at('2026-06-10'))).toBe('declined');
});

test('months end on the last day where the month is shorter', () => {
  const after = (day: string, months: number) =>
    monthsAfter(new Date(`${day}T10:00:00Z`), months)
      .toISOString()
      .slice(0, 10);
  expect(after('2026-11-25', 12)).toBe('2027-11-25');
  expect(after('2026-08-31', 6)).toBe('2027-02-28');
  expect(after('2028-02-29', 12)).toBe('2029-02-28');
  expect(endsSoon(new Date('2026-12-20T00:00:00Z'), NOW)).toBe(true);
  expect(endsSoon(new Date('2027-01-20T00:00:00Z'), NOW)).toBe(false);
});

test('an objection is taken back by whoever made it, or settled by a third', () => {
  const [yes, no, third] = [person([['PRJ', GRID]]), person([['PRJ', GRID]]), person([['PRJ', GRID]])];
  const by = (actor: Actor) => ({ by: (actor as { person: PersonId }).person, link: null });
  const consent = by(yes) as Consent;
  const objection = { ...by(no), settled: null } as Consent['objections'][number];
  expect([yes, no, third].map((actor) => codeOf(maySettle(consent, objection, actor)))).toEqual([
    'not-yours-to-take-back',
    null,
    null,
  ]);
});

test('an empty wording lacks everything that an offer needs, each named', () => {
  expect(lacksOf(emptyText('A need')).map(({ field }) => field)).toEqual([
    'summary',
    'scope',
    'rationale',
    'kinds of work',
    'skills',
    'expected effect',
    'impact on volunteers',
    'estimate',
    'reports',
  ]);
});

test('addresses are made of project and title; a title without Latin letters gives way to the number', () => {
  expect(offerSlug('numpy', 'Arrays, that work together!', 3)).toBe('numpy-arrays-that-work-together');
  expect(offerSlug('numpy', '数组', 3)).toBe('numpy-item-3');
  expect(offerSlug('a'.repeat(80), 'b'.repeat(80), 3).length).toBeLessThanOrEqual(100);
  expect(trademarkNote('NumPy')).toContain('no endorsement');
});
