export {
  announce,
  eraseTexts,
  eventById,
  eventsOf,
  recentEvents,
  showEventText,
  takeNewEvents,
  type EventRecord,
  type Stream,
} from './journal.ts';
export { seal, verifyChains } from './seals.ts';
