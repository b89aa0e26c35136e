import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Reach } from '../../../outside/addresses/index.ts';
import { checkRepositoryUrl, gitRefusals, readRepositoryUrl, type CheckedUrl } from '../../../outside/git/index.ts';

/** What an address says about itself, before anything is asked anywhere. */
export interface ReadAddress {
  readonly url: string;
  /** owner/name. */
  readonly name: string;
  readonly host: string;
}

/** Whether a repository may be fetched from an address: names are looked up, so this runs with no transaction open. */
export async function checkRepository(reach: Reach, text: string): Promise<Outcome<CheckedUrl, 'url-refused'>> {
  const checked = await checkRepositoryUrl(text, reach);
  return refused(checked) ? refuseAddress(checked) : checked;
}

/** As `checkRepository`, without looking names up: for a form that is not sent yet. */
export function readRepositoryAddress(reach: Reach, text: string): Outcome<ReadAddress, 'url-refused'> {
  const read = readRepositoryUrl(text, reach.policy);
  return refused(read) ? refuseAddress(read) : done({ url: read.done.url, name: read.done.id, host: read.done.host });
}

function refuseAddress({
  refused: code,
  because,
}: {
  readonly refused: keyof typeof gitRefusals;
  readonly because: object;
}) {
  return refuse('url-refused' as const, { field: 'url', code, why: gitRefusals[code].say({ ...because }) });
}
