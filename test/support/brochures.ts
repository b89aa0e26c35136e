/** Brochures for tests, made by the verbs themselves: two projects that agreed to items, a draft in which they stand, editions of it. */
import { arrangeBrochure } from '../../src/areas/brochures/actions/arrange-brochure.ts';
import { askInclusion } from '../../src/areas/brochures/actions/ask-inclusion.ts';
import { noteBrochureInclusion } from '../../src/areas/brochures/actions/note-brochure-inclusion.ts';
import { publishEdition, type PublishedEdition } from '../../src/areas/brochures/actions/publish-edition.ts';
import { showDraft } from '../../src/areas/brochures/actions/show-draft.ts';
import { startBrochure } from '../../src/areas/brochures/actions/start-brochure.ts';
import { typesetEdition } from '../../src/areas/brochures/actions/typeset-edition.ts';
import { startBrochureInput } from '../../src/areas/brochures/inputs.ts';
import type { BrochureId, Column, Visibility } from '../../src/areas/brochures/types.ts';
import { withdrawLogo } from '../../src/areas/projects/actions/withdraw-logo.ts';
import { editProject } from '../../src/areas/projects/actions/edit-project.ts';
import { acceptLogo } from '../../src/areas/projects/index.ts';
import { readLogo } from '../../src/areas/projects/logo.ts';
import { findProjectFor } from '../../src/areas/projects/store/projects.ts';
import { answerConsent } from '../../src/areas/roadmaps/actions/answer-consent.ts';
import { withdrawConsent } from '../../src/areas/roadmaps/actions/withdraw-consent.ts';
import type { ConsentId, Offer } from '../../src/areas/roadmaps/offer-types.ts';
import type { Instant } from '../../src/kernel/dates.ts';
import type { ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';
import {
  addCouncil,
  addConsent,
  addLetter,
  addOffer,
  addShownOffer,
  answersTo,
  offersWorld,
  type OffersWorld,
} from './offers.ts';
import { addPerson, BASE_URL, NOW, tokenIn, type TestPerson } from './people.ts';
import { addTestProject, giveStanding } from './projects.ts';

export interface BrochureWorld extends OffersWorld {
  /** Another project with representatives of its own. */
  readonly wave: OffersWorld;
}

export async function brochureWorld(db: Db): Promise<BrochureWorld> {
  const grid = await offersWorld(db);
  return { ...grid, wave: await addProjectWorld(db, grid, 'Example Wave') };
}

/** One more project, with two who speak for it. */
export async function addProjectWorld(db: Db, of: OffersWorld, name: string): Promise<OffersWorld> {
  const { admin } = of;
  const { project, slug } = await addTestProject(db, admin.actor, name);
  const first = name.split(' ').at(-1)!;
  const rita = await addPerson(db, admin, { name: `Rita ${first}`, role: 'PRJ', project });
  const sol = await addPerson(db, admin, { name: `Sol ${first}`, role: 'PRJ', project });
  const [one, two, guest] = await addCouncil(db, { admin, project, people: [rita, sol] });
  return { ...of, project, slug, rita, sol, una: sol, speakers: { rita: one!, sol: two!, gus: guest! } };
}

export interface Agreed {
  readonly offer: Offer;
  readonly consent: ConsentId;
}

/** An offer in the catalogue, to whose use in brochures the project said yes. */
export async function addAgreed(db: Db, world: OffersWorld, title: string, now: Instant = NOW): Promise<Agreed> {
  const { offer, consent } = await addShownOffer(db, world, { title }, now);
  return { offer, consent };
}

/** The same without the catalogue. */
export async function addAgreedQuietly(db: Db, world: OffersWorld, title: string): Promise<Agreed> {
  const offer = await addOffer(db, world, { title });
  return { offer, consent: await addConsent(db, world, await addLetter(db, world, [offer.id])) };
}

export interface TestBrochure {
  readonly brochure: BrochureId;
  readonly slug: string;
  /** Of the draft. */
  readonly version: number;
}

export async function addBrochure(
  db: Db,
  lead: TestPerson,
  columns: readonly Column[],
  words: Readonly<Record<string, unknown>> = {},
  now: Instant = NOW,
): Promise<TestBrochure> {
  const said = startBrochureInput.parse({
    purpose: 'raise-interest',
    title: 'Arrays that all of science can stand on',
    audience: 'For companies that build on arrays',
    intro: 'Work that maintainers would like to see done.',
    ...words,
  });
  return db.tx(async (tx) => {
    const { brochure, slug } = mustBeDone(await startBrochure(tx, lead.actor, said, now));
    const version = mustBeDone(await arrangeBrochure(tx, lead.actor, { slug, version: 1, to: columns }, now));
    return { brochure, slug, version };
  });
}

export async function tellProjects(
  db: Db,
  lead: TestPerson,
  slug: string,
  projects: readonly ProjectId[],
  now: Instant = NOW,
): Promise<void> {
  for (const project of projects) {
    const input = { slug, project, channel: 'list', told: 'the council, on its list', url: null } as const;
    mustBeDone(await db.tx((tx) => noteBrochureInclusion(tx, lead.actor, input, now)));
  }
}

export async function publish(
  db: Db,
  lead: TestPerson,
  slug: string,
  visibility: Visibility = 'public',
  now: Instant = NOW,
): Promise<PublishedEdition> {
  const { brochure, seen } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug }, now)));
  const asked = { slug, version: brochure.draft.number, seen, baseUrl: BASE_URL };
  const set = mustBeDone(await typesetEdition(db, lead.actor, asked, now));
  return mustBeDone(await db.tx((tx) => publishEdition(tx, lead.actor, { slug, set, visibility, whom: null }, now)));
}

