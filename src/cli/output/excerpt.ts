import type { Span } from '../../text/span.ts';
import type { SecretSpan } from './masking.ts';
import { plain } from './paint.ts';

/** Finds what must not be shown. */
export type SecretsIn = (text: string) => readonly SecretSpan[];

export const noSecrets: SecretsIn = () => [];

export interface Excerpt {
  readonly line: string;
  /** Blanks and carets, to be printed below `line`. */
  readonly carets: string;
}

/** The line in which a span begins, with carets under the span. A long line is cut, and `secrets` are masked. */
export function excerptOf(whole: string, place: Span, width: number, secretsIn: SecretsIn): Excerpt {
  const from = lineStart(whole, place.start);
  const text = whole.slice(from, lineEnd(whole, place.start));
  const span = { start: place.start - from, end: Math.min(place.end - from, text.length) };
  const secrets = secretsIn(text);
  let line = '';
  let carets = '';
  const put = (shown: string, marked: boolean) => {
    line += shown;
    carets += (marked ? '^' : ' ').repeat(shown.length);
  };
  for (let at = 0; at < text.length; ) {
    const secret = secrets.find(({ start, end }) => start <= at && at < end);
    if (secret) {
      put(secret.mask, secret.start < span.end && span.start < secret.end);
      at = secret.end;
    } else {
      put(plain(text[at] ?? ''), at >= span.start && at < span.end);
      at++;
    }
  }
  // An empty span, or one at the end of the line, points between two characters.
  if (!carets.includes('^')) carets = `${carets.slice(0, span.start).padEnd(Math.min(span.start, line.length))}^`;
  return cut(line, carets.trimEnd(), width);
}

function cut(line: string, carets: string, width: number): Excerpt {
  if (line.length <= width) return { line, carets };
  const first = carets.indexOf('^');
  const from = Math.max(0, Math.min(first - Math.floor(width / 3), line.length - width));
  const shown = line.slice(from, from + width);
  const marked = carets.slice(from, from + width);
  return from === 0 ? { line: `${shown}…`, carets: marked } : { line: `…${shown}…`, carets: ` ${marked}` };
}

/** Enough of a line for any terminal; lines of minified source are longer. */
const reach = 2000;

function lineStart(text: string, at: number): number {
  return Math.max(text.lastIndexOf('\n', at - 1) + 1, at - reach, 0);
}

function lineEnd(text: string, at: number): number {
  const end = text.slice(at, at + reach).search(/[\r\n]/);
  return end < 0 ? Math.min(text.length, at + reach) : at + end;
}
