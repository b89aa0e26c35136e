/** What the verbs about letters take. */
import { z } from 'zod';
import { HOW_OFTEN } from './notification-types.ts';

const how = z.enum(HOW_OFTEN, 'Choose how often.');

export const setNotificationsInput = z.object({
  asked: how,
  answered: how,
  project: how,
  survey: how,
  account: how,
});
export type SetNotifications = z.output<typeof setNotificationsInput>;
