/**
 * Which Typst sets our documents: the native module where npm brings one for this machine, the WebAssembly build elsewhere. Both
 * are loaded by the typesetter's process only, and not before the first document.
 */
import { createRequire } from 'node:module';
import type { PdfStandard } from './request.ts';

/** One document to set: every file that its template may read, by absolute path. */
export interface Job {
  readonly main: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly standard: PdfStandard;
  readonly at: Date;
}

export type Setting =
  | { readonly bytes: Uint8Array; readonly pages: number; readonly standard: PdfStandard | null }
  /** What Typst said of a document that it could not set. */
  | { readonly fault: string };

export interface Engine {
  set(job: Job): Promise<Setting>;
}

export type EngineName = 'native' | 'wasm';

export async function openEngine(name: EngineName): Promise<Engine> {
  switch (name) {
    case 'native':
      return (await import('./native.ts')).openNative();
    case 'wasm':
      return (await import('./wasm.ts')).openWasm();
  }
}

export interface PdfEngine {
  /** Null when neither is there. */
  readonly name: EngineName | null;
  /** One sentence for `doctor`. */
  readonly says: string;
}

/** Which one this machine uses. Loads the native module to be sure: a file that is there may still be for another system. */
export function pdfEngine(): PdfEngine {
  if (hasNative()) return { name: 'native', says: 'Typst, native; PDF/UA and PDF/A' };
  if (hasWasm()) {
    return {
      name: 'wasm',
      says: 'Typst as WebAssembly, because there is no native build for this machine: some ten times slower, and documents are tagged but claim neither PDF/UA nor PDF/A',
    };
  }
  return { name: null, says: 'Typst was not installed; run "npm ci" again, without leaving out optional packages' };
}

const require = createRequire(import.meta.url);

function hasNative(): boolean {
  try {
    require('@myriaddreamin/typst-ts-node-compiler');
    return true;
  } catch {
    return false;
  }
}

function hasWasm(): boolean {
  try {
    require.resolve('@myriaddreamin/typst-ts-web-compiler/wasm');
    return true;
  } catch {
    return false;
  }
}
