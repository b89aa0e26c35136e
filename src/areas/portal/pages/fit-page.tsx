import type { VNode } from 'preact';
import type { Actor } from '../../../kernel/actor.ts';
import {
  Button,
  Buttons,
  Choice,
  DateText,
  EmptyState,
  Example,
  Form,
  HatField,
  Link,
  Note,
  Notice,
  PageHead,
  Quote,
  Section,
  State,
  TextArea,
  Timeline,
  urls,
  type FormErrors,
  type FormValues,
} from '../../../look/index.ts';
import type { Fit } from '../../people/index.ts';
import type { ShownFit } from '../about-types.ts';

export function FitMark({ fit }: { readonly fit: Fit | null }): VNode {
  if (fit === null) {
    return (
      <State mark="dotted" tone="off">
        Not judged yet
      </State>
    );
  }
  return fit.fits ? (
    <State mark="full" tone="ok">
      Fits
    </State>
  ) : (
    <State mark="hollow" tone="watch">
      Does not fit
    </State>
  );
}

/** Whether a project or an offer fits what the workspace is for. For its own people. */
export function FitPage({
  shown,
  actor,
  values,
  errors,
  said,
}: {
  readonly shown: ShownFit;
  readonly actor: Actor;
  readonly values: FormValues;
  readonly errors: FormErrors;
  readonly said: string | undefined;
}): VNode {
  const { project, offer, profile, fits, mayJudge } = shown;
  const action =
    offer === null
      ? urls.projectFit({ project: project.slug })
      : urls.itemFit({ project: project.slug, item: String(offer.number) });
  const [newest = null] = fits;
  return (
    <>
      <PageHead
        title="Fit to our mission"
        trail={[
          { label: 'Projects', to: urls.projects({}) },
          { label: project.name, to: urls.project({ project: project.slug }) },
          ...(offer === null
            ? []
            : [{ label: offer.title, to: urls.itemOffer({ project: project.slug, item: String(offer.number) }) }]),
          { label: 'Fit' },
        ]}
      >
        {offer === null ? project.name : `“${offer.title}” of ${project.name}`}
        <Example when={project.example} />: <FitMark fit={newest} />. Only the workspace’s people see this page.
      </PageHead>
      {said !== undefined && <Notice tone="done" head={said} />}
      <Section head="What we are for">
        {profile === null ? (
          <EmptyState head="Nobody has written it yet">
            An administrator says on <Link to={urls.workspaceProfile({})}>the workspace’s profile</Link> what you are
            for. Then it can be said what fits.
          </EmptyState>
        ) : (
          <Quote source={profile.focus.length === 0 ? undefined : profile.focus.join(' · ')}>{profile.mission}</Quote>
        )}
      </Section>
      {mayJudge && profile !== null && (
        <Section head="Does it fit?">
          <Form action={action} values={values} errors={errors}>
            <Choice
              name="fits"
              legend={newest === null ? 'Say whether it fits' : 'Say it anew'}
              options={[
                { value: 'yes', label: 'It fits' },
                { value: 'no', label: 'It does not fit', hint: 'Say why: somebody will ask.' },
              ]}
            />
            <TextArea name="reason" label="Why" optional rows={3} hint="Needed where it does not fit." />
            <HatField actor={actor} />
            <Buttons>
              <Button kind="first">Keep it</Button>
            </Buttons>
          </Form>
        </Section>
      )}
      <Section head="What was judged" note="Newest first.">
        {fits.length === 0 ? (
          <Note>Nothing yet.</Note>
        ) : (
          <Timeline
            items={fits.map((fit) => ({
              when: <DateText at={fit.at} />,
              what: <FitMark fit={fit} />,
              gloss: `${fit.reason ?? 'No reason given.'} ${fit.byName ?? 'Somebody'}${fit.hat === null ? '' : `, as ${fit.hat}`}${profile !== null && fit.profile < profile.version ? `; by version ${fit.profile} of the mission` : ''}`,
            }))}
          />
        )}
      </Section>
    </>
  );
}

/** On the project's page, for the workspace's people. */
export function FitSection({ slug, fit }: { readonly slug: string; readonly fit: Fit | null }): VNode {
  return (
    <Section head="Fit to our mission" note="For the workspace’s people alone." id="fit">
      <p>
        <FitMark fit={fit} />
        {fit !== null && fit.reason !== null && <>: {fit.reason}</>}
      </p>
      <p>
        <Link to={urls.projectFit({ project: slug })}>
          {fit === null ? 'Say whether it fits' : 'Look, or say it anew'}
        </Link>
      </p>
    </Section>
  );
}
