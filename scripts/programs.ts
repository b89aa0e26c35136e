// Programs that some checks compare us with. CI installs them; elsewhere the checks that need them are skipped and counted.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export const PROGRAMS = [
  { name: 'rst2html', package: 'python3-docutils' },
  { name: 'hledger', package: 'hledger' },
  { name: 'pdftotext', package: 'poppler-utils' },
  { name: 'pdfsig', package: 'poppler-utils' },
  { name: 'qpdf', package: 'qpdf' },
];

export function isInstalled(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
