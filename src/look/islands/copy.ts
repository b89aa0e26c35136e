/** Puts a button beside a field whose content is to be taken along. */
for (const field of document.querySelectorAll<HTMLInputElement>('input[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button slim';
  button.textContent = 'Copy';
  const said = document.createElement('span');
  said.className = 'unseen';
  said.setAttribute('role', 'status');
  field.after(button, said);
  button.addEventListener('click', () => void copy(field, button, said));
}

async function copy(field: HTMLInputElement, button: HTMLButtonElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(field.value);
    button.textContent = 'Copied';
    said.textContent = 'Copied';
    setTimeout(() => {
      button.textContent = 'Copy';
      said.textContent = '';
    }, 2000);
  } catch {
    // Without permission, or over plain http: leave it selected for the keyboard.
    field.focus();
    field.select();
  }
}
