import type { HeaderProblem } from '../auth/model.ts';
import type { Span } from '../text/span.ts';
import type { LanguageId } from './languages.ts';
import type { Segment } from './scan.ts';

/**
 * A piece of the value expression of a site, in the order of the resulting string. `opaque` stands for what the text
 * does not tell: a variable, a call, an interpolation. Spans are offsets in the source; `text` is what the literal
 * evaluates to, with `offsets[i]` the source offset of its i-th code unit.
 */
export type Piece = LiteralPiece | OpaquePiece;

export interface LiteralPiece {
  readonly kind: 'literal';
  readonly text: string;
  readonly span: Span;
  /** One more than `text` has code units: the last is where the literal's text ends. */
  readonly offsets: readonly number[];
  readonly quote: string;
  /** The string it stands in, where it is in quotes. */
  readonly segment?: Segment;
}

export interface OpaquePiece {
  readonly kind: 'opaque';
  readonly source: string;
  readonly span: Span;
  /** Inside a string, or a placeholder of a format. */
  readonly interpolated: boolean;
  /** Of a placeholder: the argument that fills it, where the text tells which that is. */
  readonly filledBy?: OpaquePiece;
}

/** A bracket around a site, innermost first: an object, a list or the arguments of a call. */
export interface Enclosing {
  readonly bracket: '(' | '[' | '{';
  /** The span of the brackets and what they hold, as far as the window shows. */
  readonly span: Span;
  /** What is called, such as `axios.post`; empty where nothing is. */
  readonly callee: string;
  /** Which argument of the call, or element of the list, the site is in. */
  readonly index: number;
  /** The key whose value the object is, such as `headers`. */
  readonly key: string;
}

/** The text that a site was found in: a region of the file, or a string of it that holds a command. */
export interface Source {
  readonly language: LanguageId;
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Of decoded text: the offset in the file of each code unit, and of the end. */
  readonly offsets?: readonly number[];
  /** The format around it, where tools of that format fill in text before the language reads it. */
  readonly host?: LanguageId;
  /** It stands in a string of another program, so that what is not expanded here may be expanded there. */
  readonly nested: boolean;
  /** Documentation: placeholders are meant. */
  readonly prose: boolean;
}

/** A header found in source text: a name and its value expression. All spans are offsets in the file. */
export interface Site {
  readonly language: LanguageId;
  /** The whole text of the file. */
  readonly text: string;
  /**
   * How it is written: `pair` in an object or a list, `call`, `line` as in `.http`, `argument` of a command,
   * `assignment` where a value that begins with a scheme has no header name in sight.
   */
  readonly form: 'pair' | 'call' | 'line' | 'argument' | 'assignment';
  /** As written, such as `Authorization`. A helper that implies the name, such as `bearer_auth`, gives what it sets. */
  readonly name: string;
  readonly nameSpan: Span;
  /** What stands between name and value where both are in one string or line, such as `: `. */
  readonly separator?: string;
  /** The helper that adds a scheme by itself, with that scheme; absent where the value is the whole field value. */
  readonly helper?: { readonly name: string; readonly scheme: string; readonly schemeSpan?: Span };
  readonly pieces: readonly Piece[];
  /** The literals are joined by an operator, not filled in. */
  readonly joined: boolean;
  /** From the first to the last piece, quotes included. */
  readonly valueSpan: Span;
  /** The header as sent as far as known, opaque pieces as U+0000, the helper's scheme in front. */
  readonly value: string;
  /** How much of `value` the helper adds, which stands nowhere in the source. */
  readonly implied: number;
  readonly source: Source;
  /** What `checkHeader` says of the value. */
  readonly problems: readonly HeaderProblem[];
  readonly nested: boolean;
  readonly prose: boolean;
  /** What is called with the header, such as `headers.set`; empty where nothing is. */
  readonly callee: string;
  /** The brackets around it, innermost first. */
  readonly enclosing: readonly Enclosing[];
}

/** The offsets in the file that a span of the value covers; a point gives an empty span. */
export function sourceSpan(site: Site, span: Span): Span {
  const start = sourceOffset(site, span.start, false);
  return { start, end: span.end > span.start ? Math.max(start, sourceOffset(site, span.end, true)) : start };
}

/** Where the code unit at `index` of the value stands; with `after`, where the one before it ends. */
function sourceOffset(site: Site, index: number, after: boolean): number {
  let at = site.implied;
  for (const piece of site.pieces) {
    const length = piece.kind === 'opaque' ? 1 : piece.text.length;
    if (after ? index <= at + length : index < at + length) {
      if (piece.kind === 'opaque') return after && index > at ? piece.span.end : piece.span.start;
      return piece.offsets[Math.max(0, index - at)] ?? piece.span.end;
    }
    at += length;
  }
  return site.pieces.at(-1)?.span.end ?? site.valueSpan.end;
}
