/**
 * A document as a reader would want it, set from its tree. The text is hostile: links go through look's components or stay words,
 * pictures are named and not fetched, markup is left out, and there is an end to how much is set.
 */
import type { ComponentChildren, VNode } from 'preact';
import { slug } from '../../../kernel/text.ts';
import { Code, ExternalLink, FileLink, Link, Mark, Path } from '../../../look/index.ts';
import type { Block, DocumentTree, Inline, Row, Section, Table } from '../../../reading/document/index.ts';

export interface BodyFile {
  readonly path: string;
  readonly tree: DocumentTree | null;
}

/** An item to be marked at its place. */
export interface BodyItem {
  readonly anchor: string;
  readonly title: string;
  readonly path: string;
  readonly first: number;
}

interface BodyProps {
  readonly repository: string;
  readonly commit: string;
  /** The document, then the files that it includes. */
  readonly files: readonly BodyFile[];
  readonly items: readonly BodyItem[];
}

/** The id of an item's place in the document. */
export function placeOf(anchor: string): string {
  return `place-${anchor}`;
}

/** Its number in the document: "12" for the first and the second of a split one. */
export function itemNumber(anchor: string): string {
  return anchor.split('-')[1] ?? '';
}

/** Blocks set at most; a longer text is read at its source. */
const MOST_BLOCKS = 12_000;
/** Below the page's own h1. */
const FIRST_HEADING = 2;

export function DocumentBody(props: BodyProps): VNode {
  const [document] = props.files;
  if (document?.tree == null) return <></>;
  const page: Page = { left: MOST_BLOCKS, ids: new Set() };
  const setting = new Setting(props, document, 0, page);
  const body = setting.blocks(document.tree.children, FIRST_HEADING);
  return (
    <>
      {body}
      {page.left <= 0 && <p class="fine">The document goes on; from here it is best read at its source.</p>}
    </>
  );
}

/** Set apart, such as the files of a folder that the page shows when the site is built. */
export function FileBody(props: BodyProps & { readonly file: BodyFile }): VNode {
  if (props.file.tree === null) return <></>;
  const page: Page = { left: MOST_BLOCKS, ids: new Set() };
  return <>{new Setting(props, props.file, 1, page).blocks(props.file.tree.children, FIRST_HEADING + 1)}</>;
}

/** What is left of the page's room, and the ids that are taken. */
interface Page {
  left: number;
  readonly ids: Set<string>;
}

const MOST_INCLUDES_DEEP = 3;
/** What such a directive holds is for the machine that builds the site. */
const UNSHOWN = new Set([
  'toctree',
  'contents',
  'meta',
  'raw',
  'index',
  'role',
  'default-role',
  'currentmodule',
  'module',
  'tabularcolumns',
  'highlight',
]);
const PICTURES = new Set(['image', 'figure', 'thumbnail']);

/** One file being set, from top to bottom; each item is marked where its first line is met. */
class Setting {
  readonly #props: BodyProps;
  readonly #file: BodyFile;
  readonly #depth: number;
  readonly #due: BodyItem[];
  readonly #headings: ReadonlySet<string>;
  readonly #page: Page;

  constructor(props: BodyProps, file: BodyFile, depth: number, page: Page) {
    this.#props = props;
    this.#page = page;
    this.#file = file;
    this.#depth = depth;
    this.#due = props.items.filter(({ path }) => path === file.path).toSorted((a, b) => a.first - b.first);
    this.#headings = new Set(file.tree === null ? [] : headingsIn(file.tree.children).map((title) => slug(title)));
  }

