/** What the example workspace goes on with while its projects are read. */
import { jobKind } from '../../outside/jobs/index.ts';

export const exampleLifeJob = jobKind<Record<string, never>>('example-life');
