/** The fonts of our documents: TrueType files that come from npm, in the order in which a character looks for its glyph. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface FontFile {
  readonly family: 'Newsreader' | 'Source Sans 3' | 'Noto Sans SC' | 'Noto Emoji';
  readonly package: string;
  /** Each lies in a folder of its own. */
  readonly folder: string;
  readonly file: string;
}

const FONTS: readonly FontFile[] = [
  font('Newsreader', 'newsreader', '400Regular', 'Newsreader'),
  font('Newsreader', 'newsreader', '400Regular_Italic', 'Newsreader'),
  font('Newsreader', 'newsreader', '500Medium', 'Newsreader'),
  font('Source Sans 3', 'source-sans-3', '400Regular', 'SourceSans3'),
  font('Source Sans 3', 'source-sans-3', '400Regular_Italic', 'SourceSans3'),
  font('Source Sans 3', 'source-sans-3', '600SemiBold', 'SourceSans3'),
  font('Source Sans 3', 'source-sans-3', '700Bold', 'SourceSans3'),
  font('Noto Sans SC', 'noto-sans-sc', '400Regular', 'NotoSansSC'),
  font('Noto Sans SC', 'noto-sans-sc', '700Bold', 'NotoSansSC'),
  font('Noto Emoji', 'noto-emoji', '400Regular', 'NotoEmoji'),
];

/** Headings begin with the first; all text ends with the same others, so these decide what can be printed. */
export const FAMILIES_OF_ALL_TEXT = ['Source Sans 3', 'Noto Sans SC', 'Noto Emoji'] as const;

function font(family: FontFile['family'], name: string, folder: string, start: string): FontFile {
  return { family, package: `@expo-google-fonts/${name}`, folder, file: `${start}_${folder}.ttf` };
}

/** Path of every file, with its family. */
export function fontFiles(): readonly { readonly family: FontFile['family']; readonly path: string }[] {
  const { resolve } = createRequire(import.meta.url);
  return FONTS.map(({ family, package: name, folder, file }) => ({
    family,
    path: join(dirname(resolve(`${name}/package.json`)), folder, file),
  }));
}
