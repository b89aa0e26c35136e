/** Serves rendered pages and the assets on localhost, under the content policy of the real thing. */
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { Assets } from '../../src/look/index.ts';

/** As strict as the program's own: nothing inline, nothing from elsewhere. */
export const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

export interface Served {
  readonly baseUrl: string;
  readonly close: () => Promise<void>;
}

/** `pages` by path; `stream` answers /stream as server-sent events. */
export async function servePages(
  assets: Assets,
  pages: ReadonlyMap<string, () => string>,
  stream: ((response: ServerResponse) => void) | null = null,
): Promise<Served> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const asset = assets.files.get(path);
    if (asset !== undefined) {
      response.writeHead(200, { 'content-type': asset.type }).end(asset.bytes);
    } else if (path === '/stream' && stream !== null) {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      stream(response);
    } else {
      const page = pages.get(path);
      response
        .writeHead(page === undefined ? 404 : 200, {
          'content-type': 'text/html; charset=utf-8',
          'content-security-policy': POLICY,
        })
        .end(page?.() ?? 'not here');
    }
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    baseUrl: `http://localhost:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
