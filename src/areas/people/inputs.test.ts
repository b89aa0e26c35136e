import { describe, expect, test } from 'vitest';
import { stateHatInput, grantRoleInput, invitePersonInput, revokeRoleInput, signInInput } from './inputs.ts';

const invitation = { name: 'Ana Example', mail: 'ana@example.org', role: 'ENG' };

test('a name is one line without what cannot be seen', () => {
  const read = invitePersonInput.parse({ ...invitation, name: '  Ana\r\nBcc: x@example.org\u202e  Example ' });
  expect(read.name).toBe('Ana Bcc: x@example.org Example');
});

test.each([
  ['a line break in the middle', 'ana@example.org\r\nBcc: all@example.org'],
  ['two addresses', 'ana@example.org, bob@example.org'],
  ['a name around it', 'Ana <ana@example.org>'],
  ['no domain', 'ana'],
  ['a domain without a dot', 'ana@localhost'],
  ['quotes', '"a b"@example.org'],
  ['nothing', '  '],
  ['300 characters', `${'a'.repeat(300)}@example.org`],
])('%s is no mail address', (_, mail) => {
  expect(invitePersonInput.safeParse({ ...invitation, mail }).success).toBe(false);
});

test('an address of a hundred thousand characters is refused at once', () => {
  expect(signInInput.safeParse({ mail: `${'a.'.repeat(50_000)}@`, password: 'x' }).success).toBe(false);
});

test('a password is taken as it was typed, blanks included', () => {
  expect(signInInput.parse({ mail: 'ana@example.org', password: '  two blanks  ' }).password).toBe('  two blanks  ');
});

describe('a role', () => {
  test('of the list, and no other', () => {
    expect(invitePersonInput.safeParse({ ...invitation, role: 'PAR' }).success).toBe(false);
    expect(invitePersonInput.safeParse({ ...invitation, role: 'PUB' }).success).toBe(false);
  });

  test('may name its project; an empty field is none', () => {
    const project = '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000';
    const person = project;
    expect(grantRoleInput.parse({ person, role: 'MNT', project }).project).toBe(project);
    expect(grantRoleInput.parse({ person, role: 'ADM', project: '' }).project).toBe(null);
    expect(grantRoleInput.parse({ person, role: 'ADM' }).project).toBe(null);
    expect(grantRoleInput.safeParse({ person, role: 'MNT', project: 'numpy' }).success).toBe(false);
    expect(revokeRoleInput.safeParse({ person, grant: "1' or '1'='1" }).success).toBe(false);
  });
});

test('a hat is a capacity, and for whom when it is not for oneself', () => {
  expect(stateHatInput.parse({ capacity: ' board  member ', affiliation: ' ' })).toEqual({
    capacity: 'board member',
    affiliation: null,
  });
  expect(stateHatInput.safeParse({ capacity: '', affiliation: 'NumPy' }).success).toBe(false);
  expect(stateHatInput.safeParse({ capacity: 'x'.repeat(81) }).success).toBe(false);
  expect(stateHatInput.safeParse({ capacity: 'x', affiliation: 'y'.repeat(121) }).success).toBe(false);
});
