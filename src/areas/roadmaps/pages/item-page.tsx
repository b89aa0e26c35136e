import type { ComponentChildren, VNode } from 'preact';
import {
  ActionForm,
  Actions,
  Bullets,
  Button,
  DateText,
  Example,
  EvidenceLink,
  ExternalLink,
  FactList,
  Facts,
  Fine,
  Link,
  Note,
  Notice,
  PageHead,
  QuotedLines,
  Section,
  State,
  Stepper,
  Table,
  Timeline,
  urls,
  Why,
  type Column,
  type Fact,
  type StepState,
} from '../../../look/index.ts';
import { OptedOutNotice } from '../../projects/index.ts';
import { lintItem } from '../item-lint.ts';
import { LEVEL_AUDIENCES } from '../item-rules.ts';
import {
  ALIGNMENT_KINDS,
  STATE_WORDS,
  type Condition,
  type ConditionMark,
  type ItemState,
  type ItemView,
  type ShownItemPage,
  type Transition,
} from '../item-types.ts';
import {
  capital,
  estimateWords,
  ITEM_LEVEL_WORDS,
  ItemLink,
  itemTrail,
  LintList,
  PROVENANCE_WORDS,
  StandingNote,
  StateMark,
} from './item-words.tsx';
import { EstimatePartsTable, Paragraphs, wordingFacts } from './item-wording.tsx';

export interface ItemPageProps extends ShownItemPage {
  readonly view: ItemView;
  readonly said?: string | undefined;
}

/** One item: what and why, where it comes from, who wants it, and every step of its life. */
export function ItemPage(props: ItemPageProps): VNode {
  const { project, item, wording, acts, view, said } = props;
  const to = addressOf(props);
  const first = acts.approve
    ? { to: urls.approveItem(to), words: 'Decide on it' }
    : acts.approveWording
      ? { to: urls.approveWording(to), words: 'Decide on the new wording' }
      : acts.propose
        ? { to: urls.proposeItem(to), words: 'Propose to the project' }
        : acts.achieve
          ? { to: urls.achieveItem(to), words: 'Call it achieved' }
          : null;
  return (
    <>
      <PageHead
        title={
          <>
            {wording.title}
            <Example when={project.example} />
          </>
        }
        trail={itemTrail(project, { label: `No. ${item.number}` })}
        actions={
          view === 'funder' ? undefined : (
            <>
              {first !== null && (
                <Button kind="first" to={first.to}>
                  {first.words}
                </Button>
              )}
              {acts.reword && <Button to={urls.rewordItem(to)}>Reword</Button>}
              {props.seesWhole && <Button to={urls.itemOffer(to)}>Offer</Button>}
            </>
          )
        }
      >
        {wording.summary === '' ? undefined : wording.summary}
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <OptedOutNotice project={project} />
      <Notices {...props} />
      <Life {...props} />
      <Facts
        items={[
          { label: 'State', value: <StateMark state={item.state} />, note: null },
          {
            label: 'Level',
            value: ITEM_LEVEL_WORDS[item.level],
            note: `for ${LEVEL_AUDIENCES[item.level].audience}`,
          },
          {
            label: 'What it would take',
            value: estimateWords(wording.estimate) ?? 'not estimated',
            note: wording.scale === null ? null : `${wording.scale.size} in scale`,
          },
          { label: 'Whose wish', ...originFact(props) },
        ]}
      />
      <WhatAndWhy {...props} />
      {view === 'all' && <Details {...props} />}
      <Conditions {...props} />
      <Wanted {...props} />
      <Interest {...props} />
      {view === 'all' && (
        <>
          <Reminders {...props} />
          <Source {...props} />
          <Scope {...props} />
          <Place {...props} />
        </>
      )}
      <Steps {...props} />
      {view === 'all' && props.wordings.length > 0 && <Wordings {...props} />}
      {view === 'all' && <OtherActs {...props} />}
      <StandingNote />
    </>
  );
}

function addressOf({ project, item }: Pick<ShownItemPage, 'project' | 'item'>) {
  return { project: project.slug, item: String(item.number) };
}

