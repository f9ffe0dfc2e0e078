// The profile of the request that somebody is about to send: which it is, whether its tokens are still good, and what is to
// be done where they are not. It shows nothing and asks nobody: it warns, and whoever sends decides.
import type { CauseId } from '../causes/catalogue.ts';
import type { Diagnosis } from '../diagnosis/model.ts';
import { formatRelative } from '../jwt/times.ts';
import { runsOut } from '../oauth/runs-out.ts';
import type { UseOptions } from '../oauth/use-tokens.ts';
import { isCredentialHeader } from '../request/credential-fields.ts';
import type { ImportedRequest } from '../request/importer.ts';
import { type Exchange, type Header, type HttpRequest, headerValue } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import { isLoopbackHost } from '../text/loopback.ts';
import { originOf } from '../text/origin.ts';
import { type Chosen, chooseProfile, type ProfileChoice } from './choice.ts';
import { describeExpiry } from './describe.ts';
import type { Profile, ProfileEntry, ReadyCredentials } from './model.ts';
import type { Renewal } from './renewals.ts';
import type { ProfileStore } from './store.ts';

/** The setting `why401.refresh`. */
export type RefreshPolicy = 'ask' | 'automatic' | 'never';

/** What can be put into a request, or why there is nothing. */
export type Ready =
  | {
      readonly kind: 'ready';
      readonly credentials: ReadyCredentials;
      /** Its client certificate. */
      readonly options?: Pick<SendOptions, 'clientCertificate'>;
    }
  | { readonly kind: 'failed'; readonly reason: string };

export interface ProfilePlace {
  readonly store: Pick<ProfileStore, 'list' | 'read' | 'markUsed' | 'useFor' | 'stopUsingFor'>;
  readonly ready: (profile: Profile) => Promise<Ready>;
  readonly headers: (
    credentials: ReadyCredentials,
    request: HttpRequest,
    use: UseOptions,
  ) => Promise<readonly Header[]>;
  readonly renew: (id: string, spent: string) => Promise<Renewal>;
  readonly failureOf: (id: string, spent: string) => { readonly reason: string } | undefined;
  readonly policy: () => RefreshPolicy;
  /** Without asking, from now on. */
  readonly renewAlways: () => Promise<void>;
  readonly now: () => number;
  readonly randomId: () => string;
}

/** Something that speaks against sending; `renews` where new tokens would mend it and the user may say so. */
export interface ProfileWarning {
  readonly message: string;
  readonly renews?: true;
}

export type Shown =
  | { readonly kind: 'unknown'; readonly name: string }
  | {
      readonly kind: 'profile';
      readonly name: string;
      readonly detail: string;
      readonly origin: string;
      readonly kept: boolean;
      /** It has worked there, so that it may be kept for it. */
      readonly worked: boolean;
    };

export interface WithProfile {
  readonly name: string;
  readonly headers: readonly Header[];
  readonly options: SendOptions;
}

/** A token that nobody takes any more, however it looks. */
const spentCauses: ReadonlySet<CauseId> = new Set(['token-expired', 'token-revoked', 'token-unknown']);

export class ProfileOfRequest {
  readonly #place: ProfilePlace;
  #choice: ProfileChoice = { kind: 'by-origin' };
  /** What the user was warned of: this profile would go to an origin that it is not kept for. */
  #warned: string | undefined;
  /** What each server wants to see in the next proof of a key (RFC 9449 §8.2). */
  readonly #nonces = new Map<string, string>();
  #lacksNonce = false;
  /** What it was sent with last, and whether that succeeded. */
  #used:
    | { readonly profile: Profile; readonly place: string; readonly headers: readonly Header[]; worked: boolean }
    | undefined;

  constructor(place: ProfilePlace) {
    this.#place = place;
  }

  /** For another request, which may name its profile. */
  reset(name?: string): void {
    this.#choice = name === undefined ? { kind: 'by-origin' } : { kind: 'named', name };
    this.#used = undefined;
    this.#warned = undefined;
  }

  choose(id: string, url: string): void {
    this.#choice = { kind: 'chosen', id, origin: originOf(url) };
  }

  chooseNone(): void {
    this.#choice = { kind: 'none' };
  }

