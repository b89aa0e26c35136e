/** Who speaks for a project, and that it asked to be left out: as other pages show it. */
import type { VNode } from 'preact';
import type { CalendarDate } from '../../../kernel/dates.ts';
import {
  Actions,
  Attention,
  Bullets,
  Button,
  Example,
  Link,
  Notice,
  Section,
  State,
  urls,
} from '../../../look/index.ts';
import { entryState, speakerName, standingOn, unknownMatters } from '../register-rules.ts';
import { MATTER_NAMES, type EntryState, type Matter, type Register, type SpeakerEntry } from '../register-types.ts';
import type { Project } from '../types.ts';

/** "offers and consent, the roadmap and money". */
export function mattersInWords(matters: readonly Matter[]): string {
  return matters
    .map((matter) => MATTER_NAMES[matter])
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

/** The body with its delegates, or the person. */
export function SpeakerNames({ entry }: { readonly entry: SpeakerEntry }): VNode {
  const delegates = entry.speakers.map(({ name }) => name ?? 'name erased');
  if (entry.body === null) return <>{speakerName(entry)}</>;
  return (
    <>
      {entry.body}: {delegates.join(', ')}
    </>
  );
}

/** Who speaks for the project today, for its whole page. */
export function StandingSection({
  project,
  register: { entries },
  today,
}: {
  readonly project: Pick<Project, 'slug' | 'profile'>;
  readonly register: Register;
  readonly today: CalendarDate;
}): VNode {
  const { name } = project.profile;
  const counting = entries.filter((entry) => entryState(entry, today) === 'counts');
  const unknown = unknownMatters(entries, today);
  return (
    <Section
      head="Who speaks for it"
      note="Only those whom the register names approve anything in the project’s name."
      id="speakers"
    >
      {counting.length > 0 && (
        <Bullets
          items={counting.map((entry) => (
            <>
              <b>
                <SpeakerNames entry={entry} />
              </b>
              , on {mattersInWords(entry.matters)}
            </>
          ))}
        />
      )}
      {unknown.length > 0 && <UnknownStanding name={name} matters={unknown} isAll={counting.length === 0} />}
      <Actions>
        <Link to={urls.speakers({ project: project.slug })}>The register, with sources</Link>
      </Actions>
    </Section>
  );
}

/** "Unknown" is shown wherever it matters: it blocks every approval. */
export function UnknownStanding({
  name,
  matters,
  isAll,
}: {
  readonly name: string;
  readonly matters: readonly Matter[];
  /** Nobody is known at all. */
  readonly isAll: boolean;
}): VNode {
  const blocks = matters.includes('offers') ? ' No offer of it can be approved until somebody is.' : '';
  return (
    <p>
      <State mark="dotted" tone="off">
        Unknown
      </State>
      {isAll
        ? `: nobody is confirmed yet to speak for ${name}.${blocks}`
        : `: nobody is confirmed to speak on ${mattersInWords(matters)}.${blocks}`}
    </p>
  );
}

/** For whoever may know: this is not seen by the public. */
export function OptedOutNotice({
  project: { slug, name, example, optedOut },
}: {
  readonly project: {
    readonly slug: string;
    readonly name: string;
    readonly example: boolean;
    readonly optedOut: boolean;
  };
}): VNode | null {
  if (!optedOut) return null;
  return (
    <Notice tone="waiting" head="This project asked to be left out">
      {name}
      <Example when={example} /> stands on no public page, list, search or export. Only its own people and the
      workspace’s see this. <Link to={`${urls.speakers({ project: slug })}#left-out`}>Since when, and by whom</Link>
    </Notice>
  );
}

export function OptedOutState(): VNode {
  return (
    <State mark="hollow" tone="off">
      Left out at its wish
    </State>
  );
}

const STATE_WORDS: Readonly<
  Record<EntryState, readonly [Parameters<typeof State>[0]['mark'], 'ok' | 'watch' | 'off', string]>
> = {
  counts: ['full', 'ok', 'Counts'],
  unconfirmed: ['half', 'watch', 'Not confirmed yet'],
  'not-yet': ['clock', 'watch', 'Counts later'],
  'run-out': ['hollow', 'off', 'Run out'],
  ended: ['hollow', 'off', 'Ended'],
};

export function EntryStateMark({ state }: { readonly state: EntryState }): VNode {
  const [mark, tone, words] = STATE_WORDS[state];
  return (
    <State mark={mark} tone={tone}>
      {words}
    </State>
  );
}

/** For a representative without an entry that counts: what they may do, and what not yet. */
export function WithoutStanding({
  slug,
  entries,
  today,
}: {
  readonly slug: string;
  readonly entries: readonly SpeakerEntry[];
  readonly today: CalendarDate;
}): VNode {
  const isKnown = standingOn(entries, 'offers', today).length > 0;
  return (
    <Notice tone="waiting" head={<Attention>You may edit, and not yet approve</Attention>}>
      {isKnown
        ? 'The register names others for offers and consent. If you speak for the project too, have yourself entered and confirmed.'
        : 'You hold the role of a representative here. The register does not say yet that the project named you for offers and consent; until it does, nothing can be approved in its name.'}{' '}
      <Button to={urls.enterSpeaker({ project: slug })} slim>
        Enter who speaks for it
      </Button>
    </Notice>
  );
}
