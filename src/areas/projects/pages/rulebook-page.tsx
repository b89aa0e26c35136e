import type { ComponentChildren, VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import { holds } from '../../../kernel/permission.ts';
import { count } from '../../../kernel/text.ts';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  EvidenceLink,
  ExternalLink,
  FactList,
  Fine,
  Form,
  Link,
  Note,
  Notice,
  PageHead,
  Section,
  State,
  TextArea,
  TextField,
  Timeline,
  urls,
  type FormValues,
} from '../../../look/index.ts';
import { newestOf, ruleOf, rulebookPermissions as may } from '../rulebook-rules.ts';
import {
  RULEBOOK_FIELDS,
  specOf,
  type RuleEvidence,
  type Rulebook,
  type RulebookEntry,
  type RulebookField,
  type RulebookSuggestion,
  type RuleValue,
} from '../rulebook-types.ts';
import type { Project, Repository } from '../types.ts';
import { ProjectName, type TypedForm } from './parts.tsx';

export interface RulebookProps {
  readonly project: Project;
  readonly repositories: readonly Repository[];
  readonly rulebook: Rulebook;
  readonly actor: Actor;
  readonly said?: string | undefined;
  readonly refused?: string | undefined;
}

const GROUPS = [...new Set(RULEBOOK_FIELDS.map((field) => specOf(field).group))];

/** How a project decides and works, as its people have confirmed it: what everybody reads before they bring or fund work. */
export function RulebookPage(props: RulebookProps): VNode {
  const { project, rulebook, actor } = props;
  const { slug, profile, archival } = project;
  const mayEdit = archival === null && holds(actor, may.confirmRule, project.id);
  const said = RULEBOOK_FIELDS.filter((field) => ruleOf(rulebook, field) !== null);
  const groups = mayEdit ? GROUPS : GROUPS.filter((group) => said.some((field) => specOf(field).group === group));
  return (
    <>
      <PageHead
        title={
          <>
            Rulebook of <ProjectName name={profile.name} example={profile.example} />
          </>
        }
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: profile.name, to: urls.project({ project: slug }) },
          { label: 'Rulebook' },
        ]}
      >
        How the project decides, takes in work and wishes to be worked with. A line stands here once a person has
        confirmed it.
      </PageHead>
      {props.said !== undefined && <Notice tone="done" head={props.said} />}
      {props.refused !== undefined && <Notice tone="stop" head={props.refused} />}
      {mayEdit && rulebook.suggestions.length > 0 && (
        <Notice
          tone="waiting"
          head={`${count(rulebook.suggestions.length, 'suggestion waits', 'suggestions wait')} for somebody who knows`}
        >
          Read from the project’s documents by a survey, with the lines they rest on. None of them counts before a
          person takes it over.
        </Notice>
      )}
      {groups.length === 0 ? (
        <EmptyState head="Nothing is confirmed yet">
          What a survey reads is only a suggestion. When somebody of the project, or a technical lead who asked, has
          confirmed how it works, it stands here.
        </EmptyState>
      ) : (
        groups.map((group) => <Group {...props} group={group} mayEdit={mayEdit} />)
      )}
      {mayEdit && rulebook.entries.length > 0 && <History {...props} />}
    </>
  );
}

function Group({
  group,
  mayEdit,
  ...props
}: RulebookProps & { readonly group: string; readonly mayEdit: boolean }): VNode {
  const fields = RULEBOOK_FIELDS.filter((field) => specOf(field).group === group);
  const isSuggested = (field: RulebookField) => props.rulebook.suggestions.some((one) => one.field === field);
  const shown = fields.filter((field) => ruleOf(props.rulebook, field) !== null || (mayEdit && isSuggested(field)));
  const unsaid = fields.filter((field) => !shown.includes(field));
  return (
    <Section head={group} id={group.toLowerCase().replaceAll(' ', '-')}>
      {shown.length > 0 && (
        <FactList
          items={shown.map((field) => ({
            label: specOf(field).name,
            value: <Field {...props} field={field} mayEdit={mayEdit} />,
          }))}
        />
      )}
      {mayEdit && unsaid.length > 0 && (
        <Note>
          Not said here:{' '}
          {unsaid.map((field, at) => (
            <>
              {at > 0 && ', '}
              <Link to={urls.confirmRule({ project: props.project.slug, field })}>{specOf(field).name}</Link>
            </>
          ))}
        </Note>
      )}
    </Section>
  );
}

