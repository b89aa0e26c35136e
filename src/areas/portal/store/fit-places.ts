/** What is held against the mission, found by its address, from the views that the areas publish. */
import { readId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { FitPlace } from '../about-types.ts';

/** Also of projects that asked to be left out: whether they fit is for the workspace's people alone. */
export async function fitPlace(tx: Tx, key: string, item: number | null): Promise<FitPlace | null> {
  const { rows } = await sql<{
    id: string;
    slug: string;
    name: string;
    example: boolean;
    item: string | null;
    title: string | null;
  }>`
    select known.id, known.slug, known.name, known.example, offered.item, offered.title
      from known_project known
      left join numbered_offer offered on offered.project = known.id and offered.number = ${item}::integer
     where known.slug = ${key} or known.id = ${readId(key)}::uuid limit 1`.execute(on(tx));
  const row = rows[0];
  if (row === undefined) return null;
  const project = { slug: row.slug, name: row.name, example: row.example };
  if (item === null) return { subject: { kind: 'project', id: row.id }, project, offer: null };
  if (row.item === null || row.title === null) return null;
  return { subject: { kind: 'item', id: row.item }, project, offer: { number: item, title: row.title } };
}
