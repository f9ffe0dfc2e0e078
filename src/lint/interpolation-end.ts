import type { Interpolation, Language } from './languages.ts';

// Where an interpolation in a string ends, with the brackets and strings that its expression may hold.

/** No interpolation is read further than this: an opening that is not closed costs a constant, not the file. */
export const longestInterpolation = 2000;

const openers: Partial<Record<Interpolation, readonly [string, string]>> = {
  '${': ['${', '}'],
  '#{': ['#{', '}'],
  '{': ['{', '}'],
  '\\(': ['\\(', ')'],
  '$(': ['$(', ')'],
  '@{': ['@{', '}'],
  '$$(': ['$$(', ')'],
  '$${': ['$${', '}'],
};

/** The offset after the interpolation that begins at `at`, or -1 where none does. `$name` is left to `literal.ts`. */
export function interpolationEnd(
  text: string,
  at: number,
  end: number,
  interpolates: readonly Interpolation[],
  language: Language,
): number {
  const limit = Math.min(end, at + longestInterpolation);
  for (const kind of interpolates) {
    const pair = openers[kind];
    if (!pair || !text.startsWith(pair[0], at)) continue;
    if (kind === '{' && text.startsWith('{{', at)) return at + 2;
    const closed = balancedEnd(text, at + pair[0].length, limit, pair[1], language);
    if (closed >= 0) return closed + 1;
  }
  return -1;
}

/** The offset of the bracket that closes, strings inside respected; -1 where it is not found. */
function balancedEnd(text: string, from: number, end: number, close: string, language: Language): number {
  const open = close === ')' ? '(' : '{';
  let depth = 0;
  for (let i = from; i < end; i++) {
    const character = text.charAt(i);
    if (character === '\\') i++;
    else if (character === close) {
      if (depth === 0) return i;
      depth--;
    } else if (character === open) depth++;
    else if (character === '"' || character === "'" || character === '`') {
      const closed = quoteEnd(text, i, end, character, language);
      if (closed > i) i = closed;
    }
  }
  return -1;
}

/** A nested string's closing quote; what it interpolates in turn is skipped by counting its braces only. */
function quoteEnd(text: string, at: number, end: number, quote: string, language: Language): number {
  const nests = language.strings.some(form => form.open === quote && (form.interpolates?.length ?? 0) > 0);
  let depth = 0;
  for (let i = at + 1; i < end; i++) {
    const character = text.charAt(i);
    if (character === '\\') i++;
    else if (nests && (text.startsWith('${', i) || text.startsWith('#{', i))) {
      depth++;
      i++;
    } else if (depth > 0 && character === '}') depth--;
    else if (character === quote && depth === 0) return i;
  }
  return -1;
}