  show(request: ImportedRequest): Shown | undefined {
    const chosen = this.#chosen(request);
    if (chosen?.kind !== 'profile') return chosen;
    const { entry, origin, kept } = chosen;
    const worked = this.#used?.worked === true && this.#used.place === placeOf(chosen);
    return {
      kind: 'profile',
      name: entry.name,
      detail: describeExpiry(entry, this.#place.now()),
      origin,
      kept,
      worked,
    };
  }

  async keep(request: ImportedRequest): Promise<void> {
    const chosen = this.#chosen(request);
    if (chosen?.kind === 'profile') await this.#place.store.useFor(chosen.entry.id, chosen.origin);
  }

  /** Without it for this request and those to the same origin. */
  async stop(request: ImportedRequest): Promise<void> {
    this.chooseNone();
    await this.#place.store.stopUsingFor(originOf(request.url));
  }

  /** What speaks against sending. New tokens are got here where the setting or the user says so. */
  async check(request: ImportedRequest, agreed = false): Promise<readonly ProfileWarning[] | 'cancelled'> {
    const chosen = this.#chosen(request);
    if (!chosen) return [];
    if (chosen.kind === 'unknown')
      return [
        { message: `There is no profile "${chosen.name}": choose one, or the request is sent without credentials` },
      ];
    const profile = await this.#place.store.read(chosen.entry.id);
    if (!profile)
      return [{ message: `The secret storage has lost the credentials of "${chosen.entry.name}": sign in again` }];
    const ready = await this.#place.ready(profile);
    if (ready.kind === 'failed') return [{ message: `The profile "${profile.name}" cannot be used: ${ready.reason}` }];
    const warnings = [...this.#checkPlace(chosen), ...checkTransport(request, profile.name)];
    const renewal = warnings.length > 0 ? [] : await this.#checkTokens(profile, chosen.entry, agreed);
    return renewal === 'cancelled' ? renewal : [...warnings, ...renewal];
  }

  /** What the request is sent with; undefined where it is sent as it stands. */
  async use(request: ImportedRequest): Promise<WithProfile | undefined> {
    const chosen = this.#chosen(request);
    this.#used = undefined;
    if (chosen?.kind !== 'profile' || !(chosen.allowed || this.#warned === placeOf(chosen))) return undefined;
    const profile = await this.#place.store.read(chosen.entry.id);
    if (!profile) return undefined;
    const ready = await this.#place.ready(profile);
    if (ready.kind !== 'ready') return undefined;
    const headers = await this.#headers(ready.credentials, request);
    this.#used = { profile, place: placeOf(chosen), headers, worked: false };
    await this.#place.store.markUsed(profile.id, this.#place.now());
    // A redirect withholds what sounds like a secret. Under another name nobody can tell, so no redirect is followed.
    const options = headers.every(({ name }) => isCredentialHeader(name)) ? {} : { followRedirects: false };
    return { name: profile.name, headers, options: { ...options, ...ready.options } };
  }

  /** What came of it: whether new tokens would help, and whether the user is to be asked first. */
  judge({ request, response }: Exchange, { findings }: Diagnosis): 'renew' | 'ask' | undefined {
    const used = this.#used;
    if (!used || !response) return undefined;
    this.#lacksNonce = this.#learnNonce(originOf(request.url), response);
    if (this.#lacksNonce) return 'renew';
    used.worked = response.status < 400;
    const cause = findings[0]?.cause;
    if (response.status !== 401 || cause === undefined || !spentCauses.has(cause) || !this.renews) return undefined;
    const policy = this.#place.policy();
    return policy === 'automatic' ? 'renew' : policy === 'ask' ? 'ask' : undefined;
  }

  /** The profile that was used has a way to new tokens, and it has not failed. */
  get renews(): boolean {
    const { id, credentials } = this.#used?.profile ?? {};
    if (id === undefined || credentials?.kind !== 'oauth') return false;
    const entry = this.#place.store.list().find(one => one.id === id);
    return entry?.renews === true && !this.#place.failureOf(id, credentials.tokens.accessToken);
  }

  renewAlways(): Promise<void> {
    return this.#place.renewAlways();
  }

  /** In the place of the token that was refused; false where that failed or was cancelled. */
  async renew(): Promise<boolean> {
    const { id, credentials } = this.#used?.profile ?? {};
    if (id === undefined || credentials?.kind !== 'oauth') return false;
    // The proof is made anew, and the token is good.
    if (this.#lacksNonce) return true;
    return (await this.#place.renew(id, credentials.tokens.accessToken)).kind === 'renewed';
  }

  /**
   * A request that was made out of the one that was sent, without what the profile had put there: it is put there anew. Where
   * the request has other credentials by now, or goes elsewhere, these are its own.
   */
  takeBack<T extends HttpRequest>(request: T): T {
    const used = this.#used;
    if (!used) return request;
    const isOfProfile = (header: Header) =>
      used.headers.some(({ name, value }) => name === header.name && value === header.value);
    const others = request.headers.filter(header => !isOfProfile(header));
    const hasAll = request.headers.length - others.length === used.headers.length;
    if (hasAll && used.place.endsWith(` ${originOf(request.url)}`)) return { ...request, headers: others };
    this.#choice = { kind: 'by-origin' };
    return request;
  }

  #chosen(request: ImportedRequest): Chosen | undefined {
    return chooseProfile(this.#place.store.list(), this.#choice, request, request.options);
  }

  #headers(credentials: ReadyCredentials, request: HttpRequest): Promise<readonly Header[]> {
    const nonce = this.#nonces.get(originOf(request.url));
    const use = { id: this.#place.randomId(), now: this.#place.now(), ...(nonce !== undefined && { nonce }) };
    return this.#place.headers(credentials, request, use);
  }

  /** Whether a proof was refused for the lack of the nonce alone that came with the refusal. */
  #learnNonce(origin: string, { status, headers }: NonNullable<Exchange['response']>): boolean {
    const nonce = headerValue(headers, 'DPoP-Nonce');
    if (nonce === undefined || nonce === this.#nonces.get(origin)) return false;
    this.#nonces.set(origin, nonce);
    return status === 401 && headerValue(headers, 'WWW-Authenticate')?.includes('use_dpop_nonce') === true;
  }

  #checkPlace(chosen: Extract<Chosen, { kind: 'profile' }>): ProfileWarning[] {
    if (chosen.allowed) return [];
    this.#warned = placeOf(chosen);
    const { entry, origin } = chosen;
    return [
      {
        message: `The profile "${entry.name}" was not used for ${origin} before: sending gives that server its credentials`,
      },
    ];
  }

  async #checkTokens(
    { id, name, credentials }: Profile,
    entry: ProfileEntry,
    agreed: boolean,
  ): Promise<readonly ProfileWarning[] | 'cancelled'> {
    const now = this.#place.now();
    if (credentials.kind !== 'oauth') {
      if (entry.expiresAt === undefined || now < entry.expiresAt) return [];
      return [{ message: `${describeToken(name, entry, now)}: get a new one first` }];
    }
    const { tokens } = credentials;
    if (!runsOut(tokens, now)) return [];
    const state = describeToken(name, entry, now);
    const failure = this.#place.failureOf(id, tokens.accessToken);
    if (failure) return [{ message: `${state} and could not be renewed: ${failure.reason}` }];
    if (!entry.renews) return [{ message: `${state}: sign in again` }];
    const policy = this.#place.policy();
    if (policy === 'never' && !agreed)
      return [{ message: `${state}; "why401.refresh" says that it is never renewed by itself`, renews: true }];
    if (policy === 'ask' && !agreed) return [{ message: state, renews: true }];
    const renewal = await this.#place.renew(id, tokens.accessToken);
    if (renewal.kind === 'failed') return [{ message: `${state} and could not be renewed: ${renewal.failure.reason}` }];
    return renewal.kind === 'cancelled' ? 'cancelled' : [];
  }
}

function placeOf({ entry, origin }: Extract<Chosen, { kind: 'profile' }>): string {
  return `${entry.id} ${origin}`;
}

function describeToken(name: string, { expiresAt = 0 }: ProfileEntry, now: number): string {
  return `The token of "${name}" ${expiresAt <= now ? 'expired' : 'expires'} ${formatRelative(expiresAt, now)}`;
}

/** The rest of the request is checked by whoever sends it. */
function checkTransport({ url, options }: ImportedRequest, name: string): ProfileWarning[] {
  const { protocol, hostname, host } = new URL(url);
  if (isLoopbackHost(hostname)) return [];
  // A file from elsewhere may say so, and name a proxy of its own beside it.
  if (options?.verifyTls === false)
    return [{ message: `The certificate of "${host}" is not verified: whoever is on the way would get "${name}"` }];
  if (protocol !== 'http:') return [];
  return [{ message: `"${name}" would cross the network to "${host}" unencrypted: use https://` }];
}
