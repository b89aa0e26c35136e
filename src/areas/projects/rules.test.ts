import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Actor, Role } from '../../kernel/actor.ts';
import { newId, type ProjectId } from '../../kernel/ids.ts';
import { done, refuse } from '../../kernel/refusal.ts';
import { nameKey } from '../../kernel/text.ts';
import { readLicence } from './licence.ts';
import { candidateRepositories, guessRole, type FoundLink } from './proposals.ts';
import {
  changesBetween,
  chooseSlug,
  decide,
  mayAccept,
  mayDecline,
  mayRemoveRepository,
  profileBefore,
  projectPermissions,
  proposeName,
} from './rules.ts';
import type { Profile, ProjectEdit, Repository, RepositoryProposal } from './types.ts';

const now = new Date('2026-11-25T10:00:00Z');
const numpy = newId<'project'>(now);
const scipy = newId<'project'>(now);

function person(role: Role, project: ProjectId | null = null): Actor {
  return {
    kind: 'person',
    person: newId<'person'>(now),
    name: 'Ines Example',
    grants: [{ role, project }],
    hats: [],
    hat: null,
  };
}

test('who may change a project follows the matrix row "Project profile": the workspace any, the project its own, nobody else', () => {
  const allowed = (['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP', 'PAR'] as const).filter(
    (role) => 'done' in decide(person(role, numpy), projectPermissions.editProject, numpy),
  );
  expect(allowed).toEqual(['ADM', 'TEC', 'PRJ', 'MNT']);
  expect(decide(person('PRJ', scipy), projectPermissions.editProject, numpy)).toMatchObject({ refused: 'not-allowed' });
  expect(decide(person('MNT', scipy), projectPermissions.editProject, numpy)).toMatchObject({ refused: 'not-allowed' });
  expect(decide({ kind: 'stranger' }, projectPermissions.editProject, numpy)).toEqual(refuse('signed-out'));
});

test('a refusal for the wrong role names the roles that may', () => {
  expect(decide(person('FND'), projectPermissions.addProject)).toEqual(
    refuse('not-allowed', { roles: 'a workspace administrator or a technical lead' }),
  );
  expect(decide(person('FND'), projectPermissions.editProject, numpy)).toEqual(
    refuse('not-allowed', {
      roles:
        'a workspace administrator, a technical lead, a project representative of this project or a maintainer of this project',
    }),
  );
});

test.each([
  ['NumPy', 'numpy'],
  ['  Num  Py ', 'num py'],
  ['ＮｕｍＰｙ', 'NumPy'],
  ['Num\u200bPy', 'numpy'],
  ['Num\u2066Py', 'numpy'],
  ['Éclair', 'E\u0301CLAIR'],
])('%j and %j are one name', (one, other) => {
  expect(nameKey(one)).toBe(nameKey(other));
});

test('different names stay different', () => {
  expect(new Set(['NumPy', 'NumPy 2', 'Num-Py', 'SciPy', '数学', '数'].map(nameKey)).size).toBe(6);
});

test.each([
  ['NumPy', 'numpy/numpy', [], 'numpy'],
  ['NumPy', 'numpy/numpy', ['numpy'], 'numpy-2'],
  ['NumPy', 'numpy/numpy', ['numpy', 'numpy-2'], 'numpy-3'],
  ['数学', 'example/suanshu', [], 'suanshu'],
  ['数学', 'example/数学', [], 'project'],
  ['Add', 'example/add', [], 'add-project'],
  ['<script>alert(1)</script>', 'a/b', [], 'script-alert-1-script'],
])('the address of %j from %s beside %j is %s', (name, repository, taken, slug) => {
  expect(chooseSlug(name, repository, new Set(taken))).toBe(slug);
});

test('a name is proposed from the repository', () => {
  expect(proposeName('numpy/numpy')).toBe('numpy');
  expect(proposeName('pyodide/pyodide.github.io')).toBe('pyodide');
  expect(proposeName('group/sub/tool')).toBe('tool');
  expect(proposeName('numpy/.github')).toBe('.github');
});

const profile: Profile = {
  name: 'NumPy',
  summary: '',
  licence: null,
  homepage: null,
  label: 'Roadmap',
  example: false,
  note: null,
  logo: null,
  logoAlt: null,
  logoNote: null,
};

