import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest, type StoredFile } from '../../../outside/files/index.ts';
import type { Project } from '../types.ts';

/** The picture that a project shows as its logo now. */
export async function loadLogo(tx: Tx, project: Project): Promise<StoredFile | null> {
  const digest = project.profile.logo === null ? null : readFileDigest(project.profile.logo);
  return digest === null ? null : loadFile(tx, digest);
}
