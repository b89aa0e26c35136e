/**
 * The composer of brochures: its forms are sent without leaving the page, the preview follows what is typed, and columns and items move by
 * dragging or by the arrow keys. The server writes every part of the page; this only puts the parts in their place.
 */
const TYPING_PAUSE_MS = 350;

/** Whether there are words that were not sent yet. */
let typed = false;

const root = document.querySelector<HTMLElement>('[data-composer]');
if (root !== null) start(root);

function start(composer: HTMLElement): void {
  let sending: Promise<unknown> = Promise.resolve();
  // One after the other: each names the state that it follows.
  const inTurn = (work: () => Promise<void>) => {
    sending = sending.then(work).catch(() => globalThis.location.reload());
  };

  showHandles(composer);

  composer.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['live'] === undefined) return;
    event.preventDefault();
    const by = event instanceof SubmitEvent ? event.submitter : null;
    const act = by instanceof HTMLButtonElement ? { [by.name]: by.value } : {};
    inTurn(async () => {
      const fields = fieldsOf(form, act);
      place(composer, await post(form.action, withVersion(composer, fields)));
    });
  });

  followWords(composer, inTurn);
  composer.addEventListener('keydown', (event) => moveByKey(composer, event));
  followDrag(composer, (address, columns) => {
    inTurn(async () => {
      const fields = new URLSearchParams({ act: 'order', columns: JSON.stringify(columns) });
      place(composer, await post(address, withVersion(composer, fields)));
      say(composer, 'The new order is saved.');
    });
  });
}

// --- sending and placing

function fieldsOf(form: HTMLFormElement, more: Readonly<Record<string, string>>): URLSearchParams {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  for (const [name, value] of Object.entries(more)) if (name !== '') fields.set(name, value);
  return fields;
}

/** What was saved a moment ago is the state that the next step follows. */
function withVersion(composer: HTMLElement, fields: URLSearchParams): URLSearchParams {
  const newest = composer.querySelector<HTMLElement>('[data-version]')?.dataset['version'];
  if (newest !== undefined) fields.set('version', newest);
  return fields;
}

async function post(address: string, fields: URLSearchParams): Promise<Document> {
  const answer = await fetch(address, { method: 'POST', body: fields });
  if (answer.redirected && !answer.url.includes('/compose')) globalThis.location.assign(answer.url);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}

/** Every part of the page takes the place of its older self; words that were typed and not sent stay. */
function place(composer: HTMLElement, page: Document): void {
  const focused = document.activeElement?.id ?? '';
  const fresh = page.querySelector('[data-composer]');
  // Signed out, or gone: let the server say so.
  if (fresh === null) return globalThis.location.reload();
  for (const part of fresh.querySelectorAll<HTMLElement>('[data-part]')) {
    const name = part.dataset['part'] ?? '';
    const here = composer.querySelector<HTMLElement>(`[data-part="${name}"]`);
    if (here === null || (name === 'words' && typed)) continue;
    here.replaceWith(document.importNode(part, true));
  }
  showHandles(composer);
  if (focused !== '' && document.activeElement?.id !== focused) {
    const again = document.querySelector<HTMLElement>(`#${CSS.escape(focused)}`);
    const handle = focused.replace(/^(?:item|project)-(?:up|down)-/, focused.startsWith('item') ? 'item-' : 'column-');
    if (again !== null && !again.matches(':disabled')) again.focus();
    else document.querySelector<HTMLElement>(`#${CSS.escape(`${handle}-handle`)}`)?.focus();
  }
  const said = composer.querySelector('[data-part="said"]');
  // What was refused is said above, out of sight of whoever works further down.
  said?.querySelector('[role="alert"]')?.scrollIntoView({ block: 'center' });
  say(composer, said?.textContent?.trim() ?? '');
}

function say(composer: HTMLElement, words: string): void {
  const said = composer.querySelector('[data-composer-said]');
  if (said !== null) said.textContent = words;
}

// --- the preview follows what is typed

