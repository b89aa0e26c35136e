/** Ways to sign in, in `/api/v1`: for signed-in people only. No token lists, adds or removes what opens an account. */
import { z } from 'zod';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { askForNewMail } from './actions/ask-for-new-mail.ts';
import { makeRecoveryLink } from './actions/make-recovery-link.ts';
import { removeFactor } from './actions/remove-factor.ts';
import { factorPermissions as may } from './factor-rules.ts';
import { askForNewMailInput, factorInput, makeRecoveryLinkInput } from './inputs.ts';
import { peoplePermissions } from './rules.ts';
import { listFactors } from './store/factors.ts';
import { peopleRefusals, type Factor, type PeopleRefusal } from './types.ts';

const moment = z.string().meta({ format: 'date-time' });
const factorShape = z.object({
  id: z.uuid(),
  kind: z.enum(['password', 'passkey', 'oidc']),
  name: z.string().nullable(),
  issuer: z.string().nullable(),
  setAt: moment,
  lastUsedAt: moment.nullable(),
});

export const factorsApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/me/factors',
    operationId: 'listFactors',
    summary: 'Your ways to sign in besides the link by mail',
    permission: peoplePermissions.seeAccount,
    action: null,
    sessionOnly: true,
    response: z.object({ factors: z.array(factorShape) }),
    answer: async ({ tx, actor }) => {
      if (actor.kind !== 'person') return no(refuse('signed-out'));
      return json({ factors: (await listFactors(tx, actor.person)).map(factorJson) });
    },
  }),
  apiRoute({
    method: 'DELETE',
    path: '/me/factors/:factor',
    operationId: 'removeFactor',
    summary: 'Remove one of your ways to sign in; needs that you confirmed a moment ago that it is you',
    permission: may.removeFactor,
    action: 'remove-factor',
    sessionOnly: true,
    response: z.object({ id: z.uuid() }),
    answer: async ({ tx, actor, params, now, baseUrl, sessionToken, doors }) => {
      const read = factorInput.safeParse(params);
      if (!read.success) return no(refuse('no-such-factor'));
      const input = { ...read.data, baseUrl, sessionToken, sendsMail: doors.sendsMail };
      return answered(await removeFactor(tx, actor, input, now), (id) => ({ id }));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/me/new-mail',
    operationId: 'askForNewMail',
    summary: 'Ask for another mail address: a link goes there, and its reader makes the change; needs fresh proof',
    permission: may.askForNewMail,
    action: 'ask-for-new-mail',
    sessionOnly: true,
    perMinute: 10,
    body: askForNewMailInput,
    response: z.object({ asked: z.literal(true) }),
    answer: async ({ tx, actor, body, now, baseUrl, sessionToken }) =>
      answered(await askForNewMail(tx, actor, { ...body, baseUrl, sessionToken }, now), () => ({ asked: true })),
  }),
  apiRoute({
    method: 'POST',
    path: '/people/:person/recovery',
    operationId: 'makeRecoveryLink',
    summary: 'Make a link for somebody who lost every way in; all their earlier ways end. Needs fresh proof of yours',
    permission: may.makeRecoveryLink,
    action: 'make-recovery-link',
    sessionOnly: true,
    perMinute: 10,
    body: makeRecoveryLinkInput.omit({ person: true }),
    response: z.object({ link: z.string(), validUntil: moment, removed: z.array(factorShape) }),
    answer: async ({ tx, actor, params, body, now, baseUrl, sessionToken }) => {
      const person = readId<'person'>(params['person'] ?? '');
      if (person === null) return no(refuse('no-such-person'));
      const outcome = await makeRecoveryLink(tx, actor, { ...body, person, baseUrl, sessionToken }, now);
      return answered(outcome, ({ token, validUntil, removed }) => ({
        link: `${baseUrl}${urls.recovery({ token })}`,
        validUntil,
        removed: removed.map(factorJson),
      }));
    },
  }),
];

function factorJson(factor: Factor) {
  const { id, kind, setAt } = factor;
  const isPassword = factor.kind === 'password';
  return {
    id,
    kind,
    name: isPassword ? null : factor.name,
    issuer: factor.kind === 'oidc' ? factor.issuer : null,
    setAt,
    lastUsedAt: isPassword ? null : factor.lastUsedAt,
  };
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, PeopleRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : json(body(outcome.done));
}

function no(refusal: Refusal<PeopleRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: peopleRefusals };
}
