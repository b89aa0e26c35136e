/** How a worker opens a repository that a project declares: example data, a folder where that is allowed, or an address elsewhere. */
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { refuse, refused } from '../kernel/refusal.ts';
import { PUBLIC_ONLY } from '../outside/addresses/index.ts';
import { openClone, openLocalRepository, type GitLimits } from '../outside/git/index.ts';
import type { ReadProjectTools } from '../areas/survey/index.ts';
import type { Settings } from './settings.ts';

export function repositoryOpener(
  settings: Pick<Settings, 'dataFolder' | 'maxRepositoryBytes' | 'gitTimeoutMs' | 'allowLocalRepositories'>,
): ReadProjectTools['open'] {
  const limits: Partial<GitLimits> = {
    maxRepositoryBytes: settings.maxRepositoryBytes,
    transferMs: settings.gitTimeoutMs,
  };
  return async ({ id, url }, signal) => {
    if (url.startsWith('example:')) {
      const { exampleRepository } = await import('./demo/repositories.ts');
      const folder = await exampleRepository(url, join(settings.dataFolder, 'example-repositories'));
      return folder === null ? refuse('no-such-folder', { place: url }) : openLocalRepository(folder, limits, signal);
    }
    const local = localFolder(url);
    if (local !== null && settings.allowLocalRepositories) {
      const opened = await openLocalRepository(local, limits, signal);
      // What is said of it is read by strangers once the round is published: the name it goes by, not where it lies.
      return refused(opened) ? refuse(opened.refused, { ...opened.because, place: id }) : opened;
    }
    return openClone(url, { folder: join(settings.dataFolder, 'clones'), limits, signal, allow: PUBLIC_ONLY });
  };
}

function localFolder(url: string): string | null {
  if (isAbsolute(url)) return url;
  if (!url.startsWith('file://')) return null;
  try {
    return fileURLToPath(url);
  } catch {
    return null;
  }
}
