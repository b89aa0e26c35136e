import type { ProjectId, RoundId } from '../../kernel/ids.ts';
import { jobKind } from '../../outside/jobs/index.ts';

/** Reads the documents that a round took as the roadmap of one project. */
export const readRoadmapJob = jobKind<{ readonly round: RoundId; readonly project: ProjectId }>('read-roadmap');
