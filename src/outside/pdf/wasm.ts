import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Engine, Job, Setting } from './engine.ts';
import { fontFiles } from './fonts.ts';

const PDF = 1;
const FULL_DIAGNOSTICS = 3;

/** This build has no file access at all, and no way to ask for a standard: what it makes is tagged and says no more of itself. */
export async function openWasm(): Promise<Engine> {
  const { default: initialise, TypstCompilerBuilder } = await import('@myriaddreamin/typst-ts-web-compiler');
  const { resolve } = createRequire(import.meta.url);
  await initialise({ module_or_path: await readFile(resolve('@myriaddreamin/typst-ts-web-compiler/wasm')) });
  const builder = new TypstCompilerBuilder();
  builder.set_dummy_access_model();
  for (const { path } of fontFiles()) await builder.add_raw_font(await readFile(path));
  const compiler = await builder.build();
  return {
    async set(job: Job): Promise<Setting> {
      compiler.reset_shadow();
      for (const [path, bytes] of job.files) compiler.map_shadow(path, bytes);
      const world = compiler.snapshot('/', job.main, null);
      try {
        const answer: unknown = world.get_artifact(PDF, FULL_DIAGNOSTICS);
        return readAnswer(answer);
      } finally {
        world.free();
        compiler.reset();
      }
    },
  };
}

function readAnswer(answer: unknown): Setting {
  const { result, diagnostics } = (answer ?? {}) as { readonly result?: unknown; readonly diagnostics?: unknown };
  if (!(result instanceof Uint8Array)) return { fault: JSON.stringify(diagnostics ?? answer ?? 'no answer') };
  return { bytes: result, pages: countPages(result), standard: null };
}

/** Typst writes the root of its tree of pages first, and in the open. */
function countPages(bytes: Uint8Array): number {
  const start = Buffer.from(bytes.subarray(0, 300)).toString('latin1');
  return Number(/\/Type \/Pages\n\s+\/Count (\d+)/.exec(start)?.[1] ?? 0);
}
