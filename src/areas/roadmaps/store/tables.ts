/** The tables of roadmaps as the queries see them. */
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import type { CorrectionId, PersonId, ProjectId, RoundId } from '../../../kernel/ids.ts';
import { on, type Tx } from '../../../outside/database/index.ts';
import type {
  Aspect,
  DocumentKind,
  Gap,
  ItemCorrection,
  ItemCorrectionChange,
  KeptFile,
  KeptItem,
  LookId,
  ReadingId,
} from '../types.ts';

export interface Tables {
  roadmap_reading: {
    id: ReadingId;
    project: ProjectId;
    repository: string;
    path: string;
    commit: string;
    reader: number;
    url: string;
    committed_on: CalendarDate;
    files: readonly KeptFile[];
    items: readonly KeptItem[];
    read_at: Instant;
  };
  roadmap_look: {
    id: LookId;
    round: RoundId;
    project: ProjectId;
    as_of: CalendarDate;
    reader: number;
    gaps: readonly Gap[];
    at: Instant;
  };
  roadmap_listed: {
    look: LookId;
    position: number;
    reading: ReadingId;
    title: string;
    kind: DocumentKind;
    level: string | null;
  };
  roadmap_correction: {
    id: CorrectionId;
    project: ProjectId;
    repository: string;
    path: string;
    reading: ReadingId;
    aspect: Aspect;
    item: string;
    was: ItemCorrection['was'];
    change: ItemCorrectionChange;
    reason: string;
    link: string | null;
    at: Instant;
    by_person: PersonId;
    by_name: string;
    hat: string | null;
    for_project: boolean;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
}

/** The query builder on the tables of roadmaps. */
export const tables = (tx: Tx) => on<Tables>(tx);
