import type { NodeCompiler, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import type { Engine, Job, Setting } from './engine.ts';
import { fontFiles } from './fonts.ts';

/** Below a file nothing can ever exist, so Typst finds on the disk neither a file nor a link that leads out. */
const NOWHERE = join(import.meta.filename, 'nowhere');

/** Results of so many documents back are forgotten; with none forgotten 300 documents take a gigabyte. */
const KEEP_RESULTS = 2;

export function openNative(): Engine {
  const { NodeCompiler: Compiler } = createRequire(import.meta.url)(
    '@myriaddreamin/typst-ts-node-compiler',
  ) as typeof import('@myriaddreamin/typst-ts-node-compiler');
  // Given as folders, the files are looked through but read only when a character needs them.
  const compiler = Compiler.create({
    workspace: NOWHERE,
    fontArgs: [{ fontPaths: fontFiles().map((file) => dirname(file.path)) }],
  });
  return {
    async set(job) {
      try {
        return setOne(compiler, job);
      } finally {
        compiler.resetShadow();
        compiler.evictCache(KEEP_RESULTS);
        // What a document held is freed only when the loop turns.
        await turnOfTheLoop();
      }
    },
  };
}

function setOne(compiler: NodeCompiler, job: Job): Setting {
  for (const [path, bytes] of job.files) compiler.mapShadow(join(NOWHERE, path), Buffer.from(bytes));
  const made = compiler.compile({ mainFilePath: join(NOWHERE, job.main), resetRead: true });
  if (made.result === null) return { fault: JSON.stringify(made.takeDiagnostics()?.shortDiagnostics ?? []) };
  return print(compiler, made.result, job);
}

function print(compiler: NodeCompiler, document: NodeTypstDocument, job: Job): Setting {
  const pages = document.numOfPages;
  try {
    const creationTimestamp = Math.floor(job.at.getTime() / 1000);
    const bytes = compiler.pdf(document, { pdfStandard: job.standard, creationTimestamp });
    return { bytes: new Uint8Array(bytes), pages, standard: job.standard };
  } catch (error) {
    // A standard that the document does not meet is said by throwing.
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
