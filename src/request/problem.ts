import type { Severity } from '../auth/model.ts';
import type { Span } from '../text/span.ts';

/** Something to know about a request before it is sent, or about a text that was read. `code` is a stable kebab-case word. */
export interface RequestProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  /** Offsets in the text that was parsed, or in the part of the request that the message names. */
  readonly span?: Span;
}
