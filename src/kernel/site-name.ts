/** The host of an address when it has a name; null for one in numbers. Passkeys are bound to a name and to nothing else. */
export function siteName(baseUrl: string): string | null {
  const { hostname } = new URL(baseUrl);
  return /^[\d.]+$/.test(hostname) || hostname.startsWith('[') ? null : hostname;
}
