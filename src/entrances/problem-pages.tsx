/** Pages that say no, in the frame, with what to do next. */
import type { VNode } from 'preact';
import { ROLE_NAMES } from '../kernel/actor.ts';
import type { Permission } from '../kernel/permission.ts';
import { Actions, Button, Fine, Letter, Note, PageHead, urls } from '../look/index.ts';

export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  readonly note?: string;
  readonly step?: { readonly label: string; readonly to: string };
  /** For whoever looks into the log. */
  readonly reference?: string;
}

export function ProblemPage({ problem }: { readonly problem: Problem }): VNode {
  const { step = HOME } = problem;
  return (
    <Letter>
      <PageHead title={problem.title}>{problem.text}</PageHead>
      {problem.note !== undefined && <Note>{problem.note}</Note>}
      <Actions>
        <Button to={step.to} kind="first">
          {step.label}
        </Button>
      </Actions>
      {problem.reference !== undefined && <Fine>Reference: {problem.reference}</Fine>}
    </Letter>
  );
}

const HOME = { label: 'To the first page', to: urls.home({}) };

export function notFound(): Problem {
  return {
    status: 404,
    title: 'There is no such page',
    text: 'The address may be mistyped, or what was here is gone.',
  };
}

export function forbidden(permission: Permission, reference: string): Problem {
  const roles = permission.roles.map((role) => ROLE_NAMES[role]).join(', ');
  return {
    status: 403,
    title: 'This is not for you',
    text: 'You are signed in, but your roles do not allow this.',
    note: `It is for: ${roles}${permission.ownProject.length > 0 ? ' (some of them for their own project only)' : ''}. An administrator of the workspace can give you a role.`,
    reference,
  };
}

/** A form was sent without a session, most likely because it ended meanwhile. */
export function signedOut(): Problem {
  return {
    status: 401,
    title: 'You are signed out',
    text: 'Your session has ended, and nothing was changed. Sign in, go back to the form and send it again.',
    step: { label: 'Sign in', to: urls.signIn({}) },
  };
}

export function foreign(baseUrl: string): Problem {
  return {
    status: 403,
    title: 'This form did not come from here',
    text: 'Nothing was changed. Open the page under its own address and send the form from there.',
    note: `This site is reached at ${baseUrl}. If that is not the address in your browser, the setting COMMONWORK_BASE_URL is wrong.`,
  };
}

/** What was sent could not be read at all. */
export function unreadable(status: number): Problem {
  switch (status) {
    case 413:
      return { status, title: 'This is too large', text: 'Nothing was changed. Send less, or a smaller file.' };
    case 415:
      return { status, title: 'This cannot be read', text: 'Nothing was changed. Send the form from its own page.' };
    case 429:
      return {
        status,
        title: 'Too many requests',
        text: 'Nothing was changed. Wait a minute and try again.',
      };
    default:
      return { status: 400, title: 'This cannot be read', text: 'Nothing was changed. Go back and try again.' };
  }
}

export function broken(reference: string): Problem {
  return {
    status: 500,
    title: 'Something went wrong here',
    text: 'It is not your doing, and nothing was changed. Try again in a moment.',
    note: 'If it happens again, tell an administrator the reference.',
    reference,
  };
}
