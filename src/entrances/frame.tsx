/** The frame around a page: who is signed in, where they may go, whose instance this is. */
import type { VNode } from 'preact';
import { ROLE_NAMES, rolesOf, type Actor } from '../kernel/actor.ts';
import { holdsSomewhere, type Permission } from '../kernel/permission.ts';
import { Link, renderDocument, urls, type Assets, type NavEntry } from '../look/index.ts';
import type { NavKey, PageRoute } from '../outside/http/route.ts';
import type { Who } from './running.ts';

interface NavPlace {
  readonly key: NavKey;
  readonly label: string;
  readonly address: { readonly pattern: string; (params: unknown): string };
  readonly isFor: 'signed-in' | 'strangers' | 'everyone';
}

/** In the order in which they stand. A place is shown to those whom its page lets in. */
const PLACES: readonly NavPlace[] = [
  { key: 'today', label: 'Today', address: urls.home, isFor: 'signed-in' },
  { key: 'offers', label: 'Offers', address: urls.offers, isFor: 'everyone' },
  { key: 'projects', label: 'Projects', address: urls.projects, isFor: 'everyone' },
  { key: 'survey', label: 'Survey', address: urls.rounds, isFor: 'everyone' },
  { key: 'brochures', label: 'Brochures', address: urls.brochures, isFor: 'everyone' },
  { key: 'rates', label: 'Rates', address: urls.rates, isFor: 'signed-in' },
  { key: 'people', label: 'People', address: urls.people, isFor: 'signed-in' },
  { key: 'outbox', label: 'Outbox', address: urls.outbox, isFor: 'signed-in' },
  { key: 'journal', label: 'Journal', address: urls.journal, isFor: 'signed-in' },
  { key: 'how', label: 'How it works', address: urls.how, isFor: 'strangers' },
];

export interface Framed {
  readonly title: string;
  readonly body: VNode;
  readonly nav?: NavKey;
  readonly islands?: readonly string[];
  readonly refreshSeconds?: number;
  readonly plain?: boolean;
}

export type Framing = (page: Framed, who: Who) => string;

/** The framing of this instance: its assets, and which pages there are. */
export function framing(assets: Assets, routes: readonly PageRoute[]): Framing {
  const pages = new Map(
    routes.filter((route) => route.method === 'GET').map((route) => [route.path, route.permission]),
  );
  return (page, who) =>
    renderDocument({
      title: page.title,
      assets,
      side: who.actor.kind === 'person' ? 'office' : 'portal',
      workspace: { name: who.workspace?.name ?? 'New workspace', isExample: who.workspace?.example ?? false },
      home: urls.home({}),
      nav: navFor(who.actor, page.nav ?? null, pages),
      person: personIn(who.actor),
      signIn: urls.signIn({}),
      signOut: urls.signOut({}),
      ...(who.workspace?.example === true ? { notice: <ExampleNotice /> } : {}),
      footer: footerFor(who.actor, pages),
      ...(page.islands === undefined ? {} : { islands: page.islands }),
      refreshSeconds: page.refreshSeconds ?? null,
      plain: page.plain ?? false,
      children: page.body,
    });
}

function ExampleNotice(): VNode {
  return (
    <>
      Example workspace: all of it is invented, also what is said of projects with real names; the repositories were
      made on this machine and really read. <Link to={urls.example({})}>Look through other eyes</Link>
    </>
  );
}

function navFor(actor: Actor, current: NavKey | null, pages: ReadonlyMap<string, Permission>): readonly NavEntry[] {
  return PLACES.filter((place) => isOpen(place, actor, pages)).map((place) => ({
    label: place.label,
    to: place.address({}),
    current: place.key === current,
  }));
}

function isOpen(place: NavPlace, actor: Actor, pages: ReadonlyMap<string, Permission>): boolean {
  const permission = pages.get(place.address.pattern);
  if (permission === undefined || !holdsSomewhere(actor, permission)) return false;
  return place.isFor === 'everyone' || (place.isFor === 'signed-in') === (actor.kind === 'person');
}

/** Under the name stands the hat, or without one the roles held. */
function personIn(actor: Actor) {
  if (actor.kind !== 'person') return null;
  const roles = rolesOf(actor).filter((role) => role !== 'PUB');
  const shown = actor.hat ?? (roles.length === 0 ? null : roles.map((role) => ROLE_NAMES[role]).join(', '));
  return { name: actor.name, hat: shown, account: urls.account({}) };
}

/** Whoever is signed in has the places to read above; what is about us stands below every page. */
function footerFor(actor: Actor, pages: ReadonlyMap<string, Permission>) {
  const links = PLACES.filter((place) => isOpen(place, actor, pages)).map((place) => ({
    label: place.label,
    to: place.address({}),
  }));
  const isSignedIn = actor.kind === 'person';
  return [
    ...(links.length === 0 || isSignedIn ? [] : [{ head: 'Read', links }]),
    {
      head: 'Us',
      links: [
        { label: 'About us', to: urls.about({}) },
        { label: 'Feedback', to: urls.feedback({}) },
        { label: 'Events', to: urls.gatherings({}) },
        ...(isSignedIn ? [{ label: 'How it works', to: urls.how({}) }] : []),
      ],
    },
    { head: 'For programs', links: [{ label: 'Description of the API', to: urls.openApi({}) }] },
  ];
}