/** Two projects with two items and one, told and published. */
export async function publishedBrochure(
  db: Db,
  visibility: Visibility = 'public',
): Promise<{
  readonly world: BrochureWorld;
  readonly one: Agreed;
  readonly two: Agreed;
  readonly three: Agreed;
  readonly made: TestBrochure;
  readonly edition: PublishedEdition;
}> {
  const world = await brochureWorld(db);
  const one = await addAgreed(db, world, 'Arrays that work together');
  const two = await addAgreedQuietly(db, world, 'A balance that holds');
  const three = await addAgreed(db, world.wave, 'Sparse arrays in place of matrices');
  const made = await addBrochure(db, world.lead, [
    { project: world.project, items: [one.offer.item, two.offer.item] },
    { project: world.wave.project, items: [three.offer.item] },
  ]);
  await tellProjects(db, world.lead, made.slug, [world.project, world.wave.project]);
  return { world, one, two, three, made, edition: await publish(db, world.lead, made.slug, visibility) };
}

export async function takeBack(db: Db, rita: TestPerson, consent: ConsentId, now: Instant = NOW): Promise<void> {
  const input = { consent, reason: null, isPrivate: true } as const;
  mustBeDone(await db.tx((tx) => withdrawConsent(tx, rita.actor, input, now)));
}

/** The project says yes to the catalogue and leaves brochures out. */
export async function agreeForCatalogueOnly(db: Db, world: OffersWorld, offer: Offer): Promise<void> {
  const letter = await addLetter(db, world, [offer.id]);
  const answer = await answersTo(db, letter, 'yes', { uses: ['catalogue'] });
  mustBeDone(await db.tx((tx) => answerConsent(tx, world.rita.actor, answer, NOW)));
}

/** And takes its agreement to the picture back. */
export async function takeLogoBack(db: Db, { project, rita }: OffersWorld): Promise<void> {
  mustBeDone(await db.tx((tx) => withdrawLogo(tx, rita.actor, { project }, NOW)));
}

/** The project has a logo, and agreed to its being shown. */
export async function addAgreedLogo(db: Db, { admin, project, rita }: OffersWorld, picture: Buffer): Promise<void> {
  await giveStanding(db, admin.actor, { project, person: rita.person, matters: ['trademark'] });
  await db.tx(async (tx) => {
    const { profile, version } = (await findProjectFor(tx, rita.actor, project))!;
    const said = { ...profile, logoAlt: 'Example Grid: four plots', logoNote: 'Shown as agreed.' };
    const input = { ...said, project, version, logo: mustBeDone(readLogo(picture)) };
    mustBeDone(await editProject(tx, rita.actor, input, NOW));
    mustBeDone(await acceptLogo(tx, rita.actor, { project }, NOW));
  });
}

/** Gus, who speaks for the project and has no account, is written to; answers the secret of his link. */
export async function inclusionLinkOfGus(db: Db, { lead, project }: OffersWorld, slug: string): Promise<string> {
  return db.tx(async (tx) => {
    mustBeDone(await askInclusion(tx, lead.actor, { slug, baseUrl: BASE_URL, project, message: null }, NOW));
    const letters = await listOutbox(tx, 1000);
    const letter = letters.find(
      ({ recipientName, link }) => recipientName === 'Gus Example' && link?.includes('/brochures/'),
    );
    return tokenIn(letter?.link ?? '');
  });
}
