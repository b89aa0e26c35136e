export { formatOf, guessFormat } from './format.ts';
export { isBinary } from './source.ts';
export { outline } from './outline/index.ts';
export type { Outline, OutlineHeading, OutlineInclude, OutlineLink } from './outline/index.ts';
export { plainText } from './plain-text.ts';
export { readDocument } from './read.ts';
export { LIMITS } from './tree.ts';
export type {
  Block,
  Cell,
  Comment,
  Cut,
  Definition,
  DefinitionList,
  Directive,
  DocumentFormat,
  DocumentTree,
  Field,
  FieldList,
  Include,
  Inline,
  Item,
  List,
  Literal,
  Markup,
  Node,
  Paragraph,
  Quote,
  Row,
  Section,
  Span,
  Table,
  Target,
  Transition,
} from './tree.ts';
