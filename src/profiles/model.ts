import type { SignInRequest, Tokens } from '../oauth/model.ts';

/** What a request is authenticated with; secrets throughout. */
export type ProfileCredentials =
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'api-key'; readonly header: string; readonly key: string }
  | { readonly kind: 'oauth'; readonly request: SignInRequest; readonly tokens: Tokens }
  /** What is left of a sign-in after its tokens were ended: enough to sign in again. */
  | { readonly kind: 'signed-out'; readonly request: SignInRequest }
  | AccountCredentials;

/** A sign-in of the editor's own. It keeps the token, which is fetched whenever it is used. */
export interface AccountCredentials {
  readonly kind: 'account';
  /** Such as `github`. */
  readonly provider: string;
  readonly scopes: readonly string[];
  /** Which of several. */
  readonly account?: { readonly id: string; readonly label: string };
}

/** What can be sent as it stands. */
export type ReadyCredentials = Exclude<ProfileCredentials, { kind: 'account' | 'signed-out' }>;

export type ProfileKind = ProfileCredentials['kind'];

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly credentials: ProfileCredentials;
}

/** What may stand in a list: no secret. */
export interface ProfileEntry {
  readonly id: string;
  readonly name: string;
  readonly kind: ProfileKind;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  /** New tokens come without asking anybody. */
  readonly renews?: true;
  readonly usedAt?: number;
  /** Origins whose requests it is sent with, unless they bring credentials of their own. */
  readonly origins?: readonly string[];
}

export const kindTitles: Readonly<Record<ProfileKind, string>> = {
  oauth: 'OAuth',
  bearer: 'Bearer token',
  basic: 'Basic',
  'api-key': 'API key',
  account: 'VS Code account',
  'signed-out': 'OAuth',
};
