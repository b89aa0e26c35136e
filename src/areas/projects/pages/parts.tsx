/** What several pages of projects show in the same way. */
import type { VNode } from 'preact';
import { Example, ExternalLink, Path, State, urls, type FormErrors, type FormValues } from '../../../look/index.ts';
import type { Project, Repository, RepositoryProposal } from '../types.ts';

/** What was typed into a form and what is wrong with it. */
export interface TypedForm {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export function ProjectName({ name, example }: { readonly name: string; readonly example: boolean }): VNode {
  return (
    <>
      {name}
      <Example when={example} />
    </>
  );
}

/** The address as a link; a folder of this machine is said to be one, and its path is for those who may set it. */
export function RepositoryAddress({
  repository: { url, local },
  seesLocal,
}: {
  readonly repository: Pick<Repository, 'url' | 'local'>;
  readonly seesLocal: boolean;
}): VNode {
  if (local && !seesLocal) return <>on this machine</>;
  return url.startsWith('https://') ? <ExternalLink href={url} /> : <Path path={url} />;
}

export function ArchivedState(): VNode {
  return (
    <State mark="hollow" tone="off">
      Archived
    </State>
  );
}

/** The address of the repository in which a proposal's link was found, for the link to the very line. */
export function addressOf(proposal: RepositoryProposal, repositories: readonly Repository[]): string | null {
  const { repository: name } = proposal.foundIn;
  return repositories.find((repository) => repository.name === name)?.url ?? null;
}

/** Its address changes with the picture, so that no old one is shown from a cache. */
export function Logo({ project }: { readonly project: Project }): VNode | null {
  const { logo, logoAlt, name } = project.profile;
  if (logo === null) return null;
  return (
    <p>
      <img
        src={urls.projectLogo({ project: project.slug }, { v: logo.slice(0, 12) })}
        alt={logoAlt ?? `Logo of ${name}`}
        height={64}
      />
    </p>
  );
}
