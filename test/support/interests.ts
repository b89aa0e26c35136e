/** Interests for tests, declared by the people themselves. */
import { calendarDate, type Instant } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { declareInterest } from '../../src/areas/people/actions/declare-interest.ts';
import type { DeclareInterest } from '../../src/areas/people/interest-inputs.ts';
import type { InterestId } from '../../src/areas/people/interest-types.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { NOW, type TestPerson } from './people.ts';

export async function addInterest(
  db: Db,
  { actor }: TestPerson,
  said: Partial<DeclareInterest> = {},
  now: Instant = NOW,
): Promise<InterestId> {
  const input: DeclareInterest = {
    kind: 'employer',
    organisation: 'Larkspur Quant',
    project: null,
    since: calendarDate(new Date('2025-01-01')),
    until: null,
    visibility: 'public',
    words: null,
    ...said,
  };
  return mustBeDone(await db.tx((tx) => declareInterest(tx, actor, input, now)));
}
