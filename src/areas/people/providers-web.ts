/** Signing in by another place: there and back again. */
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { pageRoute, type Answer, type PageRoute, type WebRequest } from '../../outside/http/route.ts';
import type { FoundProvider, SaidIdentity } from '../../outside/sign-in/index.ts';
import { beginProvider } from './actions/begin-provider.ts';
import { comeBackFromProvider } from './actions/come-back-from-provider.ts';
import { identifyReturn, reachProvider } from './actions/reach-provider.ts';
import { again, cameFrom, goIn, goTo, letter, nextIn, no, sentence } from './answers-web.ts';
import { signInPage } from './door-web.ts';
import { factorPermissions as may } from './factor-rules.ts';
import { confirmFirst, isFresh, proofFirst } from './factors-web.ts';
import { ConnectProviderPage } from './pages/factors.tsx';
import type { PeopleRefusal } from './types.ts';

const TRIES_PER_MINUTE = 30;

type Asked = Omit<WebRequest, 'tx'>;
type Reached = Outcome<FoundProvider, PeopleRefusal>;

export const providerRoutes: readonly PageRoute[] = [
  pageRoute({
    method: 'POST',
    path: urls.signInProvider.pattern,
    permission: may.signInWithProvider,
    action: 'begin-provider',
    perMinute: TRIES_PER_MINUTE,
    before: reach,
    answer: (request, reached) => goThere(request, reached, 'oidc-sign-in'),
  }),
  pageRoute({
    method: 'GET',
    path: urls.signInProviderBack.pattern,
    permission: may.signInWithProvider,
    action: 'come-back-from-provider',
    comesFromElsewhere: true,
    perMinute: TRIES_PER_MINUTE,
    before: ({ doors, params, query, browserToken, baseUrl, now }) =>
      identifyReturn(doors, params['provider'] ?? '', { query, browserToken, baseUrl }, now),
    answer: comeBack,
  }),
  {
    method: 'GET',
    path: urls.accountProvider.pattern,
    permission: may.connectProvider,
    action: null,
    answer: askConnect,
  },
  pageRoute({
    method: 'POST',
    path: urls.accountProvider.pattern,
    permission: may.connectProvider,
    action: 'begin-provider',
    perMinute: TRIES_PER_MINUTE,
    before: reach,
    answer: (request, reached) => goThere(request, reached, 'oidc-connect'),
  }),
];

function reach({ doors, params, now }: Asked): Promise<Reached> {
  return reachProvider(doors, params['provider'] ?? '', now);
}

async function goThere(
  request: WebRequest,
  reached: Reached,
  purpose: 'oidc-sign-in' | 'oidc-connect',
): Promise<Answer> {
  if (refused(reached)) return no(reached);
  const { tx, actor, form, now, baseUrl, sessionToken, browserToken } = request;
  const provider = reached.done;
  const input = { purpose, provider, next: nextIn(form), baseUrl, sessionToken, browserToken };
  const outcome = await beginProvider(tx, actor, input, now);
  const { key, name } = provider.provider;
  if (refused(outcome)) return proofFirst(outcome, urls.accountProvider({ provider: key }), no(outcome));
  const { address, browserToken: token } = outcome.done;
  return { kind: 'leave', to: address, siteName: name, browser: { token } };
}

async function comeBack(request: WebRequest, said: Outcome<SaidIdentity, PeopleRefusal>): Promise<Answer> {
  const { tx, actor, params, query, doors, now, baseUrl, browserToken } = request;
  const provider = doors.providers.find(({ key }) => key === params['provider']);
  if (provider === undefined) return no(refuse('no-such-provider'));
  const input = { ...cameFrom(request), query, browserToken, baseUrl, provider, said };
  const outcome = await comeBackFromProvider(tx, actor, input, now);
  if (refused(outcome)) {
    if (actor.kind === 'person') return no(outcome);
    return again(await signInPage(request, { next: null, refused: sentence(outcome) }), outcome);
  }
  const arrived = outcome.done;
  return arrived.kind === 'connected'
    ? goTo(`${urls.account({}, { said: 'connected' })}#ways`)
    : goIn(arrived.session, arrived.next ?? urls.home({}));
}

async function askConnect(request: WebRequest): Promise<Answer> {
  const provider = request.doors.providers.find(({ key }) => key === request.params['provider']);
  if (provider === undefined) return no(refuse('no-such-provider'));
  if (!(await isFresh(request))) return confirmFirst(urls.accountProvider({ provider: provider.key }));
  return letter(`Connect ${provider.name}`, ConnectProviderPage({ provider }));
}
