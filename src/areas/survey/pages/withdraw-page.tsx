import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Form,
  Link,
  PageHead,
  TextArea,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { Round } from '../types.ts';

/** Withdrawing asks for a reason, which stays on record. */
export function WithdrawPage({
  round,
  values,
  errors,
}: {
  readonly round: Round;
  readonly values: FormValues;
  readonly errors: FormErrors;
}): VNode {
  return (
    <>
      <PageHead
        title="Withdraw this round"
        trail={[
          { label: 'Survey', to: urls.rounds({}) },
          { label: round.title, to: urls.round({ round: round.id }) },
          { label: 'Withdraw' },
        ]}
      >
        The public page goes at once. The round stays in the back office, and may be published again.
      </PageHead>
      <Form action={urls.roundWithdraw({ round: round.id })} values={values} errors={errors}>
        <TextArea name="reason" label="Why" hint="Kept with the round, for those who ask later." />
        <Buttons>
          <Button kind="stop">Withdraw</Button>
          <Link to={urls.round({ round: round.id })}>Keep it public</Link>
        </Buttons>
      </Form>
    </>
  );
}
