/** An event to take along, made from its public form alone. Pure. */
import { showDate } from '../../kernel/dates.ts';
import { plainMarkdown } from '../../kernel/markdown.ts';
import { ATTENDEE_ROLES, GATHERING_KINDS, NOTE_STATUSES, type PublicGathering } from './gathering-types.ts';

export function gatheringMarkdown({ kind, text, named, unnamed, notes, followUps, roadmaps }: PublicGathering): string {
  const days =
    text.startsOn === text.endsOn ? showDate(text.startsOn) : `${showDate(text.startsOn)} to ${showDate(text.endsOn)}`;
  const noteLine = (note: PublicGathering['notes'][number]) => {
    const who = note.by === null ? 'somebody who is not named' : plainMarkdown(note.by);
    const hat = note.hat === null ? '' : `, as ${plainMarkdown(note.hat)}`;
    const whose = note.project === null ? '' : ` (${plainMarkdown(note.project.name)})`;
    const decision = note.decision === null ? '' : ` <${note.decision.replaceAll('>', '%3E')}>`;
    return `- ${plainMarkdown(note.words)} (${who}${hat}; ${NOTE_STATUSES[note.status].toLowerCase()}${whose}${decision})`;
  };
  const part = (head: string, of: number | null) => {
    const found = notes.filter((one) => one.part === of);
    return found.length === 0 ? [] : [`## ${head}`, '', ...found.map(noteLine), ''];
  };
  const lines = [
    `# ${plainMarkdown(text.title)}`,
    '',
    `${GATHERING_KINDS[kind]}, ${days}${text.place === null ? '' : `, ${plainMarkdown(text.place)}`}`,
    '',
    ...(text.about === null ? [] : [plainMarkdown(text.about), '']),
    ...text.parts.flatMap(({ title, theme }, at) =>
      part(`${plainMarkdown(title)}${theme === null ? '' : `: ${plainMarkdown(theme)}`}`, at + 1),
    ),
    ...part(text.parts.length === 0 ? 'Notes' : 'Over all parts', null),
    '## Who was there',
    '',
    ...named.map(
      ({ name, affiliation, role }) =>
        `- ${plainMarkdown(name)}${affiliation === null ? '' : `, ${plainMarkdown(affiliation)}`} (${ATTENDEE_ROLES[role].toLowerCase()})`,
    ),
    `- Not named: ${unnamed}`,
    '',
    '## What came of it',
    '',
    `- To be done: ${followUps.open} open, ${followUps.done} done`,
    ...roadmaps.map(({ project, datedOn }) => `- Roadmap of ${plainMarkdown(project.name)}, ${showDate(datedOn)}`),
    '',
  ];
  return lines.join('\n');
}

export function gatheringJson({ id, kind, text, named, unnamed, notes, followUps, roadmaps }: PublicGathering) {
  return {
    id,
    kind,
    title: text.title,
    startsOn: text.startsOn,
    endsOn: text.endsOn,
    place: text.place,
    about: text.about,
    parts: text.parts,
    named,
    unnamed,
    notes: notes.map((note) => ({
      part: note.part,
      words: note.words,
      by: note.by,
      hat: note.hat,
      at: note.at.toISOString(),
      status: note.status,
      project: note.project?.slug ?? null,
      decision: note.decision,
    })),
    followUps,
    roadmaps: roadmaps.map(({ entry, project, datedOn }) => ({ entry, project: project.slug, datedOn })),
  };
}
