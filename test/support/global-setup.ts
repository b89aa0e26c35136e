/**
 * Starts what the whole run shares: one PostgreSQL (or the one that DATABASE_URL names) with one migrated template
 * database, and the door behind which one browser waits to be asked for.
 */
import type { TestProject } from 'vitest/node';
import { openBrowserDoor } from './browser-door.ts';
import { startTestServer, type TestServer } from './server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const door = await openBrowserDoor();
  project.provide('browserDoor', door.path);
  const { server, stop } = await startTestServer();
  project.provide('testServer', server);
  return async () => {
    await door.close();
    await stop();
  };
}
