import type { Facts, RefusalSheet } from '../../kernel/refusal.ts';

export type GitRefusal =
  // opening a repository on disk
  | 'no-such-folder'
  | 'not-a-repository'
  | 'borrowed-objects'
  | 'unsupported-repository'
  // asking it
  | 'no-commits'
  | 'no-commits-before'
  | 'no-such-revision'
  | 'bad-revision'
  | 'no-such-path'
  | 'odd-path'
  | 'missing-objects'
  | 'history-cut'
  | 'too-many-files'
  | 'too-large'
  | 'took-too-long'
  | 'damaged'
  | 'cancelled'
  | 'git-not-found'
  // bringing one from elsewhere
  | AddressProblem
  | 'moved'
  | 'needs-sign-in'
  | 'not-there'
  | 'not-trusted'
  | 'unreachable'
  | 'no-answer'
  | 'repository-too-large'
  | 'in-use'
  | 'cannot-write';

/** What can be wrong with an address, before anything is asked there. */
export type AddressProblem =
  | 'bad-address'
  | 'address-not-allowed'
  | 'secret-in-address'
  | 'private-address'
  | 'no-such-host';

const fact = (because: Facts, name: string): string => {
  const value = because[name];
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};
const where = (because: Facts): string => fact(because, 'place');

export const gitRefusals: RefusalSheet<GitRefusal> = {
  'no-such-folder': { kind: 'not-found', say: (b) => `There is no folder ${where(b)}.` },
  'not-a-repository': {
    kind: 'not-found',
    say: (b) =>
      typeof b['pointsTo'] === 'string'
        ? `${where(b)} is not a repository by itself; its .git points to ${b['pointsTo']}, which is not followed.`
        : `${where(b)} is not a git repository.`,
  },
  'borrowed-objects': {
    kind: 'forbidden',
    say: (b) =>
      `${where(b)} takes part of its content from another folder, which is not followed. Run "git repack -a -d" there and remove objects/info/alternates, or give the other repository.`,
  },
  'unsupported-repository': {
    kind: 'malformed',
    say: (b) => `${where(b)} is in a form that is not read here (${fact(b, 'why')}).`,
  },
  'no-commits': {
    kind: 'not-found',
    say: (b) =>
      Array.isArray(b['others']) && b['others'].length > 0
        ? `Branch ${fact(b, 'branch')} has no commits; there are ${fact(b, 'others')}.`
        : 'The repository has no commits yet.',
  },
  'no-commits-before': { kind: 'not-found', say: (b) => `There is no commit before ${fact(b, 'asOf')}.` },
  'no-such-revision': {
    kind: 'not-found',
    say: (b) =>
      b['ambiguous'] === true
        ? `More than one object starts with ${fact(b, 'revision')}; give more of it.`
        : `The repository has no commit, branch or tag ${fact(b, 'revision')}.`,
  },
  'bad-revision': {
    kind: 'malformed',
    say: () => 'A revision is a commit hash of at least four characters, a branch or a tag.',
  },
  'no-such-path': { kind: 'not-found', say: (b) => `There is no file ${fact(b, 'path')} in that commit.` },
  'odd-path': { kind: 'malformed', say: () => 'The history of a file is not read when its name is not text.' },
  'missing-objects': {
    kind: 'not-found',
    say: () => 'This copy of the repository lacks what is needed for this answer.',
  },
  'history-cut': {
    kind: 'not-found',
    say: () => 'This copy of the repository holds only the newest commits, so the history of the file is not known.',
  },
  'too-many-files': {
    kind: 'too-large',
    say: (b) =>
      'deeper' in b
        ? `The folders go deeper than ${fact(b, 'deeper')} levels.`
        : `The repository has more than ${fact(b, 'limit')} files.`,
  },
  'too-large': { kind: 'too-large', say: () => 'The answer is larger than is accepted.' },
  'took-too-long': { kind: 'unreachable', say: (b) => `Stopped after ${fact(b, 'seconds')} seconds.` },
  damaged: { kind: 'unreachable', say: () => 'The repository is damaged: git could not read it.' },
  cancelled: { kind: 'conflict', say: () => 'Cancelled.' },
  'git-not-found': {
    kind: 'unreachable',
    say: () => 'The program git, version 2.38 or newer, was not found on this machine.',
  },
  'bad-address': {
    kind: 'malformed',
    say: () => 'This is not the address of a repository. It looks like https://example.org/owner/name.',
  },
  'address-not-allowed': {
    kind: 'forbidden',
    say: (b) =>
      `Addresses that start with ${fact(b, 'scheme')} are not accepted here; give one that starts with https://.`,
  },
  'secret-in-address': {
    kind: 'malformed',
    say: () => 'The address holds a user name or password. Give it without, and renew the password if it was real.',
  },
  'private-address': {
    kind: 'forbidden',
    say: (b) => `${fact(b, 'host')} is an address inside a private network, which is not reached from here.`,
  },
  'no-such-host': { kind: 'unreachable', say: (b) => `No host named ${fact(b, 'host')} was found.` },
  moved: {
    kind: 'gone',
    say: (b) =>
      typeof b['location'] === 'string'
        ? `The repository has moved to ${b['location']}. Give the new address.`
        : 'The repository has moved. Give the new address.',
  },
  'needs-sign-in': {
    kind: 'forbidden',
    say: (b) =>
      `${fact(b, 'host')} asks for a sign-in: the repository is not public, or there is none at this address.`,
  },
  'not-there': { kind: 'not-found', say: (b) => `${fact(b, 'host')} has no repository at this address.` },
  'not-trusted': { kind: 'unreachable', say: (b) => `The certificate of ${fact(b, 'host')} is not valid.` },
  unreachable: { kind: 'unreachable', say: (b) => `${fact(b, 'host')} could not be reached.` },
  'no-answer': { kind: 'unreachable', say: (b) => `${fact(b, 'host')} stopped answering.` },
  'repository-too-large': {
    kind: 'too-large',
    say: (b) => `The repository takes more than ${fact(b, 'megabytes')} MB, the limit set here.`,
  },
  'in-use': { kind: 'conflict', say: () => 'Another program is fetching this repository right now.' },
  'cannot-write': { kind: 'unreachable', say: () => 'The folder of clones cannot be written to.' },
};
