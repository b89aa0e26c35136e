/** The pages of interests: one's own, and the register. */
import { personOf } from '../../kernel/actor.ts';
import { calendarDate } from '../../kernel/dates.ts';
import { readId } from '../../kernel/ids.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { readForm } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { declareInterest } from './actions/declare-interest.ts';
import { endInterest } from './actions/end-interest.ts';
import { setInterestLimit } from './actions/set-interest-limit.ts';
import { goTo, no, saidIn, type PageAnswer, type ProjectsToChoose } from './answers-web.ts';
import { declareInterestInput, endInterestInput, setInterestLimitInput } from './interest-inputs.ts';
import { interestPermissions as may, readsAllInterests } from './interest-rules.ts';
import { interestRefusals, type InterestRefusal } from './interest-types.ts';
import { OwnInterestsPage, RegisterPage, type OwnInterestsProps, type RegisterProps } from './pages/interest-pages.tsx';
import { interestLimit, interestsOf, registeredInterests } from './store/interests.ts';
import { peopleRefusals } from './types.ts';

const PAGE = 100;
const sheet = { ...peopleRefusals, ...interestRefusals };

export function interestRoutes(projects: ProjectsToChoose): readonly PageRoute[] {
  return [
    {
      method: 'GET',
      path: urls.interests.pattern,
      permission: may.seeInterests,
      action: null,
      answer: (request) => showRegister(request, {}),
    },
    {
      method: 'POST',
      path: urls.interestLimit.pattern,
      permission: may.setInterestLimit,
      action: 'set-interest-limit',
      answer: postLimit,
    },
    {
      method: 'GET',
      path: urls.accountInterests.pattern,
      permission: may.seeOwnInterests,
      action: null,
      answer: async (request) =>
        (await ownPage(request, projects, { said: saidIn(request) })) ?? no(refuse('signed-out')),
    },
    {
      method: 'POST',
      path: urls.accountInterests.pattern,
      permission: may.declareInterest,
      action: 'declare-interest',
      answer: (request) => postInterest(request, projects),
    },
    {
      method: 'POST',
      path: urls.accountInterestEnd.pattern,
      permission: may.endInterest,
      action: 'end-interest',
      answer: (request) => postEnding(request, projects),
    },
  ];
}

async function showRegister(request: WebRequest, form: NonNullable<RegisterProps['admin']>): Promise<PageAnswer> {
  const { tx, actor, query, now } = request;
  const all = readsAllInterests(actor);
  const found = await registeredInterests(tx, {
    staffOnlyToo: all,
    before: readId<'interest'>(query.get('before') ?? ''),
    limit: PAGE + 1,
  });
  const body = RegisterPage({
    interests: found.slice(0, PAGE),
    older: found.length > PAGE ? found[PAGE - 1]!.id : null,
    limit: await interestLimit(tx),
    today: calendarDate(now),
    admin: all ? { said: saidIn(request), ...form } : null,
  });
  return { kind: 'page', title: 'Interests declared', body };
}

async function postLimit(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(setInterestLimitInput, form);
  if (!read.ok) return { ...(await showRegister(request, { values: form, errors: read.errors })), status: 422 };
  const outcome = await setInterestLimit(tx, actor, read.input, now);
  return refused(outcome) ? no(outcome) : goTo(urls.interests({}, { said: 'limit' }));
}

async function ownPage(
  { tx, actor, now }: WebRequest,
  projects: ProjectsToChoose,
  forms: OwnInterestsProps['forms'],
): Promise<PageAnswer | null> {
  const person = personOf(actor);
  if (person === null) return null;
  const body = OwnInterestsPage({
    interests: await interestsOf(tx, person, 2 * PAGE),
    projects: await projects(tx, actor),
    limit: await interestLimit(tx),
    today: calendarDate(now),
    forms,
  });
  return { kind: 'page', title: 'Your interests', nav: 'account', body };
}

async function postInterest(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(declareInterestInput, form);
  if (!read.ok) {
    const page = await ownPage(request, projects, { values: form, errors: read.errors });
    return page === null ? no(refuse('signed-out')) : { ...page, status: 422 };
  }
  const outcome = await declareInterest(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(urls.accountInterests({}, { said: 'interest' }));
  return again(request, projects, outcome, { values: form, errors: { form: sentence(outcome) } });
}

async function postEnding(request: WebRequest, projects: ProjectsToChoose): Promise<Answer> {
  const { tx, actor, params, form, now } = request;
  const read = readForm(endInterestInput, form, { interest: params['interest'] });
  if (!read.ok) return { kind: 'refusal', refusal: refuse('no-such-interest'), sheet };
  const outcome = await endInterest(tx, actor, read.input, now);
  if (!refused(outcome)) return goTo(urls.accountInterests({}, { said: 'interestEnded' }));
  return again(request, projects, outcome, { refused: sentence(outcome) });
}

async function again(
  request: WebRequest,
  projects: ProjectsToChoose,
  refusal: Refusal<InterestRefusal | 'signed-out'>,
  forms: OwnInterestsProps['forms'],
): Promise<Answer> {
  const page = await ownPage(request, projects, forms);
  return page === null ? { kind: 'refusal', refusal, sheet } : { ...page, refused: { refusal, sheet } };
}

function sentence({ refused: code, because }: Refusal<InterestRefusal | 'signed-out'>): string {
  return sheet[code].say(because);
}
