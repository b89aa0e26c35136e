/** Addresses of repositories as people type them, before anything is asked there. */

import { isIP } from 'node:net';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { hasPrivateName, isPublicAddress, type AddressPolicy } from '../addresses/index.ts';
import type { AddressProblem } from './refusals.ts';

export interface RepositoryUrl {
  /** What git is given; never with a secret in it. */
  readonly url: string;
  /** `owner/name`, the last two parts of the path. */
  readonly id: string;
  /** Empty for a folder. */
  readonly host: string;
  readonly port: number;
  readonly scheme: 'https' | 'http' | 'ssh' | 'file';
  /** The policy names this host: its addresses may be private. */
  readonly allowedPrivate: boolean;
}

const MAX_LENGTH = 2000;

/** Takes https always, the rest as the policy says; shortens the address of a page on a forge to that of its repository. */
export function readRepositoryUrl(text: string, policy: AddressPolicy): Outcome<RepositoryUrl, AddressProblem> {
  const typed = text.trim();
  // An option of git, a character that no address has, or a book.
  if (
    typed === '' ||
    typed.length > MAX_LENGTH ||
    typed.startsWith('-') ||
    /[\u0000-\u001f\u007f-\u009f\\]/.test(typed)
  )
    return refuse('bad-address');
  const helper = /^([A-Za-z0-9][A-Za-z0-9+.-]*)::/.exec(typed)?.[1];
  if (helper !== undefined) return refuse('address-not-allowed', { scheme: `${helper}::` });
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):\/\//.exec(typed)?.[1]?.toLowerCase();
  switch (scheme) {
    case 'https':
    case 'http':
      return readWeb(typed, scheme, policy);
    case 'ssh':
      return readSsh(typed, policy);
    case 'file':
      return readFolder(typed.slice('file://'.length), policy, 'file://');
    case undefined:
      break;
    default:
      return refuse('address-not-allowed', { scheme: `${scheme}://` });
  }
  if (/^[./~]/.test(typed)) return readFolder(typed, policy, typed.slice(0, 1));
  const scp = /^([A-Za-z0-9._-]+)@([A-Za-z0-9.-]+):([^/].*)$/.exec(typed);
  if (scp !== null) return readSsh(`ssh://${scp[1]}@${scp[2]}/${scp[3]}`, policy, `${scp[1]}@`);
  if (/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?\/./.test(typed)) return readWeb(`https://${typed}`, 'https', policy);
  return refuse('bad-address');
}

function readWeb(
  typed: string,
  scheme: 'https' | 'http',
  policy: AddressPolicy,
): Outcome<RepositoryUrl, AddressProblem> {
  const url = URL.parse(typed);
  if (url === null || !isHost(url.hostname) || /\s/.test(typed)) return refuse('bad-address');
  if (url.username !== '' || url.password !== '') return refuse('secret-in-address');
  const port = Number(url.port || (scheme === 'https' ? 443 : 80));
  const allowedPrivate = isAllowed(policy, url.hostname, port);
  if (!allowedPrivate && isPrivateHost(url.hostname)) return refuse('private-address', { host: url.hostname });
  if (scheme === 'http' && !allowedPrivate) return refuse('address-not-allowed', { scheme: 'http://' });
  const parts = pathParts(url.hostname, url.pathname);
  if (parts === null) return refuse('bad-address');
  return done({
    url: `${scheme}://${url.host}/${parts.join('/')}`,
    id: idOf(parts),
    host: url.hostname,
    port,
    scheme,
    allowedPrivate,
  });
}

