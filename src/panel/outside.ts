import type { Diagnosis } from '../diagnosis/model.ts';
import type { ProfileOfRequest } from '../profiles/of-request.ts';
import type { FindOutOptions } from '../repair/experiments/find-out.ts';
import type { ImportedRequest } from '../request/importer.ts';
import type { Body, Exchange, HttpRequest } from '../request/model.ts';
import type { SendOptions } from '../request/sender.ts';
import type { ToWebview } from './protocol.ts';
import type { Vault } from './vault.ts';

/** The request of the form, with its secrets, and what came of sending it. */
export interface Ran {
  readonly request: ImportedRequest;
  readonly exchange: Exchange;
  readonly diagnosis: Diagnosis;
  /** Where the request came from, such as `api.http: login`. */
  readonly source?: string;
}

/** What is given to a conversation: sending, opening, posting. */
export interface Outside {
  readonly send: (request: HttpRequest, options: SendOptions, signal: AbortSignal) => Promise<Exchange>;
  /** Called after each send of the form; experiments and the steps of a fix are none. */
  readonly ran: (ran: Ran) => unknown;
  readonly post: (message: ToWebview) => void;
  /** False while the workspace is not trusted. */
  readonly maySend: () => boolean;
  /** Which of several requests that a text holds; undefined where the user chooses none. */
  readonly choose: (labels: readonly string[]) => Promise<number | undefined>;
  /** What experiments may do, and how they wait. */
  readonly investigating: Pick<FindOutOptions, 'mayAsk' | 'maySendAgain' | 'wait'>;
  /** Of the response that is shown. */
  readonly openBody: (body: Body, contentType: string) => unknown;
  readonly saveBody: (body: Body, contentType: string) => unknown;
  /** Asks in which form, and puts it into the clipboard. */
  readonly copyRequest: (request: ImportedRequest) => unknown;
  readonly copy: (text: string) => unknown;
  readonly now: () => number;
  /** Where requests leave from, such as `this computer`. */
  readonly sentFrom: () => string;
  readonly vault: Vault;
  /** Of the request in the form. */
  readonly profile?: ProfileOfRequest;
}
