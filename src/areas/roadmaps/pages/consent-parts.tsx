/** What pages about consent show in the same way: answers with what can be done about them, and where they stand. */
import type { VNode } from 'preact';
import {
  ActionForm,
  Actions,
  DateText,
  ExternalLink,
  FactList,
  Form,
  Button,
  Buttons,
  HatField,
  Note,
  State,
  TextArea,
  Why,
  type MarkName,
  type Tone,
} from '../../../look/index.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { showInZone } from '../../../kernel/windows.ts';
import { USES, type AnswerActs, type Consent, type ConsentStanding, type ObjectionId } from '../offer-types.ts';

export const STANDING_WORDS: Readonly<Record<ConsentStanding, readonly [word: string, mark: MarkName, tone: Tone]>> = {
  live: ['Yes, counts', 'full', 'ok'],
  waiting: ['Yes, from the end of the window', 'half', 'watch'],
  objected: ['Yes, held up by an objection', 'clock', 'watch'],
  expired: ['Ran out', 'hollow', 'off'],
  withdrawn: ['Withdrawn', 'hollow', 'off'],
  declined: ['The project said no', 'square-struck', 'plain'],
};

export function StandingMark({ standing }: { readonly standing: ConsentStanding }): VNode {
  const [word, mark, tone] = STANDING_WORDS[standing];
  return (
    <State mark={mark} tone={tone}>
      {word}
    </State>
  );
}

/** Where the forms about an answer are sent: the account's pages, or those of a link. */
export interface AnswerAddresses {
  readonly withdraw: (consent: Consent['id']) => string;
  readonly object: (consent: Consent['id']) => string;
  /** Null where one settles on the pages of an account only. */
  readonly settle: ((objection: ObjectionId) => string) | null;
}

/** One answer: what was said, by whom, in which capacity, until when, and the one click that takes it back. */
export function AnswerGiven({
  consent,
  acts,
  zone,
  to,
  actor,
  seesPrivate,
}: {
  readonly consent: Consent;
  readonly acts: AnswerActs;
  readonly zone: string;
  readonly to: AnswerAddresses;
  readonly actor: Actor;
  readonly seesPrivate: boolean;
}): VNode {
  const { withdrawal } = consent;
  const reason = withdrawal?.reason ?? null;
  return (
    <>
      <FactList
        items={[
          { label: 'Answer', value: <StandingMark standing={acts.standing} /> },
          { label: 'By', value: byWhom(consent) },
          { label: 'On', value: <DateText at={consent.at} long /> },
          ...(consent.validUntil === null
            ? []
            : [
                { label: 'For', value: <UsesList consent={consent} /> },
                { label: 'Until', value: <DateText at={consent.validUntil} long /> },
              ]),
          ...(acts.standing === 'waiting'
            ? [{ label: 'Counts from', value: showInZone(consent.effectiveFrom, zone) }]
            : []),
          ...(consent.words === null || (consent.isPrivate && !seesPrivate)
            ? []
            : [{ label: 'In words', value: consent.words }]),
          ...(consent.discussedAt === null
            ? []
            : [{ label: 'Discussed', value: <ExternalLink href={consent.discussedAt} /> }]),
          ...(withdrawal === null
            ? []
            : [
                {
                  label: 'Withdrawn',
                  value: (
                    <>
                      <DateText at={withdrawal.at} long />, by {byWhom(withdrawal)}
                    </>
                  ),
                  ...(reason === null || (withdrawal.isPrivate && !seesPrivate) ? {} : { note: reason }),
                },
              ]),
        ]}
      />
      {consent.objections.map((objection) => (
        <ObjectionMade objection={objection} acts={acts} to={to} actor={actor} />
      ))}
      {acts.mayWithdraw && (
        <Actions>
          <ActionForm action={to.withdraw(consent.id)} kind="stop">
            Withdraw this yes
          </ActionForm>
        </Actions>
      )}
      {acts.mayObject && (
        <Why summary="Object to this yes">
          <Note>
            Until {showInZone(consent.effectiveFrom, zone)}. It does not count until you take the objection back, or
            another representative settles it.
          </Note>
          <Form id={`object-${consent.id}`} action={to.object(consent.id)}>
            <TextArea name="reason" label="Why" rows={3} />
            <HatField actor={actor} />
            <Buttons>
              <Button>Object</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function ObjectionMade({
  objection,
  acts,
  to,
  actor,
}: {
  readonly objection: Consent['objections'][number];
  readonly acts: AnswerActs;
  readonly to: AnswerAddresses;
  readonly actor: Actor;
}): VNode {
  const { settled } = objection;
  return (
    <>
      <Note>
        {byWhom(objection)} objected on <DateText at={objection.at} long />: {objection.reason}
        {settled !== null && (
          <>
            {' '}
            Settled on <DateText at={settled.at} long />
            {settled.byName !== null && ` by ${settled.byName}`}: {settled.how}
          </>
        )}
      </Note>
      {to.settle !== null && acts.maySettle.includes(objection.id) && (
        <Why summary="Take it back, or say that it is settled">
          <Form id={`settle-${objection.id}`} action={to.settle(objection.id)}>
            <TextArea name="how" label="How it was settled" rows={2} />
            <HatField actor={actor} />
            <Buttons>
              <Button>It is settled</Button>
            </Buttons>
          </Form>
        </Why>
      )}
    </>
  );
}

function UsesList({ consent }: { readonly consent: Consent }): VNode {
  const all = consent.uses.map((use) => USES[use]);
  return <>{all.map((use, at) => (at === 0 ? use : use[0]!.toLowerCase() + use.slice(1))).join('; ')}</>;
}

export function byWhom({ byName, hat }: { readonly byName: string | null; readonly hat: string | null }): string {
  if (byName === null) return hat === null ? 'somebody whose name was erased' : `a ${hat}`;
  return hat === null ? byName : `${byName}, ${hat}`;
}
