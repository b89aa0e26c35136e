export interface Migration {
  readonly name: string;
  readonly text: string;
  readonly digest: string;
}

/** Migrations are numbered without gaps, import nothing, and never change once their digest is on the list. */
export function checkMigrations(migrations: readonly Migration[], list: string): string[] {
  const problems: string[] = [];
  const sealed = new Map<string, string>();
  for (const line of list.split('\n')) {
    const [digest, name] = line.trim().split(/\s+/);
    if (digest !== undefined && name !== undefined && !digest.startsWith('#')) sealed.set(name, digest);
  }
  migrations.forEach((migration, index) => {
    if (!/^\d{4}-[a-z0-9-]+\.sql$/.test(migration.name)) {
      problems.push(`migrations/${migration.name} is not named NNNN-what.sql.`);
    } else if (Number(migration.name.slice(0, 4)) !== index + 1) {
      problems.push(
        `migrations/${migration.name} should have number ${String(index + 1).padStart(4, '0')}: no gaps, no number twice.`,
      );
    }
    const command = migration.text.split('\n').findIndex((line) => /^\s*\\/.test(line));
    if (command >= 0)
      problems.push(
        `migrations/${migration.name}:${command + 1} is a command of psql; a migration is plain SQL and imports nothing.`,
      );
    const known = sealed.get(migration.name);
    if (known === undefined)
      problems.push(
        `migrations/${migration.name} is not sealed; add to test/migrations.sha256: ${migration.digest}  ${migration.name}`,
      );
    else if (known !== migration.digest)
      problems.push(`migrations/${migration.name} has changed; an old migration never changes, write a new one.`);
  });
  for (const name of sealed.keys()) {
    if (!migrations.some((migration) => migration.name === name))
      problems.push(`migrations/${name} is gone; an old migration stays.`);
  }
  return problems;
}
