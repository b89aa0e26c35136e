import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import {
  Attention,
  Button,
  Buttons,
  Choice,
  DateText,
  FactList,
  Form,
  HatField,
  Note,
  Notice,
  PageHead,
  Section,
  State,
  TextArea,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { Composed, Told } from '../compose.ts';
import { sheetOf } from '../sheet.ts';
import type { BrochureContent } from '../types.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { BrochureSheet } from './sheet.tsx';

export interface InclusionPageProps {
  readonly actor: Actor;
  readonly composed: Composed;
  /** Of the projects in it those for which the reader answers. */
  readonly own: readonly ProjectId[];
  readonly form: { readonly project: string; readonly values: FormValues; readonly errors: FormErrors } | null;
  readonly said?: string;
  /** Where the answer goes, for who came by a link; they see no pictures, which are for people with an account. */
  readonly byLink?: string;
}

/** For a project's representatives: what is to be shown of it, beside what, and whether they object. */
export function InclusionPage({ actor, composed, own, form, said, byLink }: InclusionPageProps): VNode {
  const { brochure, told } = composed;
  const content = byLink === undefined ? composed.content : withoutLogos(composed.content);
  const mine = told.filter(({ project }) => own.includes(project));
  return (
    <>
      <PageHead
        title={`“${brochure.draft.title}”`}
        trail={[{ label: 'Brochures', to: urls.brochures({}) }, { label: 'Before it is published' }]}
      >
        {mine.length === 0
          ? 'What the projects in it are asked, and what they said.'
          : 'This is how your project is to be shown to funders. You need not answer; if you object, it does not appear.'}
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {(mine.length === 0 ? told : mine).map((one) => (
        <Answer
          actor={actor}
          told={one}
          action={byLink ?? urls.brochureInclusion({ brochure: brochure.slug })}
          form={form?.project === one.project ? form : null}
          mayAnswer={own.includes(one.project)}
        />
      ))}
      <Section
        head="The draft"
        note="As it stands today. Only items to which their project agreed are in it."
        wide
        id="draft"
      >
        <BrochureSheet
          sheet={sheetOf(content, (project) => urls.brochureLogo({ brochure: brochure.slug, project }))}
          headLevel={2}
        />
      </Section>
    </>
  );
}

function Answer({
  actor,
  told,
  action,
  form,
  mayAnswer,
}: {
  readonly actor: Actor;
  readonly told: Told;
  readonly action: string;
  readonly form: InclusionPageProps['form'];
  readonly mayAnswer: boolean;
}): VNode {
  const { project, name, inclusion, answer } = told;
  return (
    <Section
      head={name}
      note={
        inclusion === null ? (
          'Not told yet'
        ) : (
          <>
            Told on <DateText at={inclusion.at} />
          </>
        )
      }
      id={`project-${project}`}
    >
      {inclusion?.message !== undefined && inclusion?.message !== null && <p>{inclusion.message}</p>}
      {answer !== null && (
        <FactList
          items={[
            {
              label: 'Said last',
              value:
                answer.answer === 'objects' ? (
                  <Attention>The project objects</Attention>
                ) : (
                  <State mark="full" tone="ok">
                    Nothing against it
                  </State>
                ),
            },
            {
              label: 'By',
              value: (
                <>
                  {answer.byName ?? 'a representative'}
                  {answer.hat !== null && `, ${answer.hat}`}, <DateText at={answer.at} />
                </>
              ),
            },
            ...(answer.words === null ? [] : [{ label: 'Words', value: answer.words }]),
          ]}
        />
      )}
      {mayAnswer ? (
        <Form
          id={`answer-${project}`}
          action={action}
          values={form?.values ?? {}}
          errors={form?.errors ?? {}}
          hidden={{ project }}
        >
          <Choice
            name="answer"
            legend={`May ${name} stand in this brochure?`}
            options={[
              { value: 'fine', label: 'I have nothing against it' },
              {
                value: 'objects',
                label: 'I object',
                hint: 'It is not published with the project in it; where it was published, the project’s place goes at once.',
              },
            ]}
          />
          <TextArea
            name="words"
            label="Words to the workspace"
            hint="The workspace and the project’s own people read them."
            rows={2}
            optional
          />
          <HatField actor={actor} />
          <Buttons>
            <Button kind="first" wide>
              Say so
            </Button>
          </Buttons>
        </Form>
      ) : (
        answer === null && <Note>Nothing was said yet.</Note>
      )}
    </Section>
  );
}

function withoutLogos(content: BrochureContent): BrochureContent {
  return {
    ...content,
    columns: content.columns.map((column) => ({ ...column, project: { ...column.project, logo: null } })),
  };
}
