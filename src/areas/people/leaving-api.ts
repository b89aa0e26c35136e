/** Handing over and merging in `/api/v1`. The link in a letter is opened in a browser. */
import { z } from 'zod';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { handOver, handOverOwn } from './actions/hand-over.ts';
import { mergeAccounts } from './actions/merge-accounts.ts';
import { requestMerge } from './actions/request-merge.ts';
import { handOverInput, handOverOwnInput, mergeAccountsInput, requestMergeInput } from './leaving-inputs.ts';
import { leavingPermissions as may } from './leaving-rules.ts';
import { peopleRefusals, type PeopleRefusal } from './types.ts';

const count = z.int();
const handedShape = z.object({
  id: z.uuid(),
  roles: count,
  projects: z.array(z.uuid()).meta({ description: 'For which nobody but the one who left held the role' }),
});

export const leavingApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'POST',
    path: '/people/:person/hand-over',
    operationId: 'handOver',
    summary: 'Hand all roles of a person to another one',
    permission: may.handOver,
    action: 'hand-over',
    body: handOverInput.omit({ from: true }),
    response: handedShape,
    answer: async ({ tx, actor, params, body, now }) => {
      const from = readId<'person'>(params['person'] ?? '');
      if (from === null) return no(refuse('no-such-person'));
      return answered(await handOver(tx, actor, { ...body, from }, now));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/people/:person/merging',
    operationId: 'mergeAccounts',
    summary: 'Merge an account into another one of the same person; it cannot be undone',
    permission: may.mergeAccounts,
    action: 'merge-accounts',
    body: mergeAccountsInput.omit({ duplicate: true }),
    response: z.object({ roles: count, hats: count, interests: count, tokens: count }),
    answer: async ({ tx, actor, params, body, now, baseUrl }) => {
      const duplicate = readId<'person'>(params['person'] ?? '');
      if (duplicate === null) return no(refuse('no-such-person'));
      return answered(await mergeAccounts(tx, actor, { ...body, duplicate, baseUrl }, now));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/me/hand-over',
    operationId: 'handOverOwn',
    summary: 'Hand all your roles to somebody else',
    permission: may.handOverOwn,
    action: 'hand-over',
    sessionOnly: true,
    perMinute: 30,
    body: handOverOwnInput,
    response: handedShape,
    answer: async ({ tx, actor, body, now }) => answered(await handOverOwn(tx, actor, body, now)),
  }),
  apiRoute({
    method: 'POST',
    path: '/me/merging',
    operationId: 'requestMerge',
    summary: 'Have a link sent to the address of another account of yours, by which it becomes one with this one',
    permission: may.requestMerge,
    action: 'request-merge',
    sessionOnly: true,
    perMinute: 30,
    body: requestMergeInput,
    response: z.object({ sent: z.literal('if known') }),
    answer: async ({ tx, actor, body, now, baseUrl }) => {
      const outcome = await requestMerge(tx, actor, { ...body, baseUrl }, now);
      return refused(outcome) ? no(outcome) : { kind: 'json', body: { sent: 'if known' } };
    },
  }),
];

function answered(outcome: Outcome<unknown, PeopleRefusal>): Answer {
  return refused(outcome) ? no(outcome) : { kind: 'json', body: outcome.done };
}

function no(refusal: Refusal<PeopleRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: peopleRefusals };
}
