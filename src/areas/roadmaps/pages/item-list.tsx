/** The items of a document, each with its status, its place and whatever a person corrected. */
import type { ComponentChildren, VNode } from 'preact';
import { shorten } from '../../../kernel/text.ts';
import {
  ActionForm,
  Bullets,
  Code,
  DateText,
  EvidenceLink,
  ExternalLink,
  FileLink,
  Link,
  State,
  urls,
  Why,
} from '../../../look/index.ts';
import type { ItemCorrection, KeptReading, NamedProject, ShownItem, Status } from '../types.ts';
import { itemNumber, placeOf } from './document-body.tsx';
import { CHANGE_WORDS, sectionWords, STATUS_MARKS, STATUS_WORDS } from './words.ts';

export type Source = Pick<KeptReading, 'id' | 'repository' | 'url' | 'commit' | 'path'>;

export function StatusMark({ status, children }: { readonly status: Status; readonly children?: ComponentChildren }) {
  const [mark, tone] = STATUS_MARKS[status];
  return (
    <State mark={mark} tone={tone}>
      {children ?? STATUS_WORDS[status]}
    </State>
  );
}

interface ItemListProps {
  readonly project: NamedProject;
  readonly source: Source;
  readonly items: readonly ShownItem[];
  /** Whether the document with its places stands on the same page. */
  readonly hasPlaces: boolean;
  /** The round whose page this is. */
  readonly at: string;
  readonly mayCorrect: boolean;
}

/** In the order of the document, under its headings. */
export function ItemList(props: ItemListProps): VNode {
  const groups: { section: readonly string[]; items: ShownItem[] }[] = [];
  for (const item of props.items) {
    const last = groups.at(-1);
    if (last !== undefined && sectionWords(last.section) === sectionWords(item.section)) last.items.push(item);
    else groups.push({ section: item.section, items: [item] });
  }
  return (
    <>
      {groups.map(({ section, items }) => (
        <>
          {section.length > 0 && <h3 class="item-group">{sectionWords(section)}</h3>}
          <ul class="items">
            {items.map((item) => (
              <li id={item.anchor}>
                <ItemEntry {...props} item={item} />
              </li>
            ))}
          </ul>
        </>
      ))}
    </>
  );
}

/** A plan is proposed unless it says otherwise: only what goes beyond that is worth a word. */
function statedWords({ status, statusStated, corrections }: ShownItem): string | null {
  if (corrections.some(({ change }) => change.kind === 'restate')) return 'as corrected';
  if (statusStated) return 'as stated';
  return status === 'proposed' ? null : 'inferred';
}

/** "lines 36–41" of the document, linked to them at its source; with the path when they stand in another file. */
export function PlaceLink({
  source,
  path,
  lines,
}: {
  readonly source: Source;
  readonly path: string;
  readonly lines: readonly [number, number];
}): VNode {
  const { url: repository, commit } = source;
  if (path !== source.path) return <EvidenceLink repository={repository} commit={commit} path={path} lines={lines} />;
  const [first, last] = lines;
  return (
    <span class="source">
      <FileLink repository={repository} commit={commit} path={path} lines={lines}>
        {first === last ? `line ${first}` : `lines ${first}–${last}`}
      </FileLink>
    </span>
  );
}

const MOST_PARTS = 40;
const MOST_LINKS = 12;

function ItemEntry({
  project,
  at,
  source,
  item,
  hasPlaces,
  mayCorrect,
}: ItemListProps & { readonly item: ShownItem }): VNode {
  const place = placeOf(`item-${itemNumber(item.anchor)}`);
  return (
    <>
      <p class="lead">
        {hasPlaces && (
          <span class="item-number" aria-hidden="true">
            {itemNumber(item.anchor)}
          </span>
        )}
        {hasPlaces ? <Link to={`#${place}`}>{item.title}</Link> : item.title}
      </p>
      <p class="item-facts">
        <StatusMark status={item.status} />
        {statedWords(item) !== null && <span>{statedWords(item)}</span>}
        {item.places.map((place) => (
          <PlaceLink source={source} {...place} />
        ))}
        {mayCorrect && (
          <Link to={urls.correctItem({ project: project.slug, item: item.key }, { document: source.id, at })}>
            Correct<span class="unseen"> “{item.title}”</span>
          </Link>
        )}
      </p>
      {item.corrections.map((correction) => (
        <CorrectionLine project={project} correction={correction} readAs={item.readAs} mayCorrect={mayCorrect} />
      ))}
      {item.readAs !== null && item.corrections.length === 0 && (
        <p class="fine">Split from “{item.readAs.title}”, as corrected above.</p>
      )}
      {item.parts.length > 0 && (
        <Why summary={item.parts.length === 1 ? 'One part' : `${item.parts.length} parts`}>
          <Bullets
            items={[
              ...item.parts.slice(0, MOST_PARTS).map((part) => (
                <>
                  {shorten(part.title, 160)}
                  {part.status !== item.status && (
                    <>
                      {' '}
                      <StatusMark status={part.status} />
                    </>
                  )}
                </>
              )),
              ...(item.parts.length > MOST_PARTS ? [`and ${item.parts.length - MOST_PARTS} more`] : []),
            ]}
          />
        </Why>
      )}
      {item.links.length > 0 && (
        <p class="fine item-links">
          <span class="unseen">Links: </span>
          {item.links.slice(0, MOST_LINKS).map((link, at) => (
            <>
              {at > 0 && ', '}
              <ItemLink link={link} />
            </>
          ))}
          {item.links.length > MOST_LINKS && `, and ${item.links.length - MOST_LINKS} more`}
        </p>
      )}
    </>
  );
}

