import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { uncoveredIn } from '../../../kernel/glyphs.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { cleanLine, shorten } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest } from '../../../outside/files/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { correctedRoadmap } from '../corrected-items.ts';
import { itemEvent } from '../item-events.ts';
import type { TakeOverItems } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import { emptyText } from '../item-text.ts';
import type { ItemRefusal, SourcePlace } from '../item-types.ts';
import { liveItemCorrections } from '../store/corrections.ts';
import { insertAlignment } from '../store/item-beside.ts';
import { insertItem, lockItemsOf, takenOver, type MadeItem } from '../store/items.ts';
import { readingById } from '../store/readings.ts';
import type { KeptReading, ShownItem } from '../types.ts';

/**
 * Takes items of a roadmap over as they were read and corrected, each with its lines as they stood: "take these four". That the roadmap
 * lists it is its first link to where it is wanted. What was taken over already and lives is refused.
 */
export async function takeOverItems(
  tx: Tx,
  actor: Actor,
  input: TakeOverItems & {
    readonly project: ProjectId;
    /** The page on which lines of the source can be read, where a forge shows them; for the link. */
    readonly addressOf: (place: SourcePlace) => string | null;
  },
  now: Instant,
): Promise<Outcome<readonly MadeItem[], ItemRefusal>> {
  const { project } = input;
  const allowed = mayDo(actor, itemPermissions.takeOverItems, project);
  if (refused(allowed)) return allowed;
  const reading = await readingById(tx, input.reading);
  if (reading === null || reading.project !== project) return refuse('document-not-found');
  await lockItemsOf(tx, project);
  const listed = correctedRoadmap([reading], await liveItemCorrections(tx, project)).byReading.get(reading.id)!.items;
  const wanted = new Set(input.items);
  const chosen = listed.filter(({ anchor }) => wanted.has(anchor));
  if (chosen.length === 0 || chosen.length < wanted.size) return refuse('items-not-found');
  const there = await takenOver(
    tx,
    project,
    chosen.map(({ key }) => key),
  );
  const again = chosen.filter((item) => isTakenOver(item, listed, there));
  if (again.length > 0) return refuse('taken-over-already', { titles: again.map(({ title }) => title) });

  const made: MadeItem[] = [];
  for (const item of chosen) {
    const one = await takeOver(tx, actor, { item, reading, level: input.level }, now);
    const { path, lines } = item.places[0]!;
    const url = input.addressOf({ repository: reading.url, commit: reading.commit, path, lines });
    if (url !== null) {
      const title = `${reading.path} of ${reading.repository}`;
      // The text is at least as old as the commit in which it was read.
      const dates = { datedOn: reading.committedOn, readOn: calendarDate(reading.readAt) };
      await insertAlignment(
        tx,
        { item: one.id, kind: 'roadmap', url, title: shorten(title, 300), ...dates },
        actor,
        now,
      );
    }
    await announce(tx, itemEvent(actor, { kind: 'item.taken-over', project, item: one.id, reading: reading.id }, now));
    made.push(one);
  }
  return done(made);
}

/** Those that a person split out of one entry have one key: among them the title tells which is meant. */
export function isTakenOver(
  item: Pick<ShownItem, 'key' | 'title'>,
  listed: readonly Pick<ShownItem, 'key'>[],
  there: readonly { readonly key: string; readonly firstTitle: string }[],
): boolean {
  const isSplit = listed.filter(({ key }) => key === item.key).length > 1;
  return there.some(({ key, firstTitle }) => key === item.key && (!isSplit || firstTitle === titleOf(item)));
}

async function takeOver(
  tx: Tx,
  actor: Actor,
  {
    item,
    reading,
    level,
  }: { readonly item: ShownItem; readonly reading: KeptReading; readonly level: TakeOverItems['level'] },
  now: Instant,
): Promise<MadeItem> {
  const place = item.places[0]!;
  const text = { ...emptyText(titleOf(item)), sourceQuote: await quoteOf(tx, reading, place) };
  return insertItem(
    tx,
    {
      project: reading.project,
      level,
      parent: null,
      noParentBecause: level === 'pitch' ? 'Taken over from the roadmap, which does not say what it belongs to.' : null,
      succeeds: null,
      source: { reading: reading.id, key: item.key, path: place.path, lines: place.lines },
      interviewedOn: null,
      text,
    },
    actor,
    now,
  );
}

const LONGEST_TITLE = 200;

function titleOf({ title }: Pick<ShownItem, 'title'>): string {
  return shorten(cleanLine(withoutUnprintable(cleanLine(title))), LONGEST_TITLE) || 'Untitled';
}

/** Nobody typed it, so nobody can be asked to leave a character out that no document can show; the quoted lines keep it. */
function withoutUnprintable(text: string): string {
  const found = uncoveredIn(text);
  if (found === null) return text;
  const without = text.replaceAll(found.character, '');
  return without === text ? '' : withoutUnprintable(without);
}

const MOST_LINES = 40;
const LONGEST_LINE = 300;
const LONGEST_QUOTE = 6_000;

/** The lines of the source as they stand there, as far as they are short enough to be quoted. */
async function quoteOf(
  tx: Tx,
  reading: KeptReading,
  { path, lines: [first, last] }: ShownItem['places'][number],
): Promise<readonly string[]> {
  const digest = readFileDigest(reading.files.find((file) => file.path === path)?.digest ?? '');
  const file = digest === null ? null : await loadFile(tx, digest);
  if (file === null) return [];
  const all = file.bytes.toString('utf8').split(/\r\n|\r|\n/);
  const quote: string[] = [];
  let length = 0;
  for (const line of all.slice(first - 1, Math.min(last, first - 1 + MOST_LINES))) {
    const kept = shorten(plain(line), LONGEST_LINE);
    length += kept.length;
    if (length > LONGEST_QUOTE) break;
    quote.push(kept);
  }
  return quote;
}

/** As it stands, but for what cannot be kept or shown: its indentation says what belongs to what. */
function plain(line: string): string {
  return line
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('\t', '    ')
    .normalize('NFC')
    .trimEnd();
}
