/** All SQL on what was shown to whom. Kept for good; names can be erased. */
import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { BrochureId, EditionId, Showing, ShowingChannel, ShowingId } from '../types.ts';
import { signed } from './signed.ts';

export async function insertShowing(
  tx: Tx,
  showing: {
    readonly edition: EditionId;
    readonly channel: ShowingChannel;
    readonly shownOn: CalendarDate;
    readonly whom: string;
    readonly notes: string | null;
  },
  actor: Actor,
  now: Instant,
): Promise<ShowingId> {
  const id = newId<'brochure showing'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into brochure_showing (id, edition, channel, shown_on, at, by_person, hat)
    values (${id}, ${showing.edition}, ${showing.channel}, ${showing.shownOn}, ${now}, ${by}, ${hat})`.execute(on(tx));
  await sql`insert into brochure_showing_words (showing, whom, notes) values (${id}, ${showing.whom}, ${showing.notes})`.execute(
    on(tx),
  );
  return id;
}

const MOST_SHOWINGS = 500;

/** The latest day first. */
export async function showingsOf(tx: Tx, brochure: BrochureId): Promise<readonly Showing[]> {
  const { rows } = await sql<Showing>`
    select showing.id, showing.edition, edition.number, showing.channel, showing.shown_on as "shownOn", words.whom, words.notes,
      words.erased_on as "erasedOn", showing.at, person.name as "byName"
    from brochure_showing showing
    join brochure_edition edition on edition.id = showing.edition
    join brochure_showing_words words on words.showing = showing.id
    left join named_person person on person.person = showing.by_person
    where edition.brochure = ${brochure}
    order by showing.shown_on desc, showing.at desc, showing.id desc limit ${MOST_SHOWINGS}`.execute(on(tx));
  return rows;
}

/** Whether there were names to erase. */
export async function eraseShowing(tx: Tx, showing: ShowingId, now: Instant): Promise<boolean> {
  const { rows } = await sql`
    update brochure_showing_words set whom = null, notes = null, erased_on = ${calendarDate(now)}
     where showing = ${showing} and erased_on is null returning showing`.execute(on(tx));
  return rows.length === 1;
}
