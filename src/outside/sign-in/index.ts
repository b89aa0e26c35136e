export { decoyHash, hashPassword, passwordMatches } from './passwords.ts';
export { countingKey, newToken, tokenDigest } from './tokens.ts';
