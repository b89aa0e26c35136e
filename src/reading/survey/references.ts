/** Issues and requests that a plan names, and which of them commits have closed since. */
import { requestNamedIn, type CommitOfBranch } from './balance.ts';
import { destinationOf } from './links.ts';
import { isBesideHeading, isRecordHeading } from './plan.ts';
import type { FoundRoadmap } from './roadmaps.ts';

const MOST_NUMBERS = 500;

/** Numbers of the document's own tracker that stand in its goals, with the first line that names each. */
export function numbersNamed({ document, plan }: FoundRoadmap): Map<number, number> {
  const numbers = new Map<number, number>();
  const note = (number: number, line: number): void => {
    if (number > 0 && numbers.size < MOST_NUMBERS && !numbers.has(number)) numbers.set(number, line);
  };
  const own = document.repository.toLowerCase();
  for (const section of plan.sections) {
    // What was finished and set apart is meant to be closed.
    if (section.headings.some((heading) => isRecordHeading(heading) || isBesideHeading(heading))) continue;
    for (let line = section.lines[0]; line <= section.lines[1]; line++) {
      const text = (document.lines[line - 1] ?? '').slice(0, 1000);
      for (const [, number] of text.matchAll(/(?<![\w/&#])#(\d{1,7})(?!\w)/g)) note(Number(number), line);
      for (const [address] of text.matchAll(
        /https?:\/\/[\w./-]{1,200}\/(?:issues|pull|merge_requests|pulls)\/\d{1,7}/g,
      )) {
        const repository = /^https?:\/\/[^/]+\/(.+?)\/(?:-\/)?(?:issues|pull|merge_requests|pulls)\/(\d+)$/.exec(
          address,
        );
        if (repository?.[1]?.toLowerCase() === own && destinationOf(address, document.path).kind !== 'nowhere')
          note(Number(repository[2]), line);
      }
    }
  }
  return numbers;
}

const CLOSES =
  /\b(?:close[sd]?|closing|fix(?:e[sd])?|fixing|resolve[sd]?|resolving|implement(?:s|ed)?|addresses)\b:?\s{0,3}(?:(?:issues?|gh|bug)\b[-\s]?)?((?:[\w.-]{1,60}\/[\w.-]{1,60})?#\d{1,7}(?:(?:,|\s|and){1,6}#\d{1,7}){0,10})/gi;

/** Numbers that these commits closed: by saying so, or by being the merge or squash of that number. */
export function closedBy(
  commits: readonly CommitOfBranch[],
): Map<number, { readonly at: number; readonly commit: string }> {
  const closed = new Map<number, { at: number; commit: string }>();
  const note = (number: number, { id, at }: CommitOfBranch): void => {
    const known = closed.get(number);
    if (known === undefined || at < known.at) closed.set(number, { at, commit: id });
  };
  for (const commit of commits) {
    const request = requestNamedIn(commit.subject, commit.body);
    if (request !== null) note(request, commit);
    const text = `${commit.subject}\n${commit.body.slice(0, 4000)}`;
    if (!text.includes('#')) continue;
    for (const [, list] of text.matchAll(CLOSES))
      for (const [, number] of list!.matchAll(/#(\d{1,7})/g)) note(Number(number), commit);
  }
  return closed;
}
