import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { readId, type ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { findPerson } from '../../people/index.ts';
import { projectsEvent } from '../events.ts';
import type { enterSpeakerInput } from '../register-inputs.ts';
import { registerPermissions } from '../register-rules.ts';
import type { SpeakerEntryId } from '../register-types.ts';
import { decide } from '../rules.ts';
import { projectForChange } from '../store/projects.ts';
import { insertEntry, speakersOf } from '../store/register.ts';
import type { ProjectRefusal } from '../types.ts';

export type EnterSpeaker = z.output<typeof enterSpeakerInput> & { readonly project: ProjectId };

/** Writes down who speaks for a project, with the place where the project says so. It counts once somebody else confirmed it. (domain S22) */
export async function enterSpeaker(
  tx: Tx,
  actor: Actor,
  input: EnterSpeaker,
  now: Instant,
): Promise<Outcome<SpeakerEntryId, ProjectRefusal>> {
  const decision = decide(actor, registerPermissions.enterSpeaker, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  for (const person of input.people) {
    if ((await findPerson(tx, person)) === null)
      return refuse('speaker-people', { field: 'people', why: UNKNOWN_PERSON });
  }
  const replaces = readId<'speaker entry'>(input.replaces ?? '');
  if (replaces !== null) {
    const before = (await speakersOf(tx, project.id)).find(({ id }) => id === replaces);
    if (before === undefined) return refuse('no-such-speaker');
    if (before.ending !== null) return refuse('speaker-ended');
  }

  const { kind, body, matters, source, validFrom, validTo } = input;
  const speakers = [...input.people.map((person) => ({ person })), ...input.guests];
  const entry = await insertEntry(
    tx,
    {
      project: project.id,
      kind,
      body: kind === 'body' ? body : null,
      speakers,
      matters,
      source,
      validFrom,
      validTo,
      replaces,
    },
    actor,
    now,
  );
  await announce(tx, projectsEvent(actor, { kind: 'speaker.entered', project: project.id, entry, matters }, now));
  return done(entry);
}

const UNKNOWN_PERSON = 'Choose people from the list: one of these has no account here.';
