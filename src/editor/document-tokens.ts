import { findTokens } from '../jwt/find.ts';
import type { DecodedToken, FoundToken } from '../jwt/model.ts';
import { type Span, shiftSpan } from '../text/span.ts';

/** The part of a document that is needed here, in offsets, so that a test needs no editor. */
export interface TextSource {
  readonly length: number;
  slice(start: number, end: number): string;
}

export interface TextChange {
  readonly offset: number;
  readonly removed: number;
  readonly inserted: number;
}

/** A token without its segments: with 2,000 of them, what moves with each edit must be little. */
export type PlacedToken = DecodedToken & { readonly span: Span };

/** Around a change a token may have begun or may end: that much text is searched again. */
const around = 4_000;
/** Characters searched in one go; a few milliseconds at the very most. */
const slice = 262_144;

/** The tokens of one document, kept up to date by searching what changed. */
export class DocumentTokens {
  #tokens: readonly PlacedToken[] = [];

  get tokens(): readonly PlacedToken[] {
    return this.#tokens;
  }

  /** Searches a stretch again. Tokens that begin in it are replaced. */
  search(source: TextSource, from: number, to: number): void {
    const start = Math.max(0, from);
    const end = Math.min(source.length, to);
    // A token may reach past `end`, so more text is given than is searched.
    const text = source.slice(start, Math.min(source.length, end + around));
    const found = findTokens(text, { to: end - start }).map(token => shifted(placed(token), start));
    const others = this.#tokens.filter(({ span }) => span.start < start || span.start >= end);
    this.#tokens = [...others, ...found].sort((a, b) => a.span.start - b.span.start);
  }

  /** Moves what stands after the changes, and searches around them. Their offsets are in the text before all of them. */
  change(source: TextSource, changes: readonly TextChange[]): void {
    const ordered = [...changes].sort((a, b) => a.offset - b.offset);
    for (const { offset, removed, inserted } of ordered.toReversed()) {
      const end = offset + removed;
      this.#tokens = this.#tokens
        .filter(({ span }) => span.end <= offset || span.start >= end)
        .map(token => (token.span.start >= end ? shifted(token, inserted - removed) : token));
    }
    let moved = 0;
    for (const { offset, removed, inserted } of ordered) {
      const at = offset + moved;
      this.search(source, at - around, at + inserted + around);
      moved += inserted - removed;
    }
  }
}

/** Stretches that cover a document of this length, the ones around `first` before all others. */
export function slicesOf(length: number, first: Span): readonly Span[] {
  const slices: Span[] = [first];
  for (let start = first.end; start < length; start += slice)
    slices.push({ start, end: Math.min(length, start + slice) });
  for (let start = 0; start < first.start; start += slice)
    slices.push({ start, end: Math.min(first.start, start + slice) });
  return slices;
}

function placed({ segments: _, ...token }: FoundToken): PlacedToken {
  return token;
}

function shifted(token: PlacedToken, by: number): PlacedToken {
  return by === 0 ? token : { ...token, span: shiftSpan(token.span, by) };
}
