export interface Random {
  /** A whole number from 0 up to and without `limit`. */
  readonly below: (limit: number) => number;
  readonly pick: <T>(items: readonly T[]) => T | undefined;
  /** A stretch of a text, at most `longest` long. */
  readonly slice: (text: string, longest: number) => string;
}

/** Mulberry32: small, and the same on every machine for a seed. */
export function randomFrom(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: items => items[below(items.length)],
    slice: (text, longest) => {
      const from = below(text.length);
      return text.slice(from, from + 1 + below(longest));
    },
  };
}
