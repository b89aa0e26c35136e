import type { VNode } from 'preact';
import { Button, FactList, Link, Note, Numbered, PageHead, Section, Table, urls } from '../../../look/index.ts';
import { THREE_RULES } from './home-page.tsx';

/** The method in public (domain S2, S9): what a community work order is, and what it is not. */
export function HowPage(): VNode {
  return (
    <>
      <PageHead
        title="How a community work order comes about"
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'How it works' }]}
        actions={<Button to={urls.rounds({})}>Read the survey</Button>}
      >
        A way to pay for work on open source in which the community, not the payer, decides what becomes of the work.
      </PageHead>
      <Section head="Three rules" note="Each agreement is checked against them, clause by clause.">
        <Numbered items={THREE_RULES} />
      </Section>
      <Section
        head="Step by step"
        note="The project can say no at every step. The first six are kept on this site, where everybody can follow them; the others we go through by hand, by the same rules."
      >
        <Numbered items={STEPS} />
      </Section>
      <Section head="What it is not" wide>
        <Table
          number="Table 1."
          caption="Four ways for money to reach a project"
          rows={ROUTES}
          columns={[
            { head: 'Question', rowHead: true, cell: ({ what }) => what },
            { head: 'Community work order', cell: ({ order }) => order },
            { head: 'Consulting', cell: ({ consulting }) => consulting },
            { head: 'Grant', cell: ({ grant }) => grant },
            { head: 'Donation', cell: ({ donation }) => donation },
          ]}
        />
        <Note>Not legal or tax advice.</Note>
      </Section>
      <Section
        head="Who decides, and with which interests"
        note={<Link to={urls.interests({})}>The register of interests</Link>}
      >
        <p>
          Each statement says in which capacity it is made. Whoever has an interest in a decision has declared it, may
          discuss the matter, and leaves deciding it to somebody else.
        </p>
      </Section>
      <Section
        head="What do you think of it?"
        note={<Link to={urls.feedback({})}>What others said, and what became of it</Link>}
      >
        <p>
          Criticism, concerns and ideas are asked for, from everybody, without an account:{' '}
          <Link to={urls.giveFeedback({})}>give feedback</Link>. Each is answered, and how long that takes is counted in
          public. Who we are and how to reach whom stands <Link to={urls.about({})}>about us</Link>; where we met with
          projects and what was said there, under <Link to={urls.gatherings({})}>events</Link>.
        </p>
      </Section>
      <Section head="What the survey can and cannot see">
        <FactList
          items={[
            { label: 'Reads', value: 'Files in the repositories that a project declared, as they stood on a day.' },
            {
              label: 'Does not read',
              value:
                'Wikis, boards, forums and issue trackers. Where a project points there, the round says “linked, not read”.',
            },
            { label: 'Says “none found in git”', value: 'Which is not the same as “none”.' },
            {
              label: 'Never gives',
              value: 'A score. Each answer stands with its evidence, and a project may correct it.',
            },
          ]}
        />
      </Section>
    </>
  );
}

const STEPS = [
  {
    head: 'The survey reads what projects say',
    text: (
      <>
        Roadmaps, proposals, governance and guides are read from the repositories, with the lines behind each answer.
        Anyone can repeat it. <Link to={urls.rounds({})}>The survey</Link>
      </>
    ),
  },
  {
    head: 'The project says what it needs',
    text: (
      <>
        Items come from its roadmap or from its maintainers. Only those who speak for the project, as its register says
        with the source, approve one. A project can ask to be left out of everything.{' '}
        <Link to={urls.projects({})}>The projects</Link>
      </>
    ),
  },
  {
    head: 'It consents to the very text',
    text: 'Its representatives are shown what a funder would be shown, with the estimate, the name and the logo. Their yes is for that text, for the uses they tick, until a day; others who speak for the project can object. Another word needs another yes.',
  },
  {
    head: 'An offer stands in the catalogue',
    text: (
      <>
        What is needed and why, who benefits, what it would take, how the project decides, and what is not promised.{' '}
        <Link to={urls.offers({})}>The offers</Link>
      </>
    ),
  },
  {
    head: 'Brochures are made of offers',
    text: (
      <>
        Each project is told before it appears in one, and can object. Every copy carries a code by which anybody can
        check whether it still stands. <Link to={urls.verify({})}>Check a copy</Link>
      </>
    ),
  },
  {
    head: 'A yes can be taken back',
    text: 'At any time, by one click, without a reason. The offer leaves the catalogue at once, brochures that show it say so, and nobody can take a new copy of it.',
  },
  {
    head: 'A funder finds the right route',
    text: 'A gift without strings goes to the nonprofit that holds the project’s money. A purpose with a report is a work order.',
  },
  {
    head: 'The agreement is checked, shown to the project, and signed',
    text: 'It names a broad scope, promises best effort, and says who directs the work.',
  },
  {
    head: 'The work happens in the open',
    text: 'Reviewed like any other change. “Declined by the project” is an honest end, and paid.',
  },
  {
    head: 'Reports go to the funder and to the community',
    text: 'Every number in them leads back to its record.',
  },
];

const ROUTES = [
  {
    what: 'The work is on',
    order: 'the project itself',
    consulting: 'whatever the client needs',
    grant: 'the purpose of the call',
    donation: 'whatever the charity decides',
  },
  {
    what: 'Who decides what is merged',
    order: 'the project',
    consulting: 'the client, for its own code',
    grant: 'the project',
    donation: 'the project',
  },
  {
    what: 'What is owed to the payer',
    order: 'best effort and a report',
    consulting: 'the deliverable',
    grant: 'the funder’s reports',
    donation: 'thanks',
  },
  {
    what: 'When the project declines the work',
    order: 'paid all the same',
    consulting: 'as the contract says',
    grant: 'reported as such',
    donation: 'does not arise',
  },
] as const;