function Field({
  field,
  mayEdit,
  ...props
}: RulebookProps & { readonly field: RulebookField; readonly mayEdit: boolean }): VNode {
  const { project, rulebook, repositories } = props;
  const rule = ruleOf(rulebook, field);
  const suggestion = rulebook.suggestions.find((one) => one.field === field);
  const to = { project: project.slug, field };
  return (
    <>
      {rule !== null && <RuleWords field={field} value={rule.value!} />}
      {rule !== null && (
        <Fine>
          Confirmed by {rule.confirmed.byName ?? 'somebody'}
          {rule.confirmed.hat !== null && ` (${rule.confirmed.hat})`}, <DateText at={rule.confirmed.at} />
          <Evidence evidence={rule.evidence} repositories={repositories} before=". Read in " />
        </Fine>
      )}
      {mayEdit && suggestion !== undefined && <Suggested {...props} suggestion={suggestion} />}
      {mayEdit && rule !== null && (
        <Actions>
          <Link to={urls.confirmRule(to)}>Change</Link>
        </Actions>
      )}
    </>
  );
}

function Suggested({
  project: { slug },
  repositories,
  suggestion,
}: RulebookProps & { readonly suggestion: RulebookSuggestion }): VNode {
  const { id, field, value, evidence } = suggestion;
  return (
    <>
      <p>
        <State mark="half" tone="watch">
          Suggested by a survey
        </State>
      </p>
      <RuleWords field={field} value={value} />
      <Fine>
        <Evidence evidence={evidence} repositories={repositories} before="Read in " />
      </Fine>
      <Actions>
        <Button to={urls.confirmRule({ project: slug, field }, { suggestion: id })} slim>
          Look and take over
        </Button>
        <ActionForm action={urls.setSuggestionAside({ project: slug, suggestion: id })} slim>
          Set aside
        </ActionForm>
      </Actions>
    </>
  );
}

function Evidence({
  evidence,
  repositories,
  before,
}: {
  readonly evidence: readonly RuleEvidence[];
  readonly repositories: readonly Repository[];
  readonly before: string;
}): VNode | null {
  if (evidence.length === 0) return null;
  const addressOf = (name: string) => repositories.find((one) => one.name === name && !one.local)?.url ?? null;
  return (
    <>
      {before}
      {evidence.map(({ repository, commit, path, lines }, at) => (
        <>
          {at > 0 && ', '}
          <EvidenceLink
            repository={addressOf(repository)}
            commit={commit}
            path={path}
            lines={lines}
            named={repositories.length > 1 ? repository : null}
          />
        </>
      ))}
    </>
  );
}

/** What a field says, in its parts. */
function RuleWords({ field, value }: { readonly field: RulebookField; readonly value: RuleValue }): VNode {
  const spec = specOf(field);
  const chosen = value.choices.map((choice) => spec.choices?.[choice] ?? choice);
  const paragraphs = value.text.split('\n').filter((line) => line.trim() !== '');
  return (
    <>
      {chosen.length === 1 && <p>{chosen[0]}</p>}
      {chosen.length > 1 && <Bullets items={chosen} />}
      {spec.number !== undefined && value.number !== null && (
        <p>
          {spec.number.label}: {value.number}
          {value.zone !== null && ` (${value.zone})`}
        </p>
      )}
      {paragraphs.map((line) => (
        <p>{line}</p>
      ))}
      {value.items.length > 0 && (
        <Bullets
          items={value.items.map(({ text, link }): ComponentChildren =>
            link === null ? (
              text
            ) : (
              <>
                {text} <ExternalLink href={link}>Source</ExternalLink>
              </>
            ),
          )}
        />
      )}
      {value.link !== null && (
        <p>
          <ExternalLink href={value.link} />
        </p>
      )}
    </>
  );
}

