/** Every address of the product, declared once. `pattern` is what the entrance listens on, calling it makes a link. */

type Params<Pattern extends string> = Pattern extends `${string}:${infer Name}/${infer Rest}`
  ? { readonly [K in Name]: string } & Params<`/${Rest}`>
  : Pattern extends `${string}:${infer Name}`
    ? { readonly [K in Name]: string }
    : unknown;

export interface Address<Pattern extends string> {
  readonly pattern: Pattern;
  (params: Params<Pattern>, query?: Readonly<Record<string, string | number | null | undefined>>): string;
}

function address<Pattern extends string>(pattern: Pattern): Address<Pattern> {
  const make = (
    params: Readonly<Record<string, string>>,
    query: Readonly<Record<string, string | number | null | undefined>> = {},
  ) => {
    const path = pattern.replace(/:([a-z]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const search = new URLSearchParams();
    for (const [key, value] of Object.entries(query)) {
      if (value !== null && value !== undefined && value !== '') search.set(key, String(value));
    }
    const text = search.toString();
    return text === '' ? path : `${path}?${text}`;
  };
  return Object.assign(make, { pattern }) as unknown as Address<Pattern>;
}

export const urls = {
  home: address('/'),
  how: address('/how-it-works'),
  example: address('/example-data'),
  exampleSignIn: address('/example-data/sign-in'),

  setUp: address('/set-up/:token'),
  signIn: address('/sign-in'),
  signInByMail: address('/sign-in/mail'),
  signInLink: address('/sign-in/link/:token'),
  signInPasskey: address('/sign-in/passkey'),
  signInPasskeyAsk: address('/sign-in/passkey/ask'),
  signInProvider: address('/sign-in/with/:provider'),
  signInProviderBack: address('/sign-in/with/:provider/back'),
  signOut: address('/sign-out'),
  invitation: address('/invitation/:token'),
  account: address('/account'),
  accountPassword: address('/account/password'),
  accountConfirm: address('/account/confirm'),
  accountConfirmMail: address('/account/confirm/mail'),
  accountConfirmPasskey: address('/account/confirm/passkey'),
  accountConfirmPasskeyAsk: address('/account/confirm/passkey/ask'),
  accountPasskeys: address('/account/passkeys'),
  accountPasskeyAsk: address('/account/passkeys/ask'),
  accountFactor: address('/account/factors/:factor/remove'),
  accountProvider: address('/account/providers/:provider'),
  accountMail: address('/account/mail'),
  newMail: address('/new-mail/:token'),
  recovery: address('/recovery/:token'),
  accountHats: address('/account/hats'),
  accountHatGiveUp: address('/account/hats/:hat/give-up'),
  accountHatWear: address('/account/hat'),
  accountSessions: address('/account/sessions/end'),
  accountSession: address('/account/sessions/:session/end'),
  accountLeaving: address('/account/leaving'),
  accountHandOver: address('/account/leaving/hand-over'),
  accountMerge: address('/account/leaving/merge'),
  merge: address('/account/merge/:token'),
  accountLetters: address('/account/letters'),
  letters: address('/letters/:token'),
  lettersStop: address('/letters/:token/stop'),
  accountInterests: address('/account/interests'),
  accountInterestEnd: address('/account/interests/:interest/end'),
  interests: address('/interests'),
  interestLimit: address('/interests/limit'),
  accountTokens: address('/account/tokens'),
  accountTokenRevoke: address('/account/tokens/:apitoken/revoke'),
  people: address('/people'),
  invite: address('/people/invite'),
  withdrawInvitation: address('/people/invitations/:invitation/withdraw'),
  withdrawActLink: address('/people/links/:actlink/withdraw'),
  person: address('/people/:person'),
  personCorrect: address('/people/:person/correct'),
  personGrant: address('/people/:person/grant'),
  personRevoke: address('/people/:person/revoke'),
  personRecover: address('/people/:person/recover'),
  personHandOver: address('/people/:person/hand-over'),
  personMerge: address('/people/:person/merge'),
  personDeactivate: address('/people/:person/deactivate'),
  personReactivate: address('/people/:person/reactivate'),
  journal: address('/journal'),
  outbox: address('/outbox'),
  outboxMail: address('/outbox/:mail'),

  rates: address('/settings/rates'),
  calculator: address('/settings/rates/calculator'),
  costSettings: address('/settings/costs'),

  funding: address('/funding.json'),
  fundingUrls: address('/.well-known/funding-manifest-urls'),
  projectFunding: address('/projects/:project/funding.json'),
  manifest: address('/settings/funding'),
  projectManifest: address('/projects/:project/funding'),
  robots: address('/robots.txt'),

  projects: address('/projects'),
  addProject: address('/projects/add'),
  importPortfolio: address('/projects/import'),
  exportPortfolio: address('/projects/export/:format'),
  project: address('/projects/:project'),
  editProject: address('/projects/:project/edit'),
  addRepository: address('/projects/:project/repositories'),
  removeRepository: address('/projects/:project/repositories/:repository/remove'),
  restoreRepository: address('/projects/:project/repositories/:repository/restore'),
  acceptProposal: address('/projects/:project/proposals/:proposal/accept'),
  declineProposal: address('/projects/:project/proposals/:proposal/decline'),
  undoEdit: address('/projects/:project/edits/:edit/undo'),
  archiveProject: address('/projects/:project/archive'),
  restoreProject: address('/projects/:project/restore'),
  projectLogo: address('/projects/:project/logo'),
  speakers: address('/projects/:project/speakers'),
  enterSpeaker: address('/projects/:project/speakers/enter'),
  confirmSpeaker: address('/projects/:project/speakers/:entry/confirm'),
  endSpeaker: address('/projects/:project/speakers/:entry/end'),
  forgetSpeaker: address('/projects/:project/speakers/:entry/forget'),
  optOut: address('/projects/:project/opt-out'),
  optIn: address('/projects/:project/opt-in'),

  rulebook: address('/projects/:project/rulebook'),
  confirmRule: address('/projects/:project/rulebook/:field'),
  undoRule: address('/projects/:project/rulebook/entries/:entry/undo'),
  setSuggestionAside: address('/projects/:project/rulebook/suggestions/:suggestion/set-aside'),
  questions: address('/projects/:project/questions'),
  coverage: address('/projects/:project/coverage'),
  acceptLogo: address('/projects/:project/logo/accept'),
  withdrawLogo: address('/projects/:project/logo/withdraw'),
  askForHelp: address('/projects/:project/help'),
  help: address('/help'),
  takeHelp: address('/help/:request/take'),
  noteHelp: address('/help/:request/note'),
  closeHelp: address('/help/:request/close'),
  forgetHelp: address('/help/:request/forget'),

  roadmap: address('/projects/:project/roadmap'),
  roadmapReadAgain: address('/projects/:project/roadmap/read-again'),
  roadmapExport: address('/projects/:project/roadmap/export/:format'),
  roadmapComparison: address('/projects/:project/roadmap/compare'),
  roadmapComparisonExport: address('/projects/:project/roadmap/compare/export/:format'),
  correctItem: address('/projects/:project/roadmap/items/:item/correct'),
  withdrawItemCorrection: address('/projects/:project/roadmap/corrections/:correction/withdraw'),

  offers: address('/offers'),
  offersAtom: address('/offers/feed.atom'),
  offersJsonFeed: address('/offers/feed.json'),
  offersExport: address('/offers/export/:format'),
  projectOffersAtom: address('/projects/:project/offers.atom'),
  projectOffersJsonFeed: address('/projects/:project/offers.json'),
  itemOffer: address('/projects/:project/items/:item/offer'),
  itemOfferNotice: address('/projects/:project/items/:item/offer/notice'),
  itemOfferPublish: address('/projects/:project/items/:item/offer/publish'),
  itemOfferUnpublish: address('/projects/:project/items/:item/offer/unpublish'),
  projectConsents: address('/projects/:project/consents'),
  askForConsent: address('/projects/:project/consents/ask'),
  consentLetter: address('/projects/:project/consents/letters/:letter'),
  consentRemind: address('/projects/:project/consents/letters/:letter/remind'),
  consentRequestWithdraw: address('/projects/:project/consents/requests/:request/withdraw'),
  consentWithdraw: address('/projects/:project/consents/:consent/withdraw'),
  consentObject: address('/projects/:project/consents/:consent/object'),
  objectionSettle: address('/projects/:project/consents/objections/:objection/settle'),
  consentByLink: address('/consent/:token'),
  consentByLinkWithdraw: address('/consent/:token/withdraw/:consent'),
  consentByLinkObject: address('/consent/:token/object/:consent'),
  consentByLinkRenew: address('/consent/:token/renew'),

  // An offer's own public page; the part is the address that its first version chose, for good.
  offer: address('/offers/:offer'),
  offerVersionLogo: address('/offers/versions/:version/logo'),

  rounds: address('/survey'),
  startRound: address('/survey/start'),
  compareRounds: address('/survey/compare'),
  compareExport: address('/survey/compare/export/:format'),
  round: address('/survey/:round'),
  roundStream: address('/survey/:round/progress'),
  roundCancel: address('/survey/:round/cancel'),
  roundResume: address('/survey/:round/resume'),
  roundRetry: address('/survey/:round/retry/:project'),
  roundPublish: address('/survey/:round/publish'),
  roundWithdraw: address('/survey/:round/withdraw'),
  roundExport: address('/survey/:round/export/:format'),
  roundProject: address('/survey/:round/projects/:project'),
  correctAnswer: address('/survey/:round/projects/:project/correct/:key'),
  withdrawCorrection: address('/survey/:round/projects/:project/corrections/:correction/withdraw'),

  openApi: address('/api/v1/openapi.json'),
  health: address('/healthz'),
} as const;
