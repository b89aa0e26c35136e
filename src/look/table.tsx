/** Tables, set as in a journal: rules above and below the head and at the foot, hairlines between rows. */
import type { ComponentChildren, VNode } from 'preact';
import { Link } from './text.tsx';

export interface Column<Row> {
  /** The head of the column; on phones the label beside the value. */
  readonly head: string;
  /** Null where there is nothing: a dash in the table, left out of the record on a phone. */
  readonly cell: (row: Row) => ComponentChildren;
  /** `number` aligns right; `title` is the serif of names; `source` keeps evidence links in second ink. */
  readonly kind?: 'text' | 'number' | 'title' | 'source';
  /** The cell that names its row: bold, and the first line of the record on a phone. */
  readonly rowHead?: boolean;
  readonly nowrap?: boolean;
  /** Makes the head a link that sorts; needs `sort` on the table. */
  readonly sortBy?: string;
  /** What stands under the column in the foot. */
  readonly foot?: ComponentChildren;
}

export interface Sorting {
  readonly by: string;
  readonly descending: boolean;
  readonly to: (by: string, descending: boolean) => string;
}

/** A wide table becomes a list of records on a phone; `phone="table"` keeps a small numeric one as it is. */
export function Table<Row>({
  number,
  caption,
  hideCaption = false,
  columns,
  rows,
  sort,
  dense = false,
  phone = 'records',
  rowId,
  isVoid,
  empty = 'Nothing here yet.',
}: {
  /** "Table 2." */
  readonly number?: string;
  /** What the table shows; always there for those who listen, hidden from view with `hideCaption`. */
  readonly caption: ComponentChildren;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly sort?: Sorting;
  /** 22 px lines closer together, for long lists. */
  readonly dense?: boolean;
  readonly phone?: 'records' | 'table';
  /** An id for links to a row; must be unique on the page. */
  readonly rowId?: (row: Row) => string;
  /** Reversed and reversing entries: second ink, kept. */
  readonly isVoid?: (row: Row) => boolean;
  /** Said in place of rows. */
  readonly empty?: ComponentChildren;
}): VNode {
  const hasFoot = columns.some((column) => column.foot !== undefined);
  const records = phone === 'records';
  const cssClass = [records ? 'stack' : 'keep', dense ? 'dense' : ''].filter((word) => word !== '').join(' ');
  // Roles are said again because records on a phone are no table boxes, and browsers then forget what they were.
  return (
    <div class="tablebox">
      <table class={cssClass} role="table">
        <caption class={hideCaption ? 'unseen' : undefined}>
          {number !== undefined && <b>{number} </b>}
          {caption}
        </caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <Head column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.length === 0 && (
            <tr role="row" class="nothing">
              <td role="cell" colSpan={columns.length}>
                <div class="cell">{empty}</div>
              </td>
            </tr>
          )}
          {rows.map((row) => (
            <tr role="row" id={rowId?.(row)} class={isVoid?.(row) === true ? 'void' : undefined}>
              {columns.map((column) => (
                <Cell column={column} content={column.cell(row)} dash />
              ))}
            </tr>
          ))}
        </tbody>
        {hasFoot && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Cell column={column} content={column.foot} dash={false} />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

function Head<Row>({ column, sort }: { readonly column: Column<Row>; readonly sort: Sorting | undefined }): VNode {
  const cssClass = column.kind === 'number' ? 'n' : undefined;
  if (sort === undefined || column.sortBy === undefined) {
    return (
      <th scope="col" role="columnheader" class={cssClass}>
        {column.head}
      </th>
    );
  }
  const current = sort.by === column.sortBy;
  return (
    <th
      scope="col"
      role="columnheader"
      class={cssClass}
      aria-sort={current ? (sort.descending ? 'descending' : 'ascending') : undefined}
    >
      <Link to={sort.to(column.sortBy, current && !sort.descending)}>
        {column.head}
        {current && <span aria-hidden="true">{sort.descending ? ' ↓' : ' ↑'}</span>}
      </Link>
    </th>
  );
}

function Cell<Row>({
  column,
  content,
  dash,
}: {
  readonly column: Column<Row>;
  readonly content: ComponentChildren;
  readonly dash: boolean;
}): VNode {
  const absent = content === null || content === undefined || content === '' || content === false;
  const words = [
    column.kind === 'number' ? 'n' : '',
    column.kind === 'title' ? 'lead' : '',
    column.kind === 'source' ? 'source' : '',
    column.rowHead === true ? 'top' : '',
    column.nowrap === true ? 'nowrap' : '',
    absent ? 'none' : '',
  ];
  const cssClass = words.filter((word) => word !== '').join(' ') || undefined;
  const inner = (
    <div class="cell">
      {absent ? (
        dash ? (
          <span class="quiet" aria-label="none">
            –
          </span>
        ) : null
      ) : (
        content
      )}
    </div>
  );
  // A foot may have nothing under the row heads, and a head without words is none.
  return column.rowHead === true && (!absent || dash) ? (
    <th scope="row" role="rowheader" class={cssClass} data-l={column.head}>
      {inner}
    </th>
  ) : (
    <td role="cell" class={cssClass} data-l={column.head}>
      {inner}
    </td>
  );
}
