import type { IncomingHttpHeaders } from 'node:http';
import type { CauseId } from '../causes/catalogue.ts';
import type { Issuer } from './issuer.ts';

/** A request that arrived at one of the lab's servers. */
export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** An object is sent as JSON, a text that begins with `<` as HTML, any other as plain text. */
  readonly body?: string | object;
}

export type Handler = (incoming: Incoming) => Answer | Promise<Answer>;

/** The lab's servers, each at an origin of its own. `other` is at `localhost`, the rest at 127.0.0.1. */
export const serverNames = ['api', 'other', 'issuer', 'gateway', 'proxy', 'late'] as const;

export type ServerName = (typeof serverNames)[number];

export interface LabContext {
  readonly origins: Readonly<Record<ServerName, string>>;
  readonly issuer: Issuer;
  /** An access token that is fine; `{{token}}` in the `.http` file. */
  readonly token: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /**
   * What the late server believes the time to be: ten minutes before the lab started. Its clock stands still, because one
   * that ran on would catch up with the token that it is to refuse.
   */
  readonly lateTime: number;
}

/** One request of the lab, and what should be found out about it. */
export interface LabRequest {
  /** A word, so that every runner of `.http` files takes it as a name. */
  readonly name: string;
  /** One line, no final full stop. */
  readonly title: string;
  readonly expected: CauseId | 'ok';
  /** One sentence on what happens and why. */
  readonly note: string;
  /** The request as it stands in the `.http` file. */
  readonly http: string;
}

/** Servers that fail in one way and its variants, and the requests that make them. */
export interface FaultFamily {
  readonly requests: readonly LabRequest[];
  /** By server, then by path. */
  readonly routes: { readonly [server in ServerName]?: Readonly<Record<string, Handler>> };
}
