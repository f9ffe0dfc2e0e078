// Tokens of the sign-ins that files describe, in memory for as long as a window or a run lives: signing in where there are
// none, and anew where they run out. Whoever signs in says what went wrong.
import type { SignInRequest, SignInResult, Tokens } from './model.ts';
import { runsOut } from './runs-out.ts';

export interface SessionPlaces {
  readonly now: () => number;
  /** Undefined where it failed, or was cancelled. What `again` brings is kept, too. */
  readonly signIn: (request: SignInRequest, name: string, again: () => Promise<unknown>) => Promise<Tokens | undefined>;
  /** By the refresh token. */
  readonly renew: (request: SignInRequest, tokens: Tokens, name: string) => Promise<SignInResult>;
}

export class SessionTokens {
  readonly #places: SessionPlaces;
  readonly #kept = new Map<string, Tokens>();
  readonly #accepted = new Set<string>();
  readonly #running = new Map<string, Promise<Tokens | undefined>>();

  constructor(places: SessionPlaces) {
    this.#places = places;
  }

  /** `owner` is whose they are: another file with the same words signs in by itself. One sign-in serves all who wait. */
  get(owner: string, request: SignInRequest, name: string): Promise<Tokens | undefined> {
    const key = `${owner} ${JSON.stringify(request)}`;
    const running =
      this.#running.get(key) ?? this.#get(key, owner, request, name).finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  /**
   * What a server answered to those that were sent. One that was good before and is refused now has been taken back, whatever
   * the clock says; one that never was any good would be no better for being new.
   */
  settle(wasSent: (token: string) => boolean, status: number): void {
    for (const [key, tokens] of this.#kept) {
      if (![tokens.accessToken, tokens.idToken].some(token => token && wasSent(token))) continue;
      if (status < 400) this.#accepted.add(key);
      else if (status === 401 && this.#accepted.delete(key)) this.#kept.set(key, { ...tokens, expiresAt: 0 });
    }
  }

  async #get(key: string, owner: string, request: SignInRequest, name: string): Promise<Tokens | undefined> {
    const kept = this.#kept.get(key);
    if (kept && !runsOut(kept, this.#places.now())) return kept;
    const renewed = kept?.refreshToken === undefined ? undefined : await this.#places.renew(request, kept, name);
    if (renewed?.kind === 'cancelled') return undefined;
    this.#kept.delete(key);
    this.#accepted.delete(key);
    // A refresh token may be good for nothing any more: somebody who sends can sign in.
    const again = () => this.get(owner, request, name);
    const tokens = renewed?.kind === 'signed-in' ? renewed.tokens : await this.#places.signIn(request, name, again);
    if (tokens) this.#kept.set(key, tokens);
    return tokens;
  }
}
