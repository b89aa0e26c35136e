/** What must always be true of the rows of projects; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const projectInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'every project has a repository in its set',
    sql: `select id from project where not exists (select from live_repository live where live.project = project.id)`,
  },
  {
    name: 'short names are unique in a set',
    sql: `select project, lower(name) as name from live_repository group by project, lower(name) having count(*) > 1`,
  },
  {
    name: 'every edit of a profile is kept',
    sql: `select project.id from project
      where project.version <> (select count(*) from project_edit edit where edit.project = project.id)`,
  },
  {
    name: 'an accepted proposal is in the set, or was removed from it later',
    sql: `select proposal.id from repository_proposal proposal
      join repository_proposal_answer answer on answer.proposal = proposal.id and answer.kind = 'accepted'
      where not exists (select from repository
        where repository.project = proposal.project and repository.url_key = proposal.url_key)`,
  },
  {
    name: 'a logo is a picture that is kept',
    sql: `select project.id from project join file on file.digest = project.logo
      where file.type not in ('image/png', 'image/jpeg', 'image/webp')`,
  },
  {
    name: 'nobody confirmed an entry that names them',
    sql: `select confirmation.entry from speaker_confirmation confirmation
      join speaker on speaker.entry = confirmation.entry and speaker.person = confirmation.by_person`,
  },
  {
    name: 'a project was left out by an entry of its own register that was confirmed before',
    sql: `select left_out.id from project_opt_out left_out
      where not exists (select from standing
        where standing.entry = left_out.standing and standing.project = left_out.project and standing.matter = 'offers'
          and standing.confirmed)`,
  },
  {
    name: 'no version of a rulebook field is missing',
    sql: `select project, field from rulebook_entry group by project, field having max(version) <> count(*)`,
  },
  {
    name: 'who speaks for a project does so under the name that it has',
    sql: `select project.id from project left join affiliation told on told.id = project.id
      where told.name is distinct from project.name`,
  },
];