test('an edit is what differs, and putting it back restores the profile', () => {
  const edited: Profile = { ...profile, licence: 'BSD-3-Clause', example: true };
  const changes = changesBetween(profile, edited);
  expect(changes).toEqual([
    { field: 'licence', from: null, to: 'BSD-3-Clause' },
    { field: 'example', from: false, to: true },
  ]);
  expect(profileBefore(editOf(changes), edited)).toEqual(done(profile));
});

test('an edit is not put back over a later one of the same field', () => {
  const changes = changesBetween(profile, { ...profile, summary: 'Arrays' });
  expect(profileBefore(editOf(changes), { ...profile, summary: 'Arrays for everyone' })).toEqual(
    refuse('changed-since', { field: 'summary' }),
  );
  expect(profileBefore(editOf(changes), { ...profile, summary: 'Arrays', licence: 'MIT' })).toEqual(
    done({ ...profile, licence: 'MIT' }),
  );
});

function editOf(changes: ProjectEdit['changes']): ProjectEdit {
  return { id: newId(now), project: numpy, changes, by: null, byName: null, hat: null, at: now, undoes: null };
}

test('the last repository of a project stays', () => {
  const repository: Repository = {
    id: newId(now),
    project: numpy,
    url: 'https://github.com/numpy/numpy',
    name: 'numpy/numpy',
    role: 'code',
    local: false,
    addedAt: now,
    removal: null,
  };
  expect(mayRemoveRepository(repository, 1)).toMatchObject({ refused: 'last-repository' });
  expect(mayRemoveRepository(repository, 2)).toEqual(done('allowed'));
  const removed = { ...repository, removal: { reason: '', by: null, byName: null, at: now } };
  expect(mayRemoveRepository(removed, 2)).toMatchObject({ refused: 'repository-removed' });
});

test('a declined proposal can still be accepted, an accepted one is not declined', () => {
  const proposal = (kind: 'accepted' | 'declined' | null): RepositoryProposal => ({
    id: newId(now),
    project: numpy,
    url: 'https://github.com/numpy/numpy.org',
    name: 'numpy/numpy.org',
    role: 'website',
    reason: 'It has the same owner as a repository of the project.',
    foundIn: { repository: 'numpy/numpy', path: 'README.md', line: 12, commit: '278f85f' },
    foundAt: now,
    answer: kind && { kind, by: null, byName: null, at: now },
  });
  expect(mayAccept(proposal('declined'))).toEqual(done('allowed'));
  expect(mayAccept(proposal('accepted'))).toMatchObject({ refused: 'proposal-answered' });
  expect(mayDecline(proposal(null))).toEqual(done('allowed'));
  expect(mayDecline(proposal('accepted'))).toMatchObject({ refused: 'proposal-answered' });
});

test.each([
  ['BSD-3-Clause', 'BSD-3-Clause'],
  ['MIT or Apache-2.0', 'MIT OR Apache-2.0'],
  ['GPL-2.0+', 'GPL-2.0+'],
  ['(MIT AND ( BSD-2-Clause ))', '(MIT AND (BSD-2-Clause))'],
  ['GPL-3.0-only with GCC-exception-3.1', 'GPL-3.0-only WITH GCC-exception-3.1'],
  ['LicenseRef-Own', 'LicenseRef-Own'],
  ['BSD 3-clause', null],
  ['MIT OR', null],
  ['OR MIT', null],
  ['(MIT', null],
  ['MIT)', null],
  ['()', null],
  ['<script>', null],
  ['', null],
])('the licence %j is read as %j', (text, read) => {
  expect(readLicence(text)).toBe(read);
});

test('reading a licence twice changes nothing, and hostile text never throws', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('MIT', 'AND', 'OR', 'WITH', '(', ')', 'x y', '<'), { maxLength: 30 }),
      (words) => {
        const read = readLicence(words.join(' '));
        if (read !== null) expect(readLicence(read)).toBe(read);
      },
    ),
  );
});