  blocks(blocks: readonly Block[], heading: number): ComponentChildren {
    const out: ComponentChildren[] = [];
    for (const block of blocks) {
      if (this.#page.left-- <= 0) break;
      out.push(this.#block(block, heading));
    }
    return out;
  }

  #block(block: Block, heading: number): ComponentChildren {
    switch (block.kind) {
      case 'section':
        return this.#section(block, heading);
      case 'paragraph':
        return (
          <p>
            {this.#places(block.last)}
            {this.#inline(block.inline)}
          </p>
        );
      case 'list': {
        const items = block.items.map((item) => (
          <li class={item.checked === null ? undefined : 'task'}>
            {item.checked !== null && (
              <span class="box">
                <Mark name={item.checked ? 'square-full' : 'square-hollow'} />
                <span class="unseen">{item.checked ? 'Done:' : 'Open:'}</span>
              </span>
            )}
            {item.children[0]?.kind !== 'paragraph' && this.#places(item.first)}
            {this.#tight(item.children, heading)}
          </li>
        ));
        return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>;
      }
      case 'definitions':
        return (
          <dl>
            {block.entries.map((entry) => (
              <>
                <dt>
                  {this.#places(entry.termLines.first)}
                  {this.#inline(entry.term)}
                </dt>
                {entry.children.length > 0 && <dd>{this.#tight(entry.children, heading)}</dd>}
              </>
            ))}
          </dl>
        );
      case 'table':
        return this.#table(block, heading);
      case 'fields':
        return (
          <dl class="fields">
            {block.fields.map((field) => (
              <>
                <dt>{field.name}</dt>
                <dd>{this.#tight(field.children, heading)}</dd>
              </>
            ))}
          </dl>
        );
      case 'literal':
        return (
          <pre>
            <code>{written(block.text)}</code>
          </pre>
        );
      case 'quote':
        return <blockquote>{this.blocks(block.children, heading)}</blockquote>;
      case 'transition':
        return <hr />;
      case 'include':
        return this.#include(block.target, heading);
      case 'directive': {
        if (UNSHOWN.has(block.name)) return null;
        if (PICTURES.has(block.name)) {
          const words = block.options.find(({ name }) => name === 'alt')?.value ?? '';
          return (
            <>
              <p class="fine">Picture{words === '' ? '' : `: ${words}`}</p>
              {this.blocks(block.children, heading)}
            </>
          );
        }
        if (block.children.length === 0) return null;
        if (!ADMONITIONS.has(block.name)) return this.blocks(block.children, heading);
        return (
          <div class="admonition">
            <p class="label">{block.name === 'admonition' ? block.argument : block.name}</p>
            {this.blocks(block.children, heading)}
          </div>
        );
      }
      case 'target':
        return block.of === 'footnote' && block.children.length > 0 ? (
          <div class="footnote">
            <span class="fine">{block.name}</span>
            <div>{this.blocks(block.children, heading)}</div>
          </div>
        ) : null;
      case 'comment':
      case 'markup':
        return null;
    }
  }

  #section(section: Section, heading: number): VNode {
    const Heading = `h${Math.min(heading, 6)}` as 'h3';
    return (
      <>
        <Heading id={this.#newId(idOf(this.#file.path, this.#depth, slug(plain(section.title))))}>
          {this.#places(section.heading.first)}
          {this.#inline(section.title)}
        </Heading>
        {this.blocks(section.children, heading + 1)}
      </>
    );
  }

  /** An entry that is one paragraph needs none around it. */
  #tight(blocks: readonly Block[], heading: number): ComponentChildren {
    const [first, ...rest] = blocks;
    if (first?.kind !== 'paragraph' || rest.some(({ kind }) => kind === 'paragraph'))
      return this.blocks(blocks, heading);
    this.#page.left -= 1;
    return (
      <>
        {this.#places(first.last)}
        {this.#inline(first.inline)}
        {this.blocks(rest, heading)}
      </>
    );
  }

  #table(table: Table, heading: number): VNode {
    const row = (one: Row, isHead: boolean): VNode => (
      <tr>
        {one.cells.map((cell, at) => {
          const inner = (
            <>
              {at === 0 && this.#places(one.first)}
              {this.#tight(cell.children, heading)}
            </>
          );
          return isHead ? <th scope="col">{inner}</th> : <td>{inner}</td>;
        })}
      </tr>
    );
    this.#page.left -= table.rows.length;
    return (
      <div class="wide-table" tabIndex={0} role="region" aria-label="Table">
        <table>
          {table.head.length > 0 && <thead>{table.head.map((one) => row(one, true))}</thead>}
          <tbody>{table.rows.map((one) => row(one, false))}</tbody>
        </table>
      </div>
    );
  }

  #include(target: string, heading: number): VNode {
    const file = this.#depth < MOST_INCLUDES_DEEP ? includedFile(target, this.#file, this.#props.files) : null;
    if (file?.tree == null) {
      return (
        <p class="fine">
          Here the document shows <Path path={target} />.
        </p>
      );
    }
    const inner = new Setting(this.#props, file, this.#depth + 1, this.#page);
    return (
      <div class="included">
        <p class="fine">
          From <Path path={file.path} />
        </p>
        {inner.blocks(file.tree.children, heading)}
      </div>
    );
  }

  /** Marks for the items that begin up to this line; each leads to its entry in the list and is led to from there. */
  #places(line: number): ComponentChildren {
    const marks: VNode[] = [];
    while (this.#due[0] !== undefined && this.#due[0].first <= line) {
      const { anchor, title } = this.#due.shift()!;
      marks.push(
        <span class="place" id={this.#newId(placeOf(anchor))}>
          <Link to={`#${anchor}`}>
            <span aria-hidden="true">{itemNumber(anchor)}</span>
            <span class="unseen">To the item “{title}”</span>
          </Link>
        </span>,
      );
    }
    return marks.length === 0 ? null : marks;
  }

  /** A file that is shown twice has each id once. */
  #newId(id: string): string | undefined {
    if (this.#page.ids.has(id)) return undefined;
    this.#page.ids.add(id);
    return id;
  }

  #inline(nodes: readonly Inline[]): ComponentChildren {
    return nodes.map((node) => {
      switch (node.kind) {
        case 'text':
          return written(node.text);
        case 'code':
          return <Code>{written(node.text)}</Code>;
        case 'strong':
          return <strong>{this.#inline(node.children)}</strong>;
        case 'emphasis':
          return <em>{this.#inline(node.children)}</em>;
        case 'struck':
          return <s>{this.#inline(node.children)}</s>;
        case 'role':
          if (CODE_ROLES.has(node.role)) return <Code>{written(node.text)}</Code>;
          return NUMBER_ROLES.has(node.role) && /^\d+$/.test(node.text) ? `#${node.text}` : written(node.text);
        case 'image':
          return node.text === '' ? null : <span class="quiet">[{written(node.text)}]</span>;
        case 'break':
          return <br />;
        case 'link':
          return this.#link(node.target, this.#inline(node.children));
      }
    });
  }

  #link(target: string | null, words: ComponentChildren): ComponentChildren {
    if (target === null) return words;
    if (target.startsWith('#')) {
      const name = slug(decoded(target.slice(1)));
      return this.#headings.has(name) ? (
        <Link to={`#${idOf(this.#file.path, this.#depth, name)}`}>{words}</Link>
      ) : (
        words
      );
    }
    const path = insidePath(target, this.#file.path);
    if (path === null) return <ExternalLink href={target}>{words}</ExternalLink>;
    const { repository, commit } = this.#props;
    return (
      <FileLink repository={repository} commit={commit} path={path}>
        {words}
      </FileLink>
    );
  }
}

/** Signs that turn the direction of a line round would show it otherwise than it is written. */
function written(text: string): string {
  return text.replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}

/** Roles that name parts of a program, and those that name a request or an issue by its number. */
const CODE_ROLES = new Set(['code', 'func', 'class', 'meth', 'mod', 'attr', 'exc', 'data', 'file']);
const NUMBER_ROLES = new Set(['issue', 'pr', 'pull', 'gh', 'ghissue', 'ghpull']);

const ADMONITIONS = new Set([
  'note',
  'warning',
  'tip',
  'hint',
  'important',
  'attention',
  'caution',
  'danger',
  'error',
  'seealso',
  'todo',
  'admonition',
]);

function headingsIn(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) =>
    block.kind === 'section' ? [plain(block.title), ...headingsIn(block.children)] : [],
  );
}

/** The document's own headings keep their names; those of included files carry the file's. */
function idOf(path: string, depth: number, name: string): string {
  return depth === 0 ? `text-${name}` : `text-${slug(path)}-${name}`;
}

function plain(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => ('children' in node ? plain(node.children) : 'text' in node ? node.text : ' '))
    .join('')
    .trim();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A path in the same repository, or null when the target is an address of its own or leads out of the tree. */
function insidePath(target: string, from: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('//') || target.startsWith('?')) return null;
  const [path = ''] = target.split(/[?#]/, 1);
  const steps = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const step of path.split('/')) {
    if (step === '' || step === '.') continue;
    if (step !== '..') steps.push(step);
    else if (steps.pop() === undefined) return null;
  }
  return steps.length === 0 ? null : steps.join('/');
}

/** The file that an include means: the one whose path ends like it. */
function includedFile(target: string, from: BodyFile, files: readonly BodyFile[]): BodyFile | null {
  const path = insidePath(target, from.path);
  const name = `/${target.split('/').at(-1) ?? ''}`;
  const others = files.filter((file) => file !== from && file !== files[0]);
  return others.find((file) => file.path === path) ?? others.find((file) => `/${file.path}`.endsWith(name)) ?? null;
}
