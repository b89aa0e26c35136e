/** The moment between us and a sign-in provider: the browser goes on by itself, and there is a button in case it does not. */
import type { VNode } from 'preact';
import { Actions, Fine, Letter, Link, PageHead, urls } from '../look/index.ts';

export function LeavingPage({ to, siteName }: { readonly to: string; readonly siteName: string }): VNode {
  return (
    <Letter>
      <PageHead title={`On to ${siteName}`}>You go on there to say who you are, and come back here.</PageHead>
      <Actions>
        <a class="button first wide" href={to}>
          Go on to {siteName}
        </a>
      </Actions>
      <Fine>
        Changed your mind? Go back to <Link to={urls.signIn({})}>sign in</Link>.
      </Fine>
    </Letter>
  );
}
