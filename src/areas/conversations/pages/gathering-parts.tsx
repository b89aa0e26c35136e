import type { VNode } from 'preact';
import { showDate, type CalendarDate } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import { Bullets, DateText, ExternalLink, Fine, Link, Note, Quote, Section, State, urls } from '../../../look/index.ts';
import { ATTENDEE_ROLES, NOTE_STATUSES, type NoteStatus, type PublicGathering } from '../gathering-types.ts';

/** "24 May 2018" or "24 May 2018 to 25 May 2018". */
export function showDays(startsOn: CalendarDate, endsOn: CalendarDate): string {
  return startsOn === endsOn ? showDate(startsOn) : `${showDate(startsOn)} to ${showDate(endsOn)}`;
}

/** Whose view it is; what a project adopted leads to its decision. */
export function StatusMark({
  status,
  project,
  decision,
}: {
  readonly status: NoteStatus;
  readonly project: { readonly name: string } | null;
  readonly decision: string | null;
}): VNode {
  const words =
    status === 'adopted'
      ? `Adopted by ${project?.name ?? 'the project'}`
      : status === 'proposed' && project !== null
        ? `Proposed to ${project.name}`
        : NOTE_STATUSES[status];
  const mark = { personal: 'hollow', proposed: 'half', adopted: 'full' } as const;
  return (
    <>
      <State mark={mark[status]} tone={status === 'adopted' ? 'ok' : 'plain'}>
        {words}
      </State>
      {decision !== null && (
        <>
          {' · '}
          <ExternalLink href={decision}>the decision</ExternalLink>
        </>
      )}
    </>
  );
}

/** What everybody may read of an event; the steward sees the same before it is published. */
export function PublicBody({ gathering }: { readonly gathering: PublicGathering }): VNode {
  const { text, named, unnamed, notes, followUps, roadmaps } = gathering;
  const of = (part: number | null) => notes.filter((note) => note.part === part);
  return (
    <>
      {text.about !== null && (
        <Section head="About">
          <p>{text.about}</p>
        </Section>
      )}
      {text.parts.map(({ title, theme }, at) => (
        <Section head={title} note={theme ?? undefined} id={`part-${at + 1}`}>
          <PublicNotes notes={of(at + 1)} empty="No notes of this part are public." />
        </Section>
      ))}
      {(of(null).length > 0 || text.parts.length === 0) && (
        <Section head={text.parts.length === 0 ? 'What was said' : 'Over all parts'}>
          <PublicNotes notes={of(null)} empty="No notes are public." />
        </Section>
      )}
      <Section head="Who was there" note="Named is who said yes to it.">
        {named.length === 0 ? (
          <Note>
            {unnamed === 0 ? 'The list is empty.' : `${count(unnamed, 'person', 'people')}, whom we do not name.`}
          </Note>
        ) : (
          <>
            <Bullets
              items={named.map(
                ({ name, affiliation, role }) =>
                  `${name}${affiliation === null ? '' : `, ${affiliation}`} (${ATTENDEE_ROLES[role].toLowerCase()})`,
              )}
            />
            {unnamed > 0 && <Fine>And {count(unnamed, 'person', 'people')} whom we do not name.</Fine>}
          </>
        )}
      </Section>
      <Section head="What came of it">
        <Note>{followUpWords(followUps)}</Note>
        {roadmaps.length > 0 && (
          <Bullets
            items={roadmaps.map(({ project, datedOn }) => (
              <>
                <Link to={urls.provenance({ project: project.slug })}>
                  How the roadmap of {project.name} came about
                </Link>
                , <DateText at={datedOn} />
              </>
            ))}
          />
        )}
      </Section>
    </>
  );
}

function followUpWords({ open, done }: PublicGathering['followUps']): string {
  if (open + done === 0) return 'Nothing is noted to be done.';
  if (open === 0)
    return `${count(done, 'thing')} ${done === 1 ? 'was' : 'were'} to be done, and ${done === 1 ? 'is' : 'all are'}.`;
  return `${count(open, 'thing')} ${open === 1 ? 'is' : 'are'} still to be done${done === 0 ? '' : `, ${done} ${done === 1 ? 'is' : 'are'} done`}.`;
}

function PublicNotes({ notes, empty }: { readonly notes: PublicGathering['notes']; readonly empty: string }): VNode {
  if (notes.length === 0) return <Note>{empty}</Note>;
  return (
    <>
      {notes.map((note) => (
        <Quote
          source={
            <>
              {note.by === null ? 'Somebody who is not named' : note.by}
              {note.hat !== null && `, as ${note.hat}`}. <StatusMark {...note} />
            </>
          }
        >
          {note.words}
        </Quote>
      ))}
    </>
  );
}
