import type { RunId } from '../../kernel/ids.ts';
import { jobKind } from '../../outside/jobs/index.ts';

/** Reads one project of a round. */
export const surveyProjectJob = jobKind<{ readonly run: RunId }>('survey-project');
