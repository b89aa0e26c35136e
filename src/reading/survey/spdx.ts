/** Names a licence by its text (SPDX identifiers), never by its file's name. */

export interface LicenseFound {
  readonly id: string;
  /** How far into the text its words begin; the first licence of a file is the project's, the rest belong to bundled code. */
  readonly at: number;
}

interface Mark {
  readonly id: string;
  /** Words that must follow each other in the text, already plain (lower case, single spaces). */
  readonly says: string;
  readonly also?: readonly string[];
  readonly never?: readonly string[];
}

const BSD = 'redistribution and use in source and binary forms with or without modification are permitted';
const MIT =
  'permission is hereby granted free of charge to any person obtaining a copy of this software and associated documentation files';
const ISC =
  'permission to use copy modify and or distribute this software for any purpose with or without fee is hereby granted';
const ADVERTISING = 'all advertising materials mentioning features';
/** "Neither the name of", "may not be used to endorse", "the names of contributors may not be used". */
const ENDORSE = 'to endorse or promote products derived';

const MARKS: readonly Mark[] = [
  { id: 'AGPL-3.0', says: 'gnu affero general public license version 3' },
  { id: 'LGPL-3.0', says: 'gnu lesser general public license version 3' },
  { id: 'LGPL-2.1', says: 'gnu lesser general public license version 2 1' },
  { id: 'LGPL-2.0', says: 'gnu library general public license version 2' },
  { id: 'GPL-3.0', says: 'gnu general public license version 3' },
  { id: 'GPL-2.0', says: 'gnu general public license version 2' },
  { id: 'Apache-2.0', says: 'apache license version 2 0' },
  { id: 'MPL-2.0', says: 'mozilla public license version 2 0' },
  { id: 'MPL-1.1', says: 'mozilla public license version 1 1' },
  { id: 'EPL-2.0', says: 'eclipse public license v 2 0' },
  { id: 'EPL-1.0', says: 'eclipse public license v 1 0' },
  { id: 'EUPL-1.2', says: 'european union public license v 1 2' },
  { id: 'CECILL-2.1', says: 'cecill free software license agreement' },
  { id: 'BSL-1.0', says: 'boost software license version 1 0' },
  { id: 'Unlicense', says: 'this is free and unencumbered software released into the public domain' },
  { id: 'CC0-1.0', says: 'cc0 1 0 universal' },
  { id: 'CC-BY-SA-4.0', says: 'attribution sharealike 4 0 international' },
  { id: 'CC-BY-4.0', says: 'attribution 4 0 international' },
  { id: 'PSF-2.0', says: 'python software foundation license version 2' },
  { id: 'Artistic-2.0', says: 'the artistic license 2 0' },
  { id: 'OFL-1.1', says: 'sil open font license version 1 1' },
  { id: 'NCSA', says: 'university of illinois ncsa open source license' },
  { id: 'PostgreSQL', says: 'permission to use copy modify and distribute this software and its documentation for any purpose without fee and without a written agreement is hereby granted' },
  { id: 'Zlib', says: 'in no event will the authors be held liable for any damages arising from the use of this software', also: ['altered source versions must be plainly marked'] },
  { id: 'WTFPL', says: 'do what the fuck you want to public license' },
  { id: 'BSD-4-Clause', says: BSD, also: [ADVERTISING] },
  { id: 'BSD-3-Clause', says: BSD, also: [ENDORSE], never: [ADVERTISING] },
  { id: 'BSD-2-Clause', says: BSD, never: [ENDORSE, ADVERTISING] },
  { id: 'X11', says: MIT, also: ['except as contained in this notice'] },
  { id: 'MIT', says: MIT, also: ['shall be included in all copies'], never: ['except as contained in this notice'] },
  { id: 'MIT-0', says: MIT, never: ['shall be included in all copies', 'except as contained in this notice'] },
  { id: 'ISC', says: ISC, also: ['appear in all copies'] },
  { id: '0BSD', says: ISC, never: ['appear in all copies'] },
]; // prettier-ignore

/** Words to be found within this stretch after the beginning of a licence; bundled licences follow much further down. */
const STRETCH = 3200;

/** The licences whose texts a file holds, in their order; empty when none is known. */
export function licensesIn(text: string): LicenseFound[] {
  const plain = plainText(text);
  const found: LicenseFound[] = [];
  for (const mark of MARKS) {
    const at = plain.indexOf(mark.says);
    if (at < 0) continue;
    const within = (words: string): boolean => {
      const where = plain.indexOf(words, at);
      return where >= 0 && where < at + STRETCH;
    };
    if (mark.also?.every(within) === false || mark.never?.some(within) === true) continue;
    found.push({ id: mark.id, at });
  }
  // The text of the LGPL names the GPL a line later; the Python licence stack holds several.
  return found.sort((a, b) => a.at - b.at);
}

/** The project's own licence: the first in the file, with the families that contain one another told apart. */
export function licenseOf(text: string): string | null {
  const all = licensesIn(text);
  const first = all[0];
  if (first === undefined) return null;
  const near = new Set(all.filter(({ at }) => at - first.at < 1200).map(({ id }) => id));
  for (const id of ['AGPL-3.0', 'LGPL-3.0', 'LGPL-2.1', 'LGPL-2.0']) if (near.has(id)) return id;
  return first.id;
}

/** Licences that a text only names, without holding them: "under the terms of the GNU GPL 3.0". */
const NAMED: readonly (readonly [id: string, says: RegExp])[] = [
  ['AGPL-3.0', /\b(?:agpl|gnu affero general public license)(?: license)?(?: v| version)? ?3\b/],
  ['LGPL-3.0', /\b(?:lgpl|gnu lesser general public license)(?: license)?(?: v| version)? ?3\b/],
  ['LGPL-2.1', /\b(?:lgpl|gnu lesser general public license)(?: license)?(?: v| version)? ?2 1\b/],
  [
    'GPL-3.0',
    /\b(?:gpl|gnu general public license)(?: license)?(?: v| version)? ?3\b|\bgeneral public license as published by the free software foundation either version 3\b/,
  ],
  [
    'GPL-2.0',
    /\b(?:gpl|gnu general public license)(?: license)?(?: v| version)? ?2\b|\bgeneral public license as published by the free software foundation either version 2\b/,
  ],
  ['Apache-2.0', /\bapache(?: software)?(?: license)?(?: v| version)? ?2\b/],
  ['MPL-2.0', /\b(?:mpl|mozilla public license)(?: v| version)? ?2\b/],
  ['MIT', /\bmit license\b/],
  ['BSD-3-Clause', /\b(?:bsd 3 clause|3 clause bsd|new bsd|modified bsd)\b/],
  ['BSD-2-Clause', /\b(?:bsd 2 clause|2 clause bsd|simplified bsd)\b/],
];

export function licenseNamedIn(text: string): string | null {
  const plain = plainText(text.slice(0, 20_000));
  return NAMED.find(([, says]) => says.test(plain))?.[0] ?? null;
}

/** Lower case, words only, single spaces; comment signs and line breaks gone. */
function plainText(text: string): string {
  return text
    .slice(0, 200_000)
    .toLowerCase()
    .replace(/licence/g, 'license')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
