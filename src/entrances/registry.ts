/** What every area offers to the entrances. A new area is one line here; `docs/map.md` is written from this list. */
import { api as brochuresApi } from '../areas/brochures/api.ts';
import * as brochures from '../areas/brochures/web.ts';
import { api as capacityApi } from '../areas/capacity/api.ts';
import * as capacity from '../areas/capacity/web.ts';
import { api as conversationsApi } from '../areas/conversations/api.ts';
import * as conversations from '../areas/conversations/web.ts';
import { api as peopleApi } from '../areas/people/api.ts';
import { peopleRoutes } from '../areas/people/web.ts';
import * as projectsApi from '../areas/projects/api.ts';
import { namedProjects } from '../areas/projects/index.ts';
import * as projects from '../areas/projects/web.ts';
import type { ApiRoute, PageRoute, StreamRoute } from '../outside/http/route.ts';
import * as portalApi from '../areas/portal/api.ts';
import * as portal from '../areas/portal/web.ts';
import * as roadmapsApi from '../areas/roadmaps/api.ts';
import * as roadmaps from '../areas/roadmaps/web.ts';
import * as surveyApi from '../areas/survey/api.ts';
import * as survey from '../areas/survey/web.ts';
import * as example from './demo/web.tsx';

export interface AreaEntrances {
  readonly name: string;
  readonly routes: readonly PageRoute[];
  readonly streams: readonly StreamRoute[];
  readonly api: readonly ApiRoute[];
}

export const areas: readonly AreaEntrances[] = [
  // People stands below projects; the names of projects to choose from are handed down.
  { name: 'people', routes: peopleRoutes(namedProjects), streams: [], api: peopleApi },
  { name: 'projects', routes: projects.routes, streams: [], api: projectsApi.api },
  { name: 'capacity', routes: capacity.routes, streams: [], api: capacityApi },
  { name: 'survey', routes: survey.routes, streams: survey.streams, api: surveyApi.api },
  { name: 'roadmaps', routes: roadmaps.routes, streams: [], api: roadmapsApi.api },
  { name: 'brochures', routes: brochures.routes, streams: [], api: brochuresApi },
  { name: 'conversations', routes: conversations.routes, streams: [], api: conversationsApi },
  { name: 'example', routes: example.routes, streams: [], api: [] },
  { name: 'portal', routes: portal.routes, streams: [], api: portalApi.api },
];
