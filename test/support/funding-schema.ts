/**
 * Our own transcription of the JSON schema of funding.json v1.1.0 (draft-07, fundingjson.org), made from the description of each
 * field in our notes on funding formats, not copied. It has no `additionalProperties: false`, as the original has none, and asks
 * for no version. `strictProblems` below says, again on its own, what floss.fund's validator demands beyond it: the two together
 * judge what our writer emits without sharing a line with it.
 */
import { Ajv } from 'ajv';

const GUID = { type: 'string', pattern: '^[a-z0-9-]*$', maxLength: 32 } as const;
const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;

const address = (isEmptyAllowed: boolean) =>
  ({
    type: 'object',
    required: ['url'],
    properties: {
      url: { type: 'string', maxLength: 250, pattern: isEmptyAllowed ? '^(|https?://.+)$' : '^https?://.+$' },
      wellKnown: { type: 'string', maxLength: 250, pattern: '^(|https?://.+/\\.well-known/funding-manifest-urls)$' },
    },
  }) as const;

export const FUNDING_SCHEMA = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  required: ['entity', 'funding'],
  properties: {
    $schema: { type: 'string' },
    version: { type: 'string' },
    entity: {
      type: 'object',
      required: ['type', 'role', 'name', 'email', 'description', 'webpageUrl'],
      properties: {
        type: { enum: ['individual', 'group', 'organisation', 'other'] },
        role: { enum: ['owner', 'steward', 'maintainer', 'contributor', 'other'] },
        name: text(250),
        email: text(250),
        phone: text(32),
        description: text(2000),
        webpageUrl: address(true),
      },
    },
    projects: {
      type: 'array',
      items: {
        type: 'object',
        required: ['guid', 'name', 'description', 'webpageUrl', 'repositoryUrl', 'licenses', 'tags'],
        properties: {
          guid: GUID,
          name: text(250),
          description: text(2000),
          webpageUrl: address(false),
          repositoryUrl: address(false),
          licenses: { type: 'array', maxItems: 5, items: { type: 'string' } },
          tags: { type: 'array', maxItems: 10, items: { type: 'string', pattern: '^[a-z0-9-]+$', maxLength: 32 } },
        },
      },
    },
    funding: {
      type: 'object',
      required: ['channels', 'plans'],
      properties: {
        channels: {
          type: 'array',
          items: {
            type: 'object',
            required: ['guid', 'type'],
            properties: {
              guid: GUID,
              type: { enum: ['bank', 'payment-provider', 'cheque', 'cash', 'other'] },
              address: text(250),
              description: text(500),
            },
          },
        },
        plans: {
          type: 'array',
          items: {
            type: 'object',
            required: ['guid', 'status', 'name', 'amount', 'currency', 'frequency', 'channels'],
            properties: {
              guid: GUID,
              status: { enum: ['active', 'inactive'] },
              name: text(250),
              description: text(500),
              amount: { type: 'number' },
              currency: { type: 'string', pattern: '^[A-Z]{3}$' },
              frequency: { enum: ['one-time', 'weekly', 'fortnightly', 'monthly', 'yearly', 'other'] },
              channels: { type: 'array', items: GUID },
            },
          },
        },
        history: {
          type: 'array',
          items: {
            type: 'object',
            required: ['year', 'currency'],
            properties: {
              year: { type: 'integer' },
              income: { type: 'number' },
              expenses: { type: 'number' },
              taxes: { type: 'number' },
              currency: { type: 'string', pattern: '^[A-Z]{3}$' },
              description: text(500),
            },
          },
        },
      },
    },
  },
} as const;

const check = new Ajv({ allErrors: true, strict: false }).compile(FUNDING_SCHEMA);

