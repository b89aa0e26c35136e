/** How often letters come, in `/api/v1`. */
import { z } from 'zod';
import { personOf } from '../../kernel/actor.ts';
import { refuse, refused } from '../../kernel/refusal.ts';
import { apiRoute, type ApiRoute } from '../../outside/http/route.ts';
import { setNotifications } from './actions/set-notifications.ts';
import { setNotificationsInput } from './notification-inputs.ts';
import { notificationPermissions as may } from './notification-rules.ts';
import { HOW_OFTEN } from './notification-types.ts';
import { notificationSettings } from './store/notifications.ts';
import { peopleRefusals } from './types.ts';

const how = z.enum(HOW_OFTEN);
const settingsShape = z.object({ asked: how, answered: how, project: how, survey: how, account: how });

export const letterApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/me/letters',
    operationId: 'getLetters',
    summary: 'How often you hear of what by mail',
    permission: may.seeNotifications,
    action: null,
    response: settingsShape,
    answer: async ({ tx, actor }) => {
      const person = personOf(actor);
      if (person === null) return { kind: 'refusal', refusal: refuse('signed-out'), sheet: peopleRefusals };
      return { kind: 'json', body: await notificationSettings(tx, person) };
    },
  }),
  apiRoute({
    method: 'PUT',
    path: '/me/letters',
    operationId: 'setLetters',
    summary: 'Say how often you wish to hear of what by mail: at once, in one letter a day, never',
    permission: may.setNotifications,
    action: 'set-notifications',
    body: setNotificationsInput,
    response: settingsShape,
    answer: async ({ tx, actor, body, now }) => {
      const outcome = await setNotifications(tx, actor, body, now);
      if (refused(outcome)) return { kind: 'refusal', refusal: outcome, sheet: peopleRefusals };
      return { kind: 'json', body };
    },
  }),
];
