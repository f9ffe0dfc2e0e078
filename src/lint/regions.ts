import type { Span } from '../text/span.ts';
import type { LanguageId } from './languages.ts';
import { lineEnd } from './scan.ts';

// Which parts of a file are in which language: code fences, scripts in markup, commands in YAML and Dockerfiles.

export interface Region extends Span {
  /** `code` is read as tokens, `lines` line by line. */
  readonly kind: 'code' | 'lines';
  readonly language: LanguageId;
  /** Documentation: placeholders are meant, and a reader rather than a machine runs it. */
  readonly prose: boolean;
}

const byLine = new Set(['http']);

export function regionsOf(text: string, language: LanguageId): Region[] {
  return [{ kind: byLine.has(language) ? 'lines' : 'code', language, prose: false, start: 0, end: text.length }];
}

export { lineEnd };
