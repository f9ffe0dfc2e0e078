import type { Token } from './scan.ts';

/** For each opening bracket of a list of tokens, the index of the one that closes it; found in one pass, once. */
const closings = new WeakMap<readonly Token[], Int32Array>();

function closingsOf(tokens: readonly Token[]): Int32Array {
  const known = closings.get(tokens);
  if (known) return known;
  const found = new Int32Array(tokens.length).fill(tokens.length);
  const open: number[] = [];
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(' || text === '[' || text === '{') open.push(at);
    else if (text === ')' || text === ']' || text === '}') {
      const last = open.pop();
      if (last !== undefined) found[last] = at;
    }
  }
  closings.set(tokens, found);
  return found;
}

/** The index of the bracket that closes the one at `open`, or `end` where none before it does. */
export function closingOf(tokens: readonly Token[], open: number, end = tokens.length): number {
  return Math.min(closingsOf(tokens)[open] ?? end, end);
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
