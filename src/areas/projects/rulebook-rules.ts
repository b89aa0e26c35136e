/** Who confirms what in a rulebook, and what holds. Pure. */
import { permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import {
  NO_VALUE,
  specOf,
  type ConsentWindow,
  type FieldSpec,
  type Rulebook,
  type RulebookEntry,
  type RulebookField,
  type RuleValue,
} from './rulebook-types.ts';
import type { ProjectRefusal } from './types.ts';

const ROW = 'Project profile, rulebook, speaks-for';
const EDITORS = ['ADM', 'TEC', 'PRJ', 'MNT'] as const;
const OWN = ['PRJ', 'MNT'] as const;

export const rulebookPermissions = {
  seeRulebook: permission('see-rulebook', ROW, 'R', ['PUB']),
  confirmRule: permission('confirm-rule', ROW, 'E', EDITORS, OWN),
  undoRule: permission('undo-rule', ROW, 'E', EDITORS, OWN),
  setSuggestionAside: permission('set-suggestion-aside', ROW, 'E', EDITORS, OWN),
} as const;

/** The newest entry of a field, whatever it says. */
export function newestOf(entries: readonly RulebookEntry[], field: RulebookField): RulebookEntry | null {
  return entries.find((entry) => entry.field === field) ?? null;
}

/** What holds: confirmed by a person and not taken back. Null is "not said here". */
export function ruleOf(rulebook: Pick<Rulebook, 'entries'>, field: RulebookField): RulebookEntry | null {
  const newest = newestOf(rulebook.entries, field);
  return newest?.value == null ? null : newest;
}

/** Null where the project has not said: then nobody waits, and nothing is read into silence. */
export function consentWindow(rulebook: Pick<Rulebook, 'entries'>): ConsentWindow | null {
  const value = ruleOf(rulebook, 'consent')?.value;
  if (value == null || value.number === null) return null;
  return {
    days: value.number,
    silence: value.choices[0] === 'refusal' ? 'refusal' : 'consent',
    zone: value.zone ?? 'UTC',
  };
}

/** Only the parts that the field is declared with, in one form, so that equal values are equal text. */
export function fitted(field: RulebookField, value: RuleValue): RuleValue {
  const spec: FieldSpec = specOf(field);
  const choices = Object.keys(spec.choices ?? {}).filter((choice) => value.choices.includes(choice));
  return {
    choices: spec.many === true ? choices : choices.slice(0, 1),
    text: spec.text === undefined ? '' : value.text,
    link: spec.link === undefined ? null : value.link,
    number: spec.number === undefined ? null : value.number,
    zone: spec.zone === undefined ? null : value.zone,
    items: spec.items === undefined ? [] : value.items.map(({ text, link }) => ({ text, link })),
  };
}

export function saysNothing(value: RuleValue): boolean {
  return isSameValue(value, NO_VALUE);
}

export function isSameValue(one: RuleValue | null, other: RuleValue | null): boolean {
  return ordered(one) === ordered(other);
}

/** The text by which two values are the same, whatever order their parts were written in. */
export function ordered(value: RuleValue | null): string {
  if (value === null) return 'null';
  const { choices, text, link, number, zone, items } = value;
  return JSON.stringify([choices, text, link, number, zone, items.map((item) => [item.text, item.link])]);
}

/** A step is taken back from the newest only: what came after it stands on it. */
export function mayUndoRule(entry: RulebookEntry, entries: readonly RulebookEntry[]): Decision<ProjectRefusal> {
  return newestOf(entries, entry.field)?.id === entry.id
    ? allow()
    : refuse('changed-since', { field: specOf(entry.field).name.toLowerCase() });
}

/** What the field said before an entry. */
export function valueBefore(entry: RulebookEntry, entries: readonly RulebookEntry[]): RulebookEntry | null {
  return entries.find((other) => other.field === entry.field && other.version === entry.version - 1) ?? null;
}
