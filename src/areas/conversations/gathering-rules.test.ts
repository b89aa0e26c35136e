import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarDate } from '../../kernel/dates.ts';
import { gatheringJson, gatheringMarkdown } from './gathering-text.ts';
import { mayHaveStatus, publicGathering } from './gathering-rules.ts';
import type { Gathering, Note } from './gathering-types.ts';

const AT = new Date('2026-11-20T10:00:00Z');
const DAY = '2026-11-20' as CalendarDate;
const signed = (by: string, byName: string) => ({ at: AT, by: by as never, byName, hat: `hat of ${byName}` });

interface Drawn {
  readonly confidential: boolean;
  readonly withdrawn: boolean;
  readonly hidden: boolean;
  readonly named: 'yes' | 'no' | null;
}

const drawn = fc.record<Drawn>({
  confidential: fc.boolean(),
  withdrawn: fc.boolean(),
  hidden: fc.boolean(),
  named: fc.constantFrom('yes', 'no', null),
});

/** Each draw is a person with one note; everything that must not come out carries the word “SECRET” and its number. */
function gatheringOf(draws: readonly Drawn[]): Gathering {
  const secret = (hides: boolean, at: number, what: string) => `${hides ? 'SECRET' : 'open'} ${what} ${at}`;
  return {
    id: 'g' as never,
    kind: 'forum',
    steward: { person: 's' as never, name: 'SECRET steward' },
    version: 1,
    text: { title: 'Forum', startsOn: DAY, endsOn: DAY, place: null, about: null, parts: [] },
    attendees: draws.map(({ named }, at) => ({
      id: `a${at}` as never,
      person: `p${at}` as never,
      name: secret(named !== 'yes', at, 'name'),
      affiliation: secret(named !== 'yes', at, 'body'),
      role: 'participant',
      naming:
        named === null ? null : { ...signed(`p${at}`, 'SECRET who noted it'), answer: named, heard: 'SECRET how' },
    })),
    notes: draws.map(({ confidential, withdrawn, hidden, named }, at): Note => ({
      id: `n${at}` as never,
      part: null,
      confidential,
      words: secret(confidential || withdrawn, at, 'words'),
      made: signed(`p${at}`, secret(named !== 'yes', at, 'name')),
      status: 'adopted',
      project: { id: `j${at}` as never, slug: `j${at}`, name: secret(hidden, at, 'project'), isHidden: hidden },
      decision: `https://example.org/${hidden ? 'SECRET' : 'open'}`,
      statusSet: signed('s', 'SECRET who set it'),
      withdrawnAt: withdrawn ? AT : null,
    })),
    followUps: [
      {
        id: 'f' as never,
        words: 'SECRET task',
        owner: 's' as never,
        ownerName: 'SECRET owner',
        noted: signed('s', 'x'),
        doneAt: null,
      },
    ],
    roadmaps: [],
    publication: null,
  };
}

test('what is not for everybody is in no public form, whatever the record holds', () => {
  fc.assert(
    fc.property(fc.array(drawn, { maxLength: 6 }), (draws) => {
      const gathering = gatheringOf(draws);
      const shown = publicGathering(gathering);
      const texts = [JSON.stringify(shown), gatheringMarkdown(shown), JSON.stringify(gatheringJson(shown))];
      for (const text of texts) expect(text).not.toContain('SECRET');
      // And nobody is counted away.
      expect(shown.named.length + shown.unnamed).toBe(draws.length);
      expect(shown.notes).toHaveLength(
        draws.filter(({ confidential, withdrawn }) => !confidential && !withdrawn).length,
      );
    }),
  );
});

test.each([
  ['personal', null, null, true],
  ['proposed', null, null, true],
  ['adopted', { id: 'p' }, null, false],
  ['adopted', null, 'https://example.org/d', false],
  ['adopted', { id: 'p' }, 'https://example.org/d', true],
] as const)('S63: %s with project %j and decision %j: %s', (status, project, decision, isFine) => {
  expect('done' in mayHaveStatus(status, { project, decision })).toBe(isFine);
});
