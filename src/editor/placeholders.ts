import type { Span } from '../text/span.ts';

/** Stands for a token that is kept under this id; any string, URL or value may hold it. */
export function placeholderOf(id: string): string {
  return `why401-kept-token-${id}`;
}

const keptPrefix = 'masked token ';

/** The name under which it is kept. */
export function keptTokenName(id: string): string {
  return keptPrefix + id;
}

export function isKeptTokenName(name: string): boolean {
  return name.startsWith(keptPrefix);
}

export interface Placeholder {
  readonly id: string;
  readonly span: Span;
}

export function placeholdersIn(text: string): readonly Placeholder[] {
  return [...text.matchAll(/why401-kept-token-([0-9a-f]{12})(?![\w-])/g)].map(match => ({
    id: match[1] ?? '',
    span: { start: match.index, end: match.index + match[0].length },
  }));
}