test.each([
  ['numpy/numpy', 'code'],
  ['numpy/.github', 'organisation'],
  ['numpy/numpy.wiki', 'wiki'],
  ['pandas-dev/pandas-governance', 'governance'],
  ['jupyter/enhancement-proposals', 'governance'],
  ['jupyterhub/team-compass', 'governance'],
  ['numpy/numpy.org', 'website'],
  ['bokeh/bokeh.github.io', 'website'],
  ['dask/dask-website', 'website'],
  ['numpy/doc', 'code'],
])('%s is guessed to be for %s', (name, role) => {
  expect(guessRole(name)).toBe(role);
});

function linksTo(...targets: string[]): FoundLink[] {
  return targets.map((target, index) => ({
    target,
    foundIn: { repository: 'numpy/numpy', path: 'README.md', line: index + 1, commit: '278f85f' },
  }));
}

const set = { name: 'NumPy', repositories: ['https://github.com/numpy/numpy'] };

test('repositories of the same owner are proposed, with what they are for and where the link stands', () => {
  const found = candidateRepositories(
    set,
    [],
    linksTo(
      'https://github.com/numpy/numpy.org',
      'https://github.com/numpy/numpy/issues',
      'https://github.com/NumPy/NEPs/blob/main/a.md#l',
    ),
  );
  expect(found).toEqual([
    {
      url: 'https://github.com/numpy/numpy.org',
      name: 'numpy/numpy.org',
      role: 'website',
      reason: 'It has the same owner, and its name speaks of a website or documentation.',
      foundIn: { repository: 'numpy/numpy', path: 'README.md', line: 1, commit: '278f85f' },
    },
    expect.objectContaining({ url: 'https://github.com/NumPy/NEPs', role: 'code' }),
  ]);
});

test('of other owners only governance, website and organisation repositories that carry the project’s name are proposed', () => {
  const found = candidateRepositories(
    set,
    [],
    linksTo(
      'https://github.com/scipy/scipy',
      'https://github.com/github/docs',
      'https://github.com/numfocus/numpy-governance',
      'https://github.com/numpy-mirrors/code',
      'https://example.org/numpy/governance',
    ),
  );
  expect(found.map((candidate) => candidate.name)).toEqual(['numfocus/numpy-governance']);
});

test('what is known already is not proposed again, however the link is written', () => {
  const known = ['https://github.com/numpy/numpy.org', 'https://github.com/numpy/archive.git'];
  const links = linksTo(
    'http://www.github.com/NumPy/numpy.org/',
    'https://github.com/numpy/archive',
    'https://github.com/numpy/numpy.git',
  );
  expect(candidateRepositories(set, known, links)).toEqual([]);
});

test('the wiki of a repository is a repository of its own', () => {
  const found = candidateRepositories(set, [], linksTo('https://github.com/numpy/numpy/wiki/Home'));
  expect(found).toMatchObject([{ url: 'https://github.com/numpy/numpy.wiki', role: 'wiki' }]);
});

test('GitLab groups may be nested, and a host of the project counts as a forge', () => {
  const own = { name: 'Tool', repositories: ['https://gitlab.example.org/group/sub/tool'] };
  const found = candidateRepositories(
    own,
    [],
    linksTo(
      'https://gitlab.example.org/group/sub/website/-/blob/main/README.md',
      'https://gitlab.example.org/group/other',
    ),
  );
  expect(found.map((candidate) => candidate.name)).toEqual(['group/sub/website']);
});

test('hostile links are left alone', () => {
  const targets = [
    'ext::sh -c id',
    'file:///etc/passwd',
    'https://user:secret@github.com/numpy/governance',
    'https://github.com:8443/numpy/governance',
    'https://github.com/numpy/<script>',
    'https://github.com/numpy/--upload-pack=x%20y',
    'https://github.com/orgs/numpy',
    'https://github.com/sponsors/numpy',
    `https://github.com/numpy/${'a'.repeat(10_000)}`,
    '../other',
    'javascript:alert(1)',
    '',
  ];
  expect(candidateRepositories(set, [], linksTo(...targets))).toEqual([]);
});

test('a document with very many links gives few proposals', () => {
  const links = linksTo(...Array.from({ length: 30_000 }, (_, n) => `https://github.com/numpy/tool-${n}`));
  expect(candidateRepositories(set, [], links)).toHaveLength(12);
});
