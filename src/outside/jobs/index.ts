export {
  handles,
  installJobs,
  jobKind,
  queueJobs,
  startWorker,
  type JobContext,
  type JobHandler,
  type JobKind,
} from './jobs.ts';
