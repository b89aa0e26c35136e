/** When this is announced, do these. The one table of effects that go up; each runs a moment later, as a job of its own. */
import type { Instant } from '../kernel/dates.ts';
import { readId } from '../kernel/ids.ts';
import { count } from '../kernel/text.ts';
import { urls } from '../look/index.ts';
import type { EventRecord } from '../outside/journal/index.ts';
import { queueMail } from '../outside/mail/index.ts';
import type { Tx } from '../outside/database/index.ts';
import { isLoss, tellMakers, type BrochuresEvent } from '../areas/brochures/index.ts';
import type { ConversationsEvent } from '../areas/conversations/index.ts';
import { findPerson, findWorkspace } from '../areas/people/index.ts';
import { queueReadings, tellOfConsent, type RoadmapsEvent } from '../areas/roadmaps/index.ts';
import { publishRound, roundToReport, suggestRulebooks, type SurveyEvent } from '../areas/survey/index.ts';
import type { PeopleEvent, ProfileEvent } from '../areas/people/index.ts';
import type { ProjectsEvent } from '../areas/projects/index.ts';

export type AnyEvent =
  | SurveyEvent
  | PeopleEvent
  | ProjectsEvent
  | RoadmapsEvent
  | BrochuresEvent
  | ConversationsEvent
  | ProfileEvent;

export interface Happening {
  readonly tx: Tx;
  readonly event: EventRecord;
  readonly now: Instant;
  readonly baseUrl: string;
}

export interface Reaction {
  /** Names the job; changing it loses what is queued under the old name. */
  readonly name: string;
  readonly does: string;
  readonly run: (happening: Happening) => Promise<void>;
}

const READ_ROADMAPS: Reaction = {
  name: 'read-roadmaps',
  does: 'has the documents that the round took as roadmaps read into items, one job a project',
  run: readRoadmaps,
};

const SUGGEST_RULEBOOKS: Reaction = {
  name: 'suggest-rulebooks',
  does: 'suggests what the round read to the projects’ rulebooks; a person takes each over or sets it aside',
  run: suggestRules,
};

const TELL_MAKERS: Reaction = {
  name: 'tell-makers-of-brochures',
  does: 'writes to those who made a brochure of which a part is not shown any more',
  run: tellMakersOfBrochures,
};

const TELL_OF_CONSENT: Reaction = {
  name: 'tell-of-consent',
  does: 'tells whoever asked, whoever shows it and the others who speak for the project what became of a consent',
  run: async ({ tx, event, now }) => {
    await tellOfConsent(tx, event, now);
  },
};

export const reactions: Readonly<Partial<Record<AnyEvent['kind'], readonly Reaction[]>>> = {
  'round.finished': [
    {
      name: 'tell-who-started-round',
      does: 'writes to the person who started the round that it is read',
      run: tellWhoStartedRound,
    },
    {
      name: 'publish-example-round',
      does: 'publishes a round of example data in an example workspace, so that the portal has something to show',
      run: publishExampleRound,
    },
    READ_ROADMAPS,
    SUGGEST_RULEBOOKS,
  ],
  // What was read before the stop is shown as well.
  'round.stopped': [READ_ROADMAPS, SUGGEST_RULEBOOKS],
  'consent.given': [TELL_OF_CONSENT],
  'consent.declined': [TELL_OF_CONSENT],
  'consent.withdrawn': [TELL_OF_CONSENT, TELL_MAKERS],
  'consent.objected': [TELL_OF_CONSENT, TELL_MAKERS],
  'consent.objection-settled': [TELL_OF_CONSENT],
  'item.declined': [TELL_MAKERS],
  'item.opted-out': [TELL_MAKERS],
  'project.opted-out': [TELL_MAKERS],
  'brochure.inclusion-objected': [TELL_MAKERS],
};

async function tellMakersOfBrochures({ tx, event, now, baseUrl }: Happening): Promise<void> {
  const { kind, stream, facts } = event;
  const project = readId<'project'>(stream.kind === 'project' ? stream.id : String(facts['project'] ?? ''));
  const item = readId<'item'>(String(facts['item'] ?? ''));
  if (project !== null && isLoss(kind)) await tellMakers(tx, { kind, project, item, baseUrl }, now);
}

async function readRoadmaps({ tx, event, now }: Happening): Promise<void> {
  const round = readId<'round'>(event.stream.id);
  if (round !== null) await queueReadings(tx, { kind: 'program', program: 'jobs' }, { round }, now);
}

async function suggestRules({ tx, event, now }: Happening): Promise<void> {
  const round = readId<'round'>(event.stream.id);
  if (round !== null) await suggestRulebooks(tx, { kind: 'program', program: 'jobs' }, { round }, now);
}

async function publishExampleRound({ tx, event, now }: Happening): Promise<void> {
  const id = readId<'round'>(event.stream.id);
  const round = id === null ? null : await roundToReport(tx, id);
  const workspace = await findWorkspace(tx);
  if (round === null || !round.example || workspace?.example !== true || round.published !== null) return;
  await publishRound(tx, { kind: 'program', program: 'demo' }, { round: round.id }, now);
}

async function tellWhoStartedRound({ tx, event, now, baseUrl }: Happening): Promise<void> {
  const id = readId<'round'>(event.stream.id);
  const round = id === null ? null : await roundToReport(tx, id);
  if (round === null || round.startedBy === null || round.example) return;
  const starter = await findPerson(tx, round.startedBy);
  if (starter === null || starter.deactivation !== null) return;
  await queueMail(
    tx,
    {
      to: { address: starter.mail, name: starter.name },
      subject: `“${round.title}” is read`,
      paragraphs: [
        `The survey round “${round.title}” has ended: of ${count(round.runs.total, 'project')} ${round.runs.read} could be read and ${round.runs['not-reached']} could not.`,
        'Look it through before you publish it.',
      ],
      link: { href: `${baseUrl}${urls.round({ round: round.id })}`, validUntil: null },
    },
    now,
  );
}
