/** Every queue there is; they are created with the job tables. */
import { readRoadmapJob } from '../areas/roadmaps/jobs.ts';
import { surveyProjectJob } from '../areas/survey/jobs.ts';
import { exampleLifeJob } from './demo/jobs.ts';
import { jobKind } from '../outside/jobs/index.ts';

/** One reaction to one event. */
export const reactionJob = jobKind<{ readonly event: string; readonly reaction: string }>('react');

export const QUEUES: readonly string[] = [
  surveyProjectJob.name,
  readRoadmapJob.name,
  reactionJob.name,
  exampleLifeJob.name,
];
