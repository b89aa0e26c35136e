import type { ComponentChildren, VNode } from 'preact';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  Buttons,
  DateText,
  EvidenceLink,
  Form,
  Note,
  Section,
  Select,
  Table,
  TextField,
  urls,
} from '../../../look/index.ts';
import { openProposals } from '../rules.ts';
import { REPOSITORY_ROLE_NAMES, type ProjectProfile, type Repository, type RepositoryProposal } from '../types.ts';
import { ROLE_OPTIONS } from './add-page.tsx';
import { addressOf, RepositoryAddress, type TypedForm } from './parts.tsx';

export function Repositories({
  project: { slug },
  repositories,
  form,
  seesLocal,
}: ProjectProfile & { readonly form: TypedForm | undefined; readonly seesLocal: boolean }): VNode {
  const live = repositories.filter(({ removal }) => removal === null);
  const removed = repositories.filter(({ removal }) => removal !== null);
  return (
    <Section head="Repositories" note="The set that makes up the project. Surveys read all of them." id="repositories">
      <Table
        caption="Repositories in the set"
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
          { head: 'Added', nowrap: true, cell: ({ addedAt }) => <DateText at={addedAt} /> },
          ...(live.length === 1
            ? []
            : [
                {
                  head: 'Remove',
                  cell: (one: Repository) => (
                    <ActionForm
                      action={urls.removeRepository({ project: slug, repository: one.id })}
                      asks={`${one.name} leaves the set and is not surveyed any more. It can be put back.`}
                      confirm={`Remove ${one.name}`}
                      slim
                    >
                      Remove
                    </ActionForm>
                  ),
                },
              ]),
        ]}
      />
      {removed.length > 0 && <Removed slug={slug} repositories={removed} seesLocal={seesLocal} />}
      <Form
        id="repository-form"
        action={urls.addRepository({ project: slug })}
        values={form?.values ?? {}}
        errors={form?.errors ?? {}}
      >
        <TextField name="url" label="Address of another repository" inputMode="url" mono />
        <TextField
          name="repository"
          label="Short name"
          hint="Owner and name; taken from the address when left empty."
          width="half"
          mono
          optional
        />
        <Select
          name="role"
          label="What it is for"
          options={[{ value: '', label: 'Told by its name' }, ...ROLE_OPTIONS]}
          optional
        />
        <Buttons>
          <Button>Add the repository</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

function Removed({
  slug,
  repositories,
  seesLocal,
}: {
  readonly slug: string;
  readonly repositories: readonly Repository[];
  readonly seesLocal: boolean;
}): VNode {
  return (
    <Table
      caption="Removed from the set"
      rows={repositories}
      isVoid={() => true}
      columns={[
        { head: 'Repository', rowHead: true, cell: ({ name }) => name },
        {
          head: 'Address',
          kind: 'source',
          cell: (one) => <RepositoryAddress repository={one} seesLocal={seesLocal} />,
        },
        { head: 'Removed', nowrap: true, cell: ({ removal }) => (removal ? <DateText at={removal.at} /> : null) },
        { head: 'By', cell: ({ removal }) => removal?.byName ?? null },
        ...(repositories.some(({ removal }) => removal?.reason !== '')
          ? [{ head: 'Why', cell: ({ removal }: Repository) => removal?.reason ?? null }]
          : []),
        {
          head: 'Put back',
          cell: ({ id }) => (
            <ActionForm action={urls.restoreRepository({ project: slug, repository: id })} slim>
              Put back
            </ActionForm>
          ),
        },
      ]}
    />
  );
}

/** What the links of its documents point to: each with its reason and line, and two answers. */
export function Proposals({ project: { slug }, proposals, repositories }: ProjectProfile): VNode | null {
  const open = openProposals(proposals, repositories);
  const declined = proposals.filter(({ answer }) => answer?.kind === 'declined');
  if (open.length + declined.length === 0) return null;
  return (
    <Section
      head="Do these belong to it?"
      note="The survey found links to them in the project’s documents. Nothing joins the set before a person says so."
      id="proposals"
    >
      {open.length === 0 ? (
        <Note>All proposals are answered.</Note>
      ) : (
        <Table
          caption="Proposed repositories that wait for an answer"
          hideCaption
          rows={open}
          columns={[
            { head: 'Repository', rowHead: true, cell: ({ name }) => name },
            { head: 'Probably for', cell: ({ role }) => REPOSITORY_ROLE_NAMES[role] },
            { head: 'Why', cell: ({ reason }) => reason },
            {
              head: 'Linked from',
              kind: 'source',
              cell: (proposal) => <FoundAt proposal={proposal} repositories={repositories} />,
            },
            { head: 'Answer', cell: (proposal) => <Answer slug={slug} proposal={proposal} /> },
          ]}
        />
      )}
      {declined.length > 0 && (
        <Bullets
          items={declined.map((proposal) => (
            <>
              {proposal.name}: declined {proposal.answer !== null && <DateText at={proposal.answer.at} />}.{' '}
              <Accept slug={slug} proposal={proposal}>
                It belongs after all
              </Accept>
            </>
          ))}
        />
      )}
    </Section>
  );
}

function FoundAt({
  proposal,
  repositories,
}: {
  readonly proposal: RepositoryProposal;
  readonly repositories: readonly Repository[];
}): VNode {
  const { repository: named, path, line, commit } = proposal.foundIn;
  return (
    <EvidenceLink
      repository={addressOf(proposal, repositories)}
      commit={commit}
      path={path}
      lines={[line, line]}
      named={repositories.length > 1 ? named : null}
    />
  );
}

function Answer({ slug, proposal }: { readonly slug: string; readonly proposal: RepositoryProposal }): VNode {
  return (
    <Actions>
      <Accept slug={slug} proposal={proposal}>
        It belongs
      </Accept>
      <ActionForm action={urls.declineProposal({ project: slug, proposal: proposal.id })} slim>
        It does not
      </ActionForm>
    </Actions>
  );
}

/** The address goes along because it is looked up before the transaction that finds the proposal. */
function Accept({
  slug,
  proposal,
  children,
}: {
  readonly slug: string;
  readonly proposal: RepositoryProposal;
  readonly children: ComponentChildren;
}): VNode {
  return (
    <ActionForm
      action={urls.acceptProposal({ project: slug, proposal: proposal.id })}
      hidden={{ url: proposal.url }}
      slim
    >
      {children}
    </ActionForm>
  );
}
