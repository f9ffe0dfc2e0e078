import type { HttpRequest } from '../request/model.ts';

/** The text that a request came from, to which a repaired one can go back. */
export interface Home {
  /** The files that would change, such as `api.http`; undefined where it cannot be written there. */
  readonly placeFor: (repaired: HttpRequest) => Promise<string | undefined>;
  /** False where the text is another one meanwhile; then nothing is changed. */
  readonly write: (repaired: HttpRequest) => Promise<boolean>;
}
