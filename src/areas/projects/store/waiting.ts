import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId, ProjectId } from '../../../kernel/ids.ts';
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

/** Projects with entries of the register that nobody has confirmed, without those that name the reader: they may not. */
export async function unconfirmedSpeakers(tx: Tx, reader: PersonId): Promise<readonly OpenProposals[]> {
  const { rows } = await sql<OpenProposals>`
    select known.slug, known.name, count(*)::int as count, min(entry.entered_at) as since
    from speaker_entry entry join known_project known on known.id = entry.project and not known.archived
    where not exists (select from speaker_confirmation confirmation where confirmation.entry = entry.id)
      and not exists (select from speaker_ending ending where ending.entry = entry.id)
      and not exists (select from speaker where speaker.entry = entry.id and speaker.person = ${reader})
    group by known.id, known.slug, known.name order by since, known.name limit ${MOST}`.execute(on(tx));
  return rows;
}

/** Rulebooks of these projects with suggestions that nobody has answered; only the newest of a field counts. */
export async function openSuggestionsOf(tx: Tx, of: readonly ProjectId[]): Promise<readonly OpenProposals[]> {
  const { rows } = await sql<OpenProposals>`
    select known.slug, known.name, count(*)::int as count, min(newest.at) as since
    from (select distinct on (suggestion.project, suggestion.field) suggestion.id, suggestion.project, suggestion.at
            from rulebook_suggestion suggestion where suggestion.project = any(${[...of]}::uuid[])
           order by suggestion.project, suggestion.field, suggestion.at desc, suggestion.id desc) newest
    join known_project known on known.id = newest.project and not known.archived
    where not exists (select from rulebook_suggestion_answer answer where answer.suggestion = newest.id)
    group by known.id, known.slug, known.name order by since, known.name limit ${MOST}`.execute(on(tx));
  return rows;
}
