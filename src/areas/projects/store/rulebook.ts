/** All SQL on rulebooks: what people confirmed, and what surveys suggest. */
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId, type RoundId } from '../../../kernel/ids.ts';
import { jsonText, on, sql, type Tx } from '../../../outside/database/index.ts';
import { isSameValue, newestOf, ordered } from '../rulebook-rules.ts';
import {
  isRulebookField,
  type RuleEvidence,
  type Rulebook,
  type RulebookEntry,
  type RulebookEntryId,
  type RulebookField,
  type RulebookSuggestion,
  type RulebookSuggestionId,
  type RuleValue,
  type SuggestedRule,
} from '../rulebook-types.ts';
import { signed } from './signed.ts';

/** Everything that was ever said in a rulebook, newest first, and what waits to be taken over. */
export async function rulebookOf(tx: Tx, project: ProjectId): Promise<Rulebook> {
  const { rows } = await sql<{
    id: RulebookEntryId;
    project: ProjectId;
    field: string;
    version: number;
    value: RuleValue | null;
    evidence: readonly RuleEvidence[];
    undoes: RulebookEntryId | null;
    at: Instant;
    by_person: PersonId | null;
    by_name: string | null;
    hat: string | null;
  }>`
    select entry.id, entry.project, entry.field, entry.version, entry.value, entry.evidence, entry.undoes, entry.at, entry.by_person,
      named.name as by_name, entry.hat
    from rulebook_entry entry left join named_person named on named.person = entry.by_person
    where entry.project = ${project} order by entry.at desc, entry.version desc limit 2000`.execute(on(tx));
  const entries = rows.flatMap(({ at, by_person: by, by_name: byName, hat, field, ...row }): RulebookEntry[] =>
    isRulebookField(field) ? [{ ...row, field, confirmed: { at, by, byName, hat } }] : [],
  );
  return { entries, suggestions: await openSuggestions(tx, project, entries) };
}

async function openSuggestions(
  tx: Tx,
  project: ProjectId,
  entries: readonly RulebookEntry[],
): Promise<readonly RulebookSuggestion[]> {
  const { rows } = await sql<RulebookSuggestion & { field: string }>`
    select * from (
      select distinct on (suggestion.field) suggestion.id, suggestion.field, suggestion.value, suggestion.evidence, suggestion.at,
        answer.suggestion is not null as answered
      from rulebook_suggestion suggestion
      left join rulebook_suggestion_answer answer on answer.suggestion = suggestion.id
      where suggestion.project = ${project} order by suggestion.field, suggestion.at desc, suggestion.id desc
    ) newest where not answered`.execute(on(tx));
  return rows.flatMap(({ id, field, value, evidence, at }) => {
    if (!isRulebookField(field)) return [];
    const isSaid = isSameValue(newestOf(entries, field)?.value ?? null, value);
    return isSaid ? [] : [{ id, field, value, evidence, at }];
  });
}

export async function findSuggestion(
  tx: Tx,
  project: ProjectId,
  id: RulebookSuggestionId,
): Promise<(RulebookSuggestion & { readonly isAnswered: boolean }) | null> {
  const { rows } = await sql<RulebookSuggestion & { isAnswered: boolean }>`
    select suggestion.id, suggestion.field, suggestion.value, suggestion.evidence, suggestion.at,
      exists (select from rulebook_suggestion_answer answer where answer.suggestion = suggestion.id) as "isAnswered"
    from rulebook_suggestion suggestion where suggestion.project = ${project} and suggestion.id = ${id}`.execute(
    on(tx),
  );
  return rows[0] ?? null;
}

export async function insertRule(
  tx: Tx,
  rule: {
    readonly project: ProjectId;
    readonly field: RulebookField;
    readonly version: number;
    readonly value: RuleValue | null;
    readonly evidence: readonly RuleEvidence[];
    readonly undoes: RulebookEntryId | null;
  },
  actor: Actor,
  now: Instant,
): Promise<RulebookEntryId> {
  const id = newId<'rulebook entry'>(now);
  const { by, hat } = signed(actor);
  const value = rule.value === null ? null : jsonText(rule.value);
  await sql`
    insert into rulebook_entry (id, project, field, version, value, evidence, undoes, at, by_person, hat)
    values (${id}, ${rule.project}, ${rule.field}, ${rule.version}, ${value}::jsonb, ${jsonText(rule.evidence)}::jsonb, ${rule.undoes},
            ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

export async function answerSuggestion(
  tx: Tx,
  suggestion: RulebookSuggestionId,
  kind: 'taken' | 'set-aside',
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into rulebook_suggestion_answer (suggestion, kind, at, by_person, hat)
    values (${suggestion}, ${kind}, ${now}, ${by}, ${hat}) on conflict do nothing`.execute(on(tx));
}

/** How many were new; what was suggested before is not suggested again. */
export async function insertSuggestions(
  tx: Tx,
  project: ProjectId,
  round: RoundId | null,
  suggested: readonly SuggestedRule[],
  now: Instant,
): Promise<number> {
  let made = 0;
  for (const { field, value, evidence } of suggested) {
    const { numAffectedRows } = await sql`
      insert into rulebook_suggestion (id, project, field, value, value_digest, evidence, round, at)
      values (${newId(now)}, ${project}, ${field}, ${jsonText(value)}::jsonb, sha256(convert_to(${ordered(value)}, 'UTF8')),
              ${jsonText(evidence)}::jsonb, ${round}, ${now})
      on conflict (project, field, value_digest) do nothing`.execute(on(tx));
    made += Number(numAffectedRows ?? 0);
  }
  return made;
}
