/**
 * Chromium as the tests and the pictures use it: the program of `@sparticuz/chromium`, or the one that COMMONWORK_BROWSER
 * names, with none of that package's switches (they turn off web security). It ends with the process that launched it:
 * playwright speaks to it through a pipe, and a closed pipe ends it.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { Browser, BrowserServer, LaunchOptions } from 'playwright-core';

const LAUNCH_LIMIT_MS = 60_000;
const packages = join(import.meta.dirname, '..', '..', 'node_modules');

/** A browser of one's own; `close` also removes its folder. */
export async function launchChromium(): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const { options, folder } = await prepare();
  const browser = await chromium.launch(options);
  return { browser, close: () => closeAll(() => browser.close(), folder) };
}

/** A browser that other threads and processes connect to by its address. */
export async function serveChromium(): Promise<{ server: BrowserServer; close: () => Promise<void> }> {
  const { options, folder } = await prepare();
  const server = await chromium.launchServer({ ...options, host: '127.0.0.1' });
  return { server, close: () => closeAll(() => server.close(), folder) };
}

async function prepare(): Promise<{ options: LaunchOptions; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-browser-'));
  const isRoot = process.getuid?.() === 0;
  const options: LaunchOptions = {
    executablePath: process.env['COMMONWORK_BROWSER'] ?? (await ownChromium(folder)),
    // Chromium refuses to sandbox itself as root; for everybody else the sandbox stays on.
    chromiumSandbox: !isRoot,
    // Letters where the font puts them, not where the pixels of this machine would have them.
    args: ['--font-render-hinting=none'],
    env: { ...process.env, TMPDIR: folder },
    timeout: LAUNCH_LIMIT_MS,
  };
  return { options, folder };
}

async function closeAll(close: () => Promise<void>, folder: string): Promise<void> {
  await close();
  await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}

/** Unpacked once a version beside the package (200 MB, two seconds); into the run's own folder where that is not ours to write. */
async function ownChromium(folder: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packages, '@sparticuz', 'chromium', 'package.json'), 'utf8')) as {
    version: string;
  };
  const kept = join(packages, '.cache', `commonwork-chromium-${version}`);
  if (existsSync(join(kept, 'chromium'))) return join(kept, 'chromium');
  let parent = folder;
  try {
    await mkdir(join(packages, '.cache'), { recursive: true });
    parent = await mkdtemp(join(packages, '.cache', 'unpacking-'));
  } catch {
    return unpack(folder);
  }
  try {
    await unpack(parent);
    // Whole or not at all; when another run was faster, its copy is as good.
    await rename(parent, kept).catch(() => rm(parent, { recursive: true, force: true }));
    return join(kept, 'chromium');
  } catch (error) {
    await rm(parent, { recursive: true, force: true });
    throw error;
  }
}

/** In a process of its own: the package unpacks into whatever TMPDIR says, and ours must not change under others. */
async function unpack(into: string): Promise<string> {
  const script = `
    const { default: chromium } = await import('@sparticuz/chromium');
    process.stdout.write(await chromium.executablePath());`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: join(packages, '..'),
    env: { ...process.env, TMPDIR: into },
    timeout: LAUNCH_LIMIT_MS,
  });
  return stdout;
}
