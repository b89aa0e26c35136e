import type { VNode } from 'preact';
import { count } from '../../../kernel/text.ts';
import { Code, DateText, ExternalLink, FactList, Link, Notice, Section, Table, urls } from '../../../look/index.ts';
import { openProposals } from '../rules.ts';
import { REPOSITORY_ROLE_NAMES, type ProjectProfile } from '../types.ts';
import { OptedOutNotice } from './register-parts.tsx';
import { Logo, RepositoryAddress } from './parts.tsx';

/** What a reader of a project's page must know before reading on. */
export function ProjectNotices({
  profile: { project, proposals, repositories },
  mayEdit,
}: {
  readonly profile: ProjectProfile;
  /** The reader may edit this project. */
  readonly mayEdit: boolean;
}): VNode {
  const { archival, slug } = project;
  const waiting = mayEdit && archival === null ? openProposals(proposals, repositories).length : 0;
  return (
    <>
      <OptedOutNotice project={{ ...project, ...project.profile }} />
      {archival !== null && (
        <Notice head="This project is archived">
          Since <DateText at={archival.at} long />: “{archival.reason}”
        </Notice>
      )}
      {waiting > 0 && (
        <Notice tone="waiting" head={`${count(waiting, 'repository waits', 'repositories wait')} for your answer`}>
          <Link to={`${urls.editProject({ project: slug })}#proposals`}>Say which belong to the project</Link>
        </Notice>
      )}
    </>
  );
}

/** A project's profile and its set, for its whole page. */
export function ProjectProfileSection({
  profile: { project, repositories },
  seesLocal,
}: {
  readonly profile: ProjectProfile;
  /** The reader may see paths of this machine. */
  readonly seesLocal: boolean;
}): VNode {
  const { profile } = project;
  const live = repositories.filter(({ removal }) => removal === null);
  return (
    <>
      <Section head="Profile" {...(profile.note === null ? {} : { note: profile.note })} id="profile">
        <Logo project={project} />
        <FactList
          items={[
            { label: 'Licence', value: profile.licence === null ? 'not said here' : <Code>{profile.licence}</Code> },
            {
              label: 'Homepage',
              value: profile.homepage === null ? 'not said here' : <ExternalLink href={profile.homepage} />,
            },
            { label: 'Its list is called', value: profile.label },
            { label: 'Listed since', value: <DateText at={project.addedAt} /> },
          ]}
        />
      </Section>
      <Section
        head="Repositories"
        note="The set that makes up the project; surveys read all of them."
        id="repositories"
      >
        <Table
          caption={`Repositories of ${profile.name}`}
          hideCaption
          rows={live}
          columns={[
            { head: 'Repository', rowHead: true, cell: ({ name }) => name },
            { head: 'For', cell: ({ role }) => REPOSITORY_ROLE_NAMES[role] },
            {
              head: 'Address',
              kind: 'source',
              cell: (one) => <RepositoryAddress repository={one} seesLocal={seesLocal} />,
            },
          ]}
        />
      </Section>
    </>
  );
}
