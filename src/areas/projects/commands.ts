import { parseArgs } from 'node:util';
import { refused } from '../../kernel/refusal.ts';
import { cleanLine, count, showPath } from '../../kernel/text.ts';
import { EXIT, type Command } from '../../outside/terminal/command.ts';
import { exitOfInput, readInput } from '../../outside/terminal/input.ts';
import { checkFunding, fundingFormatOf, type Finding, type FundingCheck } from '../../reading/funding/index.ts';

const USAGE = 'commonwork funding check FILE|- [--format text|json]';
/** Larger than any of the formats may be: those that are too large for theirs are told so with their own limit. */
const LARGEST_BYTES = 2_000_000;
const FORMATS = ['text', 'json'] as const;

interface Request {
  readonly file: string;
  readonly format: (typeof FORMATS)[number];
}

export const fundingCheckCommand: Command = {
  name: 'funding check',
  usage: `${USAGE}\n\nFILE is a funding.json, FUNDING.yml, codemeta.json or .well-known/funding-manifest-urls, told by its name or its text.`,
  takes: null,
  summary:
    'Check a funding.json, FUNDING.yml, codemeta.json or funding-manifest-urls file: what it says, what is wrong, what to do.',
  run: async (terminal) => {
    const request = readArguments(terminal.args);
    if (typeof request === 'string') {
      terminal.err(`${request}\n\nUsage: ${USAGE}\n`);
      return EXIT.usage;
    }
    const input = await readInput(terminal, request.file, LARGEST_BYTES);
    if (refused(input)) {
      terminal.err(`${String(input.because['sentence'])}\n`);
      return exitOfInput(input.refused);
    }
    const { bytes, name } = input.done;
    const check = await checkFunding(bytes, fundingFormatOf(request.file, bytes));
    terminal.out(request.format === 'json' ? asJson(name, check) : asText(name, check));
    return check.isValid ? EXIT.done : EXIT.refused;
  },
};

/** The request, or the sentence that says what is wrong with it. */
function readArguments(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { format: { type: 'string', default: 'text' } },
    });
    const [file] = positionals;
    if (file === undefined) return 'Name the file to check, or - for standard input.';
    if (positionals.length > 1) return 'Name one file only.';
    const format = FORMATS.find((known) => known === values.format);
    return format === undefined
      ? `--format knows ${FORMATS.join(', ')}; not ${showPath(values.format)}.`
      : { file, format };
  } catch (error) {
    // parseArgs reports an unknown or incomplete option by throwing.
    return showPath(error instanceof Error ? error.message : String(error));
  }
}

function asJson(file: string, { format, isValid, says, links, findings }: FundingCheck): string {
  return `${JSON.stringify({ file, format, valid: isValid, says: cleanLine(says), links, findings }, null, 2)}\n`;
}

function asText(file: string, { format, isValid, says, links, findings }: FundingCheck): string {
  const wrong = findings.filter(({ severity }) => severity === 'error').length;
  const head = `${file}: ${format}, ${isValid ? 'nothing wrong' : `${count(wrong, 'thing')} wrong`}`;
  const lines = [
    ...(isValid && says !== '' ? [`  ${cleanLine(says)}`] : []),
    ...links.flatMap(({ name, url }) => (url === null ? [] : [`  ${name}: ${url}`])),
    ...findings.map(findingLine),
  ];
  return `${[head, ...lines].join('\n')}\n`;
}

function findingLine({ severity, rule, path, line, value, sentence }: Finding): string {
  const place = [line === null ? '' : `line ${line}`, cleanLine(path)].filter(Boolean).join(', ');
  const shown = value === '' ? '' : ` (“${value}”)`;
  return `  ${severity}${rule === 'ours' ? '' : `, ${RULES[rule]}`}: ${place}${place === '' ? '' : shown}${place === '' ? '' : ': '}${sentence}`;
}

const RULES: Readonly<Record<Exclude<Finding['rule'], 'ours'>, string>> = {
  json: 'JSON',
  schema: 'schema',
  validator: 'floss.fund',
};
