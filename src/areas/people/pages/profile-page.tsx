import type { VNode } from 'preact';
import { shorten } from '../../../kernel/text.ts';
import {
  ActionForm,
  Button,
  Buttons,
  DateText,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  TextArea,
  Timeline,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { isSame } from '../profile-rules.ts';
import type { ProfileVersion } from '../profile-types.ts';

/** What the workspace is for, for administrators. */
export function WorkspaceProfilePage({
  versions,
  values,
  errors,
  version,
  said,
  refused,
}: {
  /** The newest first. */
  readonly versions: readonly ProfileVersion[];
  readonly values: FormValues;
  readonly errors: FormErrors;
  /** The one that the form was filled from. */
  readonly version: number;
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}): VNode {
  const [newest] = versions;
  return (
    <>
      <PageHead
        title="What we are for"
        trail={[{ label: 'About us', to: urls.about({}) }, { label: 'What we are for' }]}
      >
        It stands on the page <Link to={urls.about({})}>about us</Link>. Projects and offers are held against it.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      {refused !== undefined && <Notice tone="stop" head={refused} />}
      <Section head="In words" note="For everybody to read.">
        <Form action={urls.workspaceProfile({})} values={values} errors={errors} hidden={{ version: String(version) }}>
          <TextArea
            name="mission"
            label="Mission"
            rows={5}
            hint="What you want to be there because of you, in a few sentences."
          />
          <TextArea name="focus" label="Focus" optional rows={4} hint="The topics you work on, one a line." />
          <TextArea
            name="majority"
            label="Who has the say"
            optional
            rows={3}
            hint="Who of those who work here maintains projects, who owns the workspace, who decides: for example “a majority of our people maintain an open source project”."
          />
          <Buttons>
            <Button kind="first">Save</Button>
            <Link to={urls.about({})}>Cancel</Link>
          </Buttons>
        </Form>
      </Section>
      {versions.length > 0 && (
        <Section head="Earlier versions" note="Newest first. Putting one back is a version of its own." id="versions">
          <Timeline
            items={versions.map((one) => ({
              when: <DateText at={one.at} />,
              what: `Version ${one.version}, ${one.byName ?? 'somebody'}${one.undoes === null ? '' : `: put version ${one.undoes} back`}`,
              gloss: shorten(one.mission, 200),
              ...(newest !== undefined && !isSame(one, newest)
                ? {
                    action: (
                      <ActionForm action={urls.workspaceProfileUndo({ version: String(one.version) })} slim>
                        Put back
                      </ActionForm>
                    ),
                  }
                : {}),
            }))}
          />
        </Section>
      )}
    </>
  );
}
