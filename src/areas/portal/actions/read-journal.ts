import type { EventId } from '../../../kernel/ids.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { recentEvents, showEventText, type EventRecord } from '../../../outside/journal/index.ts';
import { brochuresSentences } from '../../brochures/index.ts';
import { capacitySentences } from '../../capacity/index.ts';
import { conversationsSentences } from '../../conversations/index.ts';
import { peopleSentences, profileSentences } from '../../people/index.ts';
import { projectsSentences } from '../../projects/index.ts';
import { roadmapsSentences } from '../../roadmaps/index.ts';
import { surveySentences } from '../../survey/index.ts';
import { portalSentences } from '../events.ts';
import { namesOf, type Names } from '../store/names.ts';
import type { JournalEntry, ShownJournal } from '../types.ts';

const PAGE = 50;
const PROGRAMS: Readonly<Record<string, string>> = {
  jobs: 'background work',
  command: 'the command line',
  demo: 'example data',
};
const SENTENCES: Readonly<Record<string, string>> = {
  ...peopleSentences,
  ...profileSentences,
  ...projectsSentences,
  ...capacitySentences,
  ...surveySentences,
  ...roadmapsSentences,
  ...portalSentences,
  ...brochuresSentences,
  ...conversationsSentences,
};

/** What happened, newest first, over all areas. */
export async function readJournal(tx: Tx, input: { readonly before: EventId | null }): Promise<ShownJournal> {
  const events = await recentEvents(tx, { limit: PAGE + 1, before: input.before });
  const shown = events.slice(0, PAGE);
  return { entries: await entriesOf(tx, shown), older: events.length > PAGE ? shown.at(-1)!.id : null };
}

/** Events as a person reads them, with the names behind their ids. */
export async function entriesOf(tx: Tx, shown: readonly EventRecord[]): Promise<readonly JournalEntry[]> {
  const of = (kind: string) => [
    ...new Set(shown.filter(({ stream }) => stream.kind === kind).map(({ stream }) => stream.id)),
  ];
  const actors = (is: string) =>
    shown.flatMap(({ actor }) => (actor.kind === is && actor.id !== null ? [actor.id] : []));
  const names = await namesOf(tx, {
    people: [...new Set([...actors('person'), ...of('person')])],
    links: [...new Set([...actors('link'), ...of('act-link')])],
    projects: of('project'),
    rounds: of('round'),
    brochures: of('brochure'),
    gatherings: of('gathering'),
  });
  return shown.map((event) => entryOf(event, names));
}

function entryOf(event: EventRecord, names: Names): JournalEntry {
  return {
    id: event.id,
    at: event.at,
    who: whoDid(event, names),
    hat: showEventText(event, 'hat'),
    what: SENTENCES[event.kind] ?? event.kind,
    about: aboutWhat(event, names),
    words: Object.keys(event.texts)
      .filter((name) => name !== 'hat' && name !== 'name')
      .map((name) => ({ name, text: showEventText(event, name) ?? '' })),
  };
}

function whoDid({ actor }: EventRecord, { people, links }: Names): string | null {
  if (actor.id === null) return null;
  if (actor.kind === 'link') return links.get(actor.id) ?? 'somebody by a link, whose name was erased';
  return actor.kind === 'person'
    ? (people.get(actor.id) ?? 'a person whose name was erased')
    : (PROGRAMS[actor.id] ?? actor.id);
}

function aboutWhat(
  { stream, actor }: EventRecord,
  { people, links, projects, rounds, brochures, gatherings }: Names,
): JournalEntry['about'] {
  const { kind, id } = stream;
  if (kind === 'project') {
    const project = projects.get(id);
    return project === undefined ? null : { words: project.name, to: urls.project({ project: project.slug }) };
  }
  if (kind === 'round') {
    const title = rounds.get(id);
    return title === undefined ? null : { words: title, to: urls.round({ round: id }) };
  }
  if (kind === 'brochure') {
    const brochure = brochures.get(id);
    return brochure === undefined
      ? null
      : { words: brochure.title, to: urls.brochureRecord({ brochure: brochure.slug }) };
  }
  if (kind === 'gathering') {
    const title = gatherings.get(id);
    return title === undefined ? null : { words: title, to: urls.gathering({ gathering: id }) };
  }
  if (kind === 'feedback') return { words: 'Feedback', to: urls.oneFeedback({ feedback: id }) };
  if (kind === 'act-link' && id !== actor.id) {
    const name = links.get(id);
    return name === undefined ? null : { words: name, to: null };
  }
  if (kind === 'person' && id !== actor.id) {
    const name = people.get(id);
    return name === undefined ? null : { words: name, to: urls.person({ person: id }) };
  }
  return null;
}
