/** The order in which a reader meets them. */
export type CauseGroup = 'request' | 'token' | 'credentials' | 'signature' | 'environment';

export interface CauseReference {
  readonly title: string;
  readonly url: string;
}

/** What is known of a cause, in a reader's words. Texts are Markdown without headings. */
export interface Cause {
  readonly id: string;
  readonly group: CauseGroup;
  /** What is wrong, as a sentence without a full stop. */
  readonly title: string;
  readonly meaning: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** How to tell this cause from its neighbours. */
  readonly tell: readonly string[];
  /** How the caller mends it. */
  readonly caller: readonly string[];
  /** How the server's author mends it. */
  readonly server: readonly string[];
  /** The answer that a server should give, as HTTP text. */
  readonly response?: string;
  /** How not to be misled. */
  readonly misled: string;
  readonly references: readonly CauseReference[];
}