function followWords(composer: HTMLElement, inTurn: (work: () => Promise<void>) => void): void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  composer.addEventListener('input', (event) => {
    const form = event.target instanceof Element ? event.target.closest('form') : null;
    if (form === null || form.dataset['preview'] === undefined) return;
    typed = true;
    clearTimeout(pause);
    pause = setTimeout(() => {
      inTurn(async () => {
        const page = await post(form.action, withVersion(composer, fieldsOf(form, { act: 'preview' })));
        for (const name of ['preview', 'findings', 'publish']) {
          const part = page.querySelector(`[data-part="${name}"]`);
          const here = composer.querySelector(`[data-part="${name}"]`);
          if (part !== null && here !== null) here.replaceWith(document.importNode(part, true));
        }
      });
    }, TYPING_PAUSE_MS);
  });
  composer.addEventListener(
    'submit',
    (event) => {
      if (!(event.target instanceof HTMLFormElement) || event.target.dataset['preview'] === undefined) return;
      typed = false;
      clearTimeout(pause);
    },
    { capture: true },
  );
}

// --- moving

/** What needs the script is shown, and what is needed without it is hidden. */
function showHandles(composer: HTMLElement): void {
  for (const button of composer.querySelectorAll<HTMLElement>('[data-without-script]')) button.hidden = true;
  for (const handle of composer.querySelectorAll<HTMLElement>('[data-handle]')) handle.hidden = false;
}

/** The arrow keys on a handle press the buttons beside it. */
function moveByKey(composer: HTMLElement, event: KeyboardEvent): void {
  const handle = event.target;
  if (!(handle instanceof HTMLElement) || handle.dataset['handle'] === undefined) return;
  const way =
    event.key === 'ArrowUp' || event.key === 'ArrowLeft'
      ? 'up'
      : event.key === 'ArrowDown' || event.key === 'ArrowRight'
        ? 'down'
        : null;
  if (way === null) return;
  event.preventDefault();
  const item = handle.closest<HTMLElement>('[data-item]')?.dataset['item'];
  const project = handle.closest<HTMLElement>('[data-project]')?.dataset['project'];
  const id = item === undefined ? `project-${way}-${project ?? ''}` : `item-${way}-${item}`;
  composer.querySelector<HTMLButtonElement>(`#${CSS.escape(id)}:not(:disabled)`)?.click();
}

type Columns = readonly { readonly project: string; readonly items: readonly string[] }[];

function followDrag(composer: HTMLElement, save: (address: string, columns: Columns) => void): void {
  let dragged: HTMLElement | null = null;
  composer.addEventListener('pointerdown', (event) => {
    const handle = event.target instanceof Element ? event.target.closest('[data-handle]') : null;
    const row = handle?.closest<HTMLElement>('[data-item], [data-project]') ?? null;
    if (row !== null) row.draggable = true;
  });
  composer.addEventListener('dragstart', (event) => {
    const row = event.target;
    if (!(row instanceof HTMLElement) || !row.draggable) return;
    dragged = row;
    row.classList.add('dragged');
    event.dataTransfer?.setData('text/plain', row.textContent ?? '');
    if (event.dataTransfer !== null) event.dataTransfer.effectAllowed = 'move';
  });
  composer.addEventListener('dragover', (event) => {
    const over = dragged === null ? null : rowAt(event.target, dragged);
    if (dragged === null || over === null) return;
    event.preventDefault();
    if (over === dragged) return;
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged);
    else over.after(dragged);
  });
  composer.addEventListener('drop', (event) => {
    if (dragged !== null) event.preventDefault();
  });
  composer.addEventListener('dragend', () => {
    const list = composer.querySelector<HTMLElement>('[data-arranger]');
    if (dragged !== null && list !== null) save(list.dataset['arranger'] ?? '', columnsIn(list));
    dragged?.classList.remove('dragged');
    if (dragged !== null) dragged.draggable = false;
    dragged = null;
  });
}

/** Items move among those of their project, columns among columns. */
function rowAt(target: EventTarget | null, dragged: HTMLElement): HTMLElement | null {
  const kind = dragged.dataset['item'] === undefined ? '[data-project]' : '[data-item]';
  const row = target instanceof Element ? target.closest<HTMLElement>(kind) : null;
  return row !== null && row.parentElement === dragged.parentElement ? row : null;
}

function columnsIn(list: HTMLElement): Columns {
  return [...list.querySelectorAll<HTMLElement>(':scope > [data-project]')].map((column) => ({
    project: column.dataset['project'] ?? '',
    items: [...column.querySelectorAll<HTMLElement>('[data-item]')].map((item) => item.dataset['item'] ?? ''),
  }));
}
