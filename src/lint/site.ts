import type { Span } from '../text/span.ts';
import type { LanguageId } from './languages.ts';

/**
 * A piece of the value expression of a site, in the order of the resulting string. `opaque` stands for what the text
 * does not tell: a variable, a call, an interpolation. Spans are offsets in the source; `text` is what the literal
 * evaluates to, with `offsets[i]` the source offset of its i-th code unit.
 */
export type Piece =
  | {
      readonly kind: 'literal';
      readonly text: string;
      readonly span: Span;
      readonly offsets: readonly number[];
      readonly quote: string;
    }
  | { readonly kind: 'opaque'; readonly source: string; readonly span: Span; readonly interpolated: boolean };

/** A header found in source text: a name and its value expression. */
export interface Site {
  readonly language: LanguageId;
  /** The whole text of the file. */
  readonly text: string;
  /** How the pair is written: `pair` in an object or a list, `call`, `line` as in `.http`, `argument` of a command. */
  readonly form: 'pair' | 'call' | 'line' | 'argument' | 'assignment';
  /** As written, such as `Authorization`. A helper that implies the name, such as `bearer_auth`, gives what it sets. */
  readonly name: string;
  readonly nameSpan: Span;
  /** The helper that adds a scheme by itself, with that scheme; absent where the value is the whole field value. */
  readonly helper?: { readonly name: string; readonly scheme: string };
  readonly pieces: readonly Piece[];
  /** From the first to the last piece, quotes included. */
  readonly valueSpan: Span;
  /** The header as sent as far as known, opaque pieces as U+0000. */
  readonly value: string;
}
