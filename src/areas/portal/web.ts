/** The pages that gather several areas. */
import { urls } from '../../look/index.ts';
import { isFromThisMachine } from '../../outside/http/address.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { refused } from '../../kernel/refusal.ts';
import { readId } from '../../kernel/ids.ts';
import { catalogueRoutes } from './catalogue-web.ts';
import { aboutRoutes } from './about-web.ts';
import { fundingRoutes } from './funding-web.ts';
import { readHome } from './actions/read-home.ts';
import { readJournal } from './actions/read-journal.ts';
import { readProjectPage } from './actions/read-project-page.ts';
import { FirstPage, PortalHome, TodayPage } from './pages/home-page.tsx';
import { HowPage } from './pages/how-page.tsx';
import { ProjectPage } from './pages/project-page.tsx';
import { JournalPage } from './pages/journal-page.tsx';
import { mayReadJournal, mayReadPortal } from './rules.ts';
import { portalRefusals } from './types.ts';

export const routes: readonly PageRoute[] = [
  ...catalogueRoutes,
  ...fundingRoutes,
  ...aboutRoutes,
  { method: 'GET', path: urls.home.pattern, permission: mayReadPortal, action: null, answer: showHome },
  { method: 'GET', path: urls.journal.pattern, permission: mayReadJournal, action: null, answer: showJournal },
  { method: 'GET', path: urls.project.pattern, permission: mayReadPortal, action: null, answer: showProject },
  {
    method: 'GET',
    path: urls.how.pattern,
    permission: mayReadPortal,
    action: null,
    answer: async () => ({ kind: 'page', title: 'How it works', nav: 'how', body: HowPage() }),
  },
];

async function showHome(request: WebRequest): Promise<Answer> {
  const { tx, actor, now } = request;
  const home = await readHome(tx, actor, now);
  switch (home.kind) {
    case 'new':
      return {
        kind: 'page',
        title: 'Welcome',
        body: FirstPage({ mayExplore: isFromThisMachine(request) }),
        plain: true,
      };
    case 'portal':
      return { kind: 'page', title: home.workspace.name, body: PortalHome(home) };
    case 'today':
      return { kind: 'page', title: 'Today', nav: 'today', body: TodayPage(home) };
  }
}

async function showProject({ tx, actor, params, now }: WebRequest): Promise<Answer> {
  const shown = await readProjectPage(tx, actor, { key: params['project'] ?? '' }, now);
  if (refused(shown)) return { kind: 'refusal', refusal: shown, sheet: portalRefusals };
  const { name } = shown.done.profile.project.profile;
  return { kind: 'page', title: name, nav: 'projects', body: ProjectPage(shown.done) };
}

async function showJournal({ tx, query }: WebRequest): Promise<Answer> {
  const journal = await readJournal(tx, { before: readId<'event'>(query.get('before') ?? '') });
  return { kind: 'page', title: 'Journal', nav: 'journal', body: JournalPage(journal) };
}
