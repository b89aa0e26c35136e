export { roadmapReadCommand } from './commands.ts';
export { readRoadmap } from './read-roadmap.ts';
export type { RoadmapReading } from './types.ts';