function originFact({ origin }: ItemPageProps): {
  readonly value: ComponentChildren;
  readonly note: ComponentChildren;
} {
  if (origin.kind === 'funder') {
    return {
      value: 'A funder’s',
      note: (
        <>
          <State mark="alert" tone="watch">
            Funder-originated
          </State>
          : asked on <DateText at={origin.askedOn} />, before any dated wish of the community
        </>
      ),
    };
  }
  return {
    value: 'The community’s',
    note:
      origin.wantedOn === null ? (
        'no funder has asked for it'
      ) : (
        <>
          wanted since <DateText at={origin.wantedOn} /> at the latest
        </>
      ),
  };
}

function Notices(props: ItemPageProps): VNode {
  const { item, approved, seesWhole, hasStanding, acts, sourceToday, project, view } = props;
  const to = addressOf(props);
  const isNewer = approved !== null && approved.number < item.wording.number;
  const lint = seesWhole && acts.reword && view === 'all' ? lintItem(item.wording) : [];
  return (
    <>
      {seesWhole && isNewer && (
        <Notice tone="waiting" head={`Wording ${item.wording.number} does not have the project’s yes yet.`}>
          Outside, wording {approved.number} is shown; an offer stays as it was consented to.{' '}
          <Link to={urls.itemWordings(to, { from: approved.number, to: item.wording.number })}>
            See what changed between them
          </Link>
        </Notice>
      )}
      {seesWhole && !hasStanding && item.state === 'proposed' && (
        <Notice tone="waiting" head="It is not known who speaks for this project on its roadmap.">
          Until somebody is entered and confirmed nobody can approve this.{' '}
          <Link to={urls.speakers({ project: project.slug })}>See the register</Link>
        </Notice>
      )}
      {sourceToday?.kind === 'changed' && (
        <Notice tone="waiting" head="The source has changed since.">
          On <DateText at={sourceToday.readOn} /> it said “{sourceToday.title}”: <EvidenceLink {...sourceToday.place} />
          . What was taken over stays as it is until somebody rewords it.
        </Notice>
      )}
      {sourceToday?.kind === 'gone' && (
        <Notice tone="waiting" head="The source does not list it any more.">
          Nothing like it was found in the {project.label.toLowerCase()} as of <DateText at={sourceToday.readOn} />.
        </Notice>
      )}
      {lint.length > 0 && (
        <Why summary={`Words worth another look: ${lint.length}`}>
          <LintList findings={lint} />
        </Why>
      )}
    </>
  );
}

const WAY: readonly ItemState[] = ['draft', 'proposed', 'approved', 'offered', 'in_work', 'achieved'];

function Life({ item, transitions, approved, seesWhole }: ItemPageProps): VNode | null {
  const ended = ['declined', 'opted_out', 'retired'].includes(item.state);
  const way: readonly ItemState[] = ended
    ? [...new Set<ItemState>(['draft', ...transitions.map(({ to }) => to)])]
    : WAY;
  const at = way.indexOf(item.state);
  if (!seesWhole && approved === null) return null;
  return (
    <Stepper
      label="The life of this item"
      steps={way.map((state, position) => {
        const step = transitions.find(({ to }) => to === state);
        const is: StepState =
          position < at || (ended && position === at) ? 'done' : position === at ? 'now' : 'to come';
        return {
          word: capital(STATE_WORDS[state]),
          state: is,
          ...(step === undefined ? {} : { note: <DateText at={step.at} /> }),
        };
      })}
    />
  );
}

function WhatAndWhy({ wording, view, acts, ...props }: ItemPageProps): VNode {
  const facts = wordingFacts(wording, { how: view === 'all' });
  return (
    <Section head="What and why" id="what">
      {facts.length === 0 ? (
        <>
          <Note>Nothing but its title is written yet. Without a reason it is not proposed.</Note>
          {acts.reword && (
            <Actions>
              <Link to={urls.rewordItem(addressOf(props))}>Write why it matters</Link>
            </Actions>
          )}
        </>
      ) : (
        <FactList items={facts} />
      )}
    </Section>
  );
}