/** What the schema has against a text, empty when nothing. */
export function schemaProblems(json: string): readonly string[] {
  return check(JSON.parse(json))
    ? []
    : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

interface Raw {
  readonly version?: string;
  readonly entity: {
    readonly name: string;
    readonly email: string;
    readonly description: string;
    readonly phone?: string;
  };
  readonly projects?: readonly {
    readonly guid: string;
    readonly name: string;
    readonly description: string;
    readonly licenses: readonly string[];
    readonly tags: readonly string[];
  }[];
  readonly funding: {
    readonly channels: readonly { readonly guid: string; readonly address?: string; readonly description?: string }[];
    readonly plans: readonly {
      readonly guid: string;
      readonly name: string;
      readonly description?: string;
      readonly amount: number;
      readonly channels: readonly string[];
    }[];
    readonly history?: readonly { readonly year: number; readonly income?: number; readonly expenses?: number }[];
  };
}

/** What floss.fund's validator has against a text that the schema takes; it measures texts in bytes. */
export function strictProblems(json: string): readonly string[] {
  const { version, entity, projects = [], funding } = JSON.parse(json) as Raw;
  const problems: string[] = [];
  const within = (what: string, n: number, least: number, most: number): void => {
    if (!(n >= least && n <= most)) problems.push(`${what} is ${n}, not ${least} to ${most}`);
  };
  const bytes = (what: string, one: string | undefined, least: number, most: number): void =>
    within(what, Buffer.byteLength(one ?? ''), least, most);
  const guids = (what: string, all: readonly { readonly guid: string }[]): void => {
    for (const { guid } of all) {
      bytes(`${what} guid`, guid, 3, 32);
      if (!/^[a-z0-9][a-z0-9-]*[a-z0-9]$/.test(guid) || guid.includes('--')) problems.push(`${what} guid ${guid}`);
    }
    if (new Set(all.map(({ guid }) => guid)).size !== all.length) problems.push(`${what} guids are not unique`);
  };
  if (version !== 'v1.1.0') problems.push(`version ${version ?? 'missing'}`);
  bytes('entity name', entity.name, 2, 250);
  bytes('entity email', entity.email, 3, 250);
  if (!/^[^@\s]+@[^@\s]+$/.test(entity.email)) problems.push('entity email');
  bytes('entity description', entity.description, 5, 2000);
  if (entity.phone !== undefined && !/^\+?(\d+-)*\d+$/.test(entity.phone)) problems.push('entity phone');
  within('projects', projects.length, 1, 30);
  guids('project', projects);
  for (const project of projects) {
    bytes('project name', project.name, 1, 250);
    bytes('project description', project.description, 5, 2000);
    within('licences', project.licenses.length, 1, 5);
    for (const one of project.licenses) {
      bytes('licence', one, 2, 64);
      if (one.startsWith('spdx:') && !/^spdx:[\w.+-]+$/.test(one)) problems.push(`licence ${one}`);
    }
    within('tags', project.tags.length, 1, 10);
    for (const tag of project.tags) {
      bytes('tag', tag, 2, 32);
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(tag)) problems.push(`tag ${tag}`);
    }
  }
  within('channels', funding.channels.length, 1, 10);
  guids('channel', funding.channels);
  for (const channel of funding.channels) {
    bytes('channel address', channel.address, 0, 250);
    bytes('channel description', channel.description, 0, 500);
  }
  within('plans', funding.plans.length, 1, 10);
  guids('plan', funding.plans);
  const known = new Set(funding.channels.map(({ guid }) => guid));
  for (const plan of funding.plans) {
    bytes('plan name', plan.name, 3, 250);
    bytes('plan description', plan.description, 0, 500);
    within('amount', plan.amount, 0, 1e9);
    for (const channel of plan.channels) if (!known.has(channel)) problems.push(`plan channel ${channel}`);
  }
  within('history', funding.history?.length ?? 0, 0, 50);
  for (const { year, income = 0, expenses = 0 } of funding.history ?? []) {
    within('year', year, 1970, 2075);
    within('income', income, 0, 1e9);
    within('expenses', expenses, 0, 1e9);
  }
  within('bytes', Buffer.byteLength(json), 0, 320_000);
  return problems;
}
