import type { Token } from './scan.ts';

/** The index of the bracket that closes the one at `open`, or the last token's where none does. */
export function closingOf(tokens: readonly Token[], open: number, end = tokens.length): number {
  let depth = 0;
  for (let at = open; at < end; at++) {
    const text = tokens[at]?.text;
    if (text === '(' || text === '[' || text === '{') depth++;
    else if (text === ')' || text === ']' || text === '}') {
      depth--;
      if (depth === 0) return at;
    }
  }
  return end;
}

/** How many arguments or elements the bracket at `open` holds. */
export function argumentCount(tokens: readonly Token[], open: number): number {
  const close = closingOf(tokens, open);
  let count = 1;
  for (let at = open + 1; at < close; ) {
    const comma = commaBefore(tokens, at, close);
    if (comma >= close) break;
    if (skipNewlines(tokens, comma + 1) < close) count++;
    at = comma + 1;
  }
  return count;
}

/** The index of the next comma of the same bracket before `close`, else `close`. */
export function commaBefore(tokens: readonly Token[], from: number, close: number): number {
  let at = from;
  while (at < close) {
    const text = tokens[at]?.text ?? '';
    if (text === ',') return at;
    at = text === '(' || text === '[' || text === '{' ? closingOf(tokens, at) + 1 : at + 1;
  }
  return close;
}

/** The index of the next token that is no line break. */
export function skipNewlines(tokens: readonly Token[], at: number): number {
  let next = at;
  while (tokens[next]?.kind === 'newline') next++;
  return next;
}
