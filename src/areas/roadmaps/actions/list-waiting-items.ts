import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { WaitingItem } from '../item-types.ts';
import { itemsAwaitingDecision } from '../store/item-lists.ts';

/** What waits for the word of the projects that the person represents: items proposed to them, and wordings newer than the approved one. */
export async function listWaitingItems(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  const own = actor.grants.flatMap(({ role, project }) => (role === 'PRJ' && project !== null ? [project] : []));
  return (await itemsAwaitingDecision(tx, own, now)).map(waitingFor);
}

function waitingFor({ slug, projectName, number, title, kind, since }: WaitingItem): Waiting {
  const to = { project: slug, item: String(number) };
  return kind === 'proposed'
    ? {
        kind: 'item-proposed',
        sentence: `“${title}” is proposed to ${projectName}: say yes or no for the project.`,
        link: urls.approveItem(to),
        action: 'Decide',
        since,
        who: 'you',
      }
    : {
        kind: 'item-reworded',
        sentence: `“${title}” of ${projectName} has a newer wording than the one approved: compare them, and say yes or leave it.`,
        link: urls.itemWordings(to),
        action: 'Compare',
        since,
        who: 'you',
      };
}
