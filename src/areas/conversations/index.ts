/** What the portal and the entrances may use of conversations. */
export { listWaiting as conversationsWaiting } from './actions/list-waiting.ts';
export { conversationsSentences, type ConversationsEvent } from './events.ts';
export { conversationInvariants } from './store/invariants.ts';
