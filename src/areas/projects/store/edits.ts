/** All SQL on the edits of profiles. */
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { FieldChange, ProjectEdit, ProjectEditId } from '../types.ts';
import { signed } from './signed.ts';

export async function insertEdit(
  tx: Tx,
  edit: {
    readonly project: ProjectId;
    readonly version: number;
    readonly changes: readonly FieldChange[];
    readonly undoes: ProjectEditId | null;
  },
  actor: Actor,
  now: Instant,
): Promise<ProjectEditId> {
  const id = newId<'project edit'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into project_edit (id, project, version, changes, undoes, at, by_person, hat)
    values (${id}, ${edit.project}, ${edit.version}, ${JSON.stringify(edit.changes)}::jsonb, ${edit.undoes}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

interface EditRecord {
  id: ProjectEditId;
  project: ProjectId;
  changes: readonly FieldChange[];
  undoes: ProjectEditId | null;
  at: Instant;
  by_person: PersonId | null;
  by_name: string | null;
  hat: string | null;
}

const editColumns = sql`
  edit.id, edit.project, edit.changes, edit.undoes, edit.at, edit.by_person, named.name as by_name, edit.hat
  from project_edit edit left join named_person named on named.person = edit.by_person`;

function readEdit({ by_person: by, by_name: byName, ...edit }: EditRecord): ProjectEdit {
  return { ...edit, by, byName };
}

/** The newest edits of a project. */
export async function editsOf(tx: Tx, project: ProjectId, limit: number): Promise<readonly ProjectEdit[]> {
  const { rows } = await sql<EditRecord>`
    select ${editColumns} where edit.project = ${project} order by edit.version desc limit ${limit}`.execute(on(tx));
  return rows.map(readEdit);
}

export async function findEdit(tx: Tx, project: ProjectId, id: ProjectEditId): Promise<ProjectEdit | null> {
  const { rows } = await sql<EditRecord>`
    select ${editColumns} where edit.project = ${project} and edit.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readEdit(rows[0]);
}
