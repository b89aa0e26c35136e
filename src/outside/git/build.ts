/** Writes a new bare repository from a list of commits, in one process: for example data and for tests. The same list gives the same ids. */
import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { bareEnvironment, DEFAULT_LIMITS, runGit, type Start } from './run.ts';

export interface BuiltCommit {
  readonly at: Date;
  readonly author: { readonly name: string; readonly mail: string };
  readonly message: string;
  /** What the commit writes; null removes the path. Everything else stays as it was. */
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  /** Names a version: an annotated tag on this commit. */
  readonly tag?: string;
}

/** Makes the repository where there is none, all or nothing; one that is there is left as it is. */
export async function buildRepository(folder: string, commits: readonly BuiltCommit[]): Promise<void> {
  if (await exists(folder)) return;
  const draft = await mkdtemp(join(dirname(folder), '.building-'));
  try {
    const env = { ...bareEnvironment(), GIT_AUTHOR_NAME: 'example', GIT_AUTHOR_EMAIL: 'example@example.org' };
    await mustRun(
      { args: ['init', '--quiet', '--bare', '--initial-branch=main', '--template=', '.'], env, cwd: draft },
      '',
    );
    await mustRun(
      { args: ['fast-import', '--quiet', '--done', '--date-format=raw'], env, cwd: draft },
      streamOf(commits),
    );
    await writeFile(join(draft, 'description'), 'Example data, made by Commonwork.\n');
    await rename(draft, folder).catch(async (error: unknown) => {
      // Another worker made the same one meanwhile.
      if (!(await exists(folder))) throw error;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function streamOf(commits: readonly BuiltCommit[]): Buffer {
  const parts: Buffer[] = [];
  const line = (text: string) => parts.push(Buffer.from(`${text}\n`));
  const data = (bytes: Buffer) => {
    line(`data ${bytes.length}`);
    parts.push(bytes, Buffer.from('\n'));
  };
  commits.forEach((commit, at) => {
    const who = `${commit.author.name} <${commit.author.mail}> ${Math.floor(commit.at.getTime() / 1000)} +0000`;
    line('commit refs/heads/main');
    line(`mark :${at + 1}`);
    line(`author ${who}`);
    line(`committer ${who}`);
    data(Buffer.from(commit.message));
    if (at > 0) line(`from :${at}`);
    for (const [path, content] of Object.entries(commit.files)) {
      if (content === null) {
        line(`D ${quoted(path)}`);
        continue;
      }
      line(`M 100644 inline ${quoted(path)}`);
      data(Buffer.from(content));
    }
    if (commit.tag !== undefined) {
      line(`tag ${commit.tag}`);
      line(`from :${at + 1}`);
      line(`tagger ${who}`);
      data(Buffer.from(`${commit.tag}\n`));
    }
  });
  line('done');
  return Buffer.concat(parts);
}

/** As C strings are written, which is what fast-import reads. */
function quoted(path: string): string {
  return `"${path.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`;
}

async function mustRun(start: Start, input: string | Buffer): Promise<void> {
  const ran = await runGit(start, DEFAULT_LIMITS, undefined, input);
  if (ran.ended === 'well') return;
  throw new Error(`git ${start.args[0] ?? ''} did not end well: ${ran.ended === 'badly' ? ran.complaint : ran.ended}`);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
