export { writeBackup } from './backup.ts';
export { verifyBackup, type Manifest } from './format.ts';
export { restoreBackup } from './restore.ts';
