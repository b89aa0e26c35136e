/** What must always be true of the survey's rows; `commonwork check` runs these on live data. Each returns the rows that break it. */
export const surveyInvariants: readonly { readonly name: string; readonly sql: string }[] = [
  {
    name: 'every run that was read has a result',
    sql: `select run.id from survey_run run
      where run.state = 'read' and not exists (
        select from survey_result result where result.round = run.round and result.project = run.project)`,
  },
  {
    name: 'every result belongs to a run of its round',
    sql: `select result.id from survey_result result
      where not exists (select from survey_run run where run.round = result.round and run.project = result.project)`,
  },
  {
    name: 'a published round has no open run',
    sql: `select publication.id from survey_publication publication
      join survey_run run on run.round = publication.round
      where publication.withdrawn_at is null and run.state in ('waiting', 'running', 'stopped')`,
  },
  {
    name: 'an ended run has its end, an open one has none',
    sql: `select id from survey_run
      where (state in ('read', 'not-reached', 'stopped')) <> (finished_at is not null)`,
  },
  {
    name: 'a correction is of an answer the survey gives',
    sql: `select correction.id from survey_correction correction
      where correction.key <> 'roadmap' and not exists (
        select from survey_result result
        where result.round = correction.round and result.project = correction.project
          and result.report -> 'standards' ? correction.key)`,
  },
];
