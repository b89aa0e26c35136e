/** Tests that compare us with a program which may not be installed: skipped where it is missing, and counted as such. */
import { test, type TestFunction } from 'vitest';
import { isInstalled } from '../../scripts/programs.ts';

/** The name says what it needs, so that the closing line of `npm test` can say why it was skipped. */
export function testNeeding(programs: readonly string[], name: string, body: TestFunction): void {
  test.skipIf(!programs.every((program) => isInstalled(program)))(`${name} (needs ${programs.join(', ')})`, body);
}
