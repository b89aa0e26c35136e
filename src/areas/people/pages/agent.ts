/** Order matters: most browsers also claim to be those below them. */
const BROWSERS: ReadonlyArray<readonly [mark: string, name: string]> = [
  ['Edg/', 'Edge'],
  ['OPR/', 'Opera'],
  ['Firefox/', 'Firefox'],
  ['FxiOS/', 'Firefox'],
  ['CriOS/', 'Chrome'],
  ['Chrome/', 'Chrome'],
  ['Safari/', 'Safari'],
];
const SYSTEMS: ReadonlyArray<readonly [mark: string, name: string]> = [
  ['Android', 'Android'],
  ['iPhone', 'an iPhone'],
  ['iPad', 'an iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'a Mac'],
  ['CrOS', 'ChromeOS'],
  ['Linux', 'Linux'],
];

/** "Firefox on Linux", as far as the browser says; for the person to recognise, not to rely on. */
export function describeAgent(agent: string | null): string {
  if (agent === null || agent === '') return 'Something that does not say what it is';
  const browser = BROWSERS.find(([mark]) => agent.includes(mark))?.[1];
  const system = SYSTEMS.find(([mark]) => agent.includes(mark))?.[1];
  if (browser === undefined) return agent.length > 60 ? `${agent.slice(0, 59)}…` : agent;
  return system === undefined ? browser : `${browser} on ${system}`;
}
