/** Shows the forms that a passkey answers where one can be used, and lets the browser answer them. */
import {
  browserSupportsWebAuthn,
  startAuthentication,
  startRegistration,
  WebAuthnError,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

if (browserSupportsWebAuthn()) for (const part of document.querySelectorAll<HTMLElement>('[data-passkey]')) show(part);

function show(part: HTMLElement): void {
  const form = part.querySelector('form');
  const answer = form?.elements.namedItem('passkey');
  const wrong = part.querySelector<HTMLElement>('[data-passkey-wrong]');
  if (form === null || wrong === null || !(answer instanceof HTMLInputElement)) return;
  part.removeAttribute('hidden');
  part.querySelector<HTMLElement>('[data-passkey-without]')?.setAttribute('hidden', '');
  part.querySelector<HTMLElement>('[data-passkey-form]')?.removeAttribute('hidden');
  let isAsking = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (isAsking) return;
    isAsking = true;
    wrong.hidden = true;
    void answerWith(part, form, answer).catch((error: unknown) => {
      isAsking = false;
      wrong.textContent = sentenceOf(error);
      wrong.hidden = false;
    });
  });
}

async function answerWith(part: HTMLElement, form: HTMLFormElement, answer: HTMLInputElement): Promise<void> {
  // Nothing is made for nothing: a field that is empty is first complained of.
  const fields = [...form.querySelectorAll<HTMLInputElement>('input[type="text"]')];
  if (fields.every(({ value }) => value.trim() !== '')) answer.value = JSON.stringify(await ask(part));
  form.submit();
}

async function ask(part: HTMLElement): Promise<unknown> {
  const { ask: address = '', passkey } = part.dataset;
  const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(), redirect: 'error' });
  if (!answer.ok) throw new NotAsked(answer.status);
  const options: unknown = await answer.json();
  return passkey === 'make'
    ? startRegistration({ optionsJSON: options as PublicKeyCredentialCreationOptionsJSON })
    : startAuthentication({ optionsJSON: options as PublicKeyCredentialRequestOptionsJSON });
}

/** The server did not say what the passkey must answer. */
class NotAsked extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`answered with ${status}`);
    this.status = status;
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof NotAsked) {
    return error.status === 429
      ? 'Too many attempts. Wait a minute and try again.'
      : 'This cannot be done now. Load the page again, and try once more.';
  }
  if (error instanceof WebAuthnError && error.code === 'ERROR_AUTHENTICATOR_PREVIOUSLY_REGISTERED') {
    return 'This device has a passkey for your account already.';
  }
  if (error instanceof Error && error.name === 'NotAllowedError') {
    return 'No passkey was used: it was called off, took too long, or there is none here. Try again, or go another way.';
  }
  return 'The passkey could not be used. Try again, or go another way.';
}
