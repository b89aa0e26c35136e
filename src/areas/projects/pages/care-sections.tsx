/** The project's own word, help with its roadmap, coverage and logo: as other pages show them. */
import type { ComponentChildren, VNode } from 'preact';
import {
  ActionForm,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  FactList,
  Form,
  Link,
  Note,
  Section,
  State,
  Timeline,
  urls,
} from '../../../look/index.ts';
import { wordTo } from '../care-rules.ts';
import {
  COVERAGE,
  COVERAGE_NAMES,
  QUESTION_KEYS,
  QUESTIONS,
  type Coverage,
  type HelpState,
  type HelpTrace,
  type LogoUse,
  type ProjectWord,
} from '../care-types.ts';
import type { Project } from '../types.ts';

/**
 * In place of an empty list (S44): what the project itself says, or the three questions that it may answer. For the project's page and the
 * page of its list.
 */
export function ThreeQuestions({
  project: { slug, name, label },
  words,
  mayAnswer,
}: {
  readonly project: { readonly slug: string; readonly name: string; readonly label: string };
  readonly words: readonly ProjectWord[];
  /** The reader represents or maintains the project. */
  readonly mayAnswer: boolean;
}): VNode {
  const said = words.length > 0;
  return (
    <EmptyState
      head={said ? `In ${name}’s own words` : `${label}: nothing is listed`}
      steps={QUESTION_KEYS.map((question) => ({
        head: QUESTIONS[question].asks,
        text: <WordTo word={wordTo(words, question)} />,
      }))}
      actions={
        mayAnswer ? (
          <Button to={urls.questions({ project: slug })}>
            {said ? 'Change the answers' : 'Answer for the project'}
          </Button>
        ) : undefined
      }
      note={
        <>
          A {label.toLowerCase()} can be written with help.{' '}
          <Link to={urls.askForHelp({ project: slug })}>Ask for help with it</Link>
        </>
      }
    >
      {said
        ? 'Answered by the project’s own people; nobody else can.'
        : `No list of ${name} was found. That does not mean that it needs nothing: it may be done, or nobody may have had the time. Only the project can say.`}
    </EmptyState>
  );
}

function WordTo({ word }: { readonly word: ProjectWord | null }): VNode {
  if (word === null) return <>Not answered yet.</>;
  return (
    <>
      <b>{QUESTIONS[word.question][word.answer]}</b>
      {word.words !== null && ` “${word.words}”`} {word.said.byName ?? 'Somebody of the project'}
      {word.said.hat !== null && ` (${word.said.hat})`}, <DateText at={word.said.at} />
    </>
  );
}

/** Only what was answered, where there is a list as well. Nothing without an answer. */
export function ProjectWords({ words }: { readonly words: readonly ProjectWord[] }): VNode | null {
  if (words.length === 0) return null;
  return (
    <Section head="In its own words" note="Answered by the project’s own people." id="words">
      <FactList
        items={QUESTION_KEYS.flatMap((question) => {
          const word = wordTo(words, question);
          return word === null ? [] : [{ label: QUESTIONS[question].asks, value: <WordTo word={word} /> }];
        })}
      />
    </Section>
  );
}

const HELP_STATE: Readonly<
  Record<HelpState, readonly [Parameters<typeof State>[0]['mark'], 'ok' | 'watch' | 'off', string]>
> = {
  open: ['hollow', 'watch', 'Waits for somebody'],
  taken: ['half', 'watch', 'Somebody sees to it'],
  helped: ['full', 'ok', 'Helped'],
  'not-now': ['hollow', 'off', 'Not now'],
};

export function HelpStateMark({ state }: { readonly state: HelpState }): VNode {
  const [mark, tone, words] = HELP_STATE[state];
  return (
    <State mark={mark} tone={tone}>
      {words}
    </State>
  );
}

/**
 * Help with the list, and what became of it (S45): each request with the survey's verdict on the day it was asked and the newest one.
 * Verdicts come from above, as markup.
 */
