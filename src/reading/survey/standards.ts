/**
 * The fourteen community standards (domain S107-S113): each yes, partly, no or not known, with reasons in plain words and the lines
 * they rest on. No points, no total.
 */
import { count } from '../../kernel/text.ts';
import { readFlatFundingYml, readFundingManifest, sayLinks, sayManifest } from '../funding/index.ts';
import { chosenDocuments, type FoundDocument, type OtherKind } from './classify.ts';
import { lineOfMatch, quoteOf } from './document.ts';
import { destinationOf } from './links.ts';
import { depthOf } from './paths.ts';
import type { ProposalSeries } from './proposals.ts';
import { licenseNamedIn, licenseOf, licensesIn } from './spdx.ts';
import type { Answer, AnswerReport, Evidence, ReadDocument, Reason, RepositoryFacts, StandardKey } from './types.ts';
import { inTime, monthsBetween, nameWords, stemOf } from './words.ts';

export interface StandardsInput {
  readonly repositories: readonly RepositoryFacts[];
  readonly documents: readonly ReadDocument[];
  readonly found: readonly FoundDocument[];
  readonly proposals: readonly ProposalSeries[];
  readonly continuousIntegration: readonly {
    readonly repository: string;
    readonly path: string;
    readonly commit: string;
  }[];
  readonly minutes: readonly {
    readonly repository: string;
    readonly folder: string;
    readonly files: number;
    readonly commit: string;
  }[];
  /** Why repositories of the project could not be read; "no" is then "not known". Told elsewhere. */
  readonly notReached: readonly string[];
  readonly asOf: string;
}

export function answerStandard(key: StandardKey, input: StandardsInput): AnswerReport {
  const report = ANSWERS[key](input);
  if (input.notReached.length === 0 || report.answer !== 'no') return report;
  // Why it was not reached is told once, beside the roadmap; "there is none" is said of what was read only.
  return {
    answer: 'unknown',
    reasons: [
      {
        text:
          input.repositories.length === 0
            ? 'Not known: nothing could be read.'
            : 'Not known: nothing in what was read, and not every repository was reached.',
        evidence: [],
      },
    ],
  };
}

const ANSWERS: Readonly<Record<StandardKey, (input: StandardsInput) => AnswerReport>> = {
  license,
  contributing,
  communication,
  triage,
  review,
  release,
  ci,
  governance,
  proposals,
  'code-of-conduct': codeOfConduct,
  cla,
  maintainers,
  'corporate-engagement': corporate,
  funding,
};

const answer = (value: Answer, ...reasons: readonly Reason[]): AnswerReport => ({ answer: value, reasons });
const say = (text: string, ...evidence: readonly Evidence[]): Reason => ({ text, evidence });

/* License */

function license({ repositories, documents, found }: StandardsInput): AnswerReport {
  const files = found.filter(({ kind }) => kind === 'license').map(({ document }) => document);
  const reasons: Reason[] = [];
  let named = 0;
  for (const { id } of repositories) {
    const own = files
      .filter(({ repository }) => repository === id)
      .sort((a, b) => depthOf(a.path) - depthOf(b.path) || a.path.length - b.path.length);
    if (own.length === 0) continue;
    const known = own.flatMap((document) => {
      const spdx = licenseOf(document.text);
      return spdx === null ? [] : [{ document, spdx }];
    });
    if (known.length === 0) {
      const only = licenseNamedIn(own[0]!.text);
      reasons.push(
        only === null
          ? say(`${id}: ${own[0]!.path} holds a text that is none of the known licences.`, openingOf(own[0]!))
          : say(`${id}: ${only}, named in ${own[0]!.path} without its text.`, openingOf(own[0]!)),
      );
      if (only !== null) named++;
      continue;
    }
    named++;
    const names = [...new Set(known.map(({ spdx }) => spdx))].slice(0, 3);
    const first = known[0]!;
    const bundled = licensesIn(first.document.text).length > 3 ? ' (with those of bundled code)' : '';
    reasons.push(say(`${id}: ${names.join(', ')}${bundled}.`, openingOf(first.document)));
  }
  if (named > 0) return answer('yes', ...reasons);
  const mention = sectionNamed(documents, /^\W*licen[cs](e|ing)\W*$/i);
  if (reasons.length > 0) return answer('partly', ...reasons);
  if (mention !== null) return answer('partly', say('No licence file; the licence is only mentioned.', mention));
  return answer('no', say('No licence file in any repository.'));
}

