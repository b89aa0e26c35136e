/** Items for tests, made by the verbs themselves. Names are invented. */
import { randomUUID } from 'node:crypto';
import { alignItemInput, noteSignalInput, writeItemInput } from '../../src/areas/roadmaps/item-inputs.ts';
import type { ItemId, ItemState } from '../../src/areas/roadmaps/item-types.ts';
import { approveItem } from '../../src/areas/roadmaps/actions/approve-item.ts';
import { alignItem } from '../../src/areas/roadmaps/actions/align-item.ts';
import { noteSignal } from '../../src/areas/roadmaps/actions/note-signal.ts';
import { proposeItem } from '../../src/areas/roadmaps/actions/propose-item.ts';
import { startItem } from '../../src/areas/roadmaps/actions/start-item.ts';
import { writeItem } from '../../src/areas/roadmaps/actions/write-item.ts';
import { itemById, type MadeItem } from '../../src/areas/roadmaps/store/items.ts';
import type { Role } from '../../src/kernel/actor.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import type { ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { on, sql, type Db } from '../../src/outside/database/index.ts';
import { addEveryRole, makeWorkspace, NOW, type TestPerson } from './people.ts';
import { addTestProject, giveStanding } from './projects.ts';

export interface ItemWorkspace {
  readonly people: ReadonlyMap<Role, TestPerson>;
  readonly project: ProjectId;
  readonly slug: string;
  actor(role: Role): TestPerson['actor'];
  /** By the technical lead, in these words. */
  write(text: Readonly<Record<string, unknown>>, more?: Readonly<Record<string, unknown>>): Promise<MadeItem>;
  align(item: ItemId, more?: Readonly<Record<string, unknown>>): Promise<void>;
  signal(item: ItemId, more?: Readonly<Record<string, unknown>>): Promise<void>;
  /** A new item, brought to the state by the verbs of those who may. */
  itemIn(
    state: 'draft' | 'proposed' | 'approved' | 'offered' | 'in_work',
    text?: Readonly<Record<string, unknown>>,
  ): Promise<MadeItem>;
  stateOf(item: ItemId): Promise<ItemState>;
}

export const GOOD_TEXT = {
  title: 'Read tides in parallel',
  summary: 'Tide tables are read on all cores.',
  rationale: 'Ports wait an hour for each table.',
  volunteerImpact: 'Two more reviews a month.',
} as const;

/** A workspace with everybody, and a project whose representative ("Prj Example") is in the register. */
export async function itemWorkspace(db: Db, name = 'Example Reef'): Promise<ItemWorkspace> {
  const admin = await makeWorkspace(db);
  const { project, slug } = await addTestProject(db, admin.actor, name);
  const people = await addEveryRole(db, admin, project);
  const actor = (role: Role) => people.get(role)!.actor;
  await giveStanding(db, admin.actor, { project, person: people.get('PRJ')!.person, matters: ['roadmap', 'offers'] });
  const write: ItemWorkspace['write'] = (text, more = {}) =>
    db.tx(async (tx) =>
      mustBeDone(await writeItem(tx, actor('TEC'), { ...writeItemInput.parse({ text, ...more }), project }, NOW)),
    );
  const align: ItemWorkspace['align'] = async (item, more = {}) => {
    const input = {
      kind: 'tracker',
      url: 'https://example.org/issues/1',
      title: 'Tides are slow',
      datedOn: '2024-05-01',
    };
    await db.tx(async (tx) =>
      mustBeDone(await alignItem(tx, actor('TEC'), { ...alignItemInput.parse({ ...input, ...more }), item }, NOW)),
    );
  };
  const signal: ItemWorkspace['signal'] = async (item, more = {}) => {
    const input = { kind: 'funder', who: 'Larkspur Quant', place: 'a call', datedOn: '2026-03-01' };
    await db.tx(async (tx) =>
      mustBeDone(await noteSignal(tx, actor('ENG'), { ...noteSignalInput.parse({ ...input, ...more }), item }, NOW)),
    );
  };
  return {
    people,
    project,
    slug,
    actor,
    write,
    align,
    signal,
    itemIn: async (state, text = GOOD_TEXT) => {
      const made = await write({ ...GOOD_TEXT, ...text });
      const steps = ['draft', 'proposed', 'approved', 'offered', 'in_work'];
      const far = steps.indexOf(state);
      await align(made.id);
      if (far >= 1)
        await step(db, (tx) => proposeItem(tx, actor('TEC'), { item: made.id, seen: 1, reason: null, hat: null }, NOW));
      if (far >= 2) await step(db, (tx) => approveItem(tx, actor('PRJ'), { item: made.id, ...YES }, NOW));
      if (far >= 3) await offerForTest(db, made.id, people.get('PRJ')!);
      if (far >= 4) {
        const input = { item: made.id, reason: 'Two volunteers begin.', url: null, hat: null };
        await step(db, (tx) => startItem(tx, actor('TEC'), input, NOW));
      }
      return made;
    },
    stateOf: (item) => db.read(async (tx) => (await itemById(tx, item, { lock: false }))!.state),
  };
}

