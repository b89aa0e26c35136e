export { USUAL_DOORS, type Doors, type SignInProvider } from './doors.ts';
export {
  askForPasskey,
  askToMakePasskey,
  checkNewPasskey,
  checkPasskey,
  isPerhapsACopy,
  readSentPasskey,
  type AskForPasskey,
  type AskToMakePasskey,
  type KeptPasskey,
  type SentPasskey,
} from './passkeys.ts';
export {
  addressAtProvider,
  findProvider,
  identityFromReturn,
  type FoundProvider,
  type ProviderRefusal,
  type SaidIdentity,
} from './providers.ts';
export { decoyHash, hashPassword, passwordMatches } from './passwords.ts';
export { countingKey, newApiSecret, newToken, tokenDigest } from './tokens.ts';