/* Contributing */

const CONTENTS: readonly (readonly [name: string, test: RegExp])[] = [
  ['workflow', /\b(pull requests?|merge requests?|fork (the|this|our|a)|feature branch|git checkout -b|patch(es)?)\b/i],
  [
    'set-up',
    /\b(virtual ?env\w{0,10}|conda (create|env)|pip install|build from source|development (environment|install\w{0,6}|setup)|set(ting)? up (a|your|the)|clone (the|your)|cmake|npm (ci|install)|cargo build|dev ?container|editable)\b/i,
  ],
  [
    'tests',
    /\b(run(ning)? (the )?tests?|pytest|test suite|unit tests?|nosetests|ctest|tox|npm (run )?test|cargo test|runtests|coverage)\b/i,
  ],
  [
    'style',
    /\b(PEP ?8|code style|coding (style|conventions?|standards?)|style guide|flake8|black|ruff|lint\w{0,4}|pre-commit|formatt(ing|er)|docstring (style|standard))\b/i,
  ],
  [
    'documentation',
    /\b(build(ing)? the doc\w{0,10}|writ(e|ing) doc\w{0,10}|documentation (style|guide)|docstrings?|sphinx)\b/i,
  ],
  ['changelog', /\b(change ?log|release notes?|what'?s ?new|news (entry|fragment)|towncrier)\b/i],
  [
    'issues',
    /\b(report(ing)? (a )?(bugs?|issues?)|bug reports?|issue tracker|good first issue|open an issue|feature requests?)\b/i,
  ],
  ['commit messages', /\bcommit messages?\b/i],
];

function contributing(input: StandardsInput): AnswerReport {
  const { documents } = input;
  const chosen = chosenDocuments(input.found, 'contributing');
  const whole = chosen.filter(({ strength }) => strength >= 2);
  if (chosen.length === 0) {
    const link = linkMatching(documents, /\bcontribut(e|ing|ion|or)s?\b.{0,30}|\bdeveloper('s)? guide\b/i);
    if (link !== null)
      return answer('partly', say(`A guide is linked (${link.target}) and was not read.`, link.evidence));
    return answer('no', say('No contributor guide in git.'));
  }
  const list = whole.length > 0 ? whole : chosen;
  const reasons: Reason[] = [];
  const covered = new Map<string, Evidence>();
  for (const [name, line] of matches(list.slice(0, 12), CONTENTS)) covered.set(name, line);
  const main = list[0]!;
  const lead = say(
    `${whole.length > 0 ? `The guide is ${list.length === 1 ? main.document.path : `${main.document.path} and ${list.length - 1} more`}` : `A section of ${main.document.path}`}.`,
    evidenceOf(main),
  );
  const essential = ['workflow', 'set-up', 'tests', 'style'].filter((name) => covered.has(name));
  if (covered.size > 0)
    reasons.push(say(`It covers ${listed([...covered.keys()])}.`, ...[...covered.values()].slice(0, 4)));
  const missing = ['workflow', 'set-up', 'tests', 'style'].filter((name) => !covered.has(name));
  if (essential.length >= 3 && whole.length > 0) return answer('yes', lead, ...reasons);
  return answer(
    'partly',
    lead,
    ...reasons,
    ...(missing.length > 0 ? [say(`Nothing was found on ${listed(missing)}.`)] : []),
  );
}

/* Communication */

const CHANNELS: readonly (readonly [name: string, test: RegExp])[] = [
  ['mailing list', /\bmailing[- ]lists?\b|lists?\.[\w-]+\.(org|net)|groups\.google\.com|mail\.python\.org/i],
  ['forum', /\bdiscourse\b|\bforums?\b/i],
  ['chat', /\bslack\b|\bgitter\b|\bzulip\b|\bdiscord\b|\bmatrix\.to\b|\b(libera|freenode)\b|\bIRC\b/i],
  [
    'meetings',
    /\b(weekly|monthly|bi-?weekly|fortnightly|regular|community|developer|team|open) (\w{1,12} )?(meetings?|calls?)\b|\boffice hours\b/i,
  ],
  ['discussions', /\/discussions\b|\bgithub discussions\b/i],
  ['issue tracker', /\bissue tracker\b|\/issues\b/i],
  ['questions site', /\bstack ?overflow\b/i],
  ['social media', /\bmastodon\b|\btwitter\b|\bbluesky\b|\blinkedin\b/i],
];

function communication(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'communication');
  const whole = chosen.filter(({ strength }) => strength >= 2);
  const channels = new Map<string, Evidence>();
  const look = (documents: readonly Searched[]): void => {
    for (const [name, evidence] of matches(documents, CHANNELS)) if (!channels.has(name)) channels.set(name, evidence);
  };
  look(chosen.slice(0, 10));
  const guide = whole.length > 0;
  if (channels.size === 0)
    look(
      input.documents
        .filter(({ path }) => /^readme/i.test(stemOf(path)) && depthOf(path) <= 1)
        .map((document) => ({ document, range: null })),
    );
  const real = [...channels.keys()].filter((name) => name !== 'issue tracker' && name !== 'social media');
  const reasons: Reason[] = [];
  if (chosen[0] !== undefined)
    reasons.push(say(`${guide ? 'Described in' : 'A section of'} ${chosen[0].document.path}.`, evidenceOf(chosen[0])));
  if (channels.size > 0)
    reasons.push(say(`Channels named: ${listed([...channels.keys()])}.`, ...[...channels.values()].slice(0, 5)));
  const minutes = input.minutes[0];
  if (minutes !== undefined) {
    reasons.push(
      say(`Meeting notes are kept in ${minutes.folder} (${count(minutes.files, 'file')}).`, {
        repository: minutes.repository,
        path: minutes.folder,
        lines: null,
        commit: minutes.commit,
        quote: [],
      }),
    );
  }
  if (guide && real.length >= 2) return answer('yes', ...reasons);
  if (reasons.length > 0 && (channels.size > 0 || minutes !== undefined))
    return answer(
      'partly',
      ...reasons,
      ...(guide ? [] : [say('There is no page that says which channel is for what.')]),
    );
  return answer('no', say('No channel for talking with the project is named in git.'));
}

/* Maintenance: triage, review, release, CI */

function triage(input: StandardsInput): AnswerReport {
  return guideAnswer(
    input,
    'triage',
    'How issues are triaged',
    'Nothing says how issues are triaged.',
    (entry) => /(^|\/)issue_template(\/|\.)/i.test(entry.path),
    'There are templates for issues, but nothing on how they are triaged.',
  );
}

function review(input: StandardsInput): AnswerReport {
  return guideAnswer(
    input,
    'review',
    'How contributions are reviewed',
    'Nothing says how contributions are reviewed.',
    (entry) => /(^|\/)(pull|merge)_request_template/i.test(entry.path),
    'There is a template for contributions, but nothing on how they are reviewed.',
  );
}

function guideAnswer(
  input: StandardsInput,
  kind: OtherKind,
  what: string,
  none: string,
  template: (entry: { readonly path: string }) => boolean,
  onlyTemplate: string,
): AnswerReport {
  const own = input.found
    .filter((one) => one.kind === kind)
    .sort(
      (a, b) =>
        b.strength - a.strength || lengthOf(b) - lengthOf(a) || depthOf(a.document.path) - depthOf(b.document.path),
    );
  const best = own[0];
  if (best !== undefined) {
    const long = lengthOf(best) >= 8;
    const text = `${what} is described in ${best.document.path}${best.range === null ? '' : ` (lines ${best.range[0]} to ${best.range[1]})`}.`;
    return answer(
      long ? 'yes' : 'partly',
      say(text, evidenceOf(best)),
      ...(long ? [] : [say('It is only touched on.')]),
    );
  }
  for (const { id, commit, paths } of input.repositories) {
    const entry = paths.find(template);
    if (entry !== undefined)
      return answer('partly', say(onlyTemplate, { repository: id, path: entry.path, lines: null, commit, quote: [] }));
  }
  return answer('no', say(none));
}

function lengthOf({ range, document }: FoundDocument): number {
  return range === null ? document.lines.length : range[1] - range[0] + 1;
}

function release(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'release-process');
  const best = chosen[0];
  if (best === undefined) {
    const flow = input.continuousIntegration.find(({ path }) => /releas|publish|deploy|pypi|wheels/i.test(path));
    if (flow !== undefined)
      return answer(
        'partly',
        say(`Releases are made by ${flow.path}, but nothing says how.`, {
          repository: flow.repository,
          path: flow.path,
          lines: null,
          commit: flow.commit,
          quote: [],
        }),
      );
    return answer('no', say('Nothing says how a release is made.'));
  }
  const part = best.range === null ? '' : ` (lines ${best.range[0]} to ${best.range[1]})`;
  const text = `How a release is made is described in ${best.document.path}${part}.`;
  return best.strength >= 2 || lengthOf(best) >= 10
    ? answer('yes', say(text, evidenceOf(best)))
    : answer('partly', say(text, evidenceOf(best)), say('It is only touched on.'));
}

function ci({ continuousIntegration, documents }: StandardsInput): AnswerReport {
  if (continuousIntegration.length === 0)
    return answer('no', say('No configuration of a continuous integration service.'));
  const names = continuousIntegration.map(({ path }) => path);
  const evidence = continuousIntegration.slice(0, 4).map(({ repository, path, commit }): Evidence => {
    const document = documents.find((one) => one.repository === repository && one.path === path);
    return document === undefined
      ? { repository, path, lines: null, commit, quote: [] }
      : quoteOf(document, 1, Math.min(4, document.lines.length));
  });
  const tests = continuousIntegration.find(({ repository, path }) => {
    if (!path.startsWith('.github/workflows/')) return true;
    if (/test|ci\b|build|check|wheel|linux|macos|windows|python|main|unit|matrix/i.test(path)) return true;
    const document = documents.find((one) => one.repository === repository && one.path === path);
    return (
      document?.lines.some((line) =>
        /\b(pytest|tox|nox|ctest|cargo test|npm (run )?test|make (check|test)|unittest|runtests|Pkg\.test|go test)\b/.test(
          line.slice(0, 300),
        ),
      ) === true
    );
  });
  const list = `${names.length === 1 ? 'One configuration' : `${names.length} configurations`}: ${listed(names.slice(0, 4))}${names.length > 4 ? ' and more' : ''}.`;
  return tests === undefined
    ? answer('partly', say(list, ...evidence), say('None of them is seen to run tests.'))
    : answer('yes', say(list, ...evidence));
}

/* Governance */

const GOVERNANCE: readonly (readonly [name: string, test: RegExp])[] = [
  ['roles', /\b(roles?|maintainers?|core (team|developers?|contributors?)|members(hip)?|committers?)\b/i],
  ['decisions', /\b(consensus|vot(e|es|ing)|decisions?|majority|quorum|veto|lazy)\b/i],
  ['a steering body', /\b(steering|council|committee|board|BDFL|benevolent)\b/i],
  [
    'how people join or leave',
    /\b(nominat|elect(ed|ion)|terms?\b|invit(e|ed)|become a|step(ping)? down|emeritus|appoint)/i,
  ],
  ['money', /\b(fund(s|ing)?|fiscal|budget|NumFOCUS|paid|conflicts? of interest|grants?)\b/i],
];

function governance(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'governance');
  const best = chosen[0];
  if (best === undefined) {
    const link = linkMatching(input.documents, /\bgovernance\b|\bsteering council\b/i);
    if (link !== null)
      return answer('partly', say(`A governance document is linked (${link.target}) and was not read.`, link.evidence));
    return answer('no', say('No governance document in git.'));
  }
  const covered = matches(chosen.slice(0, 6), GOVERNANCE);
  const lead = say(
    `${best.range === null ? 'Governance is described in' : 'A section on governance in'} ${best.document.path}.`,
    evidenceOf(best),
  );
  const content =
    covered.size === 0
      ? []
      : [say(`It speaks of ${listed([...covered.keys()])}.`, ...[...covered.values()].slice(0, 4))];
  return answer(
    covered.has('decisions') && covered.size >= 3 && best.strength >= 2 ? 'yes' : 'partly',
    lead,
    ...content,
  );
}

function proposals({ proposals: series, asOf, repositories }: StandardsInput): AnswerReport {
  const best = [...series].sort((a, b) => b.files - a.files)[0];
  if (best === undefined) return answer('no', say('No enhancement proposals in git.'));
  const name = best.series === null ? 'proposals' : `${best.series}s`;
  const where = best.folder === '' ? best.repository : `${best.folder} of ${best.repository}`;
  const commit = repositories.find(({ id }) => id === best.repository)?.commit ?? '';
  const home: Evidence = {
    repository: best.repository,
    path: best.folder === '' ? 'README.md' : best.folder,
    lines: null,
    commit,
    quote: [],
  };
  const lead = say(
    best.files === 0
      ? `${where} is kept for proposals, but holds none as files.`
      : `${best.files === 1 ? `One of the ${name} is` : `${best.files} ${name} are`} kept in ${where}.`,
    home,
  );
  const reasons: Reason[] = [lead];
  const stated = best.states.reduce((sum, [, n]) => sum + n, 0);
  if (stated > 0) {
    const states = best.states.slice(0, 6).map(([state, n]) => `${n} ${state}`);
    const example =
      best.example === null ? [] : [quoteOf(best.example.document, best.example.line, best.example.line + 1)];
    reasons.push(
      say(`States: ${listed(states)}${stated < best.read ? `; ${best.read - stated} state none` : ''}.`, ...example),
    );
  }
  if (best.newest !== null && best.oldest !== null) {
    reasons.push(
      say(
        `The oldest is of ${best.oldest}, the newest of ${best.newest}, ${inTime(Math.max(0, monthsBetween(best.newest, asOf)))} before.`,
      ),
    );
  }
  return answer(
    stated >= 1 && best.files >= 2 ? 'yes' : 'partly',
    ...reasons,
    ...(stated === 0 ? [say('They do not state what became of them.')] : []),
  );
}

/* Conduct, CLA, people */

const TURN_TO =
  /[\w.+-]{1,60}(?:@| at | \[at\] )[\w-]{1,60}(?:\.| dot )[a-z]{2,}|\breport(?:ing)?\b.{0,80}\b(?:form|committee|team|contact|e-?mail)\b|\bcontact(?:ing)?\b.{0,60}\b(?:committee|team|maintainers?|members?)\b/i;

function codeOfConduct(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'code-of-conduct');
  const best = chosen[0];
  if (best === undefined) {
    const link = linkMatching(input.documents, /\bcode of conduct\b/i);
    if (link !== null)
      return answer('partly', say(`A code of conduct is linked (${link.target}) and was not read.`, link.evidence));
    return answer('no', say('No code of conduct in git.'));
  }
  const lead = say(
    `${best.range === null ? 'The code of conduct is' : 'A section in'} ${best.document.path}.`,
    evidenceOf(best),
  );
  for (const { document, range } of chosen.slice(0, 6)) {
    const line = lineOfMatch(document, range, TURN_TO);
    if (line > 0) return answer('yes', lead, say('It says whom to turn to.', quoteOf(document, line, line)));
  }
  return answer('partly', lead, say('It does not say whom to turn to.'));
}

