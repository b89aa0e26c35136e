/** Funding settings held against the rules of those who read manifests. Pure. */
import { money, readCurrency, type Currency } from '../../kernel/money.ts';
import { manifestFor } from '../../reading/funding/index.ts';
import type { FundingSettings } from './funding-types.ts';

/** What readers of manifests would refuse of them, by path: the same rules that read the manifests of others. */
export function faultsOf(
  settings: FundingSettings,
): readonly { readonly path: readonly string[]; readonly sentence: string }[] {
  const { entity, channels } = settings;
  if (entity === null) return [];
  const example = 'https://example.org/';
  const built = manifestFor({
    entity: { ...entity, phone: entity.phone ?? undefined } as Parameters<typeof manifestFor>[0]['entity'],
    projects: [
      {
        slug: 'example',
        name: 'Example',
        description: 'Example',
        webpageUrl: example,
        repositoryUrl: example,
        licence: 'MIT',
        tags: ['example'],
      },
    ],
    channels: channels.map(({ name, type, address, description }) => ({
      slug: name,
      type,
      ...(address === null ? {} : { address }),
      ...(description === null ? {} : { description }),
    })),
    plans: [
      {
        slug: 'example',
        status: 'active',
        name: 'Example',
        amount: money(readCurrency('USD') as Currency, 100n),
        frequency: 'one-time',
        channels: [],
      },
    ],
  });
  if (built.manifest !== null) return [];
  return built.findings.flatMap(({ path, sentence }) => {
    const found = /^\$\.(entity|funding\.channels)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(path);
    if (found === null) return [];
    const [, where, at, field] = found;
    if (where === 'entity') return [{ path: ['entity', ...(field === undefined ? [] : [field])], sentence }];
    // Without any channel there is only no manifest yet; the page says so.
    if (at === undefined) return [];
    return [{ path: ['channels', at, field === 'guid' || field === undefined ? 'name' : field], sentence }];
  });
}
