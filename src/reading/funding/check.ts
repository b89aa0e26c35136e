/** One funding file of any of the four formats: which it is, what it says in one line, and what is wrong with it. */
import { count } from '../../kernel/text.ts';
import { readCodemeta } from './codemeta.ts';
import { readFundingYml, sayLinks, type FundingLink } from './funding-yml.ts';
import { readFundingManifest, type ManifestReading } from './read-manifest.ts';
import type { Finding } from './types.ts';
import { readWellKnown } from './well-known.ts';

export const FUNDING_FORMATS = ['funding.json', 'FUNDING.yml', 'codemeta.json', 'funding-manifest-urls'] as const;
export type FundingFormat = (typeof FUNDING_FORMATS)[number];

export interface FundingCheck {
  readonly format: FundingFormat;
  readonly isValid: boolean;
  /** What the file says, in one line; empty when nothing could be read. */
  readonly says: string;
  readonly links: readonly FundingLink[];
  readonly findings: readonly Finding[];
}

export async function checkFunding(bytes: Uint8Array, format: FundingFormat): Promise<FundingCheck> {
  switch (format) {
    case 'funding.json': {
      const reading = readFundingManifest(bytes);
      return checked(format, sayManifest(reading), reading.findings);
    }
    case 'FUNDING.yml': {
      const { links, findings } = await readFundingYml(bytes);
      return { ...checked(format, sayLinks(links), findings), links };
    }
    case 'codemeta.json': {
      const { codemeta, findings } = readCodemeta(bytes);
      const parts =
        codemeta === null
          ? []
          : [
              codemeta.name,
              ...codemeta.licences.map(({ spdx, written }) => spdx ?? written),
              codemeta.funders.length > 0 ? `funded by ${codemeta.funders.map(({ name }) => name).join(', ')}` : null,
              ...codemeta.funding.map(({ text }) => text),
            ];
      return checked(format, parts.filter((part) => part !== null).join(', '), findings);
    }
    case 'funding-manifest-urls': {
      const { urls, findings } = readWellKnown(bytes);
      return checked(format, urls.length === 0 ? '' : `lists ${count(urls.length, 'manifest')}`, findings);
    }
    default:
      return format satisfies never;
  }
}

function checked(format: FundingFormat, says: string, findings: readonly Finding[]): FundingCheck {
  return { format, says, findings, links: [], isValid: !findings.some(({ severity }) => severity === 'error') };
}

/** Told by the name of the file, else by how the text begins. */
export function fundingFormatOf(path: string, bytes: Uint8Array): FundingFormat {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'codemeta.json') return 'codemeta.json';
  if (name === 'funding-manifest-urls') return 'funding-manifest-urls';
  if (/\.ya?ml$/.test(name)) return 'FUNDING.yml';
  const beginning = new TextDecoder().decode(bytes.subarray(0, 4000));
  if (!name.endsWith('.json') && !/^\s*[[{]/.test(beginning))
    return /^\s*https?:\/\//.test(beginning) ? 'funding-manifest-urls' : 'FUNDING.yml';
  return /"@context"/.test(beginning) ? 'codemeta.json' : 'funding.json';
}

/** "v1.1.0 valid: Example Foundation, 2 projects, 1 channel, 3 plans"; "is no valid manifest: 2 faults, the first at $.projects". */
export function sayManifest(reading: ManifestReading): string {
  if (reading.manifest === null) {
    const wrong = reading.findings.filter(({ severity }) => severity === 'error');
    const where = wrong.length === 1 ? 'at' : 'the first at';
    return `is no valid manifest: ${count(wrong.length, 'fault')}, ${where} ${wrong[0]?.path ?? '$'}`;
  }
  const { entity, projects, funding } = reading.manifest;
  const parts = [
    entity.name,
    count(projects.length, 'project'),
    count(funding.channels.length, 'channel'),
    count(funding.plans.length, 'plan'),
  ];
  return `${reading.version ?? 'no version given,'} valid: ${parts.join(', ')}`;
}
