/** Names behind ids, from the views that the areas publish. */
import { on, sql, type Tx } from '../../../outside/database/index.ts';

export interface Names {
  readonly people: ReadonlyMap<string, string>;
  /** Of those who acted by a link. */
  readonly links: ReadonlyMap<string, string>;
  readonly projects: ReadonlyMap<string, { readonly name: string; readonly slug: string; readonly label: string }>;
  readonly rounds: ReadonlyMap<string, string>;
  readonly brochures: ReadonlyMap<string, { readonly title: string; readonly slug: string }>;
  /** Events, by what they are called. */
  readonly gatherings: ReadonlyMap<string, string>;
}

export async function namesOf(
  tx: Tx,
  ids: {
    readonly people: readonly string[];
    readonly links?: readonly string[];
    readonly projects: readonly string[];
    readonly rounds: readonly string[];
    readonly brochures?: readonly string[];
    readonly gatherings?: readonly string[];
  },
): Promise<Names> {
  const people = await sql<{ id: string; name: string | null }>`
    select person as id, name from named_person where person = any(${[...ids.people]}::uuid[])`.execute(on(tx));
  const links = await sql<{ id: string; name: string | null }>`
    select link as id, name from named_act_link where link = any(${[...(ids.links ?? [])]}::uuid[])`.execute(on(tx));
  const projects = await sql<{ id: string; name: string; slug: string; label: string }>`
    select id, name, slug, label from known_project where id = any(${[...ids.projects]}::uuid[])`.execute(on(tx));
  const rounds = await sql<{ id: string; title: string }>`
    select id, title from named_round where id = any(${[...ids.rounds]}::uuid[])`.execute(on(tx));
  const brochures = await sql<{ id: string; title: string; slug: string }>`
    select id, title, slug from named_brochure where id = any(${[...(ids.brochures ?? [])]}::uuid[])`.execute(on(tx));
  const gatherings = await sql<{ id: string; title: string }>`
    select gathering as id, title from named_gathering where gathering = any(${[...(ids.gatherings ?? [])]}::uuid[])`.execute(
    on(tx),
  );
  return {
    people: new Map(people.rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
    links: new Map(links.rows.flatMap(({ id, name }) => (name === null ? [] : [[id, name]]))),
    projects: new Map(projects.rows.map(({ id, name, slug, label }) => [id, { name, slug, label }])),
    rounds: new Map(rounds.rows.map(({ id, title }) => [id, title])),
    brochures: new Map(brochures.rows.map(({ id, title, slug }) => [id, { title, slug }])),
    gatherings: new Map(gatherings.rows.map(({ id, title }) => [id, title])),
  };
}