const CLA =
  /\bcontributor licen[sc]e agreements?\b|\b(sign|signed|signing) (the |our |a )?CLA\b|\bCLA (is |must|bot|assistant|needs)|\bcla-?assistant\b|\beasycla\b/;
const DCO =
  /\bdeveloper('s)? certificate of origin\b|\bDCO\b|\bsigned-off-by\b|\bsign-?off\b.{0,40}\bcommits?\b|\bgit commit (-s|--signoff)\b/i;

const DECLINED = /\b(no|not|without|don't|doesn't|never) (\w{1,20} ){0,4}(CLA|contributor licen|require)/i;

function cla(input: StandardsInput): AnswerReport {
  for (const { id, commit, paths } of input.repositories) {
    const file = paths.find(({ path }) =>
      /^(\.clabot|\.github\/(dco|cla)\.ya?ml|\.github\/workflows\/[^/]{0,40}\b(cla|dco)\b[^/]{0,20}\.ya?ml)$/i.test(
        path,
      ),
    );
    if (file !== undefined) {
      const kind = /dco/i.test(file.path) ? 'certificate of origin (DCO)' : 'contributor agreement (CLA)';
      return answer(
        'yes',
        say(`A ${kind} is checked by ${file.path}.`, {
          repository: id,
          path: file.path,
          lines: null,
          commit,
          quote: [],
        }),
      );
    }
  }
  const likely = input.documents.filter(({ path }) =>
    /contribut|governance|readme|pull_request_template|develop|hacking|(^|[^a-z])(cla|dco)([^a-z]|$)/i.test(path),
  );
  for (const [test, what] of [
    [CLA, 'contributor agreement (CLA)'],
    [DCO, 'sign-off (DCO)'],
  ] as const) {
    for (const document of likely) {
      const at = lineOfMatch(document, null, test) - 1;
      if (at < 0 || DECLINED.test(document.lines[at]!.slice(0, 600))) continue;
      return answer('yes', say(`Contributors are asked for a ${what}.`, quoteOf(document, at + 1, at + 1)));
    }
  }
  if (likely.length === 0)
    return answer('unknown', say('Not known: there is no contributor guide or README that would say so.'));
  return answer(
    'no',
    say(
      `Neither a contributor agreement nor a sign-off is asked for in the ${likely.length === 1 ? 'document' : `${likely.length} documents`} that would say so.`,
    ),
  );
}

function maintainers(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'maintainers');
  if (chosen.length === 0) return answer('no', say('Nothing in git names the people who maintain the project.'));
  const plain = (one: FoundDocument): string => nameWords(stemOf(one.document.path)).join(' ');
  const people = chosen.find(
    (one) => /maintainer|team|people|core|steering|subteam|member/.test(plain(one)) && !/codeowners/.test(plain(one)),
  );
  const owners = chosen.find((one) => /^(codeowners|owners)$/.test(plain(one)));
  const authors = chosen.find(
    (one) => /author|credits|contributors/.test(plain(one)) && depthOf(one.document.path) <= 3,
  );
  const reasons: Reason[] = [];
  if (people !== undefined) reasons.push(say(`They are named in ${people.document.path}.`, evidenceOf(people)));
  if (owners !== undefined)
    reasons.push(say(`${owners.document.path} names who is asked to review which part.`, evidenceOf(owners)));
  if (people !== undefined) return answer('yes', ...reasons);
  if (authors !== undefined)
    reasons.push(say(`${authors.document.path} lists who wrote it, not who maintains it now.`, evidenceOf(authors)));
  if (reasons.length === 0)
    reasons.push(say(`A section of ${chosen[0]!.document.path} names people.`, evidenceOf(chosen[0]!)));
  return answer('partly', ...reasons);
}

