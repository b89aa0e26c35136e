/** All SQL on proposed repositories and their answers. */
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { addressKey } from '../rules.ts';
import type { RepositoryProposal, RepositoryProposalId, RepositoryRole } from '../types.ts';
import { signed } from './signed.ts';

interface ProposalRecord {
  id: RepositoryProposalId;
  project: ProjectId;
  url: string;
  name: string;
  role: RepositoryRole;
  reason: string;
  found_in_repository: string;
  found_in_path: string;
  found_in_line: number;
  found_in_commit: string;
  found_at: Instant;
  answer_kind: 'accepted' | 'declined' | null;
  answer_at: Instant | null;
  answer_by: PersonId | null;
  answer_name: string | null;
}

/** The last answer counts. */
const proposalColumns = sql`
  proposal.id, proposal.project, proposal.url, proposal.name, proposal.role, proposal.reason, proposal.found_in_repository,
  proposal.found_in_path, proposal.found_in_line, proposal.found_in_commit, proposal.found_at,
  answer.kind as answer_kind, answer.at as answer_at, answer.by_person as answer_by, named.name as answer_name
  from repository_proposal proposal
  left join lateral (select * from repository_proposal_answer given where given.proposal = proposal.id
                     order by given.kind limit 1) answer on true
  left join named_person named on named.person = answer.by_person`;

function readProposal(row: ProposalRecord): RepositoryProposal {
  return {
    id: row.id,
    project: row.project,
    url: row.url,
    name: row.name,
    role: row.role,
    reason: row.reason,
    foundIn: {
      repository: row.found_in_repository,
      path: row.found_in_path,
      line: row.found_in_line,
      commit: row.found_in_commit,
    },
    foundAt: row.found_at,
    answer:
      row.answer_kind === null
        ? null
        : { kind: row.answer_kind, at: row.answer_at!, by: row.answer_by, byName: row.answer_name },
  };
}

/** All that was ever proposed for a project, newest first. */
export async function proposalsOf(tx: Tx, project: ProjectId): Promise<readonly RepositoryProposal[]> {
  const { rows } = await sql<ProposalRecord>`
    select ${proposalColumns} where proposal.project = ${project} order by proposal.found_at desc, proposal.name`.execute(
    on(tx),
  );
  return rows.map(readProposal);
}

export async function findProposal(
  tx: Tx,
  project: ProjectId,
  id: RepositoryProposalId,
): Promise<RepositoryProposal | null> {
  const { rows } = await sql<ProposalRecord>`
    select ${proposalColumns} where proposal.project = ${project} and proposal.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readProposal(rows[0]);
}

/** How many were new: an address is proposed once to a project, whatever was answered. */
export async function insertProposals(
  tx: Tx,
  project: ProjectId,
  proposals: readonly Omit<RepositoryProposal, 'id' | 'project' | 'foundAt' | 'answer'>[],
  now: Instant,
): Promise<number> {
  let added = 0;
  for (const { url, name, role, reason, foundIn } of proposals) {
    const { rows } = await sql`
      insert into repository_proposal (id, project, url, url_key, name, role, reason, found_in_repository, found_in_path,
                                       found_in_line, found_in_commit, found_at)
      values (${newId(now)}, ${project}, ${url}, ${addressKey(url)}, ${name}, ${role}, ${reason}, ${foundIn.repository},
              ${foundIn.path}, ${foundIn.line}, ${foundIn.commit}, ${now})
      on conflict do nothing returning id`.execute(on(tx));
    added += rows.length;
  }
  return added;
}

export async function insertAnswer(
  tx: Tx,
  proposal: RepositoryProposalId,
  kind: 'accepted' | 'declined',
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into repository_proposal_answer (proposal, kind, at, by_person, hat)
    values (${proposal}, ${kind}, ${now}, ${by}, ${hat})`.execute(on(tx));
}
