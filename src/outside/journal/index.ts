export {
  announce,
  eraseTexts,
  eventById,
  eventsOf,
  showEventText,
  takeNewEvents,
  type Announcement,
  type EventRecord,
  type EventText,
  type Stream,
} from './journal.ts';
export { seal, verifyChains, type ChainReport, type Seal } from './seals.ts';
