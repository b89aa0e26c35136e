export {
  handles,
  installJobs,
  jobKind,
  queueJob,
  startWorker,
  type JobContext,
  type JobHandler,
  type JobKind,
} from './jobs.ts';
