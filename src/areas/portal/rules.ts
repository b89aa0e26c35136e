import { permission } from '../../kernel/permission.ts';

const ALL = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP', 'PAR', 'PUB'] as const;

/** Everything that happened, with who did it. */
export const mayReadJournal = permission('read-journal', 'Audit log', 'R', ['ADM']);

/** The portal's pages are for everyone; the areas decide what each reader finds on them. */
export const mayReadPortal = permission('read-portal', 'Verify a bundle, see how it works', 'R', ALL);