function readSsh(typed: string, policy: AddressPolicy, shown = 'ssh://'): Outcome<RepositoryUrl, AddressProblem> {
  if (!policy.ssh) return refuse('address-not-allowed', { scheme: shown });
  // Only special schemes get their host checked and normalised.
  const url = URL.parse(typed.replace(/^ssh:/i, 'https:'));
  if (url === null || !isHost(url.hostname) || /\s/.test(typed)) return refuse('bad-address');
  if (url.password !== '') return refuse('secret-in-address');
  const user = url.username || 'git';
  if (!/^[A-Za-z0-9._][A-Za-z0-9._-]*$/.test(user)) return refuse('bad-address');
  const port = Number(url.port || 22);
  const allowedPrivate = isAllowed(policy, url.hostname, port);
  if (!allowedPrivate && isPrivateHost(url.hostname)) return refuse('private-address', { host: url.hostname });
  const parts = pathParts(url.hostname, url.pathname);
  if (parts === null) return refuse('bad-address');
  return done({
    url: `ssh://${user}@${url.host}/${parts.join('/')}`,
    id: idOf(parts),
    host: url.hostname,
    port,
    scheme: 'ssh',
    allowedPrivate,
  });
}

function readFolder(path: string, policy: AddressPolicy, shown: string): Outcome<RepositoryUrl, AddressProblem> {
  if (!policy.local) return refuse('address-not-allowed', { scheme: shown });
  if (!path.startsWith('/') || path.split('/').includes('..')) return refuse('bad-address');
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.length === 0) return refuse('bad-address');
  return done({
    url: `file:///${parts.join('/')}`,
    id: idOf(parts.at(-1) === '.git' ? parts.slice(0, -1) : parts),
    host: '',
    port: 0,
    scheme: 'file',
    allowedPrivate: true,
  });
}

function isAllowed(policy: AddressPolicy, host: string, port: number): boolean {
  return policy.privateAddresses.includes(`${host}:${port}`);
}

/** A name of ordinary labels or an address; `-oProxyCommand=...` is a host to the URL standard. */
function isHost(host: string): boolean {
  return (
    isIP(host.replace(/^\[|\]$/g, '')) !== 0 ||
    host
      .replace(/\.$/, '')
      .split('.')
      .every((label) => /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?$/.test(label) && label.length <= 63)
  );
}

function isPrivateHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return isIP(bare) === 0 ? hasPrivateName(host) : !isPublicAddress(bare);
}

/** Pages of a repository that people copy from their browser. */
const PAGES: Readonly<Record<string, ReadonlySet<string>>> = {
  'github.com': new Set([
    'tree',
    'blob',
    'issues',
    'pull',
    'pulls',
    'commits',
    'commit',
    'releases',
    'tags',
    'projects',
    'discussions',
  ]),
  'codeberg.org': new Set(['src', 'issues', 'pulls', 'commits', 'commit', 'releases', 'tags', 'wiki']),
};
const FORGES = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org']);

function pathParts(host: string, pathname: string): string[] | null {
  let parts = pathname.split('/').filter((part) => part !== '');
  if (parts.some((part) => !isPlainPart(part))) return null;
  if (host === 'github.com' && parts[2] === 'wiki') parts = [parts[0]!, `${parts[1]!.replace(/\.git$/, '')}.wiki`];
  if (parts.length > 2 && PAGES[host]?.has(parts[2]!) === true) parts = parts.slice(0, 2);
  // GitLab keeps the pages of a project behind a lone hyphen, at whatever depth the project is.
  const hyphen = parts.indexOf('-');
  if (hyphen > 0) parts = parts.slice(0, hyphen);
  if (parts.length === 0 || (FORGES.has(host) && parts.length < 2)) return null;
  if (FORGES.has(host)) parts = [...parts.slice(0, -1), parts.at(-1)!.replace(/\.git$/, '')];
  return parts.at(-1) === '' ? null : parts;
}

/** No part that is or hides an option, a way upward or a control character. */
function isPlainPart(part: string): boolean {
  try {
    const plain = decodeURIComponent(part);
    return !/[\u0000-\u001f\u007f\\/]/.test(plain) && plain !== '.' && plain !== '..';
  } catch {
    return false;
  }
}

function idOf(parts: readonly string[]): string {
  return parts
    .slice(-2)
    .join('/')
    .replace(/\.git$/, '');
}