export const YES = {
  seen: 1,
  discussedAt: 'https://example.org/list/1',
  reason: null,
  disclosure: null,
  hat: null,
} as const;

async function step(
  db: Db,
  act: (tx: Parameters<Parameters<Db['tx']>[0]>[0]) => ReturnType<typeof proposeItem>,
): Promise<void> {
  mustBeDone(await db.tx(act));
}

/** An approved item as publishing leaves it: offer, consent, notice, publication and the step, straight in SQL. The verbs are of offers. */
export async function offerForTest(db: Db, item: ItemId, by: TestPerson, at: Instant = NOW): Promise<void> {
  const [offer, letter, request, consent, notice] = Array.from({ length: 5 }, () => randomUUID());
  const content = JSON.stringify({ title: 'Offer', level: 'technical', workTypes: [], skills: [] });
  const until = new Date(at.getTime() + 30 * 86_400_000);
  await db.tx(async (tx) => {
    const run = (query: ReturnType<typeof sql>) => query.execute(on(tx));
    await run(sql`
      insert into offer_version (id, item, project, number, text, content, digest, slug, title, level, work_types, skills, effort_low,
        effort_likely, effort_high, yearly, search, fuzzy, made_at)
      select ${offer}, item.id, item.project, 1, item.text, ${content}, '', 'offer-' || ${offer}::text, 'Offer', 'technical', '{}', '{}', 1, 1, 1,
        false, '', 'offer', ${at} from roadmap_item item where item.id = ${item}`);
    await run(sql`
      insert into consent_letter (id, project, at) select ${letter}, project, ${at} from roadmap_item where id = ${item}`);
    await run(sql`
      insert into consent_request (id, letter, position, offer, project, uses, window_days, zone, at)
      select ${request}, ${letter}, 1, ${offer}, project, '{catalogue}', 0, 'UTC', ${at} from roadmap_item where id = ${item}`);
    await run(sql`
      insert into consent (id, request, offer, project, digest, answer, uses, standing, at, effective_from, valid_until, by_person, hat)
      select ${consent}, ${request}, version.id, version.project, version.digest, 'approved', '{catalogue}', standing.entry, ${at}, ${at},
        ${until}, ${by.person}, 'project representative'
      from offer_version version join standing on standing.project = version.project and standing.matter = 'offers' and standing.person = ${by.person}
      where version.id = ${offer}`);
    await run(sql`
      insert into inclusion_notice (id, project, channel, told, at)
      select ${notice}, project, 'mail', 'the list', ${at} from roadmap_item where id = ${item}`);
    await run(sql`
      insert into offer_publication (id, item, offer, consent, notice, at)
      values (${randomUUID()}, ${item}, ${offer}, ${consent}, ${notice}, ${at})`);
    await run(sql`
      insert into roadmap_item_transition (id, item, from_state, to_state, at, by_person)
      values (${randomUUID()}, ${item}, 'approved', 'offered', ${at}, ${by.person})`);
  });
}
