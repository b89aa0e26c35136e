/** The hats of one's own account: which there are, which is worn, and new ones. */
import type { VNode } from 'preact';
import type { Actor, Hat } from '../../../kernel/actor.ts';
import { hatWords } from '../../../kernel/hats.ts';
import {
  ActionForm,
  Button,
  Buttons,
  Form,
  Note,
  Section,
  Select,
  State,
  Table,
  TextField,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { MOST_HATS } from '../rules.ts';
import type { StatedHat } from '../types.ts';

export function Hats({
  actor,
  own,
  forms,
}: {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly own: readonly StatedHat[];
  readonly forms: {
    readonly hatValues?: FormValues;
    readonly hatErrors?: FormErrors;
    readonly wornErrors?: FormErrors;
  };
}): VNode {
  const hats = actor.hats.map((hat) => ({
    ...hat,
    words: hatWords(hat),
    stated: own.find((one) => hat.comesWith === 'own words' && hatWords(one) === hatWords(hat)) ?? null,
  }));
  return (
    <Section
      head="Hats"
      id="hats"
      note="In which capacity you speak, and for whom: it stands beside what you say. With several, you are asked each time, or wear one for this session."
      wide
    >
      {hats.length === 0 ? (
        <Note>You have none. A role brings one with it; others you can state here.</Note>
      ) : (
        <Table
          caption="Your hats"
          hideCaption
          columns={[
            { head: 'Capacity', rowHead: true, cell: (hat: HatRow) => hat.capacity },
            { head: 'For', cell: (hat) => hat.affiliation },
            { head: 'Comes with', cell: (hat) => (hat.comesWith === 'role' ? 'your role' : 'your own words') },
            {
              head: 'Worn',
              cell: (hat) =>
                hat.words === actor.hat ? (
                  <State mark="full" tone="ok">
                    now
                  </State>
                ) : null,
            },
            {
              head: 'Give up',
              cell: (hat) =>
                hat.stated === null ? null : (
                  <ActionForm action={urls.accountHatGiveUp({ hat: hat.stated.id })} slim>
                    Give up
                  </ActionForm>
                ),
            },
          ]}
          rows={hats}
        />
      )}
      {hats.length > 1 && <Wearing hats={hats} worn={actor.hat} errors={forms.wornErrors ?? {}} />}
      {own.length < MOST_HATS && (
        <Form id="hat" action={urls.accountHats({})} values={forms.hatValues ?? {}} errors={forms.hatErrors ?? {}}>
          <TextField
            name="capacity"
            label="Another capacity"
            hint="Member of the board, research engineer, contributor."
            width="half"
          />
          <TextField
            name="affiliation"
            label="For whom"
            hint="A project, company or foundation; leave it empty when you speak for yourself."
            width="half"
            optional
          />
          <Buttons>
            <Button>State this hat</Button>
          </Buttons>
        </Form>
      )}
    </Section>
  );
}

interface HatRow extends Hat {
  readonly words: string;
  readonly stated: StatedHat | null;
}

function Wearing({
  hats,
  worn,
  errors,
}: {
  readonly hats: readonly HatRow[];
  readonly worn: string | null;
  readonly errors: FormErrors;
}): VNode {
  return (
    <Form id="wear" action={urls.accountHatWear({})} values={{ worn }} errors={errors}>
      <Select
        name="worn"
        label="The one you wear in this session"
        options={[
          { value: '', label: 'None: ask me each time' },
          ...hats.map(({ words }) => ({ value: words, label: words })),
        ]}
      />
      <Buttons>
        <Button>Wear it</Button>
      </Buttons>
    </Form>
  );
}
