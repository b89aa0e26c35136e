import type { VNode } from 'preact';
import {
  ANSWER_WORDS,
  Button,
  Buttons,
  Choice,
  FactList,
  Form,
  Link,
  PageHead,
  TextArea,
  TextField,
  urls,
  VERDICT_WORDS,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { STANDARD_WORDS } from './words.ts';
import type { CorrectableKey, Result, Round } from '../types.ts';

/** One answer, what was read, and the form to put it right. */
export function CorrectPage({
  round,
  project,
  answerKey,
  result,
  forProject,
  seesRound,
  values,
  errors,
}: {
  readonly round: Round;
  readonly project: { readonly id: string; readonly name: string; readonly label: string };
  readonly answerKey: CorrectableKey;
  readonly result: Result;
  /** Whether the reader speaks for the project, rather than for the workspace. */
  readonly forProject: boolean;
  /** Before a round is published, those of one project see its page and not the round. */
  readonly seesRound: boolean;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  const question = answerKey === 'roadmap' ? project.label : STANDARD_WORDS[answerKey];
  const back = urls.roundProject({ round: round.id, project: project.id });
  const read =
    answerKey === 'roadmap'
      ? { answer: VERDICT_WORDS[result.verdict], reasons: result.report.roadmap.reasons }
      : {
          answer: ANSWER_WORDS[result.report.standards[answerKey].answer],
          reasons: result.report.standards[answerKey].reasons,
        };
  return (
    <>
      <PageHead
        title={`Correct: ${question}`}
        trail={[
          seesRound ? { label: round.title, to: urls.round({ round: round.id }) } : { label: round.title },
          { label: project.name, to: back },
          { label: 'Correct' },
        ]}
      >
        What was read stays. Your answer stands beside it, with your reason and your name,{' '}
        {forProject ? `as the word of someone who speaks for ${project.name}` : 'as a correction by the workspace'}.
      </PageHead>
      <FactList
        items={[
          { label: 'Read as', value: read.answer },
          {
            label: 'Because',
            value: read.reasons.length === 0 ? 'nothing was found' : read.reasons.map(({ text }) => text).join(' '),
          },
        ]}
      />
      <Form
        action={urls.correctAnswer({ round: round.id, project: project.id, key: answerKey })}
        values={values}
        errors={errors}
      >
        <Choice
          name="answer"
          legend="The right answer"
          options={
            answerKey === 'roadmap'
              ? [
                  { value: 'good', label: 'Good', hint: 'It is current and says enough to act on.' },
                  { value: 'incomplete', label: 'Incomplete', hint: 'A stub, scraps, or a link elsewhere.' },
                  { value: 'outdated', label: 'Outdated', hint: 'What it says has passed or is done.' },
                  {
                    value: 'none',
                    label: 'None',
                    hint: `There is no ${project.label.toLowerCase()}, in git or elsewhere.`,
                  },
                ]
              : [
                  { value: 'yes', label: 'Yes' },
                  { value: 'partly', label: 'Partly' },
                  { value: 'no', label: 'No' },
                ]
          }
        />
        <TextArea name="reason" label="Why" hint="Shown to every reader of this page." />
        <TextField
          name="link"
          label="Where one can read it"
          type="url"
          optional
          hint="A full address, for instance of the page the survey could not see."
        />
        <Buttons>
          <Button kind="first">Correct it</Button>
          <Link to={back}>Leave it</Link>
        </Buttons>
      </Form>
    </>
  );
}
