import type { Token } from './scan.ts';

interface Brackets {
  /** For each opening bracket, the index of the one that closes it. */
  readonly closings: Int32Array;
  /** For each token, how many brackets around it are open. */
  readonly depths: Int32Array;
}

/** Found in one pass over a list of tokens, once. */
const brackets = new WeakMap<readonly Token[], Brackets>();

function bracketsOf(tokens: readonly Token[]): Brackets {
  const known = brackets.get(tokens);
  if (known) return known;
  const closings = new Int32Array(tokens.length).fill(tokens.length);
  const depths = new Int32Array(tokens.length);
  const open: number[] = [];
  let outer = -1;
  for (const [at, { text }] of tokens.entries()) {
    depths[at] = open.length;
    if (text === '(' || text === '[' || text === '{') open.push(at);
    else if (text === ')' || text === ']' || text === '}') {
      const last = open.pop();
      if (last !== undefined) closings[last] = at;
      // It closes a bracket that opened before the first token: all so far stands in it.
      else outer = at;
    }
  }
  for (let at = 0; at <= outer; at++) depths[at] = (depths[at] ?? 0) + 1;
  const found = { closings, depths };
  brackets.set(tokens, found);
  return found;
}

/** The index of the bracket that closes the one at `open`, or `end` where none before it does. */
export function closingOf(tokens: readonly Token[], open: number, end = tokens.length): number {
  return Math.min(bracketsOf(tokens).closings[open] ?? end, end);
}

/** Whether the token at `at` stands in brackets, where a line break ends nothing. */
export function isEnclosed(tokens: readonly Token[], at: number): boolean {
  return (bracketsOf(tokens).depths[at] ?? 0) > 0;
}

/** How many arguments or elements the bracket at `open` holds. */
export function argumentCount(tokens: readonly Token[], open: number): number {
  return Math.max(1, argumentsOf(tokens, open).length);
}

/** Where the arguments or elements of the bracket at `open` begin and end. */
export function argumentsOf(tokens: readonly Token[], open: number): { readonly from: number; readonly to: number }[] {
  const close = closingOf(tokens, open);
  const found: { from: number; to: number }[] = [];
  for (let from = skipNewlines(tokens, open + 1); from < close; ) {
    const to = commaBefore(tokens, from, close);
    found.push({ from, to });
    from = skipNewlines(tokens, to + 1);
  }
  return found;
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
