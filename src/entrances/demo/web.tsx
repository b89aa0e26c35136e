/** The pages of the example data: make it, and look at it through the eyes of its people. */
import type { VNode } from 'preact';
import { ROLE_NAMES } from '../../kernel/actor.ts';
import { readId } from '../../kernel/ids.ts';
import { permission } from '../../kernel/permission.ts';
import { refuse, refused, type RefusalSheet } from '../../kernel/refusal.ts';
import { ActionForm, EmptyState, Link, PageHead, Section, Table, urls } from '../../look/index.ts';
import { isFromThisMachine } from '../../outside/http/address.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import {
  findWorkspace,
  listPeople,
  peopleRefusals,
  signInAsExample,
  type ListedPerson,
} from '../../areas/people/index.ts';
import { makeExampleWorkspace } from './workspace.ts';

const mayExplore = permission('explore-example-data', 'Verify a bundle, see how it works', 'R', ['PUB']);

const refusals: RefusalSheet<'already-set-up' | 'no-example' | 'not-from-here'> = {
  'not-from-here': {
    kind: 'forbidden',
    say: () => 'Example data is made from a browser on the machine itself, or there with “commonwork demo”.',
  },
  'already-set-up': {
    kind: 'conflict',
    say: () =>
      'This workspace is in use. Example data is only put into an empty one; start the program with another data folder for it.',
  },
  'no-example': { kind: 'not-found', say: () => 'This is not an example workspace.' },
};

export const routes: readonly PageRoute[] = [
  { method: 'GET', path: urls.example.pattern, permission: mayExplore, action: null, answer: showExample },
  {
    method: 'POST',
    path: urls.example.pattern,
    permission: mayExplore,
    action: 'entrances/demo/workspace.ts',
    answer: postExample,
    perMinute: 5,
  },
  {
    method: 'POST',
    path: urls.exampleSignIn.pattern,
    permission: mayExplore,
    action: 'areas/people/actions/sign-in-as-example.ts',
    answer: postSignIn,
  },
];

async function showExample({ tx }: WebRequest): Promise<Answer> {
  const workspace = await findWorkspace(tx);
  if (workspace !== null && !workspace.example)
    return { kind: 'refusal', refusal: refuse('no-example'), sheet: refusals };
  const body = workspace === null ? OfferPage() : PeoplePage({ people: await listPeople(tx) });
  return { kind: 'page', title: 'Example data', body };
}

async function postExample(request: WebRequest): Promise<Answer> {
  // Else whoever came first to a public address would become its administrator, before the owner's link.
  if (!isFromThisMachine(request)) return { kind: 'refusal', refusal: refuse('not-from-here'), sheet: refusals };
  const made = await makeExampleWorkspace(request.tx, { baseUrl: request.baseUrl, ...cameFrom(request) }, request.now);
  if (refused(made)) return { kind: 'refusal', refusal: made, sheet: refusals };
  const { session, rounds } = made.done;
  return { kind: 'redirect', to: urls.round({ round: rounds.at(-1)! }), cookie: session };
}

async function postSignIn(request: WebRequest): Promise<Answer> {
  const person = readId<'person'>(request.form.get('person') ?? '');
  const outcome =
    person === null
      ? refuse('not-allowed' as const)
      : await signInAsExample(request.tx, request.actor, { person, ...cameFrom(request) }, request.now);
  if (refused(outcome)) return { kind: 'refusal', refusal: outcome, sheet: peopleRefusals };
  return { kind: 'redirect', to: urls.home({}), cookie: outcome.done };
}

function cameFrom({ address, agent, sessionToken }: WebRequest) {
  return { trace: { address, agent }, previousToken: sessionToken };
}

function OfferPage(): VNode {
  return (
    <EmptyState
      head="Explore with example data"
      isPage
      actions={
        <ActionForm action={urls.example({})} kind="first">
          Make the example data
        </ActionForm>
      }
    >
      Forty example projects. Their repositories are built on this machine and really read, as they stood in September
      2018 and as they stand today; people, offers and brochures come with them. All of it is invented.
    </EmptyState>
  );
}

function PeoplePage({ people }: { readonly people: readonly ListedPerson[] }): VNode {
  return (
    <>
      <PageHead title="Example people" trail={[{ label: 'Home', to: urls.home({}) }, { label: 'Example data' }]}>
        What a page offers depends on who looks. Choose through whose eyes to see this workspace; nobody here is real.
      </PageHead>
      <Section head="People" note={<Link to={urls.home({})}>Or look as the public does</Link>}>
        <Table
          caption="People of the example workspace, with their roles"
          hideCaption
          rows={people}
          columns={[
            { head: 'Name', rowHead: true, cell: ({ name }) => name },
            { head: 'Roles', cell: ({ grants }) => grants.map(({ role }) => ROLE_NAMES[role]).join(', ') },
            {
              head: 'Look as',
              cell: ({ id, name }) => (
                <ActionForm action={urls.exampleSignIn({})} hidden={{ person: id }} slim>
                  Look as {name.split(' ')[0]}
                </ActionForm>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
}
