/** Who sees and judges what fits the mission: as the area of people has it. Pure. */
import { profilePermissions, profileRefusals, type ProfileRefusal } from '../people/index.ts';
import type { HatRefusal } from '../../kernel/hats.ts';
import type { PortalRefusal } from './types.ts';

export const fitPermissions = { seeFit: profilePermissions.seeFit, judgeFit: profilePermissions.judgeFit } as const;

export type FitRefusal = ProfileRefusal | PortalRefusal | HatRefusal | 'signed-out';

export const fitRefusals = {
  ...profileRefusals,
  'signed-out': { kind: 'signed-out', say: () => 'Sign in first.' },
} as const;
