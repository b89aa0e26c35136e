/** This area's part of `/api/v1`. */
import type { ApiRoute } from '../../outside/http/route.ts';
import { feedbackApi } from './feedback-api.ts';
import { gatheringApi } from './gathering-api.ts';

export const api: readonly ApiRoute[] = [...feedbackApi, ...gatheringApi];
