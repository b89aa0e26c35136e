import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import type { Permission } from '../../../kernel/permission.ts';
import { refused } from '../../../kernel/refusal.ts';
import {
  ActionForm,
  Attention,
  Button,
  Buttons,
  CopyField,
  DateText,
  EmptyState,
  FactList,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  State,
  Table,
  TextArea,
  TextField,
  urls,
  Why,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { brochurePermissions, decide, goneIn } from '../rules.ts';
import { showCode } from '../sheet.ts';
import { PURPOSES, SHOWING_CHANNELS, STANDING_WORDS } from '../types.ts';
import type { BrochureRecord, Edition, EditionStanding, SecretAddress, Showing } from '../types.ts';

interface TypedForm {
  readonly values: FormValues;
  readonly errors: FormErrors;
}

export interface RecordForms {
  readonly withdraw?: TypedForm & { readonly number: number };
  readonly address?: TypedForm & { readonly number: number };
  readonly showing?: TypedForm;
  readonly refused?: string;
  readonly said?: string;
  /** A secret address that was just made: said once. */
  readonly made?: { readonly href: string; readonly whom: string | null };
}

export interface RecordPageProps {
  readonly actor: Actor;
  readonly now: Instant;
  readonly record: BrochureRecord;
  readonly forms: RecordForms;
}

/** What was published of a brochure, why parts of it are gone, who has its addresses, to whom it was shown. */
export function RecordPage({ actor, now, record, forms }: RecordPageProps): VNode {
  const { brochure, editions, addresses, showings } = record;
  const { slug, draft } = brochure;
  const may = (needed: Permission) => !refused(decide(actor, needed));
  const newest = editions.find(({ edition }) => edition.withdrawal === null);
  return (
    <>
      <PageHead
        title={draft.title}
        trail={[{ label: 'Brochures', to: urls.brochures({}) }, { label: draft.title }]}
        actions={
          may(brochurePermissions.seeDrafts) ? (
            <Button kind={editions.length === 0 ? 'first' : 'outlined'} to={urls.composeBrochure({ brochure: slug })}>
              {may(brochurePermissions.arrangeBrochure) ? 'Compose' : 'See the draft'}
            </Button>
          ) : undefined
        }
      >
        {PURPOSES[draft.purpose]}
        {draft.audience !== null && <>. {draft.audience}</>}
      </PageHead>
      {forms.said !== undefined && <Notice tone="done" head={forms.said} />}
      {forms.refused !== undefined && <Notice tone="stop" head={forms.refused} />}
      {forms.made !== undefined && (
        <Notice tone="done" head="The secret address">
          <CopyField
            id="made-address"
            label={forms.made.whom === null ? 'Pass it on' : `For ${forms.made.whom}`}
            value={forms.made.href}
            hint="It is shown once and kept nowhere. You can end it below at any time, and make another."
          />
        </Notice>
      )}
      {editions.length === 0 ? (
        <EmptyState head="Nothing is published yet">
          Compose the draft, tell the projects, and publish it. Then its editions stand here, with whom they were shown
          to.
        </EmptyState>
      ) : (
        editions.map((one) => (
          <EditionSection
            {...one}
            slug={slug}
            addresses={addresses.filter(({ edition }) => edition === one.edition.id)}
            forms={forms}
            may={may}
          />
        ))
      )}
      {showings !== null && editions.length > 0 && (
        <Showings
          slug={slug}
          showings={showings}
          editions={editions.map(({ edition }) => edition)}
          newest={newest?.edition.number ?? editions[0]!.edition.number}
          form={forms.showing}
          may={may}
          now={now}
        />
      )}
    </>
  );
}

function EditionSection({
  edition,
  standing,
  slug,
  addresses,
  forms,
  may,
}: {
  readonly edition: Edition;
  readonly standing: EditionStanding;
  readonly slug: string;
  readonly addresses: readonly SecretAddress[];
  readonly forms: RecordForms;
  readonly may: (needed: Permission) => boolean;
}): VNode {
  const number = String(edition.number);
  const gone = goneIn(standing);
  const isLive = edition.withdrawal === null;
  const withdraw = forms.withdraw?.number === edition.number ? forms.withdraw : undefined;
  return (
    <Section
      head={`Edition ${edition.number}`}
      note={
        <>
          <DateText at={edition.at} />, {edition.byName ?? 'a person whose name was erased'}
        </>
      }
      id={`edition-${edition.number}`}
    >
      <FactList
        items={[
          {
            label: 'State',
            value: !isLive ? (
              <>
                <State mark="square-struck" tone="plain">
                  Withdrawn
                </State>{' '}
                <DateText at={edition.withdrawal.at} />: {edition.withdrawal.reason}
              </>
            ) : gone.length > 0 ? (
              <Attention>{gone.length === 1 ? 'A part of it is gone' : 'Parts of it are gone'}</Attention>
            ) : (
              <State mark="square-full" tone="ok">
                Stands as published
              </State>
            ),
          },
          {
            label: 'Page',
            value: !isLive ? (
              'Ended'
            ) : (
              <Link
                to={
                  edition.visibility === 'public'
                    ? urls.brochure({ brochure: slug })
                    : urls.brochureEdition({ brochure: slug, number })
                }
              >
                {edition.visibility === 'public' ? 'Public' : 'Secret, as you see it'}
              </Link>
            ),
          },
          {
            label: 'PDF',
            value:
              isLive && gone.length === 0 ? (
                <Link to={urls.brochurePdf({ brochure: slug, number })}>
                  {edition.pages === 1 ? 'One page' : `${edition.pages} pages`}
                </Link>
              ) : (
                'Not given out any more'
              ),
          },
          {
            label: 'Code',
            value: <Link to={urls.verifyCode({ code: edition.code })}>{showCode(edition.code)}</Link>,
          },
        ]}
      />
      <Table
        caption={`What edition ${edition.number} rests on`}
        hideCaption
        dense
        columns={[
          { head: 'Item', rowHead: true, cell: (row) => row.title },
          { head: 'Project', cell: (row) => row.project },
          {
            head: 'The project’s word',
            cell: (row) =>
              row.standing === 'stands' ? (
                <State mark="full" tone="ok">
                  Stands
                </State>
              ) : (
                <>
                  <Attention>{STANDING_WORDS[row.standing]}</Attention>
                  {row.since !== null && (
                    <span class="fine">
                      <DateText at={row.since} time />
                    </span>
                  )}
                </>
              ),
          },
        ]}
        rows={edition.content.columns.flatMap(({ project, items }) =>
          items.length === 0
            ? [{ title: '(name alone)', project: project.name, ...columnStanding(standing, project.id) }]
            : items.map((item) => {
                const found = standing.items.find((one) => one.item === item.item);
                return {
                  title: item.text.title,
                  project: project.name,
                  standing: found?.standing ?? 'expired',
                  since: found?.since ?? null,
                };
              }),
        )}
      />
      {edition.visibility === 'secret' && isLive && (
        <Addresses
          slug={slug}
          number={number}
          addresses={addresses}
          form={forms.address?.number === edition.number ? forms.address : undefined}
          mayMake={may(brochurePermissions.makeAddress)}
        />
      )}
      {may(brochurePermissions.recomposeBrochure) && (
        <ActionForm
          action={urls.recomposeBrochure({ brochure: slug, number })}
          asks="Its words and order become the draft again. Drafts that were not published stay on record."
          confirm="Take it up"
          slim
        >
          Make another edition from this one
        </ActionForm>
      )}
      {isLive && may(brochurePermissions.withdrawEdition) && (
        <Why summary="Withdraw this edition" open={withdraw !== undefined}>
          <Form
            id={`withdraw-${number}`}
            action={urls.withdrawBrochure({ brochure: slug, number })}
            values={withdraw?.values ?? {}}
            errors={withdraw?.errors ?? {}}
          >
            <TextField name="reason" label="Why" hint="Page and PDF end at once. What it was stays on record." />
            <Buttons>
              <Button kind="stop">Withdraw edition {number}</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </Section>
  );
}

function columnStanding({ columns }: EditionStanding, project: string) {
  const found = columns.find((one) => one.project === project);
  return { standing: found?.standing ?? ('archived' as const), since: found?.since ?? null };
}

function Addresses({
  slug,
  number,
  addresses,
  form,
  mayMake,
}: {
  readonly slug: string;
  readonly number: string;
  readonly addresses: readonly SecretAddress[];
  readonly form: TypedForm | undefined;
  readonly mayMake: boolean;
}): VNode {
  return (
    <>
      <Table
        caption="Secret addresses of this edition"
        columns={[
          { head: 'For', rowHead: true, cell: (row) => row.whom ?? 'not said' },
          { head: 'Made', cell: (row) => <DateText at={row.at} /> },
          {
            head: 'State',
            cell: (row) =>
              row.endedAt === null ? (
                <State mark="full" tone="ok">
                  Opens the page
                </State>
              ) : (
                <>
                  Ended <DateText at={row.endedAt} />
                </>
              ),
          },
          {
            head: 'Change',
            cell: (row) =>
              row.endedAt !== null || !mayMake ? null : (
                <>
                  <ActionForm action={urls.renewBrochureAddress({ brochure: slug, address: row.id })} kind="plain">
                    Renew
                  </ActionForm>
                  {' · '}
                  <ActionForm action={urls.endBrochureAddress({ brochure: slug, address: row.id })} kind="plain">
                    End
                  </ActionForm>
                </>
              ),
          },
        ]}
        rows={addresses}
      />
      {mayMake && (
        <Why summary="Make another address" open={form !== undefined}>
          <Form
            id={`address-${number}`}
            action={urls.makeBrochureAddress({ brochure: slug, number })}
            values={form?.values ?? {}}
            errors={form?.errors ?? {}}
          >
            <TextField name="whom" label="For whom" width="half" />
            <Buttons>
              <Button>Make the address</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function Showings({
  slug,
  showings,
  editions,
  newest,
  form,
  may,
  now,
}: {
  readonly slug: string;
  readonly showings: readonly Showing[];
  readonly editions: readonly Edition[];
  readonly newest: number;
  readonly form: TypedForm | undefined;
  readonly may: (needed: Permission) => boolean;
  readonly now: Instant;
}): VNode {
  const mayForget = may(brochurePermissions.forgetShowing);
  return (
    <Section head="Shown to" note="For the workspace only. It is kept; names can be erased." id="showings">
      <Table
        caption="To whom it was shown"
        hideCaption
        empty="Not shown to anybody yet, as far as it was noted."
        columns={[
          {
            head: 'To whom',
            rowHead: true,
            cell: (row) =>
              row.whom ?? (
                <span class="quiet">
                  erased on <DateText at={row.erasedOn!} />
                </span>
              ),
          },
          { head: 'When', nowrap: true, cell: (row) => <DateText at={row.shownOn} /> },
          { head: 'How', cell: (row) => SHOWING_CHANNELS[row.channel] },
          { head: 'Edition', kind: 'number', cell: (row) => row.number },
          { head: 'Notes', cell: (row) => row.notes },
          ...(mayForget
            ? [
                {
                  head: 'Change',
                  cell: (row: Showing) =>
                    row.whom === null ? null : (
                      <ActionForm
                        action={urls.forgetShowing({ brochure: slug, showing: row.id })}
                        kind="plain"
                        asks="Name and notes go for good. That it was shown stays."
                        confirm="Erase them"
                        slim
                      >
                        Erase names
                      </ActionForm>
                    ),
                },
              ]
            : []),
        ]}
        rows={showings}
      />
      {may(brochurePermissions.noteShowing) && (
        <Form
          id="showing-form"
          action={urls.noteShowing({ brochure: slug, number: String(newest) })}
          values={form?.values ?? { number: String(newest), shownOn: calendarDate(now) }}
          errors={form?.errors ?? {}}
        >
          <TextField name="whom" label="Shown to" hint="A person, an organisation, or an event." width="half" />
          <Select
            name="channel"
            label="How"
            options={Object.entries(SHOWING_CHANNELS).map(([value, label]) => ({ value, label }))}
          />
          <TextField name="shownOn" label="On" type="date" width="half" />
          {editions.length > 1 && (
            <Select
              name="number"
              label="Edition"
              options={editions.map(({ number }) => ({ value: String(number), label: `Edition ${number}` }))}
            />
          )}
          <TextArea name="notes" label="Notes" rows={2} optional />
          <Buttons>
            <Button>Note it</Button>
          </Buttons>
        </Form>
      )}
      {showings.length >= 500 && <Note>The 500 latest are shown.</Note>}
    </Section>
  );
}
