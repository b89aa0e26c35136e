import type { VNode } from 'preact';
import { ROLE_NAMES, type Grant } from '../../../kernel/actor.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { Link, urls } from '../../../look/index.ts';
import type { NamedProject } from '../types.ts';

/** "technical lead, maintainer of NumPy" */
export function RoleList({
  grants,
  projects,
}: {
  readonly grants: readonly Grant[];
  readonly projects: readonly NamedProject[];
}): VNode {
  if (grants.length === 0) return <>none</>;
  return (
    <>
      {grants.map((grant, at) => (
        <>
          {at > 0 && ', '}
          <RoleName grant={grant} projects={projects} />
        </>
      ))}
    </>
  );
}

export function RoleName({
  grant,
  projects,
}: {
  readonly grant: Grant;
  readonly projects: readonly NamedProject[];
}): VNode {
  const role = ROLE_NAMES[grant.role];
  if (grant.project === null) return <>{role}</>;
  return (
    <>
      {role}, <Link to={urls.project({ project: grant.project })}>{projectName(grant.project, projects)}</Link>
    </>
  );
}

export function projectName(id: ProjectId, projects: readonly NamedProject[]): string {
  return projects.find((project) => project.id === id)?.name ?? 'a project that is not listed';
}
