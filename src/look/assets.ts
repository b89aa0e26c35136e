/** What the browser fetches beside the page: styles, fonts, islands, the icon. Names carry a hash of the content. */

export interface Asset {
  /** The address it is served under: "/assets/look-AB12CD34.css". */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** May be kept for a year: another content has another name. */
export const ASSET_CACHE = 'public, max-age=31536000, immutable';

export interface Assets {
  readonly style: string;
  readonly icon: string;
  /** The two faces every page begins with. */
  readonly preload: readonly string[];
  /** The address of an island by its name; throws for a name that does not exist, which is a bug. */
  readonly island: (name: string) => string;
  /** Everything that is served, by address. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** Read once at start: from `dist/assets` in a built program, assembled from the sources otherwise. */
export function loadAssets(): Promise<Assets> {
  return Promise.reject(new Error('assets: assembled in the next commit'));
}
