/** The only calls that may reach another machine: one host, one checked address, nothing followed, nothing asked. */

import { spawn } from 'node:child_process';
import type { Dirent } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { request as askHttp } from 'node:http';
import { request as askHttps } from 'node:https';
import { join } from 'node:path';
import { cleanLine, shorten } from '../../kernel/text.ts';
import { refuse, type Refusal } from '../../kernel/refusal.ts';
import type { Found } from '../addresses/index.ts';
import type { GitRefusal } from './refusals.ts';
import { bareEnvironment, endGroup, type Environment } from './run.ts';
import type { GitLimits } from './types.ts';
import type { RepositoryUrl } from './url.ts';

export interface Remote {
  readonly url: RepositoryUrl;
  /** Where the host was found; null for a folder. */
  readonly found: Found | null;
}

export interface Transfer {
  readonly remote: Remote;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly input?: string;
  /** The folder that grows; watched for the size limit. */
  readonly watched: string | null;
  readonly limits: GitLimits;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((text: string) => void) | undefined;
}

export type Transferred = { readonly out: Buffer } | Refusal<GitRefusal>;

const POLL_MS = 250;
const MAX_COMPLAINT = 256 * 1024;
const MAX_LIST = 64 * 1024 * 1024;

/**
 * `sh` stands between us and git for one reason: when this program is killed, the pipe on descriptor 3 closes and git ends too,
 * with its helpers, instead of going on with a transfer that nobody waits for.
 */
const GUARD =
  '(read -r _ <&3; kill -KILL 0) </dev/null >/dev/null 2>&1 & exec 3<&-; git "$@"; code=$?; kill $!; exit $code';

export function transfer(task: Transfer): Promise<Transferred> {
  const { limits, signal, remote } = task;
  return new Promise((settle) => {
    if (signal?.aborted === true) return settle(refuse('cancelled'));
    const args = [...settingsFor(remote, limits), ...task.args];
    const posix = process.platform !== 'win32';
    const child = spawn(posix ? '/bin/sh' : 'git', posix ? ['-c', GUARD, 'sh', ...args] : args, {
      cwd: task.cwd,
      env: environmentFor(remote),
      detached: posix,
      windowsHide: true,
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    });
    const out: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let stopped: Refusal<GitRefusal> | null = null;
    let lastSign = performance.now();
    let lastSize = -1;
    let looking = false;

    const stop = (why: Refusal<GitRefusal>): void => {
      stopped ??= why;
      endGroup(child);
    };
    const onAbort = (): void => stop(refuse('cancelled'));
    const total = setTimeout(
      () => stop(refuse('took-too-long', { seconds: Math.round(limits.transferMs / 1000) })),
      limits.transferMs,
    );
    const watch = setInterval(() => void look(), POLL_MS);
    signal?.addEventListener('abort', onAbort, { once: true });

    /** Also at the end: a fast transfer is over between two looks. */
    async function checkSize(): Promise<Refusal<GitRefusal> | null> {
      const bytes = task.watched === null ? 0 : await sizeOf(task.watched, limits.maxRepositoryBytes);
      if (bytes !== lastSize) lastSign = performance.now();
      lastSize = bytes;
      if (bytes <= limits.maxRepositoryBytes) return null;
      return refuse('repository-too-large', { megabytes: Math.round(limits.maxRepositoryBytes / 1024 / 1024) });
    }

    async function look(): Promise<void> {
      if (looking) return;
      looking = true;
      const over = await checkSize();
      looking = false;
      if (over !== null) stop(over);
      else if (performance.now() - lastSign > limits.stallMs) stop(refuse('no-answer', { host: nameOf(remote) }));
    }

    child.stdout.on('data', (chunk: Buffer) => {
      lastSign = performance.now();
      size += chunk.length;
      if (size > Math.min(limits.maxBytesOut, MAX_LIST)) return stop(refuse('too-large', { limitBytes: MAX_LIST }));
      out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      lastSign = performance.now();
      const text = chunk.toString('utf8');
      // The end counts: what was wrong is said last.
      complaint = (complaint + text).slice(-MAX_COMPLAINT);
      const step = progressOf(text);
      if (step !== null) task.onProgress?.(step);
    });
    child.stdin.on('error', () => undefined);
    child.on('error', () => (stopped ??= refuse('git-not-found')));
    child.on('close', (code) => {
      clearTimeout(total);
      clearInterval(watch);
      signal?.removeEventListener('abort', onAbort);
      if (stopped !== null) return settle(stopped);
      if (code === 0) return void checkSize().then((over) => settle(over ?? { out: Buffer.concat(out) }));
      if (code === 127) return settle(refuse('git-not-found'));
      void explain(remote, complaint).then(settle);
    });
    child.stdin.end(task.input ?? '');
  });
}

function environmentFor({ url, found }: Remote): Environment {
  const base: Environment = { ...bareEnvironment(), GIT_ALLOW_PROTOCOL: url.scheme };
  // Certificates of a house's own authority, when the administrator has set them.
  for (const name of ['SSL_CERT_FILE', 'SSL_CERT_DIR', 'GIT_SSL_CAINFO']) {
    const value = process.env[name];
    if (value !== undefined) base[name] = value;
  }
  if (url.scheme !== 'ssh' || found === null) return base;
  const options = [
    'BatchMode=yes',
    'ConnectTimeout=15',
    'ForwardAgent=no',
    'ProxyCommand=none',
    `HostKeyAlias=${url.host}`,
  ];
  return {
    ...base,
    HOME: process.env['HOME'] ?? '/nonexistent',
    ...(process.env['SSH_AUTH_SOCK'] === undefined ? {} : { SSH_AUTH_SOCK: process.env['SSH_AUTH_SOCK'] }),
    GIT_SSH_VARIANT: 'ssh',
    GIT_SSH_COMMAND: `ssh ${options.map((option) => `-o ${option}`).join(' ')} -o HostName=${found.address}`,
  };
}

