/** Handing over and merging: for the person themselves, and the parts of it on an administrator's page of a person. */
import type { VNode } from 'preact';
import { showTime } from '../../../kernel/dates.ts';
import {
  Bullets,
  Button,
  Buttons,
  FactList,
  Form,
  Letter,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { MERGE_LINK_MINUTES } from '../leaving-rules.ts';
import type { AskedMerge } from '../leaving-types.ts';
import type { HeldGrant, NamedProject, Person } from '../types.ts';
import { RoleList } from './role-list.tsx';

/** Before roles go over, or an account is closed: of which projects nobody else here is a representative. */
export function NobodyWouldSpeak({
  projects,
  when,
}: {
  readonly projects: readonly NamedProject[];
  readonly when: 'handing-over' | 'closing';
}): VNode | null {
  if (projects.length === 0) return null;
  const names = projects.map(({ name }) => name);
  const last = names.at(-1) ?? '';
  const listed = names.length === 1 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
  return (
    <Notice tone="waiting">
      Nobody else here represents {listed}.{' '}
      {when === 'closing'
        ? `Hand the roles over first, or nobody would speak for ${listed}.`
        : 'Whoever takes over will be the only one.'}
    </Notice>
  );
}

/** What is and is not moved, said before: there is no way back. */
function WhatMergingDoes(): VNode {
  return (
    <Bullets
      items={[
        'Roles, hats, interests and tokens for the API go over to the account that is left.',
        'The other one signs in no more. What was done in it stays under its own name.',
        'Passwords and passkeys stay with their account; those of the other one open nothing any more.',
        'It cannot be undone.',
      ]}
    />
  );
}

export interface LeavingProps {
  readonly person: Person;
  readonly grants: readonly HeldGrant[];
  readonly projects: readonly NamedProject[];
  readonly representedOnly: readonly NamedProject[];
  readonly forms: {
    readonly said?: string | undefined;
    readonly handValues?: FormValues;
    readonly handErrors?: FormErrors;
    readonly mergeValues?: FormValues;
    readonly mergeErrors?: FormErrors;
  };
}

export function LeavingPage({ grants, projects, representedOnly, forms }: LeavingProps): VNode {
  return (
    <>
      <PageHead
        title="Hand over, or merge accounts"
        trail={[{ label: 'Your account', to: urls.account({}) }, { label: 'Hand over or merge' }]}
      />
      {forms.said !== undefined && <Notice tone="done">{forms.said}</Notice>}
      <Section
        head="Hand over what you hold"
        note="All your roles go to somebody else at once, and with them what waits for whoever holds them. It is recorded; your account stays."
      >
        {grants.length === 0 ? (
          <Note>You hold no role that could be handed over.</Note>
        ) : (
          <>
            <NobodyWouldSpeak projects={representedOnly} when="handing-over" />
            <FactList items={[{ label: 'Your roles', value: <RoleList grants={grants} projects={projects} /> }]} />
            <Form
              id="hand"
              action={urls.accountHandOver({})}
              values={forms.handValues ?? {}}
              errors={forms.handErrors ?? {}}
            >
              <TextField
                name="mail"
                label="Who takes over"
                hint="The mail address of their account here."
                type="email"
                inputMode="email"
              />
              <TextField name="reason" label="Why" hint="Kept with it, for those who come after." />
              <Buttons>
                <Button kind="stop">Hand over all my roles</Button>
              </Buttons>
            </Form>
          </>
        )}
      </Section>
      <Section
        head="A second account of yours"
        note={`A letter goes to its address. The link in it works for ${MERGE_LINK_MINUTES} minutes, in the browser in which you are signed in here.`}
      >
        <WhatMergingDoes />
        <Form
          id="merge"
          action={urls.accountMerge({})}
          values={forms.mergeValues ?? {}}
          errors={forms.mergeErrors ?? {}}
        >
          <TextField
            name="mail"
            label="Mail address of the other account"
            hint="You go on in this account; the other one goes."
            type="email"
            inputMode="email"
          />
          <Buttons>
            <Button>Send the letter</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}

/** Opened from the letter. */
export function MergePage({ token, asked }: { readonly token: string; readonly asked: AskedMerge }): VNode {
  return (
    <Letter>
      <PageHead title="Make one of two accounts">
        The account of {asked.duplicate.name} ({asked.duplicate.mail}) becomes part of the one in which you are signed
        in.
      </PageHead>
      <WhatMergingDoes />
      <Form id="merge" action={urls.merge({ token })}>
        <Buttons>
          <Button kind="stop" wide>
            Merge them
          </Button>
          <Button to={urls.account({})}>Leave them as they are</Button>
        </Buttons>
      </Form>
      <Note>The link works once, until {showTime(asked.validUntil)}.</Note>
    </Letter>
  );
}

export interface LeavingForms {
  readonly handValues?: FormValues;
  readonly handErrors?: FormErrors;
  readonly mergeValues?: FormValues;
  readonly mergeErrors?: FormErrors;
}

/** On an administrator's page of a person, while the account is open. */
export function AdministeredLeaving({
  person,
  hasRoles,
  others,
  representedOnly,
  forms,
}: {
  readonly person: Person;
  readonly hasRoles: boolean;
  /** Open accounts, without this one. */
  readonly others: readonly Person[];
  readonly representedOnly: readonly NamedProject[];
  readonly forms: LeavingForms;
}): VNode | null {
  if (others.length === 0) return null;
  const options = [
    { value: '', label: 'Choose a person' },
    ...others.map(({ id, name, mail }) => ({ value: id, label: `${name}, ${mail}` })),
  ];
  return (
    <>
      {hasRoles && (
        <Section
          head="Hand over"
          note="All roles go to somebody else at once, and with them what waits for whoever holds them. Both are told."
        >
          <NobodyWouldSpeak projects={representedOnly} when="handing-over" />
          <Form
            id="hand"
            action={urls.personHandOver({ person: person.id })}
            values={forms.handValues ?? {}}
            errors={forms.handErrors ?? {}}
          >
            <Select name="to" label="To" options={options} />
            <TextField name="reason" label="Why" />
            <Buttons>
              <Button>Hand over all roles</Button>
            </Buttons>
          </Form>
        </Section>
      )}
      <Section head="Merge into another account" note="For somebody who has two. Both addresses are told.">
        <WhatMergingDoes />
        <Form
          id="merge"
          action={urls.personMerge({ person: person.id })}
          values={forms.mergeValues ?? {}}
          errors={forms.mergeErrors ?? {}}
        >
          <Select name="into" label="The account that is left" options={options} />
          <TextField name="reason" label="How you know that both are one person" />
          <Buttons>
            <Button kind="stop">Merge the accounts</Button>
          </Buttons>
        </Form>
      </Section>
    </>
  );
}
