/**
 * What a survey read, as suggestions for the project's rulebook (domain S108-S113). Pure. Nothing here counts before a person of the
 * project, or a technical lead who asked, takes it over; so it names what stands in the documents and where, and concludes little.
 */
import {
  NO_VALUE,
  type RuleEvidence,
  type RulebookField,
  type RuleValue,
  type SuggestedRule,
} from '../projects/index.ts';
import type { Evidence, ProjectReport, Reason, StandardKey } from './types.ts';

const MOST_EVIDENCE = 6;
const MOST_OBLIGATIONS = 8;
const LONGEST_TEXT = 1500;

export function suggestedRules(report: ProjectReport): readonly SuggestedRule[] {
  const said = (field: RulebookField, key: StandardKey) => ofStandard(report, field, key);
  return [
    ...said('governance', 'governance'),
    ...said('proposals', 'proposals'),
    ...said('workflow', 'contributing'),
    ...said('review', 'review'),
    ...said('triage', 'triage'),
    ...said('releases', 'release'),
    ...said('integration', 'ci'),
    ...said('conduct', 'code-of-conduct'),
    ...said('guide', 'corporate-engagement'),
    ...agreements(report),
    ...channels(report),
    ...obligations(report),
    ...alignment(report),
  ];
}

/** What the survey said in its own sentences, where it found something. */
function ofStandard(report: ProjectReport, field: RulebookField, key: StandardKey): readonly SuggestedRule[] {
  const { answer, reasons } = report.standards[key];
  if (answer !== 'yes' && answer !== 'partly') return [];
  const found = reasons.filter(({ evidence }) => evidence.length > 0);
  if (found.length === 0) return [];
  const text = found
    .map((reason) => reason.text)
    .join(' ')
    .slice(0, LONGEST_TEXT);
  return [rule(field, { text }, found)];
}

/** Which agreement is asked for; "none" only where the documents that would say so were read. */
function agreements({ standards }: ProjectReport): readonly SuggestedRule[] {
  const { answer, reasons } = standards.cla;
  if (answer === 'no') return [rule('cla', { choices: ['none'] }, reasons)];
  if (answer !== 'yes') return [];
  const text = reasons.map((reason) => reason.text).join(' ');
  return [rule('cla', { choices: [/\bDCO\b/.test(text) ? 'dco' : 'individual'] }, reasons)];
}

const CHANNELS_NAMED = 'Channels named: ';

function channels({ standards }: ProjectReport): readonly SuggestedRule[] {
  const named = standards.communication.reasons.find(({ text }) => text.startsWith(CHANNELS_NAMED));
  if (named === undefined) return [];
  const words = named.text.slice(CHANNELS_NAMED.length).replace(/\.$/, '');
  const items = words.split(/, | and /).map((text) => ({ text: text.trim(), link: null }));
  return [rule('channels', { items: items.filter(({ text }) => text !== '') }, [named])];
}

const ASKS = /\b(must|should|required?|expected? to|commit to|agree to|are asked)\b/i;

/** Lines of the guide for companies that ask for something, word for word. */
function obligations({ standards }: ProjectReport): readonly SuggestedRule[] {
  const asking = standards['corporate-engagement'].reasons.flatMap(({ evidence }) =>
    evidence.flatMap((piece) =>
      piece.quote
        .filter((line) => ASKS.test(line.slice(0, 300)))
        .map((line) => ({
          piece,
          text: line
            .replace(/^[\s*#>-]+/, '')
            .slice(0, 300)
            .trim(),
        })),
    ),
  );
  const items = asking.slice(0, MOST_OBLIGATIONS).filter(({ text }) => text !== '');
  if (items.length === 0) return [];
  const value = { items: items.map(({ text }) => ({ text, link: null })) };
  return [rule('obligations', value, [{ text: '', evidence: items.map(({ piece }) => piece) }])];
}

function alignment({ standards, roadmap }: ProjectReport): readonly SuggestedRule[] {
  const hasRoadmap = roadmap.verdict !== 'none' && roadmap.verdict !== 'unknown';
  const hasProposals = standards.proposals.answer === 'yes' || standards.proposals.answer === 'partly';
  if (!hasRoadmap && !hasProposals) return [];
  const choices = [...(hasProposals ? ['proposals'] : []), ...(hasRoadmap ? ['roadmap'] : [])];
  return [
    rule('alignment', { choices }, [
      ...(hasProposals ? standards.proposals.reasons : []),
      ...(hasRoadmap ? roadmap.reasons : []),
    ]),
  ];
}

function rule(field: RulebookField, said: Partial<RuleValue>, reasons: readonly Reason[]): SuggestedRule {
  return { field, value: { ...NO_VALUE, ...said }, evidence: placesOf(reasons.flatMap(({ evidence }) => evidence)) };
}

/** Each line once. */
function placesOf(evidence: readonly Evidence[]): readonly RuleEvidence[] {
  const seen = new Set<string>();
  return evidence
    .filter(({ repository, path, lines }) => {
      const key = `${repository}\0${path}\0${lines?.join('-') ?? ''}`;
      return !seen.has(key) && seen.add(key);
    })
    .slice(0, MOST_EVIDENCE)
    .map(({ repository, path, lines, commit }) => ({ repository, path, lines, commit }));
}
