/** Rounds as rows of the shares figure. */
import type { ShareRow } from '../../../look/index.ts';
import { SURVEY_OF_2018 } from '../rules.ts';
import type { VerdictCount } from '../types.ts';

/** The survey made by hand in 2018 (domain S34), as the reference that every figure carries. */
export function rowOf2018(): ShareRow {
  return {
    label: '2018',
    note: 'by hand',
    unit: 'percent',
    reference: true,
    parts: {
      none: SURVEY_OF_2018.none,
      'outdated or incomplete': SURVEY_OF_2018.outdatedOrIncomplete,
      good: SURVEY_OF_2018.good,
    },
  };
}

/** Projects whose verdict is not known are left out of the shares; the pages count them beside. */
export function shareRow(label: string, shares: VerdictCount): ShareRow {
  return {
    label,
    parts: { none: shares.none, outdated: shares.outdated, incomplete: shares.incomplete, good: shares.good },
  };
}
