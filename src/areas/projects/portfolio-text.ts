/** The register written out as a portfolio file, in the form that `readPortfolio` takes back. Pure. */
import { stringify } from 'csv-stringify/sync';
import type { Project, Repository } from './types.ts';

export type ExportFormat = 'json' | 'csv';
export const EXPORT_FORMATS: readonly ExportFormat[] = ['json', 'csv'];

export interface ExportedProject {
  readonly project: Project;
  /** Those in the set now; local ones only for readers who may see paths of this machine. */
  readonly repositories: readonly Repository[];
}

export function portfolioText(format: ExportFormat, projects: readonly ExportedProject[]): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify({ projects: projects.map(jsonProject) }, null, 2)}\n`;
    case 'csv':
      return stringify(projects.flatMap(csvRows), {
        header: true,
        columns: ['name', 'id', 'url', 'role', 'summary', 'licence', 'homepage', 'label', 'note', 'example'],
        record_delimiter: '\r\n', // RFC 4180
        // A name such as "=HYPERLINK(...)" must stay text when the file is opened in a spreadsheet.
        escape_formulas: true,
        bom: true,
      });
    default:
      return format satisfies never;
  }
}

function jsonProject({ project: { profile }, repositories }: ExportedProject) {
  return {
    name: profile.name,
    ...(profile.summary === '' ? {} : { summary: profile.summary }),
    ...(profile.licence === null ? {} : { licence: profile.licence }),
    ...(profile.homepage === null ? {} : { homepage: profile.homepage }),
    label: profile.label,
    ...(profile.note === null ? {} : { note: profile.note }),
    ...(profile.example ? { example: true } : {}),
    repositories: repositories.map(({ name, url, role }) => ({ id: name, url, role })),
  };
}

function csvRows({ project: { profile }, repositories }: ExportedProject) {
  return repositories.map(({ name, url, role }) => ({
    name: profile.name,
    id: name,
    url,
    role,
    summary: profile.summary,
    licence: profile.licence ?? '',
    homepage: profile.homepage ?? '',
    label: profile.label,
    note: profile.note ?? '',
    example: profile.example ? 'yes' : '',
  }));
}