const EARLIER = 30;

function History({ project: { slug }, rulebook: { entries } }: RulebookProps): VNode {
  const canUndo = (entry: RulebookEntry) => newestOf(entries, entry.field)?.id === entry.id;
  return (
    <Section head="Earlier changes" note="Newest first. Putting one back is a change of its own." id="history">
      <Timeline
        items={entries.slice(0, EARLIER).map((entry) => ({
          when: <DateText at={entry.confirmed.at} />,
          what: `${entry.confirmed.byName ?? 'Somebody'}${entry.confirmed.hat === null ? '' : ` (${entry.confirmed.hat})`} ${
            entry.undoes !== null ? 'put back' : entry.value === null ? 'took back' : 'confirmed'
          }: ${specOf(entry.field).name}`,
          gloss: (
            <>
              {entry.value !== null && <RuleWords field={entry.field} value={entry.value} />}
              {canUndo(entry) && (
                <ActionForm action={urls.undoRule({ project: slug, entry: entry.id })} slim>
                  Put back what was before
                </ActionForm>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}

export interface RulePageProps {
  readonly project: Project;
  readonly repositories: readonly Repository[];
  readonly field: RulebookField;
  readonly version: number;
  readonly suggestion: RulebookSuggestion | null;
  readonly form: TypedForm;
}

/** One field of the rulebook, to be said or changed. */
export function RulePage({ project, repositories, field, version, suggestion, form }: RulePageProps): VNode {
  const spec = specOf(field);
  const { slug, profile } = project;
  return (
    <>
      <PageHead
        title={spec.name}
        trail={[
          { label: profile.name, to: urls.project({ project: slug }) },
          { label: 'Rulebook', to: urls.rulebook({ project: slug }) },
          { label: spec.name },
        ]}
      >
        {spec.hint} Saving it says that it holds; your name, your hat and the day stand beside it.
      </PageHead>
      {suggestion !== null && (
        <Notice tone="waiting" head="Filled in from what a survey read">
          Look at the lines it rests on, then put right what is not so:{' '}
          <Evidence evidence={suggestion.evidence} repositories={repositories} before="" />
        </Notice>
      )}
      <Form
        action={urls.confirmRule({ project: slug, field })}
        values={form.values}
        errors={form.errors}
        hidden={{ version: String(version), suggestion: suggestion?.id ?? '' }}
      >
        {spec.choices !== undefined && (
          <Choice
            name="choices"
            legend={spec.many === true ? 'What holds' : 'Which holds'}
            options={Object.entries(spec.choices).map(([value, label]) => ({ value, label }))}
            many={spec.many === true}
          />
        )}
        {spec.number !== undefined && (
          <TextField
            name="number"
            label={spec.number.label}
            hint={`From ${spec.number.least} to ${spec.number.most}.`}
            inputMode="numeric"
            width="short"
            optional
          />
        )}
        {spec.zone !== undefined && (
          <TextField
            name="zone"
            label="Time zone in which days end"
            hint="By its IANA name, for example Europe/Amsterdam; UTC when left empty."
            width="half"
            optional
          />
        )}
        {spec.text !== undefined && <TextArea name="text" label={spec.text} rows={4} optional />}
        {spec.items !== undefined && (
          <TextArea name="items" label={spec.items.label} hint={spec.items.hint} rows={6} optional />
        )}
        {spec.link !== undefined && (
          <TextField name="link" label={spec.link} hint="Beginning with https://" inputMode="url" mono optional />
        )}
        <Buttons>
          <Button kind="first">Confirm</Button>
          <Link to={urls.rulebook({ project: slug })}>Cancel</Link>
        </Buttons>
      </Form>
      <Fine>Saved with everything empty, the field is “not said here” again.</Fine>
    </>
  );
}

/** A value as the form would have been filled to make it. */
export function typedValue(value: RuleValue | null, items: string): FormValues {
  if (value === null) return {};
  const { choices, text, link, number, zone } = value;
  return { choices, text, link, number: number === null ? '' : String(number), zone, items };
}