function corporate(input: StandardsInput): AnswerReport {
  const chosen = chosenDocuments(input.found, 'corporate-engagement');
  const best = chosen[0];
  if (best === undefined) return answer('no', say('Nothing tells companies how to work with the project.'));
  return best.strength >= 2
    ? answer('yes', say(`Companies find a guide in ${best.document.path}.`, evidenceOf(best)))
    : answer('partly', say(`A section of ${best.document.path} speaks to companies.`, evidenceOf(best)));
}

const GIVE =
  /opencollective\.com|github\.com\/sponsors|tidelift\.com|patreon\.com|liberapay\.com|ko-fi\.com|buymeacoffee\.com|numfocus\.(org|salsalabs\.org).{0,40}donat|donate|paypal\.(com|me)/i;

function funding(input: StandardsInput): AnswerReport {
  const { ways, faulty, unfilled } = fundingFiles(input.documents);
  const others = [...faulty, ...unfilled];
  if (ways.length > 0) return answer('yes', ...ways, ...others);
  for (const document of input.documents) {
    if (FUNDING_FILE.test(document.path)) continue;
    if (!/readme|fund|donat|sponsor|support|index|about/i.test(stemOf(document.path)) || depthOf(document.path) > 4)
      continue;
    const link = document.outline.links.find(({ target }) => GIVE.test(target));
    if (link !== undefined)
      return answer(
        'yes',
        say(`${document.path} links to a place to give.`, quoteOf(document, link.line, link.line)),
        ...others,
      );
  }
  const own = input.found.find(({ kind }) => kind === 'funding');
  if (own !== undefined && !FUNDING_FILE.test(own.document.path))
    return answer(
      'partly',
      say(`${own.document.path} speaks of funding, without a way to give.`, evidenceOf(own)),
      ...others,
    );
  if (faulty.length > 0) return answer('partly', ...others);
  return answer('no', say('No way to fund the project is named in git.'), ...unfilled);
}

