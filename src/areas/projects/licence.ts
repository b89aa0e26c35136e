/** Licences are kept as SPDX expressions (SPDX 2.3, annex D), so that survey, brochure and funding.json speak of the same thing. */

const IDENTIFIER = /^[A-Za-z0-9][A-Za-z0-9.-]*\+?$/;
const OPERATORS = new Set(['AND', 'OR']);

/** The expression with its operators in capitals, or null when the text is not one. Identifiers are not looked up: new ones appear every month. */
export function readLicence(raw: string): string | null {
  const words = raw.replaceAll('(', ' ( ').replaceAll(')', ' ) ').split(/\s+/).filter(Boolean);
  const kept: string[] = [];
  let depth = 0;
  let expecting: 'operand' | 'operator' | 'exception' = 'operand';
  for (const word of words) {
    const upper = word.toUpperCase();
    if (word === '(') {
      if (expecting !== 'operand') return null;
      depth++;
      kept.push(word);
    } else if (word === ')') {
      if (expecting !== 'operator' || depth === 0) return null;
      depth--;
      kept.push(word);
    } else if (OPERATORS.has(upper)) {
      if (expecting !== 'operator') return null;
      expecting = 'operand';
      kept.push(upper);
    } else if (upper === 'WITH') {
      if (expecting !== 'operator' || kept.at(-1) === ')') return null;
      expecting = 'exception';
      kept.push(upper);
    } else {
      if (expecting === 'operator' || !IDENTIFIER.test(word)) return null;
      expecting = 'operator';
      kept.push(word);
    }
  }
  if (expecting !== 'operator' || depth !== 0) return null;
  return kept.join(' ').replaceAll('( ', '(').replaceAll(' )', ')');
}
