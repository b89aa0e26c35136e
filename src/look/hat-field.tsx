import type { VNode } from 'preact';
import type { Actor } from '../kernel/actor.ts';
import { hatOf, hatsOf, hatWords } from '../kernel/hats.ts';
import { Choice } from './forms.tsx';
import { Note } from './page.tsx';

/** What a form of a statement sends the chosen hat as; `wearing` of the kernel takes it. */
const HAT_FIELD = 'hat';

/**
 * In the form of a statement (approve, decline, consent, propose): in which capacity it is made. Whoever has one hat is told which it
 * is; whoever has several chooses, and nothing is ticked for them.
 */
export function HatField({ actor, name = HAT_FIELD }: { readonly actor: Actor; readonly name?: string }): VNode | null {
  const hats = hatsOf(actor).map(hatWords);
  const worn = hatOf(actor);
  if (hats.length < 2) {
    return worn === null ? null : <Note>You do this as {worn}.</Note>;
  }
  return (
    <Choice
      name={name}
      legend="In which capacity?"
      hint={
        worn === null
          ? 'It stands beside what you say, for everybody who reads it.'
          : `It stands beside what you say. Without a choice: ${worn}, which you wear now.`
      }
      options={hats.map((words) => ({ value: words, label: words }))}
    />
  );
}
