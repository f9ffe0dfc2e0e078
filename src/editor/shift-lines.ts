/** Lines, both inclusive. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Where lines are after others were replaced; undefined where they were changed themselves. */
export function shiftLines(lines: Lines, changed: Lines, text: string): Lines | undefined {
  if (changed.first > lines.last) return lines;
  if (changed.last >= lines.first) return undefined;
  const by = text.split('\n').length - 1 - (changed.last - changed.first);
  return { first: lines.first + by, last: lines.last + by };
}
