import type { VNode } from 'preact';
import {
  Attention,
  Button,
  Buttons,
  DateText,
  EmptyState,
  Example,
  FactList,
  FileField,
  Form,
  Link,
  Notice,
  PageHead,
  Section,
  State,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { goneIn } from '../rules.ts';
import { namedAs, showCode } from '../sheet.ts';
import { STANDING_WORDS, type ShownEdition } from '../types.ts';

/** For whoever holds a brochure and wonders whether it still stands: by its code, or by the file itself. */
export function VerifyPage({ values, errors }: { readonly values: FormValues; readonly errors: FormErrors }): VNode {
  return (
    <>
      <PageHead title="Does a brochure still stand?">
        Projects may take their word back at any time. Here you see whether a copy that you hold still says what they
        agreed to.
      </PageHead>
      <Section head="Check a copy" note="Nothing that you send is kept.">
        <VerifyForm values={values} errors={errors} />
      </Section>
    </>
  );
}

function VerifyForm({ values, errors }: { readonly values: FormValues; readonly errors: FormErrors }): VNode {
  return (
    <Form action={urls.verify({})} values={values} errors={errors} files>
      <TextField
        name="code"
        label="The code"
        hint="Sixteen digits and letters at the foot of each page, for example 7f3a 9c21 b04d 11e2."
        width="half"
        mono
        optional
      />
      <FileField
        name="file"
        label="Or the PDF itself"
        hint="Choose it, or drag it here. Its digest is computed, and the file forgotten."
        accept="application/pdf,.pdf"
        optional
      />
      <Buttons>
        <Button kind="first">Check it</Button>
      </Buttons>
    </Form>
  );
}

/** What is known of a digest: each item with how its project's word stands now. The words of what is gone are not repeated. */
export function VerifiedPage({
  shown,
  digest,
}: {
  readonly shown: ShownEdition | null;
  readonly digest: string;
}): VNode {
  if (shown === null) {
    return (
      <>
        <EmptyState isPage head="Not known here">
          No brochure with this code was published here, or the file was changed after it was made. Ask whoever gave it
          to you.
        </EmptyState>
        <Section head="Check another">
          <VerifyForm values={{ code: digest.length === 16 ? showCode(digest) : '' }} errors={{}} />
        </Section>
      </>
    );
  }
  const { edition, standing } = shown;
  const gone = goneIn(standing);
  const { workspace } = edition.content;
  return (
    <>
      <PageHead
        title={
          edition.withdrawal !== null
            ? 'This brochure was withdrawn'
            : gone.length > 0
              ? 'Not all of this brochure stands any more'
              : 'This brochure stands'
        }
        trail={[{ label: 'Check a brochure', to: urls.verify({}) }, { label: showCode(edition.code) }]}
      >
        Published by {workspace.name}
        <Example when={workspace.example} /> on <DateText at={edition.at} long />.
      </PageHead>
      {edition.withdrawal !== null && (
        <Notice tone="stop" head="Withdrawn by the workspace">
          On <DateText at={edition.withdrawal.at} long />. Do not pass it on.
        </Notice>
      )}
      {edition.withdrawal === null && gone.length > 0 && (
        <Notice tone="waiting" head="Do not pass this copy on">
          What is marked below is no longer what its project agrees to.
        </Notice>
      )}
      <Section head="Item by item" note="As of this moment." wide id="items">
        <Table
          caption="How each item of the brochure stands"
          hideCaption
          columns={[
            { head: 'Project', rowHead: true, cell: (row) => row.project },
            { head: 'Item', cell: (row) => row.item },
            {
              head: 'The project’s word',
              cell: (row) =>
                row.standing === 'stands' ? (
                  <State mark="full" tone="ok">
                    Still agreed to
                  </State>
                ) : (
                  <>
                    <Attention>{STANDING_WORDS[row.standing]}</Attention>
                    {row.since !== null && (
                      <span class="fine">
                        <DateText at={row.since} long />
                      </span>
                    )}
                  </>
                ),
            },
          ]}
          rows={rowsOf(shown)}
        />
      </Section>
      <Section head="The document" id="document">
        <FactList
          items={[
            { label: 'Edition', value: String(edition.number) },
            { label: 'Code', value: showCode(edition.code) },
            { label: 'Pages', value: String(edition.pages) },
          ]}
        />
        {edition.visibility === 'public' && edition.withdrawal === null && (
          <p>
            <Link to={urls.brochureEdition({ brochure: edition.slug, number: String(edition.number) })}>
              Its page, as it stands now
            </Link>
          </p>
        )}
      </Section>
    </>
  );
}

/** An item that is gone is named by its place: its words are its project's again. */
function rowsOf({ edition, standing }: ShownEdition) {
  return edition.content.columns.flatMap(({ project, items }) => {
    const column = standing.columns.find((one) => one.project === project.id);
    const { name } = namedAs(project, column?.standing ?? 'archived');
    if (items.length === 0) {
      return [
        {
          project: name,
          item: 'its name alone',
          standing: column?.standing ?? ('archived' as const),
          since: column?.since ?? null,
        },
      ];
    }
    return items.map((item, at) => {
      const found = standing.items.find((one) => one.item === item.item);
      const is = found?.standing ?? ('expired' as const);
      return {
        project: name,
        item: is === 'stands' ? item.text.title : `Item ${at + 1} of this project in the brochure`,
        standing: is,
        since: found?.since ?? null,
      };
    });
  });
}
