/** The matrix of domain section 3, row by row as it stands there, and how a declared permission is compared with it. */
import { ROLES, type Role } from '../../src/kernel/actor.ts';
import type { Permission } from '../../src/kernel/permission.ts';

const ORDER = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP', 'PAR', 'PUB'] as const;

/** Only rows that a verb uses; a verb of a row that is not here fails until the row is copied. */
const ROWS = `
Project profile, rulebook, speaks-for | CE | R | CE | R | R | CEA | E | R | R | - | R
Roadmap item text | R | C | CE | CE | R | CEA | CE | propose | R | - | R (approved)
Approve / withdraw an item or offer, opt out | - | - | - | - | - | A | - | - | - | - | -
Survey round | CE | R | CE | R | - | E own | R | R | R | - | R totals
Brochure | R | CE | E | R | R | A inclusion | - | R own | R | - | R published
Rates, person preference, availability | - | - | - | own | CE (preferences: the project's finance role only) | - | - | - | - | - | -
Verify a bundle, see how it works | R | R | R | R | R | R | R | R | R | R | R
Act by a one-time link (consent, signature, answer) | A | A | A | A | A | A | A | A | A | A | A
Conversation: create, see private record | C | C | C | C | C | C | C | C | C | R own | -
Give, change, withdraw consent | self | self | self | self | self | self | self | self | self | self | -
Publish conversation (only its steward) | A own | A own | A own | A own | A own | A own | A own | A own | A own | - | R
Incident, feedback | CEA | C | CE | C | C | CE | C | C | C | C | C
Audit log | R | - | R own | R own | R money | R own project | - | R own | R own | own | -
People, roles, invitations, outbox (house) | CER | - | - | - | - | - | - | - | - | - | -
Own account: password, sessions, hats, tokens (house) | self | self | self | self | self | self | self | self | self | - | -
Sign in and out (house) | A | A | A | A | A | A | A | A | A | A | A
Example data (house) | C | - | - | - | - | - | - | - | - | - | -
Help with a roadmap (house) | CER | CER | CER | C | C | C | C | C | C | - | C
Fit to the mission (house) | CER | CER | CER | R | R | - | - | - | - | - | -
Public pages (house) | R | R | R | R | R | R | R | R | R | R | R
`;

const MATRIX: ReadonlyMap<string, ReadonlyMap<Role, string>> = new Map(
  ROWS.trim()
    .split('\n')
    .map((line) => {
      const [row = '', ...cells] = line.split(' | ');
      return [row, new Map(ORDER.map((role, index) => [role, cells[index] ?? '']))];
    }),
);

/** "Own" of these rows is no project: the rule beside the permission says whose it is. */
const BOUND_BY_RULE = new Set(['Publish conversation (only its steward)']);

/** What is wrong with a permission, in sentences: it may be narrower than the matrix, never wider. */
export function compareWithMatrix(declared: Permission): string[] {
  const row = MATRIX.get(declared.row);
  if (row === undefined) return [`${declared.verb} names the row "${declared.row}", which the matrix does not have.`];
  const problems: string[] = [];
  for (const role of declared.roles) {
    const cell = row.get(role) ?? '-';
    if (!marksOf(cell).includes(declared.mark)) {
      problems.push(`${declared.verb} lets ${role} ${declared.mark}, and the matrix says "${cell}".`);
    }
    // Domain section 3: PRJ and MNT act for their own project only; other cells say "own" themselves.
    const isBound = !BOUND_BY_RULE.has(declared.row) && (role === 'PRJ' || role === 'MNT' || cell.includes('own'));
    const changes = declared.mark === 'C' || declared.mark === 'E' || (declared.mark === 'A' && cell !== 'A');
    if (changes && isBound && !declared.ownProject.includes(role) && !declared.roles.includes('PUB')) {
      problems.push(`${declared.verb} lets ${role} ${declared.mark} for every project, and the matrix says own only.`);
    }
  }
  for (const role of declared.ownProject) {
    if (!declared.roles.includes(role))
      problems.push(`${declared.verb} binds ${role} to a project but does not let it.`);
  }
  if (declared.roles.length === 0) problems.push(`${declared.verb} is for nobody.`);
  if (new Set(declared.roles).size !== declared.roles.length || declared.roles.some((role) => !ROLES.includes(role))) {
    problems.push(`${declared.verb} names a role twice, or one that does not exist.`);
  }
  return problems;
}

/** "CE own" gives C and E; "R + reply" gives R; "self" gives S. */
function marksOf(cell: string): readonly string[] {
  if (cell.startsWith('self')) return ['S'];
  if (cell.startsWith('CER')) return ['C', 'E', 'R'];
  // Whoever may create, edit or decide may also read.
  const letters = /^[CEAR]+(?![a-z])/.exec(cell)?.[0].split('') ?? [];
  return letters.length > 0 ? [...letters, 'R'] : [];
}
