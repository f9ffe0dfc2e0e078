import type { Fix, Span } from '../text/span.ts';

/** One `name=value` of a challenge or of credentials (RFC 9110 §11.2). Spans are offsets in the field value. */
export interface Parameter {
  /** Lower-cased: parameter names are case-insensitive. */
  readonly name: string;
  /** Unquoted and unescaped. */
  readonly value: string;
  readonly quoted: boolean;
  readonly nameSpan: Span;
  /** The value as written, quotes included. */
  readonly valueSpan: Span;
  readonly span: Span;
}

/** RFC 9110 §11.3. Either `token68` or `params` holds something, never both. */
export interface Challenge {
  /** As written. Compare with `isScheme`. */
  readonly scheme: string;
  readonly schemeSpan: Span;
  readonly token68?: string;
  readonly token68Span?: Span;
  readonly params: readonly Parameter[];
  readonly span: Span;
}

/**
 * RFC 9110 §11.4. `rest` is all that follows the scheme, as written, so that schemes with a grammar of their own
 * (AWS4-HMAC-SHA256, raw keys) can be read too. A raw key without a scheme has an empty `scheme`.
 */
export interface Credentials {
  readonly scheme: string;
  readonly schemeSpan: Span;
  readonly token68?: string;
  readonly token68Span?: Span;
  readonly params: readonly Parameter[];
  readonly rest: string;
  readonly restSpan: Span;
  readonly span: Span;
}

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Something wrong with a header value. `code` is a stable kebab-case word; `span` is an offset range in the value. */
export interface HeaderProblem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
}

/** What every parser here gives: a value for any input, and what was wrong with the input. Nothing throws. */
export interface Parsed<T> {
  readonly value: T;
  readonly problems: readonly HeaderProblem[];
}
