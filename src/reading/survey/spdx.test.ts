import { describe, expect, test } from 'vitest';
import { licenseNamedIn, licenseOf, licensesIn } from './spdx.ts';

const BSD = `Copyright (c) 2020, Example Developers. All rights reserved.

Redistribution and use in source and binary forms, with or without
modification, are permitted provided that the following conditions are met:

* Redistributions of source code must retain the above copyright notice.
`;
const THIRD = `* Neither the name of the Example Developers nor the names of any
  contributors may be used to endorse or promote products derived
  from this software without specific prior written permission.
`;
const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal ...
The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.`;

describe('a licence by its text', () => {
  test.each([
    ['BSD-2-Clause', BSD],
    ['BSD-3-Clause', BSD + THIRD],
    ['BSD-4-Clause', `${BSD}All advertising materials mentioning features or use of this software\n${THIRD}`],
    ['MIT', MIT],
    ['Apache-2.0', '                              Apache License\n                        Version 2.0, January 2004'],
    ['GPL-3.0', '                    GNU GENERAL PUBLIC LICENSE\n                       Version 3, 29 June 2007'],
    [
      'LGPL-3.0',
      'GNU LESSER GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n... the terms and conditions of version 3 of the GNU General Public License',
    ],
    ['MPL-2.0', 'Mozilla Public License Version 2.0\n=================================='],
    [
      'ISC',
      'Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted, provided that the above copyright notice and this permission notice appear in all copies.',
    ],
    ['CC0-1.0', 'Creative Commons Legal Code\n\nCC0 1.0 Universal'],
  ])('%s', (id, text) => {
    expect(licenseOf(text)).toBe(id);
  });

  test('British spelling, comment signs and odd line breaks do not matter', () => {
    expect(licenseOf('# Mozilla   Public\r\n#   Licence,   Version 2.0')).toBe('MPL-2.0');
  });

  test('the first licence of a file is the project’s, those of bundled code follow', () => {
    const text = `${BSD}${THIRD}\n${'x '.repeat(3000)}\nThe following is bundled:\n${MIT}`;
    expect(licenseOf(text)).toBe('BSD-3-Clause');
    expect(licensesIn(text).map(({ id }) => id)).toEqual(['BSD-3-Clause', 'MIT']);
  });

  test('an unknown text has no name, and a text that only names its licence says which', () => {
    expect(licenseOf('All rights reserved. Do not copy.')).toBeNull();
    expect(licenseNamedIn('All rights reserved. Do not copy.')).toBeNull();
    expect(licenseNamedIn('You may redistribute this under the terms of the GNU GPL-3.0+ licence.')).toBe('GPL-3.0');
  });
});
