/**
 * One browser for the whole run, launched only when the first test asks for it. Tests run in several threads, so the
 * process above them keeps the browser behind a socket that answers with its address.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveChromium } from './chromium.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly browserDoor: string;
  }
}

export async function openBrowserDoor(): Promise<{ path: string; close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-door-'));
  const path = join(folder, 'door');
  let launched: ReturnType<typeof serveChromium> | null = null;
  const door = createServer((socket) => {
    socket.on('error', () => {}); // whoever asked has gone
    launched ??= serveChromium();
    launched.then(
      ({ server }) => socket.end(server.wsEndpoint()),
      (error: unknown) => socket.end(`failed: ${String(error)}`),
    );
  });
  await new Promise<void>((resolve, reject) => {
    door.once('error', reject);
    door.listen(path, resolve);
  });
  return {
    path,
    async close() {
      door.close();
      const one = await launched?.catch(() => null);
      await one?.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
