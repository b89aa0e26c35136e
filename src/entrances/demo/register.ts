/** What the first example project has said here: who speaks for it, how it works, its own word. Everybody and everything is invented. */
import type { Actor } from '../../kernel/actor.ts';
import { addDays, calendarDate, type Instant } from '../../kernel/dates.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import {
  answerQuestions,
  confirmRule,
  confirmSpeaker,
  enterSpeaker,
  NO_VALUE,
  setCoverage,
  type Matter,
  type RulebookField,
  type RuleValue,
} from '../../areas/projects/index.ts';
import type { Tx } from '../../outside/database/index.ts';

export interface ExampleVoices {
  readonly administrator: Actor;
  readonly lead: Actor;
  /** Represents the project. */
  readonly speaker: Extract<Actor, { kind: 'person' }>;
  readonly maintainer: Actor;
}

const SOURCE = 'https://example.org/avocet/governance';

const RULES: readonly (readonly [RulebookField, Partial<RuleValue>])[] = [
  [
    'governance',
    {
      choices: ['elected', 'open'],
      text: 'A council of five, elected each spring by those who contributed in the year before.',
      link: SOURCE,
    },
  ],
  ['consent', { number: 7, choices: ['consent'], zone: 'Europe/Amsterdam', link: SOURCE }],
  [
    'obligations',
    {
      items: [
        { text: 'Whoever brings a new feature maintains it for 2 to 3 years.', link: SOURCE },
        { text: 'Review others as much as others review you.', link: SOURCE },
        { text: 'Say in public for whom you work.', link: null },
      ],
    },
  ],
];

export async function makeExampleRegister(
  tx: Tx,
  project: ProjectId,
  { administrator, lead, speaker, maintainer }: ExampleVoices,
  now: Instant,
): Promise<void> {
  const matters: Matter[] = ['offers', 'roadmap', 'trademark', 'governance'];
  const named = { kind: 'body', body: 'Avocet steering council (example)', people: [speaker.person] } as const;
  const guests = [{ name: 'Noor Iversen (example)', mail: 'noor@example.org' }];
  const validFrom = calendarDate(addDays(now, -200));
  const input = { ...named, people: [...named.people], guests, matters, source: SOURCE, validFrom };
  const entered = await enterSpeaker(tx, lead, { ...input, project, validTo: null, replaces: null }, now);
  const entry = mustBeDone(entered);
  mustBeDone(await confirmSpeaker(tx, administrator, { project, entry, place: 'Minutes of the council' }, now));
  for (const [field, said] of RULES) {
    const rule = { project, field, version: 0, value: { ...NO_VALUE, ...said }, suggestion: null };
    mustBeDone(await confirmRule(tx, maintainer, rule, now));
  }
  const answers = [
    { question: 'done', answer: 'no', words: 'Two large things are missing.' },
    { question: 'funds', answer: 'yes', words: null },
    { question: 'volunteers', answer: 'yes', words: 'Writers above all.' },
  ] as const;
  mustBeDone(await answerQuestions(tx, speaker, { project, answers }, now));
  mustBeDone(await setCoverage(tx, lead, { project, status: 'contributor' }, now));
}
