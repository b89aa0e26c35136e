/** What higher areas and the entrances may use of roadmaps. */
export { keepReadings } from './actions/keep-readings.ts';
export { queueReadings } from './actions/queue-readings.ts';
export { roadmapsSentences, type RoadmapsEvent } from './events.ts';
export { readRoadmapJob } from './jobs.ts';
export { roadmapInvariants } from './store/invariants.ts';
export { unreadRoadmaps } from './store/readings.ts';
