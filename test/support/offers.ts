/** A project with people who speak for it, rates, and items on their way to being offered; made by the verbs themselves. */
import { readCalendarDate, type Instant } from '../../src/kernel/dates.ts';
import type { ProjectId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { addRate, addRateInput } from '../../src/areas/capacity/index.ts';
import {
  confirmRule,
  confirmSpeaker,
  enterSpeaker,
  NO_VALUE,
  rulebookOf,
  speakersOf,
  type SpeakerId,
} from '../../src/areas/projects/index.ts';
import { endSpeaker } from '../../src/areas/projects/actions/end-speaker.ts';
import { grantRole } from '../../src/areas/people/actions/grant-role.ts';
import { answerConsent } from '../../src/areas/roadmaps/actions/answer-consent.ts';
import { askForConsent } from '../../src/areas/roadmaps/actions/ask-for-consent.ts';
import { makeOffer } from '../../src/areas/roadmaps/actions/make-offer.ts';
import { proposeItem } from '../../src/areas/roadmaps/actions/propose-item.ts';
import { publishOffer } from '../../src/areas/roadmaps/actions/publish-offer.ts';
import { withdrawConsent } from '../../src/areas/roadmaps/actions/withdraw-consent.ts';
import { writeItem } from '../../src/areas/roadmaps/actions/write-item.ts';
import { itemTextInput } from '../../src/areas/roadmaps/item-text.ts';
import type { ItemId } from '../../src/areas/roadmaps/item-types.ts';
import { answerConsentInput, makeOfferInput, type AnswerConsent } from '../../src/areas/roadmaps/offer-inputs.ts';
import type { ConsentId, LetterId, Offer, OfferId } from '../../src/areas/roadmaps/offer-types.ts';
import { letterById } from '../../src/areas/roadmaps/store/consents.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { listOutbox } from '../../src/outside/mail/index.ts';
import { addPerson, BASE_URL, makeWorkspace, NOW, tokenIn, type TestPerson } from './people.ts';
import { addTestProject } from './projects.ts';

export interface OffersWorld {
  readonly admin: TestPerson;
  readonly lead: TestPerson;
  readonly tec: TestPerson;
  readonly fin: TestPerson;
  readonly project: ProjectId;
  readonly slug: string;
  /** Two who speak on offers with accounts, delegates of the council. */
  readonly rita: TestPerson;
  readonly sol: TestPerson;
  /** Represents the project here, and the register does not name them. */
  readonly una: TestPerson;
  /** The lines of the register: Rita's, Sol's, and that of Gus, who has no account. */
  readonly speakers: { readonly rita: SpeakerId; readonly sol: SpeakerId; readonly gus: SpeakerId };
}

export async function offersWorld(db: Db, name = 'Example Grid'): Promise<OffersWorld> {
  const admin = await makeWorkspace(db);
  const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const tec = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const fin = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
  const { project, slug } = await addTestProject(db, admin.actor, name);
  const rita = await addPerson(db, admin, { name: 'Rita Example', role: 'PRJ', project });
  const sol = await addPerson(db, admin, { name: 'Sol Example', role: 'PRJ', project });
  const una = await addPerson(db, admin, { name: 'Una Example', role: 'PRJ', project });
  for (const [role, likely] of [
    ['developer', '150000'],
    ['community_lead', '90000'],
  ] as const) {
    const rate = { role, currency: 'USD', low: '60000', likely, high: '200000', validFrom: '2026-01-01' };
    mustBeDone(await db.tx((tx) => addRate(tx, fin.actor, addRateInput.parse(rate), NOW)));
  }
  const speakers = await addCouncil(db, { admin, project, people: [rita, sol] });
  const [first, second, guest] = speakers;
  return {
    admin,
    lead,
    tec,
    fin,
    project,
    slug,
    rita,
    sol,
    una,
    speakers: { rita: first!, sol: second!, gus: guest! },
  };
}

/** A council with these delegates and Gus, who has no account; entered and confirmed. */
export async function addCouncil(
  db: Db,
  of: { readonly admin: TestPerson; readonly project: ProjectId; readonly people: readonly TestPerson[] },
): Promise<readonly SpeakerId[]> {
  const { admin, project, people } = of;
  return db.tx(async (tx) => {
    const entry = mustBeDone(
      await enterSpeaker(
        tx,
        admin.actor,
        {
          project,
          kind: 'body',
          body: 'Example council',
          people: people.map(({ person }) => person),
          guests: [{ name: 'Gus Example', mail: 'gus@example.org' }],
          matters: ['offers', 'roadmap'],
          source: 'https://example.org/governance',
          validFrom: readCalendarDate('2026-01-01')!,
          validTo: null,
          replaces: null,
        },
        NOW,
      ),
    );
    mustBeDone(await confirmSpeaker(tx, admin.actor, { project, entry, place: 'the mailing list' }, NOW));
    const made = (await speakersOf(tx, project)).find(({ id }) => id === entry)!;
    return made.speakers.map(({ id }) => id);
  });
}

/** Everything that an offer needs. */
export const WHOLE_TEXT = {
  title: 'Arrays that work together',
  summary: 'A function written for one array library should run on the others.',
  goal: 'Every array library rewrites a part of the interface. Protocols let the array decide.',
  rationale: 'Four downstream projects have each started a private answer.',
  beneficiaries: [{ who: 'Users', gain: 'of large or sparse data, who can keep their code' }],
  workTypes: ['feature', 'documentation'],
  skills: ['code', 'writing'],
  scale: ['parts'],
  estimate: {
    currency: 'USD',
    priceDate: '2026-06-01',
    lines: [{ role: 'developer', name: null, low: '1', likely: '1.5', high: '2', per: 'once' }],
    fixed: [],
  },
  conditions: [{ text: 'One sparse library has adopted it', outside: true }],
  healthEffect: 'Fewer special cases to keep.',
  volunteerImpact: 'Reviews are paid, so that nobody’s evenings are planned for them.',
  reviewTime: 'A sixth of the developers’ time pays reviewers.',
  cadence: 'quarterly',
};

export async function addItem(
  db: Db,
  { tec, project }: Pick<OffersWorld, 'tec' | 'project'>,
  text: Readonly<Record<string, unknown>> = {},
  now: Instant = NOW,
): Promise<{ readonly item: ItemId; readonly number: number }> {
  return db.tx(async (tx) => {
    const input = {
      text: itemTextInput.parse({ ...WHOLE_TEXT, ...text }),
      level: 'pitch',
      parent: null,
      noParentBecause: 'The first of its kind.',
      succeeds: null,
      project,
    } as const;
    const made = mustBeDone(await writeItem(tx, tec.actor, input, now));
    mustBeDone(await proposeItem(tx, tec.actor, { item: made.id, seen: 1, reason: null, hat: null }, now));
    return { item: made.id, number: made.number };
  });
}

export async function addOffer(
  db: Db,
  world: Pick<OffersWorld, 'tec' | 'project'>,
  text: Readonly<Record<string, unknown>> = {},
  now: Instant = NOW,
): Promise<Offer> {
  const { item } = await addItem(db, world, text, now);
  const input = { ...makeOfferInput.parse({}), item };
  return mustBeDone(await db.tx((tx) => makeOffer(tx, world.tec.actor, input, now)));
}

export async function addLetter(
  db: Db,
  { lead, project, speakers }: Pick<OffersWorld, 'lead' | 'project' | 'speakers'>,
  offers: readonly OfferId[],
  now: Instant = NOW,
): Promise<LetterId> {
  const input = {
    offers: [...offers],
    speakers: Object.values(speakers),
    uses: ['catalogue', 'brochure'] as const,
    message: null,
    hat: null,
    project,
    baseUrl: BASE_URL,
  };
  return mustBeDone(await db.tx((tx) => askForConsent(tx, lead.actor, input, now)));
}

/** The same answer to everything that a letter asks. */
export async function answersTo(
  db: Db,
  letter: LetterId,
  answer: 'yes' | 'no-text' | 'no-item' = 'yes',
  more: object = {},
): Promise<AnswerConsent & { readonly letter: LetterId }> {
  const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
  const answers = requests.map(({ id, offer }) => ({
    request: id,
    answer,
    digest: offer.digest,
    uses: ['catalogue', 'brochure'],
    months: 12,
    ...more,
  }));
  return { ...answerConsentInput.parse({ answers, interest: { has: 'no' } }), letter };
}

export async function addConsent(
  db: Db,
  { rita }: Pick<OffersWorld, 'rita'>,
  letter: LetterId,
  now: Instant = NOW,
): Promise<ConsentId> {
  const input = await answersTo(db, letter);
  return mustBeDone(await db.tx((tx) => answerConsent(tx, rita.actor, input, now))).consents[0]!.consent;
}

/** An item that stands in the catalogue with the project's yes. */
export async function addShownOffer(
  db: Db,
  world: OffersWorld,
  text: Readonly<Record<string, unknown>> = {},
  now: Instant = NOW,
): Promise<{ readonly offer: Offer; readonly letter: LetterId; readonly consent: ConsentId }> {
  const offer = await addOffer(db, world, text, now);
  const letter = await addLetter(db, world, [offer.id], now);
  const consent = await addConsent(db, world, letter, now);
  mustBeDone(await db.tx((tx) => publishOffer(tx, world.lead.actor, { offer: offer.id, hat: null }, now)));
  return { offer, letter, consent };
}

/** The project takes its yes back. */
export async function takeBack(
  db: Db,
  { sol }: Pick<OffersWorld, 'sol'>,
  consent: ConsentId,
  now: Instant,
): Promise<void> {
  const input = { consent, reason: 'Secret.', isPrivate: true };
  mustBeDone(await db.tx((tx) => withdrawConsent(tx, sol.actor, input, now)));
}

/** The project's rulebook says how long its people may object, and how their silence is read. */
export async function addWindow(
  db: Db,
  { rita, project }: Pick<OffersWorld, 'rita' | 'project'>,
  days: number,
  silence: 'consent' | 'refusal' = 'consent',
  zone = 'Europe/Berlin',
): Promise<void> {
  await db.tx(async (tx) => {
    const version = (await rulebookOf(tx, project)).entries.filter(({ field }) => field === 'consent').length;
    const value = { ...NO_VALUE, number: days, choices: [silence], zone };
    const input = { project, field: 'consent', version, value, suggestion: null } as const;
    mustBeDone(await confirmRule(tx, rita.actor, input, NOW));
  });
}

/** Somebody who speaks for the project works for the workspace as well. */
export async function alsoStaff(db: Db, admin: TestPerson, { person }: TestPerson): Promise<void> {
  const input = { person, role: 'TEC', project: null } as const;
  mustBeDone(await db.tx((tx) => grantRole(tx, admin.actor, input, NOW)));
}

/** The secret of the link in Gus's letter about a title. */
export async function linkOfGus(db: Db, title: string): Promise<string> {
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const { link } = letters.find(
    ({ recipient, body }) => recipient === 'gus@example.org' && body?.replace(/\s+/g, ' ').includes(title),
  )!;
  return tokenIn(link!);
}

/** The council steps down: the register names nobody any more. */
export async function endCouncil(db: Db, { admin, project }: Pick<OffersWorld, 'admin' | 'project'>): Promise<void> {
  await db.tx(async (tx) => {
    const entry = (await speakersOf(tx, project))[0]!.id;
    const input = { project, entry, reason: 'The council stepped down.' };
    mustBeDone(await endSpeaker(tx, admin.actor, input, NOW));
  });
}

/** One person who speaks for the project on these matters; entered and confirmed. */
export async function addSpeaker(
  db: Db,
  admin: TestPerson,
  { person }: TestPerson,
  of: { readonly project: ProjectId; readonly matters: Parameters<typeof enterSpeaker>[2]['matters'] },
): Promise<void> {
  await db.tx(async (tx) => {
    const said = {
      kind: 'person',
      body: '',
      people: [person],
      guests: [],
      source: 'https://example.org/people',
    } as const;
    const dates = { validFrom: readCalendarDate('2026-01-01')!, validTo: null, replaces: null };
    const input = { ...said, ...dates, ...of, people: [person], guests: [] };
    const entry = mustBeDone(await enterSpeaker(tx, admin.actor, input, NOW));
    mustBeDone(await confirmSpeaker(tx, admin.actor, { project: of.project, entry, place: 'the mailing list' }, NOW));
  });
}
