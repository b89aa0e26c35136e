/**
 * A process of its own that sets one document after the other. Setting is one synchronous call into native code, which only the end
 * of a process can stop; a thread that is told to end goes on to the end of the document.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openEngine, type Engine, type EngineName } from './engine.ts';
import type { FromTypesetter, Order } from './order.ts';

/** Beside this file in the sources, beside the program in dist/. */
const TEMPLATES = join(import.meta.dirname, 'typst');

const templates = new Map(
  readdirSync(TEMPLATES)
    .filter((name) => name.endsWith('.typ'))
    .map((name) => [`/${name}`, new Uint8Array(readFileSync(join(TEMPLATES, name)))] as const),
);
const engine = openEngine(process.argv[2] as EngineName);

process.on('disconnect', () => process.exit());
process.on('message', (message) => void answer(message as Order));

async function answer(order: Order): Promise<void> {
  const said = await fill(await engine, order);
  process.send?.(said);
}

async function fill(setter: Engine, order: Order): Promise<FromTypesetter> {
  const images = order.images.map(({ name, bytes }, n) => ({ name, bytes, path: `/images/${n}` }));
  const facts = {
    at: order.at.toISOString(),
    images: Object.fromEntries(images.map(({ name, path }) => [name, path])),
  };
  const files = new Map([
    ...templates,
    ...images.map(({ path, bytes }) => [path, bytes] as const),
    ['/data.json', encode(order.data)] as const,
    ['/facts.json', encode(JSON.stringify(facts))] as const,
  ]);
  const { standard, at } = order;
  const setting = await setter.set({ main: `/${order.template}.typ`, files, standard, at });
  if (!('fault' in setting)) return setting;
  // Of the data only an image can be at fault here; each alone shows which.
  for (const { name, path, bytes } of images) {
    const trial = new Map([[path, bytes] as const, ['/trial.typ', encode(`#image("${path}")`)] as const]);
    const alone = await setter.set({ main: '/trial.typ', files: trial, standard: 'a-2a', at });
    if ('fault' in alone && !alone.fault.startsWith('PDF/A')) return { badImage: name };
  }
  return setting;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
