import type { Span } from '../text/span.ts';

/** A text laid out for reading, and where a span of the original is in it. */
export interface Formatted {
  readonly text: string;
  readonly place: (span: Span) => Span;
}

/** Deeper levels are not indented further, so that a body of brackets does not grow without bound. */
const deepest = 24;

/**
 * JSON with a member on each line. Only white space between tokens changes: numbers and strings stay as they were sent.
 * Undefined where it is no JSON, or looks no different. Of a `cut` text the beginning is laid out.
 */
export function formatJson(text: string, cut: boolean): Formatted | undefined {
  if (!/^\s*[[{]/.test(text) || (!cut && !isJson(text))) return undefined;
  const layout = new Layout(text);
  let depth = 0;
  for (let i = 0; i < text.length; ) {
    const end = endOfToken(text, i);
    const token = text[i] ?? '';
    if (/\s/.test(token)) i = end;
    else if (token === '{' || token === '[') {
      layout.keep(i, end);
      i = skipSpace(text, end);
      if (text[i] === '}' || text[i] === ']') layout.keep(i, ++i);
      else layout.newLine(++depth);
    } else {
      if (token === '}' || token === ']') layout.newLine(--depth);
      layout.keep(i, end);
      if (token === ',') layout.newLine(depth);
      else if (token === ':') layout.text += ' ';
      i = end;
    }
  }
  return layout.text === text ? undefined : { text: layout.text, place: span => layout.place(span) };
}

class Layout {
  text = '';
  readonly #source: string;
  readonly #kept: { readonly from: number; readonly to: number }[] = [];

  constructor(source: string) {
    this.#source = source;
  }

  keep(start: number, end: number): void {
    this.#kept.push({ from: start, to: this.text.length });
    this.text += this.#source.slice(start, end);
  }

  newLine(depth: number): void {
    this.text += `\n${'  '.repeat(Math.min(Math.max(depth, 0), deepest))}`;
  }

  place({ start, end }: Span): Span {
    const from = this.#placeOf(start);
    return { start: from, end: end > start ? this.#placeOf(end - 1) + 1 : from };
  }

  /** By halving: of the kept pieces, the last that begins at the offset or before it. */
  #placeOf(offset: number): number {
    let low = 0;
    let high = this.#kept.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#kept[middle]?.from ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const { from, to } = this.#kept[low] ?? { from: 0, to: 0 };
    return Math.max(to + offset - from, to);
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function skipSpace(text: string, from: number): number {
  let i = from;
  while (/\s/.test(text[i] ?? '')) i++;
  return i;
}

function endOfToken(text: string, start: number): number {
  const first = text[start] ?? '';
  let i = start + 1;
  if (first === '"') {
    while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
    return Math.min(i + 1, text.length);
  }
  const isSpace = /\s/.test(first);
  if (!isSpace && '{}[],:'.includes(first)) return i;
  while (i < text.length && (isSpace ? /\s/ : /[^\s{}[\],:"]/).test(text[i] ?? '')) i++;
  return i;
}
