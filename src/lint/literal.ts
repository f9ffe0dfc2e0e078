import { interpolationEnd } from './interpolation-end.ts';
import type { Interpolation } from './languages.ts';
import { languageById } from './languages.ts';
import { lineEnd, type Segment } from './scan.ts';
import type { Piece } from './site.ts';

/**
 * What a string evaluates to: literal pieces with the source offset of each code unit, and an opaque piece for each
 * interpolation. Escapes that only matter to other strings (`\d`, `\$`) stand for the character after the backslash.
 */
export function piecesOf(text: string, segment: Segment, language: string): Piece[] {
  const pieces: Piece[] = [];
  const { innerStart, innerEnd, form, interpolates } = segment;
  const quote = form?.open ?? '';
  let literal = '';
  let offsets: number[] = [];
  let literalStart = innerStart;
  const flush = (end: number) => {
    if (literal !== '' || pieces.length === 0) {
      pieces.push({
        kind: 'literal',
        text: literal,
        span: { start: literalStart, end },
        offsets: [...offsets, end],
        quote,
        segment,
      });
    }
    literal = '';
    offsets = [];
  };
  const add = (value: string, at: number) => {
    for (let i = 0; i < value.length; i++) offsets.push(at);
    literal += value;
  };
  const backslash = form?.escape === '\\' && !segment.raw;
  for (let i = innerStart; i < innerEnd; ) {
    const character = text.charAt(i);
    if ((character === '{' || character === '}') && interpolates.includes('{') && text.charAt(i + 1) === character) {
      add(character, i);
      i += 2;
      continue;
    }
    const after = interpolates.length > 0 ? interpolatedEnd(text, i, innerEnd, interpolates, language) : -1;
    if (after > i) {
      if (literal !== '' || pieces.length > 0) flush(i);
      pieces.push({ kind: 'opaque', source: text.slice(i, after), span: { start: i, end: after }, interpolated: true });
      i = after;
      literalStart = after;
      continue;
    }
    if (character === '\\' && (backslash || (form?.multiline && !segment.raw && form.escape === '\\'))) {
      const escaped = escapeAt(text, i, innerEnd, quote, language);
      add(escaped.value, i);
      i = escaped.end;
      continue;
    }
    if (character === '`' && form?.escape === '`') {
      add(powershellEscapes[text.charAt(i + 1)] ?? text.charAt(i + 1), i);
      i += 2;
      continue;
    }
    add(character, i);
    i++;
  }
  if (literal !== '' || pieces.length === 0) flush(innerEnd);
  return pieces;
}

/** The offset after the interpolation at `at`, `$name` and back-ticks included; -1 where none begins. */
function interpolatedEnd(
  text: string,
  at: number,
  end: number,
  interpolates: readonly Interpolation[],
  language: string,
): number {
  const bracketed = interpolationEnd(text, at, end, interpolates, languageById(language));
  if (bracketed >= 0 && bracketed <= end) return bracketed;
  const character = text.charAt(at);
  if (interpolates.includes('$$name') && text.startsWith('$$', at)) return dollarNameEnd(text, at + 1, end, language);
  if (character === '$' && interpolates.includes('$name')) return dollarNameEnd(text, at, end, language);
  if (character === '{' && language === 'php' && text.charAt(at + 1) === '$') {
    const close = text.indexOf('}', at);
    return close >= 0 && close < end ? close + 1 : -1;
  }
  if (character === '`' && interpolates.includes('`')) {
    const close = text.indexOf('`', at + 1);
    return close >= 0 && close < end ? close + 1 : -1;
  }
  return -1;
}

function dollarNameEnd(text: string, at: number, end: number, language: string): number {
  const shell = language === 'shell' ? /^\$(?:[A-Za-z_]\w*|[0-9@*#?!$-])/ : /^\$(?:\w+:)?[A-Za-z_]\w*/;
  const name = shell.exec(text.slice(at, Math.min(end, at + 120)));
  if (!name) return -1;
  let after = at + name[0].length;
  if (language === 'php' || language === 'perl') {
    const access = /^(?:->\w+|\[[^\]\n]{0,80}\]|->?\{[^}\n]{0,80}\}|\{[^}\n]{0,80}\})/;
    for (let i = 0; i < (language === 'php' ? 1 : 6); i++) {
      const match = access.exec(text.slice(after, Math.min(end, after + 100)));
      if (!match) break;
      after += match[0].length;
    }
  }
  return after;
}

const simpleEscapes: Record<string, string> = {
  n: '\n',
  r: '\r',
  t: '\t',
  '0': '\0',
  b: '\b',
  f: '\f',
  v: '\v',
  e: '\u001b',
  a: '\u0007',
};
const powershellEscapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', '0': '\0' };

function escapeAt(
  text: string,
  at: number,
  end: number,
  quote: string,
  language: string,
): { readonly value: string; readonly end: number } {
  const next = text.charAt(at + 1);
  const verbatimSingle = quote === "'" && ['php', 'ruby', 'perl'].includes(language);
  if (verbatimSingle || (language === 'shell' && quote === '"')) {
    if (next === '\n' && language === 'shell') return { value: '', end: at + 2 };
    const removes = verbatimSingle ? next === "'" || next === '\\' : /["\\$`]/.test(next);
    return { value: removes ? next : `\\${next}`, end: Math.min(at + 2, end) };
  }
  const unicode = /^\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(text.slice(at, at + 12));
  if (unicode) {
    const code = Number.parseInt(unicode[1] ?? unicode[2] ?? unicode[3] ?? '0', 16);
    return { value: code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd', end: at + unicode[0].length };
  }
  if (next === '\n') return { value: '', end: at + 2 };
  return { value: simpleEscapes[next] ?? next, end: Math.min(at + 2, end) };
}

/** The text of a string that interpolates nothing, for keys and names; undefined for any other. */
export function plainText(text: string, segment: Segment, language: string): string | undefined {
  const pieces = piecesOf(text, segment, language);
  const [only] = pieces;
  return pieces.length === 1 && only?.kind === 'literal' ? only.text : undefined;
}

/** `"Bearer {{ env "TOKEN" }}"`: quotes inside a template's braces cut the string; where the braces close, if they do. */
export function cutTemplateEnd(text: string, segment: Segment, language: string): number | undefined {
  if (!/^(?:toml|nginx|terraform|text)$/.test(language)) return undefined;
  const inner = text.slice(segment.innerStart, segment.innerEnd);
  const opens = inner.lastIndexOf('{{');
  if (opens < 0 || inner.includes('}}', opens)) return undefined;
  const close = text.indexOf('}}', segment.innerEnd);
  return close < 0 || close > lineEnd(text, segment.innerEnd) ? undefined : close + 2;
}
