import type { Exchange, HttpRequest } from './model.ts';

/** How a request is to be sent. Everything is plain data, because the sending is done in a worker thread. */
export interface SendOptions {
  /** Follow redirects; 10 at the most. Default true. */
  readonly followRedirects?: boolean;
  /** Send the cookies that a leg of the run sets with the later ones. Default true. */
  readonly keepCookies?: boolean;
  /** Send those of earlier runs of this sender too, and keep those of this run for later ones. Default false. */
  readonly cookieSession?: boolean;
  /** Origins to which credentials may go although a redirect crosses to them. */
  readonly trustedOrigins?: readonly string[];
  /** Milliseconds until the whole run is given up. Default 60,000. */
  readonly timeout?: number;
  /** Bytes of a response body that are kept in memory; without `bodyFile`, the rest is not read. Default 10 MiB. */
  readonly maxBody?: number;
  /** A file for the decoded body of the last response, or only where it is longer than what is kept. At most 1 GiB. */
  readonly bodyFile?: { readonly path: string; readonly when: 'always' | 'over-limit' };
  /**
   * Send only to an address of this kind, whatever the name of the host promises: none of this machine and of the local
   * network, or none but this machine's. What a proxy reaches is the proxy's to decide.
   */
  readonly reach?: 'public' | 'loopback';
  readonly proxy?: ProxyOptions;
  /** PEM texts that are trusted besides the system's and Node's own. */
  readonly certificateAuthorities?: readonly string[];
  /** Trust those of the operating system. Default true. */
  readonly systemAuthorities?: boolean;
  /** False only where the user said so for this request. Default true. */
  readonly verifyTls?: boolean;
  /** Answers a Digest challenge of the first origin, and no other's, with these. */
  readonly digest?: { readonly user: string; readonly password: string };
  /** Signs the requests to the first origin, and to no other's, for AWS (Signature Version 4). */
  readonly aws?: AwsCredentials;
  readonly clientCertificate?: {
    readonly cert?: string;
    readonly key?: string;
    readonly pfx?: string;
    readonly passphrase?: string;
  };
}

/** What the host does not tell of `service` and `region`, such as `s3` and `eu-west-1`, has to be given. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly service?: string;
  readonly region?: string;
  /** Milliseconds that the clock of the server is ahead of this one. */
  readonly clockSkew?: number;
}

export interface ProxyOptions {
  readonly url: string;
  /** Hosts, `.suffixes` and `*` as in NO_PROXY. */
  readonly noProxy?: readonly string[];
  readonly authorization?: string;
}

/** What every caller knows of the sender. It never rejects: a network failure is an exchange with `failure`. */
export interface Sender {
  send(request: HttpRequest, options?: SendOptions, signal?: AbortSignal): Promise<Exchange>;
  /** Forgets the cookies of the session. They were in memory only. */
  clearCookies(): void;
  dispose(): Promise<void>;
}
