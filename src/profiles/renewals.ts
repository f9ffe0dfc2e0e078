// One renewal for all who wait for it. Whoever holds an access token that is no longer good asks here for another one: a
// token endpoint may revoke everything when a refresh token comes twice (RFC 9700 §4.14.2), and one that has refused is
// not asked again until somebody has done something about it.
import type { SignInFailure, SignInRequest, SignInResult, Tokens } from '../oauth/model.ts';
import type { Profile, ProfileCredentials } from './model.ts';

export interface RenewalPlaces {
  /** As it is kept now: another window may have renewed it. */
  readonly read: (id: string) => Promise<Profile | undefined>;
  readonly save: (profile: Profile) => Promise<void>;
  readonly renew: (request: SignInRequest, tokens: Tokens, profile: Profile) => Promise<SignInResult>;
}

export type Renewal =
  | { readonly kind: 'renewed'; readonly profile: Profile }
  /** It was forgotten, or has no tokens. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly failure: SignInFailure };

export class Renewals {
  readonly #places: RenewalPlaces;
  readonly #running = new Map<string, Promise<Renewal>>();
  /** What failed, and for which access token: with another one there is a new chance. */
  readonly #failed = new Map<string, { readonly spent: string; readonly failure: SignInFailure }>();

  constructor(places: RenewalPlaces) {
    this.#places = places;
  }

  /** `spent` is the access token that has expired or was refused. Where another is kept by now, that one is taken. */
  renew(id: string, spent: string): Promise<Renewal> {
    const running = this.#running.get(id);
    if (running) return running;
    const renewal = this.#renew(id, spent).finally(() => this.#running.delete(id));
    this.#running.set(id, renewal);
    return renewal;
  }

  /** Why the last renewal failed, until another token is kept or somebody wants it tried again. */
  failureOf(id: string, spent: string): SignInFailure | undefined {
    const failed = this.#failed.get(id);
    return failed?.spent === spent ? failed.failure : undefined;
  }

  /** Somebody wants it tried again. */
  tryAgain(id: string): void {
    this.#failed.delete(id);
  }

  async #renew(id: string, spent: string): Promise<Renewal> {
    const profile = await this.#places.read(id);
    if (profile?.credentials.kind !== 'oauth') return { kind: 'gone' };
    const { request, tokens } = profile.credentials;
    if (tokens.accessToken !== spent) return { kind: 'renewed', profile };
    const known = this.failureOf(id, spent);
    if (known) return { kind: 'failed', failure: known };
    const result = await this.#places.renew(request, tokens, profile);
    if (result.kind === 'cancelled') return result;
    if (result.kind === 'failed') return this.#settle(id, spent, result);
    const next = { ...profile, credentials: signedIn(request, result.tokens) };
    await this.#places.save(next);
    this.#failed.delete(id);
    return { kind: 'renewed', profile: next };
  }

  /** Another window may have been faster with the same refresh token. */
  async #settle(id: string, spent: string, failure: SignInFailure): Promise<Renewal> {
    const profile = await this.#places.read(id);
    if (profile?.credentials.kind === 'oauth' && profile.credentials.tokens.accessToken !== spent)
      return { kind: 'renewed', profile };
    this.#failed.set(id, { spent, failure });
    return { kind: 'failed', failure };
  }
}

/** A refresh token that brought no new one is still in force (RFC 6749 §6). */
export function signedIn(request: SignInRequest, tokens: Tokens): Extract<ProfileCredentials, { kind: 'oauth' }> {
  const { grant } = request;
  const refreshToken = grant.kind === 'refresh-token' ? { refreshToken: grant.refreshToken } : {};
  return { kind: 'oauth', request, tokens: { ...refreshToken, ...tokens } };
}
