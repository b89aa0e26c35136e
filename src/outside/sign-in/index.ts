export { decoyHash, hashPassword, passwordMatches } from './passwords.ts';
export { countingKey, newApiSecret, newToken, tokenDigest } from './tokens.ts';
