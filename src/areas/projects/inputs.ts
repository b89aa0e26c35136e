/** What each verb takes, shared by pages, API and commands. Messages say what to do. */
import { z } from 'zod';
import { cleanLine } from '../../kernel/text.ts';
import { readLicence } from './licence.ts';
import { DEFAULT_LABEL, REPOSITORY_ROLE_NAMES, type RepositoryRole } from './types.ts';

export const NAME_LENGTH = 80;
export const LABEL_LENGTH = 40;
const SUMMARY_LENGTH = 300;
const NOTE_LENGTH = 200;
const LOGO_NOTE_LENGTH = 500;
const REASON_LENGTH = 500;
const URL_LENGTH = 500;
export const PORTFOLIO_LENGTH = 1_000_000;

/** Counted as a reader counts, so that an accent or an emoji is one character. */
const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function line(longest: number) {
  return z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => [...characters.segment(text)].length <= longest, {
      error: `Shorten this to at most ${longest} characters.`,
    });
}

/** Something to read: a name of spaces, dots or invisible characters cannot be found again. */
export function readable(longest: number, missing: string) {
  return line(longest).refine((text) => /[\p{L}\p{N}]/u.test(text), { error: missing });
}

/** An empty field of a form says nothing. */
const orNull = (text: string) => (text === '' ? null : text);

const name = readable(NAME_LENGTH, 'Give the project a name, with at least one letter or number.');
const summary = line(SUMMARY_LENGTH);
const label = line(LABEL_LENGTH).transform((text) => (text === '' ? DEFAULT_LABEL : text));
const note = line(NOTE_LENGTH).transform(orNull).nullable();
const role = z.enum(Object.keys(REPOSITORY_ROLE_NAMES) as RepositoryRole[], {
  error: 'Choose what the repository is for.',
});

const licence = z
  .string()
  .max(200, 'Shorten this to at most 200 characters.')
  .nullable()
  .transform((text, context) => {
    if (text === null || text.trim() === '') return null;
    const read = readLicence(text);
    if (read === null) {
      context.addIssue({
        code: 'custom',
        message: 'Write the licence in its SPDX short form, for example BSD-3-Clause or “MIT OR Apache-2.0”.',
      });
      return z.NEVER;
    }
    return read;
  });

/** A page elsewhere, by https; null when nothing was typed. */
export const httpsAddress = z
  .string()
  .max(URL_LENGTH, `Shorten this to at most ${URL_LENGTH} characters.`)
  .nullable()
  .transform((text, context) => {
    const trimmed = cleanLine(text ?? '');
    if (trimmed === '') return null;
    const url = URL.canParse(trimmed) ? new URL(trimmed) : null;
    if (url === null || url.protocol !== 'https:' || url.username !== '' || !url.hostname.includes('.')) {
      context.addIssue({ code: 'custom', message: 'Write the whole address, beginning with https://' });
      return z.NEVER;
    }
    return url.href;
  });

/** The address as typed; what it may be is decided by `checkRepositoryUrl`. */
const url = z
  .string()
  .trim()
  .min(1, 'Paste the address of a repository, for example https://github.com/numpy/numpy')
  .max(URL_LENGTH, `Shorten this to at most ${URL_LENGTH} characters.`);

const repositoryName = line(120)
  .refine((text) => text === '' || /^[^/\s]+(\/[^/\s]+)*$/.test(text), {
    error: 'Write owner and name with a slash between them, without spaces.',
  })
  .transform(orNull);

/** A box of a form sends "yes" or nothing; the API sends true or false. */
export const ticked = z
  .union([z.boolean(), z.enum(['yes', ''])])
  .default(false)
  .transform((value) => value === true || value === 'yes');

const profileFields = {
  name,
  summary: summary.default(''),
  licence: licence.default(null),
  homepage: httpsAddress.default(null),
  label: label.default(DEFAULT_LABEL),
  example: ticked,
  note: note.default(null),
};

export const addressInput = z.object({ url });

export const profileInput = z.object(profileFields);

/** A project starts with its first repository; everything but the address can be left to us. */
export const addProjectInput = z.object({
  ...profileFields,
  name: name.optional(),
  url,
  repository: repositoryName.nullable().default(null),
  role: role.optional(),
});

export const editProjectInput = z.object({
  ...profileFields,
  logoAlt: line(NOTE_LENGTH).transform(orNull).nullable().default(null),
  logoNote: line(LOGO_NOTE_LENGTH).transform(orNull).nullable().default(null),
  /** The version that the form was filled from. */
  version: z.coerce.number().pipe(z.int().min(0)),
});

export const addRepositoryInput = z.object({
  url,
  repository: repositoryName.nullable().default(null),
  role: role.optional(),
});

export const removeRepositoryInput = z.object({ reason: line(REASON_LENGTH).default('') });

export const acceptProposalInput = z.object({ role: role.optional() });

export const archiveProjectInput = z.object({
  reason: readable(REASON_LENGTH, 'Say why, in a sentence. It is kept with the project.'),
});

export const importPortfolioInput = z.object({
  text: z
    .string()
    .max(PORTFOLIO_LENGTH, 'This file is too large: a portfolio has at most 1 MB.')
    .refine((text) => text.trim() !== '', { error: 'Paste a portfolio, or choose a file.' }),
  format: z.enum(['auto', 'json', 'yaml', 'csv']).default('auto'),
});

export const listProjectsInput = z.object({
  q: line(100).catch('').default(''),
  show: z.enum(['active', 'archived', 'all']).catch('active').default('active'),
  sort: z.enum(['name', 'added']).catch('name').default('name'),
  after: z.string().max(300).catch('').default(''),
});
