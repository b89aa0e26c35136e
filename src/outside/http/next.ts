const ELSEWHERE = 'http://elsewhere.invalid';

/**
 * Where to go on, when it is a path of this site; else the fallback. What a browser would read as another host ("//evil", "/\evil",
 * an address with a tab in it) is none.
 */
export function ownPathOr(raw: string | null, fallback: string): string {
  if (raw === null || raw.length > 2000 || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(raw)) return fallback;
  const read = URL.canParse(raw, ELSEWHERE) ? new URL(raw, ELSEWHERE) : null;
  return read !== null && read.origin === ELSEWHERE && !read.pathname.startsWith('//')
    ? `${read.pathname}${read.search}`
    : fallback;
}
