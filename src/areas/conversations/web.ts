/** The pages of this area. */
import type { PageRoute } from '../../outside/http/route.ts';
import { feedbackRoutes } from './feedback-web.ts';
import { gatheringRoutes } from './gathering-web.ts';

export const routes: readonly PageRoute[] = [...feedbackRoutes, ...gatheringRoutes];
