/** All SQL on telling projects that they are to appear, and on what their representatives said. */
import { linkOf, personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { NoticeId } from '../../roadmaps/index.ts';
import type { AnswerId, BrochureId, Inclusion, InclusionAnswer, InclusionId } from '../types.ts';
import { signed } from './signed.ts';

export async function insertInclusion(
  tx: Tx,
  told: {
    readonly brochure: BrochureId;
    readonly project: ProjectId;
    readonly notice: NoticeId;
    readonly written: boolean;
    readonly message: string | null;
  },
  actor: Actor,
  now: Instant,
): Promise<InclusionId> {
  const id = newId<'brochure inclusion'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into brochure_inclusion (id, brochure, project, notice, written, message, at, by_person, hat)
    values (${id}, ${told.brochure}, ${told.project}, ${told.notice}, ${told.written}, ${told.message}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

const MOST_SHOWN = 200;

/** The newest first. */
export async function inclusionsOf(tx: Tx, brochure: BrochureId): Promise<readonly Inclusion[]> {
  const { rows } = await sql<Inclusion>`
    select told.id, told.project, told.notice, told.written, notice.told, notice.url, told.message, told.at, person.name as "byName", told.hat
    from brochure_inclusion told
    join project_notice notice on notice.id = told.notice
    left join named_person person on person.person = told.by_person
    where told.brochure = ${brochure} order by told.at desc, told.id desc limit ${MOST_SHOWN}`.execute(on(tx));
  return rows;
}

export async function insertAnswer(
  tx: Tx,
  answer: {
    readonly brochure: BrochureId;
    readonly project: ProjectId;
    readonly answer: InclusionAnswer['answer'];
    readonly words: string | null;
  },
  actor: Actor,
  now: Instant,
): Promise<AnswerId> {
  const id = newId<'brochure inclusion answer'>(now);
  const { hat } = signed(actor);
  await sql`
    insert into brochure_inclusion_answer (id, brochure, project, answer, words, at, by_person, by_link, hat)
    values (${id}, ${answer.brochure}, ${answer.project}, ${answer.answer}, ${answer.words}, ${now}, ${personOf(actor)},
      ${linkOf(actor)}, ${hat})`.execute(on(tx));
  return id;
}

/** The newest first. */
export async function answersOf(tx: Tx, brochure: BrochureId): Promise<readonly InclusionAnswer[]> {
  const { rows } = await sql<InclusionAnswer>`
    select answer.id, answer.project, answer.answer, answer.words, answer.at,
      answer.by_person as by, answer.by_link as link, coalesce(person.name, guest.name) as "byName", answer.hat
    from brochure_inclusion_answer answer
    left join named_person person on person.person = answer.by_person
    left join named_act_link guest on guest.link = answer.by_link
    where answer.brochure = ${brochure} order by answer.at desc, answer.id desc limit ${MOST_SHOWN}`.execute(on(tx));
  return rows;
}

/** Those with an account who represent the project. */
export async function representativesOf(tx: Tx, project: ProjectId): Promise<readonly PersonId[]> {
  const { rows } = await sql<{ person: PersonId }>`
    select distinct person from project_role_holder where project = ${project} and role = 'PRJ' limit 50`.execute(
    on(tx),
  );
  return rows.map(({ person }) => person);
}

/** Brochures that a project was told of and said nothing about yet: what waits for its representatives. */
export async function inclusionsUnanswered(
  tx: Tx,
  projects: readonly ProjectId[],
): Promise<
  readonly {
    readonly slug: string;
    readonly title: string;
    readonly project: ProjectId;
    readonly projectName: string;
    readonly since: Instant;
  }[]
> {
  const { rows } = await sql<{ slug: string; title: string; project: ProjectId; projectName: string; since: Instant }>`
    select named.slug, named.title, told.project, known.name as "projectName", told.since
    from (select brochure, project, max(at) as since from brochure_inclusion
           where project = any (${[...projects]}::uuid[]) group by brochure, project) told
    join named_brochure named on named.id = told.brochure
    join known_project known on known.id = told.project
    where not exists (select from brochure_inclusion_answer answer
                       where answer.brochure = told.brochure and answer.project = told.project and answer.at >= told.since)
      and exists (select from brochure_draft draft cross join jsonb_array_elements(draft.columns) col
                   where draft.brochure = told.brochure and (col ->> 'project')::uuid = told.project
                     and draft.number = (select max(number) from brochure_draft newest where newest.brochure = told.brochure))
    order by told.since desc limit 100`.execute(on(tx));
  return rows;
}
