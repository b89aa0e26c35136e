import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { count, shorten } from '../../../kernel/text.ts';
import type { Waiting } from '../../../kernel/waiting.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { openFollowUps } from '../store/gatherings.ts';
import { feedbackToAnswer } from './list-feedback.ts';

/** What stands still in this area: feedback without an answer, answers without an outcome, what the reader took on at an event. */
export async function listWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  if (actor.kind !== 'person') return [];
  return [...(await feedbackWaiting(tx, actor, now)), ...(await followUpsWaiting(tx, actor))];
}

async function feedbackWaiting(tx: Tx, actor: Actor, now: Instant): Promise<readonly Waiting[]> {
  const counts = await feedbackToAnswer(tx, actor, now);
  if (counts === null) return [];
  const waiting: Waiting[] = [];
  if (counts.newSince !== null) {
    waiting.push({
      kind: 'feedback-unanswered',
      sentence: `${count(counts.new, 'piece', 'pieces')} of feedback ${counts.new === 1 ? 'waits' : 'wait'} for an answer.`,
      link: urls.feedbackInbox({}),
      action: 'Read and answer',
      since: counts.newSince,
      who: 'you',
    });
  }
  if (counts.answeredSince !== null) {
    waiting.push({
      kind: 'feedback-without-outcome',
      sentence: `${count(counts.answered, 'piece', 'pieces')} of feedback ${counts.answered === 1 ? 'was' : 'were'} answered, and nobody has said what became of ${counts.answered === 1 ? 'it' : 'them'}.`,
      link: urls.feedbackInbox({}, { show: 'answered' }),
      action: 'Say what became of it',
      since: counts.answeredSince,
      who: 'you',
    });
  }
  return waiting;
}

async function followUpsWaiting(tx: Tx, actor: Extract<Actor, { kind: 'person' }>): Promise<readonly Waiting[]> {
  return (await openFollowUps(tx, actor.person)).map(({ gathering, title, words, since }) => ({
    kind: 'follow-up-open',
    sentence: `You took on at “${title}”: ${shorten(words, 160)}`,
    link: urls.gathering({ gathering }),
    action: 'See it through',
    since,
    who: 'you',
  }));
}
