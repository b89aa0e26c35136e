import type { VNode } from 'preact';
import {
  Bullets,
  Button,
  EmptyState,
  Example,
  ExternalLink,
  FactList,
  Fine,
  Link,
  PageHead,
  Section,
  urls,
} from '../../../look/index.ts';
import type { ShownAbout } from '../about-types.ts';

/** Who we are, what we are for, whom one reaches how. */
export function AboutPage({ name, example, profile, contacts, mayEdit }: ShownAbout): VNode {
  return (
    <>
      <PageHead
        title={
          <>
            {name}
            <Example when={example} />
          </>
        }
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'About us' }]}
        actions={mayEdit && <Button to={urls.workspaceProfile({})}>Change what we are for</Button>}
      >
        Who we are, what we are for, and how to reach whom.
      </PageHead>
      {profile === null ? (
        <EmptyState
          head="Nobody has written yet what we are for"
          actions={mayEdit && <Button to={urls.workspaceProfile({})}>Write it</Button>}
        >
          {mayEdit
            ? 'A mission in a few sentences, the topics you work on, and who has the say. Projects and offers are held against it.'
            : 'How work comes about here, and what projects decide in it, stands on the page how it works.'}
        </EmptyState>
      ) : (
        <>
          <Section head="What we are for">
            <p>{profile.mission}</p>
          </Section>
          {profile.focus.length > 0 && (
            <Section head="What we work on">
              <Bullets items={profile.focus} />
            </Section>
          )}
          {profile.majority !== null && (
            <Section head="Who has the say">
              <p>{profile.majority}</p>
            </Section>
          )}
        </>
      )}
      <Section head="How to reach us" id="contact" note="By what it is about, so that it reaches whoever answers.">
        <FactList
          items={[
            {
              label: 'You would like to fund something',
              value: <Address mail={contacts.funders} to="the engagement lead" />,
              note: 'Companies, foundations, people. Commercial questions go here and nowhere else.',
            },
            {
              label: 'You maintain a project, or contribute',
              value: <Address mail={contacts.projects} to="the technical lead" />,
              note: 'Also when we have something wrong about your project.',
            },
            {
              label: 'You think something of how we work',
              value: <Link to={urls.giveFeedback({})}>Give feedback</Link>,
              note: (
                <>
                  No account is needed. <Link to={urls.feedback({})}>What became of what others said</Link>
                </>
              ),
            },
          ]}
        />
        {mayEdit && (
          <Fine>
            The addresses are set <Link to={urls.manifest({})}>for funders</Link>.
          </Fine>
        )}
      </Section>
      <Section head="How we work">
        <p>
          What a community work order is, and where projects can say no: <Link to={urls.how({})}>how it works</Link>.
          Who has which interests: <Link to={urls.interests({})}>the register of interests</Link>. Where we met with
          projects: <Link to={urls.gatherings({})}>events</Link>.
        </p>
      </Section>
    </>
  );
}

function Address({ mail, to }: { readonly mail: string | null; readonly to: string }): VNode {
  if (mail === null) {
    return (
      <>
        <Link to={urls.giveFeedback({})}>Write to us by the form</Link>: no address is given yet
      </>
    );
  }
  return (
    <>
      <ExternalLink href={`mailto:${mail}`}>{mail}</ExternalLink>, {to}
    </>
  );
}
