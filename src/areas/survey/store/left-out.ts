/** Projects that asked to be left out (domain S42), and which reader sees them all the same. */
import type { ProjectId } from '../../../kernel/ids.ts';

/** The projects that a reader sees although they asked to be left out; null for all of them. */
export type OwnProjects = readonly ProjectId[] | null;

export function maySee(own: OwnProjects, project: ProjectId): boolean {
  return own === null || own.includes(project);
}
