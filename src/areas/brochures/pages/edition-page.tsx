import type { VNode } from 'preact';
import { Actions, Button, Link, Notice, SheetPage, urls } from '../../../look/index.ts';
import type { Sheet } from '../sheet.ts';
import { BrochureSheet } from './sheet.tsx';

export interface EditionPageProps {
  readonly sheet: Sheet;
  /** Null where a copy is not given out any more. */
  readonly pdf: string | null;
  /** Why not. */
  readonly pdfGone: string | null;
  /** A newer public edition of the same brochure. */
  readonly newer: { readonly to: string; readonly number: number } | null;
  /** Signed-in people of the workspace find their way back. */
  readonly record: string | null;
}

/** The page that is passed on: the brochure itself, and little else. */
export function EditionPage({ sheet, pdf, pdfGone, newer, record }: EditionPageProps): VNode {
  return (
    <SheetPage>
      {newer !== null && (
        <Notice tone="waiting" head="There is a newer edition">
          <Link to={newer.to}>Edition {newer.number}</Link>
        </Notice>
      )}
      {pdfGone !== null && (
        <Notice tone="waiting" head="Not everything in this brochure stands any more">
          {pdfGone}
        </Notice>
      )}
      <BrochureSheet sheet={sheet} headLevel={1} />
      <Actions>
        {pdf !== null && (
          <Button kind="first" to={pdf}>
            Download the PDF
          </Button>
        )}
        {record !== null && <Link to={record}>Editions and showings</Link>}
        {record === null && <Link to={urls.how({})}>How it works</Link>}
      </Actions>
    </SheetPage>
  );
}
