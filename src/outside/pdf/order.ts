/** What passes between the program and the typesetter's process. */
import type { Setting } from './engine.ts';
import type { PdfStandard, PdfTemplate } from './request.ts';

export interface Order {
  readonly template: PdfTemplate;
  /** As JSON: the template reads it, and cannot take it for markup. */
  readonly data: string;
  readonly images: readonly { readonly name: string; readonly bytes: Uint8Array }[];
  readonly standard: PdfStandard;
  readonly at: Date;
}

export type FromTypesetter = Setting | { readonly badImage: string };
