import type { VNode } from 'preact';
import { ActionForm, DateText, Section, Timeline, urls } from '../../../look/index.ts';
import { PROFILE_FIELD_NAMES, type FieldChange, type ProjectEdit, type ProjectProfile } from '../types.ts';

/** Every saved change with what was said before; each can be put back as long as nothing newer stands on it. */
export function History({
  project,
  edits,
  isOpen,
}: ProjectProfile & {
  /** Changes can be put back. */
  readonly isOpen: boolean;
}): VNode | null {
  if (edits.length === 0) return null;
  return (
    <Section head="Earlier changes" note="Newest first. Putting one back is a change of its own." id="history">
      <Timeline
        items={edits.map((edit) => ({
          when: <DateText at={edit.at} />,
          what: `${edit.byName ?? 'Somebody'}${edit.hat === null ? '' : ` (${edit.hat})`} ${edit.undoes === null ? 'changed' : 'put back'} the ${fieldsOf(edit)}`,
          gloss: (
            <>
              {edit.changes.map((change) => (
                <>
                  <Change change={change} />
                  <br />
                </>
              ))}
              {isOpen && canGoBack(edit, project.profile) && (
                <ActionForm action={urls.undoEdit({ project: project.slug, edit: edit.id })} slim>
                  Put back
                </ActionForm>
              )}
            </>
          ),
        }))}
      />
    </Section>
  );
}

function canGoBack(edit: ProjectEdit, now: ProjectProfile['project']['profile']): boolean {
  return edit.changes.every(({ field, to }) => now[field] === to);
}

function fieldsOf(edit: ProjectEdit): string {
  return edit.changes
    .map(({ field }) => PROFILE_FIELD_NAMES[field])
    .join(', ')
    .replace(/, ([^,]*)$/, ' and $1');
}

function Change({ change: { field, from, to } }: { readonly change: FieldChange }): VNode {
  const name = PROFILE_FIELD_NAMES[field];
  if (field === 'logo')
    return <>{to === null ? 'The logo was taken away.' : from === null ? 'A logo was added.' : 'Another logo.'}</>;
  if (field === 'example') return <>{to === true ? 'Marked as an example.' : 'No longer marked as an example.'}</>;
  const said = (value: FieldChange['from']) => (value === null || value === '' ? 'nothing' : `“${String(value)}”`);
  return (
    <>
      {name}: {said(from)} became {said(to)}
    </>
  );
}
