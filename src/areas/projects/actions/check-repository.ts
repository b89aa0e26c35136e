import { refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Reach } from '../../../outside/addresses/index.ts';
import { checkRepositoryUrl, gitRefusals, type CheckedUrl } from '../../../outside/git/index.ts';

/** Whether a repository may be fetched from an address: names are looked up, so this runs with no transaction open. */
export async function checkRepository(reach: Reach, text: string): Promise<Outcome<CheckedUrl, 'url-refused'>> {
  const checked = await checkRepositoryUrl(text, reach);
  return refused(checked) ? refuseAddress(checked) : checked;
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
