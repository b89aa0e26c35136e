/** Reports as the engine makes them, for tests of what is done with them. Names are invented. */
import type { CalendarDate } from '../../src/kernel/dates.ts';
import {
  STANDARD_KEYS,
  type AnswerReport,
  type Evidence,
  type ProjectReport,
  type RoadmapVerdict,
} from '../../src/areas/survey/types.ts';

export const COMMIT = '278f85f12a8b2e904d7734e070f947ab4ccd16b6';

export function evidenceOf(path: string, first = 3, quote: readonly string[] = ['We want faster parsing.']): Evidence {
  return { repository: 'example/grid', path, lines: [first, first + quote.length - 1], commit: COMMIT, quote };
}

/** A report with one roadmap and every standard answered "yes" but `cla`, which is not known. */
export function sampleReport(
  name = 'Example Grid',
  verdict: RoadmapVerdict = 'good',
  change: Partial<ProjectReport> = {},
): ProjectReport {
  const evidence = evidenceOf('doc/roadmap.rst');
  const answer: AnswerReport = {
    answer: 'yes',
    reasons: [{ text: 'There is a guide.', evidence: [evidenceOf('GUIDE.md', 1)] }],
  };
  const hasRoadmap = verdict !== 'none' && verdict !== 'unknown';
  return {
    engine: 1,
    name,
    asOf: '2026-11-20' as CalendarDate,
    madeAt: '2026-11-25T10:00:00.000Z',
    repositories: [
      {
        state: 'read',
        id: 'example/grid',
        url: 'https://github.com/example/grid',
        commit: COMMIT,
        committedOn: '2026-11-19',
        files: 120,
        documentsRead: 14,
        notes: [],
      },
    ],
    roadmap: {
      verdict,
      kind: hasRoadmap ? 'technical' : 'none',
      state: hasRoadmap ? verdict : null,
      reasons: [
        {
          text: hasRoadmap ? 'It names things one can act on.' : 'Nothing found in git.',
          evidence: hasRoadmap ? [evidence] : [],
        },
      ],
      linked: [],
      documents: hasRoadmap
        ? [
            {
              repository: 'example/grid',
              path: 'doc/roadmap.rst',
              title: 'Roadmap',
              lines: [1, 40],
              commit: COMMIT,
              kind: 'technical',
              collection: null,
              state: verdict,
              reasons: [],
              items: { total: 6, done: 1 },
              firstText: '2018-07-23',
              lastTouched: '2026-11-01',
              lastChange: '2026-10-02',
              medianLineAgeDays: 400,
              authors: 3,
            },
          ]
        : [],
      lastChange: hasRoadmap ? '2026-10-02' : null,
      origin: hasRoadmap ? '2018-07-23' : null,
      history: hasRoadmap
        ? [
            {
              on: '2018-07-23',
              what: 'first text',
              text: 'The first text.',
              repository: 'example/grid',
              path: 'doc/roadmap.rst',
              commit: COMMIT,
              authors: ['Ada Example'],
              words: { added: 300, removed: 0 },
            },
          ]
        : [],
    },
    documents: hasRoadmap
      ? [
          {
            repository: 'example/grid',
            path: 'doc/roadmap.rst',
            kind: 'roadmap-technical',
            title: 'Roadmap',
            lines: [1, 40],
            commit: COMMIT,
          },
        ]
      : [],
    standards: Object.fromEntries(
      STANDARD_KEYS.map((key) => [
        key,
        key === 'cla' ? { answer: 'unknown', reasons: [{ text: 'Not mentioned.', evidence: [] }] } : answer,
      ]),
    ) as ProjectReport['standards'],
    repositoryLinks: [],
    ...change,
  };
}
