export {
  MOST_BROCHURE_CELLS,
  MOST_BROCHURE_COLUMNS,
  MOST_BROCHURE_ITEMS,
  type BrochureData,
  type BrochureItem,
  type BrochureProject,
  type BrochureVerification,
  type BrochureWorkspace,
} from './brochure.ts';
export { closePdf, makePdf } from './maker.ts';
export { pdfEngine, type PdfEngine } from './engine.ts';
export {
  pdfRefusals,
  type MadePdf,
  type Paragraphs,
  type PdfDocument,
  type PdfImage,
  type PdfLink,
  type PdfOutcome,
  type PdfRefusal,
  type PdfRequest,
  type PdfStandard,
  type PdfTemplate,
  type RichNode,
  type RichText,
} from './request.ts';