/** `ref:NEP47` and `#123` name things; addresses are followed when they are safe to follow. */
function ItemLink({ link }: { readonly link: string }): VNode {
  if (link.startsWith('ref:')) return <Code>{shorten(link.slice(4), 60)}</Code>;
  if (!/^[a-z][a-z0-9+.-]*:/i.test(link)) return <>{shorten(link, 60)}</>;
  return <ExternalLink href={link}>{shorten(link.replace(/^https:\/\/(?:www\.)?/, ''), 48)}</ExternalLink>;
}

function CorrectionLine({
  project,
  correction,
  readAs,
  mayCorrect,
}: {
  readonly project: NamedProject;
  readonly correction: ItemCorrection;
  readonly readAs: ShownItem['readAs'];
  readonly mayCorrect: boolean;
}): VNode {
  return (
    <div class="item-correction">
      <p class="fine">
        <b>Corrected.</b> {wasWords(correction, readAs)} {ended(correction.reason)}
        {correction.link !== null && (
          <>
            {' '}
            <ExternalLink href={correction.link}>Source</ExternalLink>
          </>
        )}{' '}
        <CorrectedBy correction={correction} />
      </p>
      {mayCorrect && (
        <ActionForm
          action={urls.withdrawItemCorrection({ project: project.slug, correction: correction.id })}
          kind="plain"
        >
          Withdraw<span class="unseen"> the correction of “{correction.was.title}”</span>
        </ActionForm>
      )}
    </div>
  );
}

/** A reason is a sentence, also where its writer left the stop out: a name follows it. */
function ended(reason: string): string {
  return /[\p{L}\p{N}]$/u.test(reason) ? `${reason}.` : reason;
}

function wasWords({ change }: ItemCorrection, readAs: ShownItem['readAs']): string {
  switch (change.kind) {
    case 'retitle':
      return `Read as “${readAs?.title ?? ''}”.`;
    case 'restate':
      return `Read as ${STATUS_WORDS[readAs?.status ?? 'unclear'].toLowerCase()}.`;
    case 'set-aside':
      return 'Read as an item.';
    case 'split':
      return `Read as one item, “${readAs?.title ?? ''}”.`;
    case 'merge':
      return `Read apart from ${change.others.map(({ title }) => `“${title}”`).join(', ')}.`;
  }
}

export function CorrectedBy({ correction }: { readonly correction: ItemCorrection }): VNode {
  const { byName, hat, forProject, at } = correction;
  return (
    <>
      {byName}
      {hat !== null && `, ${hat}`}, {forProject ? 'for the project' : 'for the workspace'}, <DateText at={at} />.
    </>
  );
}

/** Corrections whose item is gone or has changed too much. */
export function UnfitCorrections({
  project,
  unfit,
  mayCorrect,
}: {
  readonly project: NamedProject;
  readonly unfit: readonly ItemCorrection[];
  readonly mayCorrect: boolean;
}): VNode {
  return (
    <ul class="items">
      {unfit.map((correction) => (
        <li>
          <p class="lead">{correction.was.title}</p>
          <p class="item-facts">
            <span>
              {CHANGE_WORDS[correction.change.kind]}
              {correction.change.kind === 'retitle' && `: “${correction.change.title}”`}
              {correction.change.kind === 'restate' && `: ${STATUS_WORDS[correction.change.status].toLowerCase()}`}
              {correction.change.kind === 'split' && `: ${correction.change.titles.join('; ')}`}
            </span>
            <span class="path">{correction.path}</span>
          </p>
          <p class="fine">
            {ended(correction.reason)} <CorrectedBy correction={correction} />
          </p>
          {mayCorrect && (
            <ActionForm
              action={urls.withdrawItemCorrection({ project: project.slug, correction: correction.id })}
              kind="plain"
            >
              Withdraw<span class="unseen"> the correction of “{correction.was.title}”</span>
            </ActionForm>
          )}
        </li>
      ))}
    </ul>
  );
}
