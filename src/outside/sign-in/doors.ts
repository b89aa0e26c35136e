/** How people can come in at this instance, as its settings say. */

/** A place that says who somebody is (OpenID Connect), named by the administrator of this instance. */
export interface SignInProvider {
  /** In addresses of ours: "example-id". */
  readonly key: string;
  /** As people know it. */
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Doors {
  readonly providers: readonly SignInProvider[];
  /** Without a mail server, an administrator passes links on. */
  readonly sendsMail: boolean;
}

export const USUAL_DOORS: Doors = { providers: [], sendsMail: false };
