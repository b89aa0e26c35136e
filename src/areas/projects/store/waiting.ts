import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';

export interface OpenProposals {
  readonly slug: string;
  readonly name: string;
  readonly count: number;
  readonly since: Instant;
}

const MOST = 50;

/** Projects with repositories that were proposed and not answered: of these projects, or of all that are not archived. */
export async function openProposals(tx: Tx, of: readonly ProjectId[] | 'all'): Promise<readonly OpenProposals[]> {
  const { rows } = await sql<OpenProposals>`
    select visible.slug, visible.name, count(*)::int as count, min(proposal.found_at) as since
    from repository_proposal proposal
    join known_project visible on visible.id = proposal.project and not visible.archived
    where not exists (select from repository_proposal_answer answer where answer.proposal = proposal.id)
      and (${of === 'all'} or visible.id = any(${of === 'all' ? [] : [...of]}::uuid[]))
    group by visible.id, visible.slug, visible.name
    order by since, visible.name limit ${MOST}`.execute(on(tx));
  return rows;
}
