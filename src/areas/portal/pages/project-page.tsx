import type { VNode } from 'preact';
import { calendarDate, type CalendarDate } from '../../../kernel/dates.ts';
import { count } from '../../../kernel/text.ts';
import { Button, Example, Facts, PageHead, Section, urls, VerdictMark } from '../../../look/index.ts';
import { ProjectBrochures } from '../../brochures/index.ts';
import {
  coverageWords,
  HelpSection,
  ProjectNotices,
  ProjectProfileSection,
  ProjectWords,
  StandingSection,
  ThreeQuestions,
  WithoutStanding,
} from '../../projects/index.ts';
import { ItemsSection } from '../../roadmaps/index.ts';
import { ProjectVerdicts } from '../../survey/index.ts';
import type { ShownProject } from '../types.ts';
import { FitSection } from './fit-page.tsx';
import { Gifts } from './gifts-section.tsx';
import { ProjectOffers } from './offer-page.tsx';

/** Everything about one project in one place, each section from the area that knows it. */
export function ProjectPage({ profile: all, ...shown }: ShownProject): VNode {
  const {
    items,
    verdicts,
    offers,
    hasMoreOffers,
    gifts,
    mayEdit,
    lacksStanding,
    mayAnswer,
    maySetFunding,
    fit,
    seesLocal,
    brochures,
    today,
  } = shown;
  const { project, repositories } = all;
  const { name, summary, example, label } = project.profile;
  const live = repositories.filter(({ removal }) => removal === null);
  const [latest] = verdicts;
  const coverage = coverageWords(all.coverage);
  return (
    <>
      <PageHead
        title={
          <>
            {name}
            <Example when={example} />
          </>
        }
        trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Projects', to: urls.projects({}) }, { label: name }]}
        actions={
          <>
            <Button to={urls.roadmap({ project: project.slug })}>{label}</Button>
            <Button to={urls.rulebook({ project: project.slug })}>Rulebook</Button>
            {mayEdit && <Button to={urls.editProject({ project: project.slug })}>Edit</Button>}
          </>
        }
      >
        {summary === '' ? undefined : summary}
      </PageHead>
      <ProjectNotices profile={all} mayEdit={mayEdit} />
      {lacksStanding && <WithoutStanding slug={project.slug} entries={all.register.entries} today={today} />}
      <Facts
        items={[
          {
            label,
            value: latest === undefined ? 'not surveyed' : <VerdictMark verdict={latest.verdict} />,
            note: latest === undefined ? null : `as read in ${latest.title}`,
          },
          { label: 'Rounds', value: String(verdicts.length), note: 'in which it was read' },
          {
            label: 'Repositories',
            value: String(live.length),
            note: count(new Set(live.map(({ role }) => role)).size, 'kind'),
          },
        ]}
      />
      <ProjectOffers
        offers={offers}
        project={{ slug: project.slug, name, example }}
        label={label}
        hasMore={hasMoreOffers}
      />
      {latest?.verdict === 'none' ? (
        <ThreeQuestions project={{ slug: project.slug, name, label }} words={all.words} mayAnswer={mayAnswer} />
      ) : (
        <ProjectWords words={all.words} />
      )}
      {items !== null && <ItemsSection items={items} />}
      <ProjectVerdicts project={project.id} verdicts={verdicts} />
      <ProjectBrochures brochures={brochures} />
      <HelpSection
        project={project}
        help={all.help}
        verdictOn={(at) => verdictBy(verdicts, calendarDate(at))}
        verdictNow={verdictBy(verdicts, today)}
      />
      <Gifts gifts={gifts} project={project.slug} maySet={maySetFunding} hasOffers={offers.length > 0} />
      <StandingSection project={project} register={all.register} today={today} />
      {fit !== null && <FitSection slug={project.slug} fit={fit.newest} />}
      {coverage !== null && (
        <Section head="This workspace" id="coverage">
          <p>{coverage}</p>
        </Section>
      )}
      <ProjectProfileSection profile={all} seesLocal={seesLocal} />
    </>
  );
}

/** What the newest round by a day said of it. */
function verdictBy(verdicts: ShownProject['verdicts'], day: CalendarDate): VNode {
  const then = verdicts.find(({ asOf }) => asOf <= day);
  return then === undefined ? <>not surveyed</> : <VerdictMark verdict={then.verdict} />;
}