function settingsFor({ url, found }: Remote, limits: GitLimits): string[] {
  const settings = [
    'protocol.version=2',
    'credential.helper=',
    'core.askPass=',
    'core.hooksPath=/dev/null',
    'gc.auto=0',
    'maintenance.auto=false',
    'transfer.bundleURI=false',
    'submodule.recurse=false',
    'advice.detachedHead=false',
    'init.defaultBranch=main',
    'http.followRedirects=false',
    'http.proxy=',
    'http.lowSpeedLimit=1',
    `http.lowSpeedTime=${Math.max(1, Math.ceil(limits.stallMs / 1000))}`,
  ];
  if (found !== null && (url.scheme === 'https' || url.scheme === 'http')) {
    const pinned = found.all.map((address) => (address.includes(':') ? `[${address}]` : address)).join(',');
    settings.push(`http.curloptResolve=${url.host.replace(/^\[|\]$/g, '')}:${url.port}:${pinned}`);
  }
  return settings.flatMap((setting) => ['-c', setting]);
}

function nameOf({ url }: Remote): string {
  return url.host === '' ? url.url : url.host;
}

/** The size of a folder; stops counting once it is over the limit. Links are not followed. */
export async function sizeOf(folder: string, limit: number): Promise<number> {
  let total = 0;
  const open = [folder];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    let entries: Dirent[];
    try {
      entries = await readdir(next, { withFileTypes: true });
    } catch {
      continue;
    }
    for (const entry of entries) {
      const path = join(next, entry.name);
      if (entry.isDirectory()) open.push(path);
      else
        total += await lstat(path).then(
          (found) => found.size,
          () => 0,
        );
      if (total > limit) return total;
    }
  }
  return total;
}

/** Git's own progress in our words; what the other side writes is never shown. */
function progressOf(text: string): string | null {
  let step: string | null = null;
  for (const [, verb, percent] of text.matchAll(
    /(?:^|[\r\n])(Receiving objects|Resolving deltas|Updating files): +(\d{1,3})%/g,
  ))
    step = `${verb === 'Receiving objects' ? 'Receiving' : 'Putting in order'}, ${percent} %`;
  return step;
}

async function explain(remote: Remote, complaint: string): Promise<Refusal<GitRefusal>> {
  const host = nameOf(remote);
  const has = (pattern: RegExp): boolean => pattern.test(complaint);
  if (has(/returned error: 30\d|unable to update url base from redirection/)) {
    const { location } = await probe(remote);
    return refuse('moved', location === null ? { host } : { host, location });
  }
  if (
    has(
      /could not read Username|Authentication failed|returned error: 40[13]|Permission denied \(|Host key verification failed/,
    )
  )
    return refuse('needs-sign-in', { host });
  if (
    has(/returned error: 4(?:04|10)|' not found|not appear to be a git repository|does not exist|repository not found/i)
  )
    return refuse('not-there', { host });
  if (has(/SSL certificate|certificate verif|self.signed/i)) return refuse('not-trusted', { host });
  if (has(/transport '[^']*' not allowed/)) return refuse('address-not-allowed', { scheme: `${remote.url.scheme}://` });
  if (has(/Operation too slow|Operation timed out|Timeout was reached/)) return refuse('no-answer', { host });
  if (has(/No space left|Read-only file system|insufficient permission|unable to create|cannot mkdir/i))
    return refuse('cannot-write');
  const lacking = /upload-pack: not our ref ([0-9a-f]{40,64})/.exec(complaint)?.[1];
  if (lacking !== undefined) return refuse('missing-objects', { object: lacking });
  const last = /(?:^|\n)(?:fatal|error): ([^\n]*)/.exec(complaint)?.[1];
  return refuse('unreachable', { host, ...(last === undefined ? {} : { detail: shorten(cleanLine(last), 200) }) });
}

/**
 * What is at an address, asked at the checked place and never gone further: where a moved repository says that it is now, and
 * whether a git server answers at all (to git, any page that is found can pass for an empty repository).
 */
export function probe({
  url,
  found,
}: Remote): Promise<{ readonly location: string | null; readonly speaksGit: boolean }> {
  const nothing = { location: null, speaksGit: false };
  return new Promise((settle) => {
    if (found === null) return settle(nothing);
    const request = (url.scheme === 'https' ? askHttps : askHttp)(
      `${url.url}/info/refs?service=git-upload-pack`,
      {
        agent: false,
        timeout: 5_000,
        lookup: (_host, options, answer) => {
          if (options.all === true) answer(null, [{ address: found.address, family: found.family }]);
          else answer(null, found.address, found.family);
        },
      },
      (response) => {
        response.destroy();
        const { location, 'content-type': kind } = response.headers;
        settle({
          location:
            location === undefined ? null : shorten(cleanLine(location.replace(/\/info\/refs(?:\?.*|$)/s, '')), 300),
          speaksGit: kind === 'application/x-git-upload-pack-advertisement',
        });
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => settle(nothing));
    request.on('close', () => settle(nothing));
    request.end();
  });
}
