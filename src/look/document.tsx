/** The page around every page: head, masthead, notice band, footer. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { CalendarDate } from '../kernel/dates.ts';
import type { Assets } from './assets.ts';
import { BrandMark, MarkShapes } from './marks.tsx';
import { DateText, Example, Link } from './text.tsx';

export interface NavEntry {
  readonly label: string;
  readonly to: string;
  readonly current: boolean;
}

export interface DocumentProps {
  /** Of the page alone; "Error: " before it when a form came back. */
  readonly title: string;
  readonly assets: Assets;
  /** The public portal has an ink edge above, the back office a green one. */
  readonly side: 'portal' | 'office';
  /** Whose instance this is. */
  readonly workspace: { readonly name: string; readonly isExample: boolean };
  /** Where the name leads: the portal's first page, or the back office's. */
  readonly home: string;
  readonly nav: readonly NavEntry[];
  /** Who is signed in, in which hat; null for strangers, who get a link to sign in. */
  readonly person: { readonly name: string; readonly hat: string | null; readonly account: string } | null;
  readonly signIn: string;
  readonly signOut: string;
  /** Example data or the environment, in the band under the masthead. */
  readonly notice?: ComponentChildren;
  /** "As of", at the right of the band. */
  readonly asOf?: CalendarDate | null;
  /** Columns of links; none in the back office. */
  readonly footer?: readonly {
    readonly head: string;
    readonly links: readonly { readonly label: string; readonly to: string }[];
  }[];
  /** Names of the small scripts the page is better with. */
  readonly islands?: readonly string[];
  readonly refreshSeconds?: number | null;
  /** Letters, sign-in and set-up: no navigation, no person, no footer. */
  readonly plain?: boolean;
  /** Overrides the reader's own scheme; for pictures. */
  readonly theme?: 'light' | 'dark' | null;
  readonly children: ComponentChildren;
}

/** The whole page as text, ready to be sent as text/html. */
export function renderDocument(props: DocumentProps): string {
  return `<!doctype html>\n${renderToString(<Document {...props} />)}`;
}

export function Document(props: DocumentProps): VNode {
  const { assets, side, plain = false } = props;
  return (
    <html lang="en" data-theme={props.theme ?? undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="same-origin" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${props.title} - Commonwork`}</title>
        {assets.preload.map((font) => (
          <link rel="preload" href={font} as="font" type="font/woff2" crossOrigin="anonymous" />
        ))}
        <link rel="stylesheet" href={assets.style} />
        <link rel="icon" type="image/svg+xml" href={assets.icon} />
        {(props.islands ?? []).map((name) => (
          <script type="module" src={assets.island(name)} />
        ))}
        {props.refreshSeconds !== undefined && props.refreshSeconds !== null && (
          <noscript>
            <meta http-equiv="refresh" content={String(props.refreshSeconds)} />
          </noscript>
        )}
      </head>
      <body class={side}>
        <MarkShapes />
        <a class="skip" href="#main">
          To the content
        </a>
        <header class="masthead">
          <div class="frame">
            <Brand {...props} />
            {!plain && <Navigation {...props} />}
            {!plain && (
              <div class="who">
                <Person {...props} />
              </div>
            )}
          </div>
          {(props.notice !== undefined || (props.asOf ?? null) !== null) && (
            <div class="notice" role="note" aria-label="About this page">
              <div class="frame">
                <p>{props.notice}</p>
                {props.asOf !== undefined && props.asOf !== null && (
                  <p class="asof">
                    As of <DateText at={props.asOf} />
                  </p>
                )}
              </div>
            </div>
          )}
        </header>
        <main id="main" tabIndex={-1}>
          <div class="frame">{props.children}</div>
        </main>
        {!plain && props.footer !== undefined && props.footer.length > 0 && <Footer {...props} />}
      </body>
    </html>
  );
}

function Brand({ home, side, workspace }: DocumentProps): VNode {
  return (
    <a class="brand" href={home}>
      <BrandMark />
      <span>Commonwork</span>
      <small>{side === 'office' ? 'Back office' : workspace.name}</small>
    </a>
  );
}

function Navigation(props: DocumentProps): VNode {
  const entries = props.nav.map((entry) => (
    <li>
      <a href={entry.to} aria-current={entry.current ? 'true' : undefined}>
        {entry.label}
      </a>
    </li>
  ));
  return (
    <nav class="mainnav" aria-label="Main">
      <ul>{entries}</ul>
      <details>
        <summary>Menu</summary>
        <div>
          <ul>{entries}</ul>
          <div class="who-menu">
            <Person {...props} />
          </div>
        </div>
      </details>
    </nav>
  );
}

function Person({ person, signIn, signOut }: DocumentProps): VNode {
  if (person === null) return <Link to={signIn}>Sign in</Link>;
  return (
    <>
      <Link to={person.account}>{person.name}</Link>
      <span class="fine">
        {person.hat !== null && <span>{person.hat}</span>}
        <form method="post" action={signOut}>
          <button class="plain" type="submit">
            Sign out
          </button>
        </form>
      </span>
    </>
  );
}

function Footer({ workspace, footer = [] }: DocumentProps): VNode {
  return (
    <footer class="colophon">
      <div class="frame">
        <p>
          <b>{workspace.name}</b> {workspace.isExample && <Example />}
          <br />A public register of community work orders
        </p>
        {footer.map((column) => (
          <div>
            <h2>{column.head}</h2>
            <ul>
              {column.links.map((link) => (
                <li>
                  <Link to={link.to}>{link.label}</Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </footer>
  );
}
