/** Every regular expression of the product meets text from outside sooner or later: each is proven linear, without exceptions. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameOf, parse, walk } from '../scripts/syntax.ts';
import { slownessOf } from './support/linear-regexp.ts';

const root = join(import.meta.dirname, '../src');

test('no regular expression in the sources takes more than linear time on any text', () => {
  const slow: string[] = [];
  let proven = 0;
  for (const file of sources()) {
    const text = readFileSync(join(root, file), 'utf8');
    walk(parse(file, text), (node) => {
      const at = `src/${file}:${text.slice(0, node.start).split('\n').length}`;
      const made = node.type === 'NewExpression' || node.type === 'CallExpression' ? nameOf(node['callee']) : '';
      if (made === 'RegExp') slow.push(`${at} makes an expression at run time, which nobody can prove`);
      const literal = node['regex'] as { pattern: string; flags: string } | undefined;
      if (literal === undefined) return;
      const found = slownessOf(new RegExp(literal.pattern, literal.flags));
      if (found === null) proven += 1;
      else slow.push(`${at} grows: ${found.growth}, by ${found.by}, in /${literal.pattern.slice(0, 80)}/`);
    });
  }
  expect(slow).toEqual([]);
  expect(proven).toBeGreaterThan(400);
});

function sources(): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file),
  );
}

test.each([
  [/a+b/, 'polynomial'],
  [/^a+b/, null],
  [/^(a+)+$/, 'exponential'],
  [/^(?:a|a)*b/, 'exponential'],
  [/(?:a*)*b/, 'exponential'],
  [/^(?:\d+,?)+$/, 'exponential'],
  [/^\w+(?: \w+)*$/, null],
  [/^a*a*b/, 'polynomial'],
  [/^\s*x\s*y/, null],
  [/\s+/, null],
  [/\s+$/, 'polynomial'],
  [/foo.*$/, 'polynomial'],
  [/foo.*/, null],
  [/\bfoo\w*bar/, null],
  [/foo\w*bar/, 'polynomial'],
  [/x[^x]*y/, null],
  [/a{0,60}b/, null],
  [/^(?:ab?)*c/, null],
  [/^(a)\1$/, 'unknown'],
  [/(?=a+b)c/, 'unknown'],
  [/[\p{L}]+\d/u, 'polynomial'],
] as const)('%s: %s', (expression, growth) => {
  expect(slownessOf(expression)?.growth ?? null).toBe(growth);
});
