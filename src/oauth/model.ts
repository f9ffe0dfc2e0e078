import type { CauseId } from '../causes/catalogue.ts';
import type { Diagnosis } from '../diagnosis/model.ts';
import type { Exchange } from '../request/model.ts';
import type { Sender, SendOptions } from '../request/sender.ts';

/** How the client says who it is at the token endpoint (RFC 6749 §2.3, OpenID Connect Core §9). */
export type ClientAuthentication =
  | { readonly kind: 'none' }
  /** By its client certificate (RFC 8705 §2), one of an authority or one that is registered itself. */
  | { readonly kind: 'tls_client_auth' | 'self_signed_tls_client_auth' }
  | { readonly kind: 'client_secret_basic' | 'client_secret_post' | 'client_secret_jwt'; readonly secret: string }
  /** `key` is a private key as PKCS #8 PEM or as a JWK. */
  | { readonly kind: 'private_key_jwt'; readonly key: string; readonly keyId?: string };

/** Paths of PEM files; without `key`, it is in the same file as the certificate. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key?: string;
  readonly passphrase?: string;
}

export type Grant =
  | { readonly kind: 'authorization-code' }
  | { readonly kind: 'client-credentials' }
  | { readonly kind: 'device-code' }
  | { readonly kind: 'refresh-token'; readonly refreshToken: string }
  /** Legacy: RFC 9700 §2.4 says that it must not be used. Some servers know no other. */
  | { readonly kind: 'password'; readonly user: string; readonly password: string }
  /** RFC 8693; types are the URIs of its §3, an access token's where absent. */
  | {
      readonly kind: 'token-exchange';
      readonly subjectToken: string;
      readonly subjectTokenType?: string;
      readonly actorToken?: string;
      readonly actorTokenType?: string;
      readonly requestedTokenType?: string;
    };

export type GrantKind = Grant['kind'];

/** What users see; `legacy` grants are marked. */
export const grantTitles: Readonly<Record<GrantKind, { readonly title: string; readonly legacy?: true }>> = {
  'authorization-code': { title: 'Authorization code with PKCE' },
  'client-credentials': { title: 'Client credentials' },
  'device-code': { title: 'Device code' },
  'refresh-token': { title: 'Refresh token' },
  password: { title: 'Password', legacy: true },
  'token-exchange': { title: 'Token exchange' },
};

/** Signing in again by these asks nobody. */
export const unattendedGrants: readonly GrantKind[] = ['client-credentials', 'password', 'token-exchange'];

export interface Endpoints {
  readonly token: string;
  readonly authorization?: string;
  readonly deviceAuthorization?: string;
}

export interface SignInRequest {
  /** Its endpoints are looked up; those given here go first. */
  readonly issuer?: string;
  readonly endpoints?: Partial<Endpoints>;
  readonly clientId: string;
  readonly authentication: ClientAuthentication;
  readonly grant: Grant;
  readonly scope?: string;
  /** Of the authorization code, as registered; `http://127.0.0.1/callback` with any port where absent. */
  readonly redirectUri?: string;
  /** RFC 8707. */
  readonly resource?: string;
  /** What else the server wants, such as `audience`. */
  readonly parameters?: Readonly<Record<string, string>>;
  /** Binds the tokens to a key (RFC 9449): to a new one, or to this private JWK. */
  readonly dpop?: true | string;
  /** The client certificate, for the token endpoint and for the requests that its tokens go with. */
  readonly certificate?: CertificateFiles;
  /** Proxy, certificate authorities, client certificate. */
  readonly sending?: Pick<SendOptions, 'proxy' | 'certificateAuthorities' | 'clientCertificate' | 'verifyTls'>;
}

export interface Tokens {
  readonly accessToken: string;
  /** In lower case: `bearer`, `dpop`. */
  readonly tokenType: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly scope?: string;
  /** The private JWK that the tokens are bound to. */
  readonly dpopKey?: string;
}

export type SignInStep = 'client' | 'discovery' | 'authorization' | 'device-authorization' | 'token';

export interface SignInFailure {
  readonly kind: 'failed';
  readonly step: SignInStep;
  /** Always there: one or two sentences without secrets. */
  readonly reason: string;
  readonly cause?: CauseId;
  /** The exchange that failed, with what the diagnosis says of it. */
  readonly exchange?: Exchange;
  readonly diagnosis?: Diagnosis;
  /** All that was sent, oldest first. */
  readonly exchanges: readonly Exchange[];
}

export type SignInResult =
  | { readonly kind: 'signed-in'; readonly tokens: Tokens; readonly exchanges: readonly Exchange[] }
  | SignInFailure
  | { readonly kind: 'cancelled'; readonly exchanges: readonly Exchange[] };

export interface DevicePrompt {
  readonly userCode: string;
  readonly url: string;
  /** With the code in it, where the server has such an address. */
  readonly completeUrl?: string;
  readonly expiresAt: number;
}

/** Where the browser comes back to. */
export interface RedirectListener {
  readonly redirectUri: string;
  /** The address with which the browser came back. Rejects when it is stopped. */
  next(signal: AbortSignal): Promise<URL>;
  close(): Promise<void>;
}

/** What a sign-in needs from outside. */
export interface Outside {
  readonly send: Sender['send'];
  readonly now: () => number;
  /** Resolves after these milliseconds, or at once when the signal is aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** At the redirect URI of the request, for the sign-in with that state; rejects with a reason. */
  readonly listen: (redirectUri: string | undefined, state: string) => Promise<RedirectListener>;
  /** Milliseconds that somebody may take in the browser; ten minutes where it is absent. */
  readonly patience?: number;
  /** False where no browser could be opened. */
  readonly openBrowser: (url: string) => Promise<boolean>;
  readonly showDeviceCode: (prompt: DevicePrompt) => void;
  /** The text of a file of this machine. */
  readonly readFile: (path: string) => Promise<string>;
}
