/** Interests in `/api/v1`. */
import { z } from 'zod';
import { personOf } from '../../kernel/actor.ts';
import { readId } from '../../kernel/ids.ts';
import { moneyJson } from '../../kernel/money.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { declareInterest } from './actions/declare-interest.ts';
import { endInterest } from './actions/end-interest.ts';
import { setInterestLimit } from './actions/set-interest-limit.ts';
import { declareInterestInput, endInterestInput, setInterestLimitInput } from './interest-inputs.ts';
import { interestPermissions as may, readsAllInterests } from './interest-rules.ts';
import {
  INTEREST_KINDS,
  interestRefusals,
  VISIBILITIES,
  type Interest,
  type InterestRefusal,
} from './interest-types.ts';
import { interestLimit, interestsOf, registeredInterests } from './store/interests.ts';
import { peopleRefusals, type PeopleRefusal } from './types.ts';

const PAGE = 100;
const day = z.string().meta({ format: 'date' });
const moneyShape = z.object({ amount: z.string(), currency: z.string() });
const interestShape = z.object({
  id: z.uuid(),
  person: z.uuid(),
  name: z.string().nullable(),
  kind: z.enum(INTEREST_KINDS),
  organisation: z.string().nullable(),
  project: z.uuid().nullable(),
  since: day,
  until: day.nullable(),
  visibility: z.enum(VISIBILITIES),
  words: z.string().nullable(),
});
const made = z.object({ id: z.uuid() });

export const interestApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/interests',
    operationId: 'listInterests',
    summary: 'The register of interests, newest first, 100 at a time; administrators also see what is not public',
    permission: may.seeInterests,
    action: null,
    query: z.object({ before: z.string().optional().meta({ description: 'The id of the last one already seen' }) }),
    response: z.object({ interests: z.array(interestShape), limit: moneyShape }),
    answer: async ({ tx, actor, query }) => {
      const before = readId<'interest'>(query.before ?? '');
      const found = await registeredInterests(tx, { staffOnlyToo: readsAllInterests(actor), before, limit: PAGE });
      return json({ interests: found.map(interestJson), limit: moneyJson(await interestLimit(tx)) });
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/interest-limit',
    operationId: 'setInterestLimit',
    summary: 'Set from which amount on income and holdings are to be declared',
    permission: may.setInterestLimit,
    action: 'set-interest-limit',
    body: setInterestLimitInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await setInterestLimit(tx, actor, body, now)),
  }),
  apiRoute({
    method: 'GET',
    path: '/me/interests',
    operationId: 'listOwnInterests',
    summary: 'Your interests, those that go on first',
    permission: may.seeOwnInterests,
    action: null,
    response: z.object({ interests: z.array(interestShape) }),
    answer: async ({ tx, actor }) => {
      const person = personOf(actor);
      if (person === null) return no(refuse('signed-out'));
      return json({ interests: (await interestsOf(tx, person, 2 * PAGE)).map(interestJson) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/me/interests',
    operationId: 'declareInterest',
    summary: 'Declare an interest of yours; it is ended one day, never deleted',
    permission: may.declareInterest,
    action: 'declare-interest',
    body: declareInterestInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await declareInterest(tx, actor, body, now)),
  }),
  apiRoute({
    method: 'POST',
    path: '/me/interests/:interest/ending',
    operationId: 'endInterest',
    summary: 'Say until which day an interest held',
    permission: may.endInterest,
    action: 'end-interest',
    body: z.object({ until: endInterestInput.shape.until }),
    response: made,
    answer: async ({ tx, actor, params, body, now }) => {
      const interest = readId<'interest'>(params['interest'] ?? '');
      if (interest === null) return no(refuse('no-such-interest'));
      return answered(await endInterest(tx, actor, { interest, until: body.until }, now));
    },
  }),
];

function interestJson(interest: Interest) {
  const { id, person, personName: name, kind, organisation, project, since, until, visibility, words } = interest;
  return { id, person, name, kind, organisation, project, since, until, visibility, words };
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered(outcome: Outcome<string, PeopleRefusal | InterestRefusal>): Answer {
  return refused(outcome) ? no(outcome) : json({ id: outcome.done });
}

function no(refusal: Refusal<PeopleRefusal | InterestRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: { ...peopleRefusals, ...interestRefusals } };
}
