export { answers, freeBytes, gitVersion, mayWrite, nearestFolder } from './machine.ts';
