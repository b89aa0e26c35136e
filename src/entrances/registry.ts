/** What every area offers to the entrances. A new area is one line here; `docs/map.md` is written from this list. */
import * as people from '../areas/people/web.ts';
import type { ApiRoute, PageRoute, StreamRoute } from '../outside/http/route.ts';

export interface AreaEntrances {
  readonly name: string;
  readonly routes: readonly PageRoute[];
  readonly streams: readonly StreamRoute[];
  readonly api: readonly ApiRoute[];
}

export const areas: readonly AreaEntrances[] = [{ name: 'people', routes: people.routes, streams: [], api: [] }];