export function HelpSection({
  project: { slug, profile },
  help,
  verdictOn,
  verdictNow,
}: {
  readonly project: Pick<Project, 'slug' | 'profile'>;
  readonly help: readonly HelpTrace[];
  readonly verdictOn: (at: HelpTrace['askedAt']) => ComponentChildren;
  readonly verdictNow: ComponentChildren;
}): VNode | null {
  if (help.length === 0) return null;
  return (
    <Section
      head={`Help with the ${profile.label.toLowerCase()}`}
      note={<Link to={urls.askForHelp({ project: slug })}>Ask for help</Link>}
      id="help"
    >
      <Timeline
        items={help.map((one) => ({
          when: <DateText at={one.askedAt} />,
          what: 'Help was asked for',
          gloss: (
            <>
              <HelpStateMark state={one.state} />
              {one.answeredAt !== null && (
                <>
                  , <DateText at={one.answeredAt} />
                </>
              )}
              . The survey then: {verdictOn(one.askedAt)}; now: {verdictNow}
            </>
          ),
        }))}
      />
    </Section>
  );
}

/** How the workspace takes part (S40); nothing where nothing is said. Its words never say that anybody is employed. */
export function coverageWords(coverage: Coverage): string | null {
  return coverage === 'none' ? null : COVERAGE[coverage];
}

export function CoverageForm({
  project: { slug },
  coverage,
}: {
  readonly project: Pick<Project, 'slug'>;
  readonly coverage: Coverage;
}): VNode {
  return (
    <Section
      head="How the workspace takes part"
      note="For pages and brochures. None of the sentences says that anybody is employed."
      id="coverage"
    >
      <Form id="coverage-form" action={urls.coverage({ project: slug })} values={{ status: coverage }}>
        <Choice
          name="status"
          legend="Coverage"
          options={(Object.keys(COVERAGE) as Coverage[]).map((value) => ({
            value,
            label: COVERAGE_NAMES[value],
            hint: COVERAGE[value],
          }))}
        />
        <Buttons>
          <Button>Save the coverage</Button>
        </Buttons>
      </Form>
    </Section>
  );
}

/** Whether the project has agreed to its logo being shown, and its answer. */
export function LogoAgreement({
  project: { slug, profile },
  use,
  mayAnswer,
}: {
  readonly project: Pick<Project, 'slug' | 'profile'>;
  readonly use: LogoUse | null;
  /** The reader speaks for the project on trademark and logo. */
  readonly mayAnswer: boolean;
}): VNode | null {
  if (use === null) return null;
  return (
    <Section
      head="Use of the logo"
      note="A logo is the project’s. Brochures show it once there is a text for it and the project has agreed."
      id="logo-use"
    >
      <FactList
        items={[
          { label: 'In words', value: use.alt ?? 'not said yet; needed before a brochure shows it' },
          { label: 'What its use asks for', value: use.note ?? 'nothing is said here' },
          {
            label: 'The project',
            value: use.accepted ? (
              <State mark="full" tone="ok">
                Has agreed to exactly this
              </State>
            ) : (
              <State mark="hollow" tone="watch">
                Has not agreed to this yet
              </State>
            ),
          },
        ]}
      />
      {mayAnswer && use.accepted && (
        <ActionForm
          action={urls.withdrawLogo({ project: slug })}
          asks={`Brochures show the name of ${profile.name} in place of its logo from now on.`}
          confirm="Withdraw the agreement"
        >
          Withdraw the agreement
        </ActionForm>
      )}
      {mayAnswer && !use.accepted && use.alt !== null && (
        <ActionForm action={urls.acceptLogo({ project: slug })}>Agree to this</ActionForm>
      )}
      {!mayAnswer && !use.accepted && (
        <Note>Whoever speaks for the project on trademark and logo agrees to it on this page.</Note>
      )}
    </Section>
  );
}
