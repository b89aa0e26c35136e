/** How often letters come: on the account, and by the link at the foot of a letter. */
import type { VNode } from 'preact';
import {
  Button,
  Buttons,
  Form,
  Letter,
  Note,
  Notice,
  PageHead,
  Section,
  Select,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import { DIGEST_HOUR_UTC } from '../notification-rules.ts';
import {
  HOW_OFTEN,
  HOW_OFTEN_NAMES,
  NOTIFICATION_KINDS,
  NOTIFICATION_NAMES,
  type NotificationSettings,
} from '../notification-types.ts';

const HOURS = String(DIGEST_HOUR_UTC).padStart(2, '0');
const ABOUT_DAILY = `The daily letter leaves after ${HOURS}:00 UTC, and only when something is new. Whatever you choose, it all stands on your first page. Letters about the safety of your account always come.`;

function SettingsForm({
  action,
  settings,
  values,
  errors,
}: {
  readonly action: string;
  readonly settings: NotificationSettings;
  readonly values?: FormValues | undefined;
  readonly errors?: FormErrors | undefined;
}): VNode {
  return (
    <Form id="letters" action={action} values={values ?? { ...settings }} errors={errors ?? {}}>
      {NOTIFICATION_KINDS.map((kind) => (
        <Select
          name={kind}
          label={NOTIFICATION_NAMES[kind].name}
          hint={NOTIFICATION_NAMES[kind].gloss}
          options={HOW_OFTEN.map((how) => ({ value: how, label: HOW_OFTEN_NAMES[how] }))}
        />
      ))}
      <Buttons>
        <Button kind="first">Keep this</Button>
      </Buttons>
    </Form>
  );
}

export function OwnLettersPage({
  settings,
  said,
  values,
  errors,
}: {
  readonly settings: NotificationSettings;
  readonly said?: string | undefined;
  readonly values?: FormValues;
  readonly errors?: FormErrors;
}): VNode {
  return (
    <>
      <PageHead title="Letters" trail={[{ label: 'Your account', to: urls.account({}) }, { label: 'Letters' }]}>
        How often you hear from us, and of what.
      </PageHead>
      {said !== undefined && <Notice tone="done">{said}</Notice>}
      <Section head="How often" note={ABOUT_DAILY}>
        <SettingsForm action={urls.accountLetters({})} settings={settings} values={values} errors={errors} />
      </Section>
    </>
  );
}

/** Opened from a letter, without signing in. It says nothing of whose letter it was. */
export function LettersByLinkPage({
  token,
  settings,
  said,
  values,
  errors,
}: {
  readonly token: string;
  readonly settings: NotificationSettings;
  readonly said?: string | undefined;
  readonly values?: FormValues;
  readonly errors?: FormErrors;
}): VNode {
  return (
    <Letter>
      <PageHead title="How often letters come">
        For the address that the letter went to. Opening this page changes nothing.
      </PageHead>
      {said !== undefined && <Notice tone="done">{said}</Notice>}
      <SettingsForm action={urls.letters({ token })} settings={settings} values={values} errors={errors} />
      <Note>{ABOUT_DAILY}</Note>
    </Letter>
  );
}

/** For a mail program that opens the address of its "unsubscribe" in a browser. */
export function StopLettersPage({ token, what }: { readonly token: string; readonly what: string }): VNode {
  return (
    <Letter>
      <PageHead title="Stop these letters">{what}</PageHead>
      <Form id="stop" action={urls.lettersStop({ token })}>
        <Buttons>
          <Button kind="first" wide>
            Stop them
          </Button>
          <Button to={urls.letters({ token })}>Choose what comes</Button>
        </Buttons>
      </Form>
    </Letter>
  );
}
