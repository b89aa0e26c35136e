/** Follows long work: renders the parts of `Progress` again with each state that the stream sends. */
import { h, render } from 'preact';
import type { ProgressState } from '../progress.tsx';
import { ProgressParts } from '../progress.tsx';

const TICK_MS = 1000;
const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 30_000;

for (const root of document.querySelectorAll<HTMLElement>('[data-progress]')) follow(root);

function follow(root: HTMLElement): void {
  const address = root.dataset['progress'] ?? '';
  // The server's clock counts, not this machine's.
  const ahead = Date.now() - Date.parse(root.dataset['now'] ?? '');
  const now = () => new Date(Date.now() - (Number.isFinite(ahead) ? ahead : 0));
  let state: ProgressState | null = null;
  let wait = FIRST_WAIT_MS;

  const show = () => {
    if (state !== null) render(h(ProgressParts, { state, now: now() }), root);
  };

  const open = () => {
    const source = new EventSource(address);
    source.addEventListener('message', (event: MessageEvent<string>) => {
      wait = FIRST_WAIT_MS;
      state = JSON.parse(event.data) as ProgressState;
      show();
      if (state.endedAt !== null) {
        source.close();
        // The page of finished work has other actions: let the server write it.
        globalThis.location.reload();
      }
    });
    source.addEventListener('error', () => {
      // The browser reconnects by itself unless it was answered with an error, as while the server starts again.
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    });
  };

  open();
  setInterval(show, TICK_MS);
}
