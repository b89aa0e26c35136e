import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import type { NoteInclusion } from '../offer-inputs.ts';
import { mayOffer, offerPermissions } from '../offer-rules.ts';
import type { NoticeId, OfferRefusal } from '../offer-types.ts';
import { itemById } from '../store/items.ts';
import { insertNotice, offeringProject } from '../store/offers.ts';

/** Notes that the project was told, by whom and how, before it appears in what funders see; about one item, or about the project. (S59) */
export async function noteInclusion(
  tx: Tx,
  actor: Actor,
  input: NoteInclusion & { readonly project: ProjectId; readonly item: ItemId | null },
  now: Instant,
): Promise<Outcome<NoticeId, OfferRefusal>> {
  const project = await offeringProject(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.noteInclusion, project.id);
  if (refused(decision)) return decision;
  if (project.optedOut || project.archived) return refuse('project-left-out');
  const item = input.item === null ? null : await itemById(tx, input.item, { lock: false });
  if (input.item !== null && item?.project !== project.id) return refuse('no-such-item');

  const { channel, told, url } = input;
  const notice = await insertNotice(tx, { project: project.id, item: input.item, channel, told, url }, worn.done, now);
  const facts = { project: project.id, item: input.item, notice, channel };
  await announce(tx, offerEvent(worn.done, { kind: 'inclusion.noted', ...facts }, now));
  return done(notice);
}
