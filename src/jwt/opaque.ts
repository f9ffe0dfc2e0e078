import type { Span } from '../text/span.ts';

/** A token that only its issuer can read, known by its shape. */
export interface OpaqueToken {
  readonly title: string;
  readonly span: Span;
}

export function findOpaqueTokens(_text: string): OpaqueToken[] {
  return [];
}
