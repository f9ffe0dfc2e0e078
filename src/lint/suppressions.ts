import type { Span } from '../text/span.ts';
import { lineEnd } from './scan.ts';

// `why401-ignore-next-line <rules>: reason` and `why401-ignore-file <rules>: reason`, in whatever comment the language
// has. Without rules, all are meant. A name that is no rule is itself a problem: it hides nothing.

export interface Suppressions {
  /** The whole file is exempt. */
  readonly whole: boolean;
  covers(rule: string, offset: number): boolean;
  readonly unknown: readonly { readonly id: string; readonly span: Span }[];
}

const directive = /why401-ignore-(next-line|file)\b[ \t]*([a-z0-9 ,-]*)/g;

export function suppressionsOf(text: string, isRule: (id: string) => boolean): Suppressions {
  const unknown: { id: string; span: Span }[] = [];
  const ranges: { rules: readonly string[]; span: Span }[] = [];
  if (!text.includes('why401-ignore-')) return { whole: false, covers: () => false, unknown };
  let whole = false;
  for (const match of text.matchAll(directive)) {
    const written = match[2] ?? '';
    const listStart = match.index + match[0].length - written.length;
    // A comment's own ending, as in `-->`, is no rule.
    const names = [...written.matchAll(/[a-z0-9]+(?:-[a-z0-9]+)*/g)].map(name => ({
      id: name[0],
      at: listStart + name.index,
    }));
    const known = names.filter(name => isRule(name.id));
    for (const name of names)
      if (!isRule(name.id)) unknown.push({ id: name.id, span: { start: name.at, end: name.at + name.id.length } });
    if (names.length > 0 && known.length === 0) continue;
    if (match[1] === 'file' && names.length === 0) whole = true;
    const next = lineEnd(text, match.index) + 1;
    const span = match[1] === 'file' ? { start: 0, end: text.length } : { start: next, end: lineEnd(text, next) };
    ranges.push({ rules: known.map(name => name.id), span });
  }
  return {
    whole,
    unknown,
    covers: (rule, offset) =>
      ranges.some(
        range =>
          offset >= range.span.start &&
          offset <= range.span.end &&
          (range.rules.length === 0 || range.rules.includes(rule)),
      ),
  };
}
