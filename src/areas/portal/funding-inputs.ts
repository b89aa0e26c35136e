/** Funding settings as a form and the API take them. */
import { z } from 'zod';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { CHANNEL_TYPES, ENTITY_ROLES, ENTITY_TYPES, MOST_CHANNELS } from './funding-types.ts';

const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const text = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((words) => words.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const orNull = (words: string) => (words === '' ? null : words);

const MAIL = /^[^\s@<>()",;:\\[\]]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const mail = line(250).refine((address) => address === '' || MAIL.test(address), {
  error: 'Write an e-mail address, for example funding@example.org.',
});
const optionalMail = mail.transform(orNull).nullable().default(null);

const channel = z.object({
  name: line(32),
  type: z.enum(CHANNEL_TYPES, { error: 'Choose what kind of channel it is.' }),
  address: line(250).transform(orNull).nullable().default(null),
  description: text(500).transform(orNull).nullable().default(null),
});

export const fundingSettingsInput = z.object({
  /** Null where no manifest is wanted. */
  entity: z
    .object({
      type: z.enum(ENTITY_TYPES, { error: 'Choose what asks for funds.' }),
      role: z.enum(ENTITY_ROLES, { error: 'Choose what it is to the projects.' }),
      name: line(250),
      email: mail,
      phone: line(32).transform(orNull).nullable().default(null),
      description: text(2000),
      webpageUrl: line(250),
    })
    .nullable(),
  // Said in full, never by leaving out: what is sent takes the place of all that was set.
  channels: z.array(channel).max(MOST_CHANNELS),
  contacts: z.object({ funders: optionalMail, projects: optionalMail }),
  /** The settings that were read before; null where there were none. */
  replaces: z.uuid().nullable().default(null),
});
