/** What the architecture test knows of a file: whom it imports, what it exports, and a few things it must not do. */
import { isNode, nameOf, nodes, parse, walk, type Node } from '../../scripts/syntax.ts';

export interface SourceFile {
  /** From the repository's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Attributes that a browser follows: in an area their value is written there or made by `urls`. */
const FOLLOWED = new Set([
  'href',
  'src',
  'srcSet',
  'action',
  'formAction',
  'formaction',
  'xlinkHref',
  'data',
  'poster',
]);
/** On these a spread of properties could hide such an attribute. */
const FOLLOWING_TAGS = new Set(['a', 'area', 'form', 'iframe', 'img', 'link', 'object', 'script', 'source', 'video']);

export interface Import {
  readonly specifier: string;
  /** The names taken; `*` for a whole namespace or a dynamic import. */
  readonly names: readonly string[];
  readonly typesOnly: boolean;
  readonly isReExport: boolean;
  readonly line: number;
}

export interface Facts {
  readonly imports: readonly Import[];
  readonly exported: readonly string[];
  /** Sentences about what the file does itself: the clock, the environment, links. Without the file's name. */
  readonly remarks: readonly {
    readonly kind: 'clock' | 'stopwatch' | 'environment' | 'link' | 'danger' | 'unfollowable';
    readonly line: number;
  }[];
}

/** All imports of a file: static, re-exported, dynamic and in types. */
export function readImports(file: SourceFile): readonly Import[] {
  return readFacts(file).imports;
}

export function readFacts(file: SourceFile): Facts {
  const imports: Import[] = [];
  const exported: string[] = [];
  const remarks: { kind: Facts['remarks'][number]['kind']; line: number }[] = [];
  const lineOf = (node: Node) => file.text.slice(0, node.start).split('\n').length;
  const add = (node: Node, source: unknown, names: readonly string[], typesOnly: boolean, isReExport = false) => {
    const specifier = isNode(source) && typeof source['value'] === 'string' ? source['value'] : null;
    if (specifier === null) remarks.push({ kind: 'unfollowable', line: lineOf(node) });
    else imports.push({ specifier, names, typesOnly, isReExport, line: lineOf(node) });
  };
  const look = (node: Node) => {
    switch (node.type) {
      case 'ImportDeclaration': {
        const specifiers = nodes(node['specifiers']);
        const typesOnly =
          node['importKind'] === 'type' ||
          (specifiers.length > 0 && specifiers.every((one) => one['importKind'] === 'type'));
        add(node, node['source'], specifiers.map(importedName), typesOnly);
        break;
      }
      case 'ExportAllDeclaration':
        add(node, node['source'], ['*'], node['exportKind'] === 'type', true);
        break;
      case 'ExportNamedDeclaration': {
        const specifiers = nodes(node['specifiers']);
        exported.push(...specifiers.map((one) => nameOf(one['exported'])), ...declaredNames(node['declaration']));
        if (!isNode(node['source'])) break;
        const typesOnly =
          node['exportKind'] === 'type' ||
          (specifiers.length > 0 && specifiers.every((one) => one['exportKind'] === 'type'));
        add(
          node,
          node['source'],
          specifiers.map((one) => nameOf(one['local'])),
          typesOnly,
          true,
        );
        break;
      }
      case 'ExportDefaultDeclaration':
        exported.push('default');
        break;
      case 'ImportExpression':
        add(node, node['source'], ['*'], false);
        break;
      case 'TSImportType':
        add(node, node['source'] ?? node['argument'], ['*'], true);
        break;
      case 'NewExpression':
        if (nameOf(node['callee']) === 'Date' && nodes(node['arguments']).length === 0)
          remarks.push({ kind: 'clock', line: lineOf(node) });
        break;
      case 'MemberExpression': {
        const member = `${nameOf(node['object'])}.${nameOf(node['property'])}`;
        if (member === 'Date.now') remarks.push({ kind: 'clock', line: lineOf(node) });
        if (member === 'performance.now') remarks.push({ kind: 'stopwatch', line: lineOf(node) });
        if (member === 'process.env') remarks.push({ kind: 'environment', line: lineOf(node) });
        break;
      }
      case 'JSXOpeningElement':
        for (const attribute of nodes(node['attributes'])) {
          const name = nameOf(attribute['name']);
          if (name === 'dangerouslySetInnerHTML') remarks.push({ kind: 'danger', line: lineOf(attribute) });
          const tag = nameOf(node['name']);
          const isHidden = attribute.type === 'JSXSpreadAttribute' && FOLLOWING_TAGS.has(tag);
          const isData = /^[a-z]/.test(tag) && FOLLOWED.has(name) && !isOwnAddress(attribute['value']);
          if (isHidden || isData) remarks.push({ kind: 'link', line: lineOf(attribute) });
        }
        break;
      default:
        break;
    }
  };
  walk(parse(file.path, file.text), look);
  return { imports, exported, remarks };
}

/** Written out and starting on this site, or made by `urls`. */
function isOwnAddress(value: unknown): boolean {
  if (!isNode(value)) return true; // an attribute without value
  switch (value.type) {
    case 'Literal':
      return typeof value['value'] === 'string' && /^([/#?]|$|https:\/\/|mailto:)/.test(value['value']);
    case 'JSXExpressionContainer':
      return isOwnAddress(value['expression']);
    case 'ConditionalExpression':
      return isOwnAddress(value['consequent']) && isOwnAddress(value['alternate']);
    case 'TemplateLiteral': {
      // `#answer-${key}` and `${urls.round(...)}#answer`: what leads decides.
      const lead = nodes(value['quasis'])[0]?.['value'];
      const text = typeof lead === 'object' && lead !== null && 'cooked' in lead ? String(lead.cooked) : '';
      return /^(#|\?|\/[^/\\])/.test(text) || (text === '' && isOwnAddress(nodes(value['expressions'])[0]));
    }
    case 'CallExpression': {
      const callee = value['callee'];
      return isNode(callee) && callee.type === 'MemberExpression' && nameOf(callee['object']) === 'urls';
    }
    case 'MemberExpression':
      // urls.home.pattern: an address without parameters
      return (
        isNode(value['object']) &&
        nameOf(value['property']) === 'pattern' &&
        nameOf(value['object']['object']) === 'urls'
      );
    default:
      return false;
  }
}

function importedName(specifier: Node): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return nameOf(specifier['imported']);
}

function declaredNames(declaration: unknown): string[] {
  if (!isNode(declaration)) return [];
  if (declaration.type === 'VariableDeclaration')
    return nodes(declaration['declarations']).map((one) => nameOf(one['id']));
  return [nameOf(declaration['id'])];
}