const FUNDING_FILE = /(^|\/)funding\.(ya?ml|json)$/i;

interface FundingFiles {
  readonly ways: Reason[];
  /** A manifest that nobody can use as it is. */
  readonly faulty: Reason[];
  /** A template as the forge gives it. */
  readonly unfilled: Reason[];
}

/** What FUNDING.yml and funding.json say, the one nearest the root of each. */
function fundingFiles(documents: readonly ReadDocument[]): FundingFiles {
  const said: FundingFiles = { ways: [], faulty: [], unfilled: [] };
  const files = documents
    .filter(({ path }) => FUNDING_FILE.test(path))
    .sort((a, b) => depthOf(a.path) - depthOf(b.path));
  const buttons = files.find(({ path }) => !/json$/i.test(path));
  if (buttons !== undefined) {
    const read = readFlatFundingYml(buttons.text);
    const links = (read?.links ?? []).filter(({ url }) => url !== null);
    // Forms of YAML that only its own reader knows: a key is there, what it holds is not said.
    const written = read === null ? buttons.lines.findIndex((text) => /^["']?\w+["']?\s*:/.test(text)) + 1 : 0;
    const first = links[0]?.line ?? written;
    const last = Math.max(first, ...links.map(({ line }) => line));
    if (links.length > 0)
      said.ways.push(say(`${buttons.path}: ${sayLinks(links)}.`, quoteOf(buttons, first, Math.min(last, first + 3))));
    else if (written > 0)
      said.ways.push(
        say(`${buttons.path} says where to give.`, quoteOf(buttons, first, Math.min(first + 3, buttons.lines.length))),
      );
    else if (read !== null && read.links.length + read.others.length > 0)
      said.faulty.push(say(`${buttons.path} names no account that the forge knows how to show.`, openingOf(buttons)));
    else said.unfilled.push(say(`${buttons.path} names no way to give yet.`, openingOf(buttons)));
  }
  const manifest = files.find(({ path }) => /json$/i.test(path));
  if (manifest !== undefined) {
    const reading = readFundingManifest(manifest.text);
    const fault = reading.manifest === null ? reading.findings.find(({ severity }) => severity === 'error') : undefined;
    const channels = manifest.lines.findIndex((text) => text.includes('"channels"')) + 1;
    const at = fault === undefined ? channels : (fault.line ?? 1);
    const reason = say(`${manifest.path} ${sayManifest(reading)}.`, quoteOf(manifest, Math.max(1, at), at + 3));
    (reading.manifest === null ? said.faulty : said.ways).push(reason);
  }
  return said;
}

/* Shared */

type Searched = Pick<FoundDocument, 'document' | 'range'>;

/** For each subject the first line of the documents that speaks of it. */
function matches(
  documents: readonly Searched[],
  subjects: readonly (readonly [name: string, test: RegExp])[],
): Map<string, Evidence> {
  const found = new Map<string, Evidence>();
  for (const { document, range } of documents) {
    for (const [name, test] of subjects) {
      if (found.has(name)) continue;
      const line = lineOfMatch(document, range, test);
      if (line > 0) found.set(name, quoteOf(document, line, line));
    }
  }
  return found;
}

function evidenceOf({ document, range }: FoundDocument): Evidence {
  if (range !== null) return quoteOf(document, range[0], Math.min(range[1], range[0] + 5));
  return openingOf(document);
}

function openingOf(document: ReadDocument): Evidence {
  const first = document.outline.headings[0]?.line ?? 1;
  return quoteOf(document, Math.min(first, 40), Math.min(first, 40) + 3);
}

function sectionNamed(documents: readonly ReadDocument[], heading: RegExp): Evidence | null {
  for (const document of documents) {
    if (depthOf(document.path) > 1) continue;
    const found = document.outline.headings.find(({ text }) => heading.test(text));
    if (found !== undefined) return quoteOf(document, found.line, found.line + 3);
  }
  return null;
}

/** A link whose text names the subject and that leads out of what was read. */
function linkMatching(documents: readonly ReadDocument[], text: RegExp): { target: string; evidence: Evidence } | null {
  for (const document of documents) {
    if (depthOf(document.path) > 3) continue;
    for (const link of document.outline.links) {
      if (link.text.length > 90 || !text.test(link.text) || !/^https?:/i.test(link.target)) continue;
      const destination = destinationOf(link.target, document.path);
      if (destination.kind === 'outside' || destination.kind === 'repository')
        return { target: link.target, evidence: quoteOf(document, link.line, link.line) };
    }
  }
  return null;
}

function listed(words: readonly string[]): string {
  return words.length <= 1 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}
