import { afterEach, describe, expect, test, vi } from 'vitest';
import { COMMANDS, runCommandLine } from './cli.ts';
import { programVersion } from './program.ts';

afterEach(() => void vi.restoreAllMocks());

async function commonwork(...argv: readonly string[]) {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
  const code = await runCommandLine(argv);
  return { code, ...said };
}

describe('words that a command has no use for', () => {
  test.each([
    [['serve', '--port', '8080'], '"--port" cannot be used here: commonwork serve takes nothing after its name.'],
    [['demo', 'x'], '"x" cannot be used here: commonwork demo takes nothing after its name.'],
    [['doctor', 'foo'], '"foo" cannot be used here'],
    [['worker', '-n'], '"-n" cannot be used here'],
    [
      ['admin-link', 'a@a.example', 'b@b.example'],
      '"b@b.example" cannot be used here: commonwork admin-link takes 1 word',
    ],
    [['backup', '--force'], '"--force" cannot be used here: commonwork backup takes 1 word after its name, no option.'],
    [['restore', 'a', 'b'], '"b" cannot be used here'],
  ])('are refused by name before anything is done: %j', async (argv, sentence) => {
    const { code, out, err } = await commonwork(...argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(`commonwork ${argv[0]}: ${sentence}`);
    expect(err).toContain(`usage: commonwork ${argv[0]}`);
  });

  test.each(COMMANDS)('whatever the command: $name', async ({ name }) => {
    const { code, err } = await commonwork(...name.split(' '), '--no-such-option');
    expect(code).toBe(2);
    expect(err).toContain('--no-such-option');
  });

  test('are shown without their control characters, and not at any length', async () => {
    const { err } = await commonwork('doctor', `\u001b[2J${'x'.repeat(5000)}`);
    expect(err).toContain('"\\x1b[2Jxxx');
    expect(err.length).toBeLessThan(500);
  });
});

test('the help names every command apart from what it does', async () => {
  const { code, out } = await commonwork('--help');
  expect(code).toBe(0);
  for (const { name, summary } of COMMANDS) expect(out).toMatch(new RegExp(`^  ${name} {2,}${summary}$`, 'm'));
});

test('the version is printed', async () => {
  expect(await commonwork('--version')).toEqual({ code: 0, out: `commonwork ${programVersion()}\n`, err: '' });
  expect(await commonwork('--version', 'x')).toMatchObject({ code: 2, out: '' });
});

test.each([
  ['sruvey', 'survey'],
  ['doctr', 'doctor'],
  ['roadmap', 'roadmap read'],
  ['roadmap raed', 'roadmap read'],
  ['SERVE', 'serve'],
])('%s is answered with the command that was meant', async (typed, meant) => {
  const { code, err } = await commonwork(...typed.split(' '));
  expect(code).toBe(2);
  expect(err).toContain(`there is no command "${typed.split(' ')[0]}". Did you mean "${meant}"?`);
});

test('what is near to no command gets no guess', async () => {
  expect((await commonwork('xylophone')).err).toContain('there is no command "xylophone".\n');
});
