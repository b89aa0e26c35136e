/** Small pieces of running text: dates, paths, links, quotations. */
import type { ComponentChildren, VNode } from 'preact';
import type { CalendarDate, Instant } from '../kernel/dates.ts';
import { showDate, showLongDate, showTime } from '../kernel/dates.ts';
import { showPath } from '../kernel/text.ts';
import type { EvidenceRef } from './links.ts';
import { commitUrl, evidenceUrl, ownPath, requestUrl, safeHref } from './links.ts';

/** A link inside this site; `to` comes from `urls`. Anything else is shown as plain text. */
export function Link({
  to,
  children,
  serif = false,
}: {
  readonly to: string;
  readonly children: ComponentChildren;
  /** A title in a list: serif, 19 px. */
  readonly serif?: boolean;
}): VNode {
  const href = ownPath(to);
  if (href === null) return <>{children}</>;
  return (
    <a href={href} class={serif ? 'lead' : undefined}>
      {children}
    </a>
  );
}

/** The only way an address from data becomes a link: https and mailto pass, everything else stays text. */
export function ExternalLink({
  href,
  children,
}: {
  readonly href: string;
  /** The address itself when left out. */
  readonly children?: ComponentChildren;
}): VNode {
  const safe = safeHref(href);
  const words = children ?? <span class="address">{showPath(href)}</span>;
  if (safe === null) return <>{words}</>;
  return (
    <a href={safe} rel="noreferrer nofollow">
      {words}
    </a>
  );
}

/** A short path with its lines, "doc/roadmap.rst:5–31", linked to the forge where one is known. */
export function EvidenceLink({
  repository,
  commit,
  path,
  lines = null,
  named = null,
}: EvidenceRef & {
  /** Said before the path when several repositories are meant: "numpy.org: content/index.md:41". */
  readonly named?: string | null;
}): VNode {
  const href = evidenceUrl({ repository, commit, path, lines });
  const words = (
    <>
      {named !== null && <>{showPath(named)}: </>}
      <PathWords path={path} lines={lines} />
    </>
  );
  if (href === null) return <span class="path">{words}</span>;
  return (
    <a class="path evidence-link" href={href} rel="noreferrer">
      {words}
    </a>
  );
}

/** Words that lead to a file of a repository, as it stands at a commit; plain words where no forge shows it. */
export function FileLink({ children, ...file }: EvidenceRef & { readonly children: ComponentChildren }): VNode {
  const href = evidenceUrl(file);
  if (href === null) return <>{children}</>;
  return (
    <a href={href} rel="noreferrer nofollow">
      {children}
    </a>
  );
}

/** "278f85f", linked to the commit's page where the forge is known. */
export function CommitLink({
  repository,
  commit,
}: {
  readonly repository: string | null;
  readonly commit: string;
}): VNode {
  const href = commitUrl(repository, commit);
  const short = <span class="path">{showPath(commit).slice(0, 7)}</span>;
  return href === null ? (
    short
  ) : (
    <a class="evidence-link" href={href} rel="noreferrer">
      {short}
    </a>
  );
}

/** "#11611", linked to the request's page where the forge is known. */
export function RequestLink({
  repository,
  number,
}: {
  readonly repository: string | null;
  readonly number: number;
}): VNode {
  const href = requestUrl(repository, number);
  return href === null ? (
    <>#{number}</>
  ) : (
    <a class="evidence-link" href={href} rel="noreferrer">
      #{number}
    </a>
  );
}

/** A path or a name from a repository in the mono face, with its lines. */
export function Path({ path, lines = null }: { readonly path: string; readonly lines?: EvidenceRef['lines'] }): VNode {
  return (
    <span class="path">
      <PathWords path={path} lines={lines} />
    </span>
  );
}

export function Code({ children }: { readonly children: ComponentChildren }): VNode {
  return <code>{children}</code>;
}

/** 14 Sep 2026 in tables and facts; `long` in full for running text; `time` adds the hour in UTC. */
export function DateText({
  at,
  long = false,
  time = false,
}: {
  readonly at: Instant | CalendarDate;
  readonly long?: boolean;
  readonly time?: boolean;
}): VNode {
  const day = long ? showLongDate(at) : showDate(at);
  const machine = typeof at === 'string' ? at : time ? at.toISOString() : at.toISOString().slice(0, 10);
  return (
    <time class="nowrap" dateTime={machine}>
      {time && typeof at !== 'string' ? `${day}, ${showTime(at)}` : day}
    </time>
  );
}

/** Stands after every invented person, organisation and sum. */
export function Example({ when }: { readonly when?: boolean }): VNode | null {
  if (when === false) return null;
  const mark = <span class="eg">example</span>;
  // With a condition it brings the space before it, which is not there without it.
  return when === undefined ? mark : <> {mark}</>;
}

/** The words of a person or a document, in serif behind a green rule. */
export function Quote({
  children,
  source,
}: {
  readonly children: ComponentChildren;
  readonly source?: ComponentChildren;
}): VNode {
  return (
    <figure class="quote">
      <blockquote>{children}</blockquote>
      {source !== undefined && <figcaption class="small">{source}</figcaption>}
    </figure>
  );
}

/** Control characters made visible, a place to break after each slash, the lines kept together. */
function PathWords({ path, lines }: { readonly path: string; readonly lines: EvidenceRef['lines'] }): VNode {
  const steps = showPath(path).split('/');
  const [first, last] = lines ?? [null, null];
  return (
    <>
      {steps.map((step, at) => (at === steps.length - 1 ? step : [`${step}/`, <wbr />]))}
      {first !== null && <span class="nowrap">{first === last ? `:${first}` : `:${first}–${last}`}</span>}
    </>
  );
}
