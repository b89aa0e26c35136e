/** The pages that gather several areas. */
import { urls } from '../../look/index.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { readHome } from './actions/read-home.ts';
import { FirstPage, PortalHome, TodayPage } from './pages/home-page.tsx';
import { HowPage } from './pages/how-page.tsx';
import { mayReadPortal } from './rules.ts';

export const routes: readonly PageRoute[] = [
  { method: 'GET', path: urls.home.pattern, permission: mayReadPortal, action: null, answer: showHome },
  {
    method: 'GET',
    path: urls.how.pattern,
    permission: mayReadPortal,
    action: null,
    answer: async () => ({ kind: 'page', title: 'How it works', nav: 'how', body: HowPage() }),
  },
];

async function showHome({ tx, actor }: WebRequest): Promise<Answer> {
  const home = await readHome(tx, actor);
  switch (home.kind) {
    case 'new':
      return { kind: 'page', title: 'Welcome', body: FirstPage({ mayExplore: true }), plain: true };
    case 'portal':
      return { kind: 'page', title: home.workspace.name, body: PortalHome(home) };
    case 'today':
      return { kind: 'page', title: 'Today', nav: 'today', body: TodayPage(home) };
  }
}
