export { decoyHash, hashPassword, LONGEST_PASSWORD, passwordMatches } from './passwords.ts';
export { countingKey, newToken, tokenDigest } from './tokens.ts';