function Details({ wording }: ItemPageProps): VNode | null {
  const { details, estimate } = wording;
  if (details === '' && estimate === null) return null;
  return (
    <Section head="Details" note="For those who do the work; not in a funder’s view." id="details">
      {details !== '' && <Paragraphs text={details} />}
      <EstimatePartsTable estimate={estimate} />
    </Section>
  );
}

function Reminders({ project, reminders }: ItemPageProps): VNode | null {
  if (reminders.length === 0) return null;
  return (
    <Section head="For whoever takes it up" note={`As ${project.name} wishes changes to come in.`} id="reminders">
      <Bullets
        items={reminders.map(({ text, link }) => (
          <>
            {text} {link !== null && <ExternalLink href={link}>Where the project says so</ExternalLink>}
          </>
        ))}
      />
    </Section>
  );
}

function Conditions(props: ItemPageProps): VNode | null {
  const { wording, marks, acts, view } = props;
  const { conditions } = wording;
  if (conditions.length === 0) return null;
  const markOf = ({ key }: Condition) => marks.find(({ condition }) => condition === key) ?? null;
  const columns: Column<Condition>[] = [
    {
      head: 'Condition',
      rowHead: true,
      cell: ({ text, outside }) => (
        <>
          {text}
          {outside && <Fine>It lies with others, outside the project.</Fine>}
        </>
      ),
    },
    { head: 'So far', cell: (one) => <MarkWords mark={markOf(one)} /> },
    ...(acts.mark && view === 'all'
      ? [
          {
            head: 'Next',
            cell: (one: Condition) => {
              const mark = markOf(one);
              const to = addressOf(props);
              return mark === null ? (
                <Button slim to={urls.markCondition({ ...to, condition: one.key })}>
                  Met or waived
                </Button>
              ) : (
                <ActionForm slim kind="plain" action={urls.unmarkCondition({ ...to, mark: mark.id })}>
                  Take back
                </ActionForm>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <Section
      head="When it is done"
      note="It stays open until each of these is met, or the project waives it."
      id="conditions"
      wide
    >
      <Table caption="Conditions of completion" hideCaption rows={conditions} columns={columns} />
    </Section>
  );
}

function MarkWords({ mark }: { readonly mark: ConditionMark | null }): VNode {
  if (mark === null) {
    return (
      <State mark="square-hollow" tone="plain">
        Open
      </State>
    );
  }
  return (
    <>
      <State mark={mark.kind === 'met' ? 'square-full' : 'square-struck'} tone={mark.kind === 'met' ? 'ok' : 'plain'}>
        {mark.kind === 'met' ? 'Met' : 'Waived'}
      </State>
      <Fine>
        {mark.reason} {mark.url !== null && <ExternalLink href={mark.url}>Where it shows</ExternalLink>}{' '}
        <Signed {...mark} />
      </Fine>
    </>
  );
}

/** Who, in which hat, when. */
function Signed({
  byName,
  hat,
  at,
}: {
  readonly byName: string | null;
  readonly hat: string | null;
  readonly at: Date;
}): VNode {
  return (
    <>
      {byName ?? 'Somebody whose name was erased'}
      {hat !== null && `, ${hat}`}, <DateText at={at} />
    </>
  );
}

function Wanted(props: ItemPageProps): VNode | null {
  const { alignments, acts, origin, view } = props;
  const to = addressOf(props);
  const isInside = view === 'all';
  if (alignments.length === 0 && !acts.align) return null;
  return (
    <Section head="Where it is wanted" note="Work starts on what the project wants already." id="wanted" wide>
      {origin.kind === 'funder' && !alignments.some(({ kind }) => kind === 'discussion') && (
        <Notice tone="waiting" head="A funder’s ask is older than any dated wish shown here.">
          A public discussion is linked before it goes on.
        </Notice>
      )}
      <Table
        caption="Links to where the project wants it"
        hideCaption
        empty="No link yet: to the roadmap, an issue, a milestone, a proposal or a discussion."
        rows={alignments}
        columns={[
          {
            head: 'Link',
            rowHead: true,
            cell: ({ url, title }) => <ExternalLink href={url}>{title}</ExternalLink>,
          },
          { head: 'What it is', cell: ({ kind }) => capital(ALIGNMENT_KINDS[kind]) },
          { head: 'Dated there', cell: ({ datedOn }) => (datedOn === null ? null : <DateText at={datedOn} />) },
          { head: 'Read', cell: ({ readOn }) => <DateText at={readOn} /> },
          ...(acts.withdrawAlignment && isInside
            ? [
                {
                  head: 'Next',
                  cell: ({ id }: { readonly id: string }) => (
                    <ActionForm
                      slim
                      kind="plain"
                      action={urls.withdrawAlignment({ ...to, alignment: id })}
                      asks="It stays on record and counts no more."
                    >
                      Take back
                    </ActionForm>
                  ),
                },
              ]
            : []),
        ]}
      />
      {acts.align && isInside && (
        <Actions>
          <Button slim to={urls.alignItem(to)}>
            Add a link
          </Button>
        </Actions>
      )}
    </Section>
  );
}

function Interest(props: ItemPageProps): VNode | null {
  const { signals, acts, view } = props;
  const to = addressOf(props);
  const isInside = view === 'all';
  if (signals.length === 0 && !acts.noteSignal) return null;
  return (
    <Section head="Who asked for it" note="Who, where and when." id="interest" wide>
      <Table
        caption="Who asked for it"
        hideCaption
        empty="Nobody is noted yet."
        rows={signals}
        columns={[
          {
            head: 'Who',
            rowHead: true,
            cell: ({ who, isPublic }) => (
              <>
                {who}
                {!isPublic && <Fine>Not public: shown to those inside only.</Fine>}
              </>
            ),
          },
          { head: 'As', cell: ({ kind }) => (kind === 'funder' ? 'A funder' : 'The community') },
          {
            head: 'Where',
            cell: ({ place, url }) => (url === null ? place : <ExternalLink href={url}>{place}</ExternalLink>),
          },
          { head: 'When', cell: ({ datedOn }) => <DateText at={datedOn} /> },
          ...(acts.withdrawSignal && isInside
            ? [
                {
                  head: 'Next',
                  cell: ({ id }: { readonly id: string }) => (
                    <ActionForm
                      slim
                      kind="plain"
                      action={urls.withdrawSignal({ ...to, signal: id })}
                      asks="It stays on record and counts no more."
                    >
                      Take back
                    </ActionForm>
                  ),
                },
              ]
            : []),
        ]}
      />
      {acts.noteSignal && isInside && (
        <Actions>
          <Button slim to={urls.noteSignal(to)}>
            Note who asked
          </Button>
        </Actions>
      )}
    </Section>
  );
}

function Source(props: ItemPageProps): VNode {
  const { item, wording, source, sourceToday, interview, acts } = props;
  const to = addressOf(props);
  return (
    <Section head="Where it comes from" note={capital(PROVENANCE_WORDS[item.provenance])} id="source">
      {source !== null && (
        <>
          {wording.sourceQuote.length > 0 && (
            <QuotedLines lines={wording.sourceQuote.map((text, at) => ({ number: source.lines[0] + at, text }))} />
          )}
          <Fine>
            <EvidenceLink {...source} named={source.document} />, as of <DateText at={source.readOn} />
            {sourceToday?.kind === 'same' && (
              <>
                ; the same on <DateText at={sourceToday.readOn} />: <EvidenceLink {...sourceToday.place} />
              </>
            )}
          </Fine>
        </>
      )}
      {item.interviewedOn !== null && (
        <FactList
          items={[
            { label: 'Talk', value: <DateText at={item.interviewedOn} long /> },
            ...(interview === null
              ? []
              : interview.name === null
                ? [
                    {
                      label: 'With',
                      value: (
                        <>
                          Name erased
                          {interview.erasedOn !== null && (
                            <>
                              {' '}
                              on <DateText at={interview.erasedOn} />
                            </>
                          )}
                        </>
                      ),
                    },
                  ]
                : [
                    { label: 'With', value: interview.name },
                    ...(interview.notes === null || interview.notes === ''
                      ? []
                      : [{ label: 'Notes', value: <Paragraphs text={interview.notes} /> }]),
                  ]),
          ]}
        />
      )}
      {interview !== null && interview.name !== null && acts.forgetInterviewee && (
        <ActionForm
          slim
          kind="stop"
          action={urls.forgetInterviewee(to)}
          asks="The name and the notes are taken out for good. That there was a talk, and when, stays."
        >
          Take out the name
        </ActionForm>
      )}
      {item.provenance === 'written' && (
        <Note>
          Written here on <DateText at={item.addedAt} long />.
        </Note>
      )}
    </Section>
  );
}

const SCOPE_WORDS = { in: 'In scope', aspiration: 'Hoped for, not in scope yet', out: 'Out of scope' } as const;

function Scope(props: ItemPageProps): VNode | null {
  const { scopeChecks, scopeLines, acts, project } = props;
  const [newest] = scopeChecks;
  if (newest === undefined && !acts.checkScope) return null;
  const line = newest === undefined ? undefined : scopeLines.find(({ id }) => id === newest.line);
  return (
    <Section head="In scope?" note="Held against the project’s own scope page." id="scope">
      {newest === undefined ? (
        <Note>Nobody has held it against the scope page yet.</Note>
      ) : (
        <>
          <p>
            <State
              mark={newest.verdict === 'in' ? 'full' : newest.verdict === 'out' ? 'hollow' : 'half'}
              tone={newest.verdict === 'in' ? 'ok' : newest.verdict === 'out' ? 'bad' : 'watch'}
            >
              {SCOPE_WORDS[newest.verdict]}
            </State>
          </p>
          <p>{newest.reason}</p>
          {line !== undefined && <Note>The line: “{line.body}”</Note>}
          <Fine>
            <Signed {...newest} />
            {newest.verdict === 'out' && '. What is out of scope is not offered to funders.'}
          </Fine>
        </>
      )}
      <Actions>
        {acts.checkScope && (
          <Button slim to={urls.checkScope(addressOf(props))}>
            Check it
          </Button>
        )}
        <Link to={urls.scope({ project: project.slug })}>The scope page</Link>
      </Actions>
    </Section>
  );
}

function Place(props: ItemPageProps): VNode {
  const { project, item, parent, children, former, successors, acts } = props;
  const { audience, holds } = LEVEL_AUDIENCES[item.level];
  const facts: readonly Fact[] = [
    { label: 'Level', value: ITEM_LEVEL_WORDS[item.level], note: `For ${audience}: ${holds}.` },
    ...(parent === null ? [] : [{ label: 'Hangs under', value: <ItemLink project={project} item={parent} /> }]),
    ...(item.noParentBecause === null ? [] : [{ label: 'Hangs under nothing', value: item.noParentBecause }]),
    ...(children.length === 0
      ? []
      : [
          {
            label: 'Under it',
            value: (
              <Bullets
                items={children.map((child) => (
                  <ItemLink project={project} item={child} />
                ))}
              />
            ),
          },
        ]),
    ...(former === null ? [] : [{ label: 'In place of', value: <ItemLink project={project} item={former} /> }]),
    ...(successors.length === 0
      ? []
      : [
          {
            label: 'Followed by',
            value: (
              <Bullets
                items={successors.map((one) => (
                  <ItemLink project={project} item={one} />
                ))}
              />
            ),
          },
        ]),
  ];
  return (
    <Section head="Its place" id="place">
      <FactList items={facts} />
      <Actions>
        {acts.place && (
          <Button slim to={urls.placeItem(addressOf(props))}>
            Move it
          </Button>
        )}
        {acts.succeed && (
          <Button slim to={urls.writeItem({ project: project.slug }, { succeeds: item.id })}>
            Write a successor
          </Button>
        )}
      </Actions>
    </Section>
  );
}

const STEP_WORDS: Readonly<Record<ItemState, string>> = {
  draft: 'Written down',
  proposed: 'Proposed to the project',
  approved: 'The project said yes',
  offered: 'Offered to funders, with the project’s consent',
  in_work: 'Work began',
  achieved: 'Achieved',
  retired: 'Retired',
  declined: 'The project said no',
  opted_out: 'Left out by the project',
};

/** Every step that was taken: who, in which hat, why, about which wording. */
function Steps({ item, transitions, approvals }: ItemPageProps): VNode {
  const steps = [
    ...transitions.map((step) => ({
      at: step.at,
      what: STEP_WORDS[step.to],
      gloss: <StepWords step={step} />,
    })),
    ...approvals.map(({ at, wording, discussedAt, disclosure, ...by }) => ({
      at,
      what: `The project said yes to wording ${wording}`,
      gloss: (
        <>
          <Signed {...by} at={at} />
          {discussedAt !== null && (
            <>
              . <ExternalLink href={discussedAt}>Where it was discussed</ExternalLink>
            </>
          )}
          {disclosure !== null && ` “${disclosure}”`}
        </>
      ),
    })),
  ].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  return (
    <Section head="Its life" note="Nothing of it is ever taken out." id="life">
      <Timeline
        items={[
          { when: <DateText at={item.addedAt} />, what: STEP_WORDS.draft, gloss: PROVENANCE_WORDS[item.provenance] },
          ...steps.map(({ at, what, gloss }) => ({ when: <DateText at={at} />, what, gloss })),
        ]}
      />
    </Section>
  );
}

function StepWords({ step }: { readonly step: Transition }): VNode {
  const { reason, isPrivate, disclosure, links, wording, byName, byLink, hat } = step;
  return (
    <>
      {reason !== null && `“${reason}” `}
      {isPrivate && (reason === null ? 'The reason is kept between the project and the workspace. ' : '(Not public.) ')}
      {byName ?? (byLink ? 'By a one-time link' : 'By the system')}
      {hat !== null && `, ${hat}`}; wording {wording}.{disclosure !== null && ` “${disclosure}”`}
      {links.map(({ url, title }) => (
        <>
          {' '}
          <ExternalLink href={url}>{title}</ExternalLink>
        </>
      ))}
    </>
  );
}

const SHOWN_WORDINGS = 12;

function Wordings(props: ItemPageProps): VNode {
  const { wordings, approved, acts, item } = props;
  const to = addressOf(props);
  const shown = wordings.slice(0, SHOWN_WORDINGS);
  return (
    <Section head="Its wordings" note="A change is the next number; the ones before stay." id="wordings" wide>
      <Table
        caption="Every wording that it had"
        hideCaption
        dense
        rows={shown}
        columns={[
          { head: 'No.', rowHead: true, kind: 'number', cell: ({ number }) => String(number) },
          {
            head: 'Title then',
            cell: ({ title, number }) => (
              <>
                {title}
                {number === approved?.number && <Fine>Has the project’s yes.</Fine>}
              </>
            ),
          },
          { head: 'Written', cell: (one) => <Signed {...one} /> },
          {
            head: 'Compare',
            cell: ({ number }) =>
              number === 1 ? null : (
                <Link to={urls.itemWordings(to, { from: number - 1, to: number })}>With the one before</Link>
              ),
          },
          ...(acts.reword
            ? [
                {
                  head: 'Next',
                  cell: (one: (typeof shown)[number]) =>
                    one.digest === item.wording.digest ? null : (
                      <ActionForm
                        slim
                        kind="plain"
                        action={urls.undoWording(to)}
                        hidden={{ back: String(one.number), seen: String(item.wording.number) }}
                        asks="Its words become the newest wording. Nothing is taken out."
                      >
                        Go back to it
                      </ActionForm>
                    ),
                },
              ]
            : []),
        ]}
      />
      {wordings.length > shown.length && <Fine>The newest {SHOWN_WORDINGS} of them.</Fine>}
    </Section>
  );
}

/** What else this reader may do, after all that should be read before. */
function OtherActs(props: ItemPageProps): VNode | null {
  const { acts } = props;
  const to = addressOf(props);
  const offered: readonly (readonly [boolean, string, string])[] = [
    [acts.start, urls.startItem(to), 'Start work'],
    [acts.retire, urls.retireItem(to), 'Retire it'],
    [acts.decline, urls.declineItem(to), 'Decline it for the project'],
    [acts.optOut, urls.optOutItem(to), 'Leave it out'],
  ];
  const shown = offered.filter(([may]) => may);
  if (shown.length === 0) return null;
  return (
    <Section head="What else can be done">
      <Actions>
        {shown.map(([, address, words]) => (
          <Button to={address}>{words}</Button>
        ))}
      </Actions>
    </Section>
  );
}
