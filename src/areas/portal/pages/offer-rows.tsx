/** Offers in a list: the need and a sentence of it, whose it is, what it may take. */
import type { VNode } from 'preact';
import { WORK_TYPES } from '../../../kernel/vocabulary.ts';
import { Example, Link, Note, Table, urls, type Column } from '../../../look/index.ts';
import { offerFigures, type FoundOffer } from '../../roadmaps/index.ts';

export function OfferTable({
  offers,
  caption,
  empty,
  isOfOneProject = false,
  isShort = false,
}: {
  readonly offers: readonly FoundOffer[];
  readonly caption: string;
  readonly empty?: VNode;
  /** The project stands above the list already. */
  readonly isOfOneProject?: boolean;
  /** Without the kinds of work. */
  readonly isShort?: boolean;
}): VNode {
  const columns: readonly Column<FoundOffer>[] = [
    {
      head: 'Need',
      rowHead: true,
      cell: ({ slug, content }) => (
        <>
          <Link to={urls.offer({ offer: slug })} serif>
            {content.title}
          </Link>
          <Note>{content.summary}</Note>
        </>
      ),
    },
    ...(isOfOneProject
      ? []
      : [
          {
            head: 'Project',
            cell: ({ project }: FoundOffer) => (
              <>
                <Link to={urls.project({ project: project.slug })}>{project.name}</Link>
                <Example when={project.example} />
              </>
            ),
          },
        ]),
    ...(isShort
      ? []
      : [
          {
            head: 'Kinds of work',
            cell: ({ content }: FoundOffer) => content.workTypes.map((type) => WORK_TYPES[type]).join(', '),
          },
        ]),
    { head: 'Effort', kind: 'number', cell: ({ content }) => <Lines lines={offerFigures(content).effort} /> },
    {
      head: 'Estimate',
      kind: 'number',
      cell: ({ content }) => <Lines lines={offerFigures(content).sums} />,
    },
  ];
  return (
    <Table caption={caption} hideCaption rows={offers} columns={columns} {...(empty === undefined ? {} : { empty })} />
  );
}

function Lines({ lines }: { readonly lines: readonly string[] }): VNode | null {
  if (lines.length === 0) return null;
  return (
    <>
      {lines.map((line, at) => (
        <>
          {at > 0 && <br />}
          {line}
        </>
      ))}
    </>
  );
}
