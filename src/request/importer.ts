import type { HttpRequest } from './model.ts';
import type { RequestProblem } from './problem.ts';
import type { SendOptions } from './sender.ts';

/** A request as a text described it, with what the text said about sending it. */
export interface ImportedRequest extends HttpRequest {
  readonly name?: string;
  readonly options?: SendOptions;
  /** The name of the credentials that it is sent with. */
  readonly profile?: string;
}

export interface Imported {
  readonly requests: readonly ImportedRequest[];
  readonly problems: readonly RequestProblem[];
}

/** One format. `recognises` is cheap and looks at the beginning; `parse` takes any text and never throws. */
export interface Importer {
  readonly id: string;
  /** As in "Paste from …". */
  readonly title: string;
  recognises(text: string): boolean;
  parse(text: string): Imported;
}
