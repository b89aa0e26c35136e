/**
 * Writes a funding.json that the published schema and floss.fund's validator both take, or says which field they would not. What
 * is written is read again by the same rules, so that one list of limits serves both directions; nothing is shortened or left out.
 */
import { isPlainDecimal } from './amounts.ts';
import { Findings } from './findings.ts';
import { writeJson, type Json } from './json.ts';
import { readFundingManifest } from './read-manifest.ts';
import type {
  Finding,
  FundingManifest,
  ManifestAddress,
  ManifestChannel,
  ManifestEntity,
  ManifestPlan,
  ManifestProject,
  ManifestYear,
  Others,
} from './types.ts';

export const MANIFEST_VERSION = 'v1.1.0';
export const MANIFEST_SCHEMA = 'https://fundingjson.org/schema/v1.1.0.json';

export type ManifestWriting =
  | { readonly text: string }
  | { readonly text: null; readonly findings: readonly Finding[] };

export function writeFundingManifest(manifest: FundingManifest): ManifestWriting {
  const findings = new Findings();
  const written = writeJson(manifestJson(manifest, findings));
  const nowhere = { rule: 'json', path: '$', line: null, value: '' } as const;
  if (written === null)
    findings.error({
      ...nowhere,
      sentence:
        'Keys that the specification does not name go deeper than readers follow, or hold a number that is none. Take them away.',
    });
  if (written === null || findings.hasErrors) return { text: null, findings: findings.all() };
  const text = `${written}\n`;
  const reading = readFundingManifest(text);
  // A remark on what others wrote is a reason not to write it ourselves.
  if (reading.findings.length > 0) {
    return { text: null, findings: reading.findings.map((finding) => ({ ...finding, severity: 'error', line: null })) };
  }
  return { text };
}

function manifestJson(manifest: FundingManifest, findings: Findings): Json {
  const add = new Adding(findings);
  const { funding } = manifest;
  return add.object('$', manifest.others, [
    ['$schema', MANIFEST_SCHEMA],
    ['version', MANIFEST_VERSION],
    ['entity', entityJson(manifest.entity, add)],
    ['projects', manifest.projects.map((one, at) => projectJson(one, `$.projects[${at}]`, add))],
    [
      'funding',
      add.object('$.funding', funding.others, [
        ['channels', funding.channels.map((one, at) => channelJson(one, `$.funding.channels[${at}]`, add))],
        ['plans', funding.plans.map((one, at) => planJson(one, `$.funding.plans[${at}]`, add))],
        [
          'history',
          funding.history.length === 0
            ? null
            : funding.history.map((one, at) => yearJson(one, `$.funding.history[${at}]`, add)),
        ],
      ]),
    ],
  ]);
}

function entityJson(entity: ManifestEntity, add: Adding): Json {
  return add.object('$.entity', entity.others, [
    ['type', entity.type],
    ['role', entity.role],
    ['name', entity.name],
    ['email', entity.email],
    ['phone', entity.phone],
    ['description', entity.description],
    ['webpageUrl', addressJson(entity.webpageUrl, '$.entity.webpageUrl', add)],
  ]);
}

function projectJson(project: ManifestProject, path: string, add: Adding): Json {
  return add.object(path, project.others, [
    ['guid', project.guid],
    ['name', project.name],
    ['description', project.description],
    ['webpageUrl', addressJson(project.webpageUrl, `${path}.webpageUrl`, add)],
    ['repositoryUrl', addressJson(project.repositoryUrl, `${path}.repositoryUrl`, add)],
    ['licenses', project.licenses],
    ['tags', project.tags],
  ]);
}

function addressJson({ url, wellKnown, others }: ManifestAddress, path: string, add: Adding): Json {
  return add.object(path, others, [
    ['url', url],
    ['wellKnown', wellKnown],
  ]);
}

function channelJson(channel: ManifestChannel, path: string, add: Adding): Json {
  return add.object(path, channel.others, [
    ['guid', channel.guid],
    ['type', channel.type],
    ['address', channel.address],
    ['description', channel.description],
  ]);
}

function planJson(plan: ManifestPlan, path: string, add: Adding): Json {
  return add.object(path, plan.others, [
    ['guid', plan.guid],
    ['status', plan.status],
    ['name', plan.name],
    ['description', plan.description],
    ['amount', add.amount(plan.amount, `${path}.amount`)],
    ['currency', plan.currency],
    ['frequency', plan.frequency],
    ['channels', plan.channels],
  ]);
}

function yearJson(year: ManifestYear, path: string, add: Adding): Json {
  const amount = (key: 'income' | 'expenses' | 'taxes'): Json =>
    year[key] === null ? null : add.amount(year[key], `${path}.${key}`);
  return add.object(path, year.others, [
    ['year', add.amount(String(year.year), `${path}.year`)],
    ['income', amount('income')],
    ['expenses', amount('expenses')],
    ['taxes', amount('taxes')],
    ['currency', year.currency],
    ['description', year.description],
  ]);
}

class Adding {
  readonly #findings: Findings;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  /** Known keys in the order of the specification, then those of its own; what is null is left out. */
  object(path: string, others: Others, known: readonly (readonly [key: string, value: Json])[]): Json {
    for (const [key] of known) {
      if (others.has(key)) {
        const sentence = `“${key}” has a place of its own and cannot stand among the other keys. Take it out there.`;
        this.#findings.error({ rule: 'json', path, line: null, value: key, sentence });
      }
    }
    return new Map<string, Json>([...known.filter(([, value]) => value !== null && value !== ''), ...others]);
  }

  /** The digits themselves: what is no plain decimal could not be read again as the same. */
  amount(text: string, path: string): Json {
    if (isPlainDecimal(text)) return { literal: text };
    const sentence = 'An amount is digits with at most one point, as in 1000 or 12.50.';
    this.#findings.error({ rule: 'json', path, line: null, value: text, sentence });
    return null;
  }
}
