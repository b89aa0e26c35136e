/** What the entrances run of the portal beside its pages. */
export { sendDigests } from './actions/send-digests.ts';
