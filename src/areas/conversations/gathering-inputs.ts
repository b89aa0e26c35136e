/** What the verbs of events take, shared by pages and API. */
import { z } from 'zod';
import { cleanLine } from '../../kernel/text.ts';
import {
  ATTENDEE_ROLES,
  GATHERING_KINDS,
  NOTE_STATUSES,
  type AttendeeRole,
  type GatheringKind,
  type NoteStatus,
  type Part,
} from './gathering-types.ts';
import { address, day, hat, optionalLine, optionalWords, orNull, readable, ticked, words } from './inputs.ts';

const MOST_PARTS = 20;
const PART_LENGTH = 150;

/** In a form one part a line, "Title | theme"; in the API a list. */
const parts = z
  .union([
    z.string().max(10_000, 'Make this much shorter.'),
    z
      .array(z.object({ title: z.string().max(1_000), theme: z.string().max(1_000).nullable().default(null) }))
      .max(MOST_PARTS),
  ])
  .default([])
  .transform((given, context): readonly Part[] => {
    const read =
      typeof given === 'string'
        ? given
            .split('\n')
            .map((text) => {
              const [title = '', ...theme] = text.split('|');
              return { title: cleanLine(title), theme: orNull(cleanLine(theme.join('|'))) };
            })
            .filter(({ title, theme }) => title !== '' || theme !== null)
        : given.map(({ title, theme }) => ({
            title: cleanLine(title),
            theme: theme === null ? null : orNull(cleanLine(theme)),
          }));
    const isWrong = read.some(
      ({ title, theme }) =>
        !/[\p{L}\p{N}]/u.test(title) || title.length > PART_LENGTH || (theme ?? '').length > PART_LENGTH,
    );
    if (read.length > MOST_PARTS || isWrong) {
      context.addIssue({
        code: 'custom',
        message: `Write at most ${MOST_PARTS} parts, one a line, each a title and a theme of at most ${PART_LENGTH} characters.`,
      });
      return z.NEVER;
    }
    return read;
  });

const text = {
  title: readable(150, 'Give the event a title.'),
  startsOn: day,
  /** Left out for a single day. */
  endsOn: z.union([z.literal('').transform(() => null), day, z.null()]).default(null),
  place: optionalLine(200),
  about: optionalWords(2_000),
  parts,
};

const DATES = 'It cannot end before it begins.';

export const enterGatheringInput = z
  .object({
    kind: z.enum(Object.keys(GATHERING_KINDS) as [GatheringKind, ...GatheringKind[]], {
      error: 'Choose what kind of event it is.',
    }),
    ...text,
  })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'], error: DATES });

export const editGatheringInput = z
  .object({ ...text, version: z.coerce.number().pipe(z.int().min(1)) })
  .refine(({ startsOn, endsOn }) => endsOn === null || endsOn >= startsOn, { path: ['endsOn'], error: DATES });

export const addAttendeeInput = z
  .object({
    person: z.union([z.uuid(), z.literal('').transform(() => null), z.null()]).default(null),
    name: optionalLine(100),
    affiliation: optionalLine(100),
    role: z.enum(Object.keys(ATTENDEE_ROLES) as [AttendeeRole, ...AttendeeRole[]], {
      error: 'Choose what they did there.',
    }),
  })
  .refine(({ person, name }) => (person === null) !== (name === null), {
    path: ['name'],
    error: 'Choose somebody with an account, or write a name: one of the two.',
  });

export const answerNamingInput = z.object({
  answer: z.enum(['yes', 'no'], { error: 'Choose yes or no.' }),
  heard: optionalLine(500),
});

const status = {
  status: z.enum(Object.keys(NOTE_STATUSES) as [NoteStatus, ...NoteStatus[]], {
    error: 'Choose whose view this is.',
  }),
  project: optionalLine(200).meta({
    description: 'The name of the project that it is proposed to, or that adopted it',
  }),
  decision: address.meta({ description: 'The link to the project’s decision; without it nothing is adopted' }),
  hat,
};

export const addNoteInput = z.object({
  words: words(5_000, 'Write the note.'),
  part: z.union([z.literal('').transform(() => null), z.coerce.number().pipe(z.int().min(1)), z.null()]).default(null),
  confidential: ticked,
  ...status,
});

export const setNoteStatusInput = z.object(status);

export const addFollowUpInput = z.object({
  words: words(500, 'Write what is to be done.'),
  owner: z.uuid({ error: 'Choose who does it.' }),
});

export const linkRoadmapInput = z.object({ entry: z.uuid({ error: 'Choose the entry.' }) });

export const takeBackGatheringInput = z.object({ reason: words(500, 'Say why, in a sentence.') });
