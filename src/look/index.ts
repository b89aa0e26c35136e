/** The shared look: pages are composed of these parts and nothing else. */
export { renderDocument } from './document.tsx';
export type { DocumentProps, NavEntry } from './document.tsx';
export { loadAssets, ASSET_CACHE } from './assets.ts';
export type { Asset, Assets } from './assets.ts';
export {
  Actions,
  Aside,
  Bullets,
  Columns,
  EmptyState,
  Entries,
  FactList,
  Facts,
  Fine,
  Letter,
  LetterPart,
  Note,
  Notice,
  Numbered,
  OfferFrame,
  Opening,
  PageHead,
  Pager,
  Pair,
  Section,
  Why,
} from './page.tsx';
export type { Fact, Step } from './page.tsx';
export {
  Code,
  CommitLink,
  DateText,
  EvidenceLink,
  Example,
  ExternalLink,
  FileLink,
  Link,
  Path,
  Quote,
  RequestLink,
} from './text.tsx';
export type { EvidenceRef } from './links.ts';
export { ANSWER_WORDS, AnswerMark, Attention, Mark, State, VERDICT_WORDS, VerdictMark, WorkMark } from './marks.tsx';
export type { AnswerValue, MarkName, Tone, Verdict, WorkState } from './marks.tsx';
export { Table } from './table.tsx';
export type { Column, Sorting } from './table.tsx';
export { QuotedLines, VerdictEvidence } from './evidence.tsx';
export type { QuotedLine, Reason } from './evidence.tsx';
export { Stepper, TimeStrip, Timeline } from './timeline.tsx';
export type { StepState } from './timeline.tsx';
export {
  ActionForm,
  Button,
  Buttons,
  CheckBox,
  Choice,
  CopyField,
  FieldGroup,
  FileField,
  Filter,
  Form,
  Select,
  TextArea,
  TextField,
} from './forms.tsx';
export type { ButtonKind, FilterField, FormErrors, FormValues, Option } from './forms.tsx';
export { HatField } from './hat-field.tsx';
export {
  Arranger,
  ArrangerChoices,
  ComposerFrame,
  ComposerPart,
  ComposerStep,
  LivePart,
  SheetFrame,
  SheetPage,
  WithoutScript,
} from './brochure.tsx';
export type { ArrangerColumn, ArrangerItem, SheetColumnProps, SheetItemProps } from './brochure.tsx';
export { PasskeyForm } from './passkeys.tsx';
export { Progress } from './progress.tsx';
export type { ProgressState, UnitState } from './progress.tsx';
export { SharesFigure, TrendFigure } from './figures.tsx';
export type { SharePart, ShareRow, TrendSeries } from './figures.tsx';
export { EffortFigure, EstimateFields, EstimateTable } from './estimate.tsx';
export type { EstimateLeg } from './estimate.tsx';
export { urls } from './urls.ts';
