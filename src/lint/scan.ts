import { interpolationEnd, longestInterpolation } from './interpolation-end.ts';
import { type Interpolation, type Language, languageById, type StringForm } from './languages.ts';

// The one scanner: strings, comments and regular expressions of a text in any language of the table, then the tokens
// of a window of it. It needs no balance: a fragment that begins or ends inside a string is read as well as it can be.

export interface Segment {
  readonly kind: 'string' | 'comment' | 'regex' | 'heredoc';
  readonly start: number;
  readonly end: number;
  /** Of a string: where the text between the quotes begins and ends. */
  readonly innerStart: number;
  readonly innerEnd: number;
  readonly form?: StringForm;
  /** Letters before the opening quote that belong to the string, such as `f`. */
  readonly prefix: string;
  readonly interpolates: readonly Interpolation[];
  readonly raw: boolean;
}

export interface Token {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'newline';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly segment?: Segment;
}

const longestCharacter = 12;
const longestLine = 3000;
/** `'a'`, `'\\n'`, `'\\u0041'`: lifetimes and apostrophes look otherwise. */
const oneCharacter = /^'(?:\\[^\n']{1,9}|\\'|[^'\\\n]{1,2})'/;

const none: readonly Interpolation[] = [];

/** What a language's strings and comments begin with, made once. */
interface Stops {
  readonly language: Language;
  readonly first: RegExp;
}
const stopsById = new Map<string, Stops>();

function stopsOf(id: string): Stops {
  const known = stopsById.get(id);
  if (known) return known;
  const language = languageById(id);
  const openings = [
    ...language.strings.map(form => form.open),
    ...language.lineComments,
    ...language.blockComments.map(([open]) => open),
  ];
  const characters = new Set(openings.map(open => open.charAt(0)));
  if (language.regex) characters.add('/');
  if (id === 'shell') characters.add('<').add('\\');
  const set = [...characters].map(character => character.replace(/[\\\]^-]/, '\\$&').replace('\n', '\\n')).join('');
  const stops = { language, first: new RegExp(`[${set}]`, 'g') };
  stopsById.set(id, stops);
  return stops;
}

/** How a scan goes on from an earlier one of nearly the same text. */
export interface Resumption {
  readonly before: readonly Segment[];
  /** Whether the scan may end with this segment. */
  readonly enough: (segment: Segment) => boolean;
  /** Told of the first opening that nothing closes: all the text after it was looked at. */
  readonly onUnclosed: (at: number) => void;
}

/**
 * The strings, comments and regular expressions of `text` from `from` to `to`, in order. A scan may be
 * resumed after those of an earlier one.
 */
export function scanSegments(text: string, id: string, from = 0, to = text.length, resume?: Resumption): Segment[] {
  const { language, first } = stopsOf(id);
  const stop = new RegExp(first.source, 'g');
  const segments = resume?.before.slice() ?? [];
  const unclosed = new Set<StringForm>();
  const end = to;
  let at = segments.at(-1)?.end ?? from;
  while (at < end) {
    stop.lastIndex = at;
    const match = stop.exec(text);
    if (!match || match.index >= end) break;
    at = match.index;
    const known = unclosed.size;
    const segment =
      commentAt(text, at, end, language, segments, from) ??
      stringAt(text, at, end, language, unclosed, from) ??
      (language.regex && text.charAt(at) === '/' ? regexAt(text, at, end, from) : undefined) ??
      (id === 'shell' && text.startsWith('<<', at) ? heredocAt(text, at, end) : undefined);
    // An unclosed `"""` may still open a shorter string.
    if (unclosed.size > known) resume?.onUnclosed(at);
    if (segment) {
      segments.push(segment);
      at = segment.end;
      if (resume?.enough(segment)) break;
      continue;
    }
    if (unclosed.size > 0 || text.startsWith('<<', at)) resume?.onUnclosed(at);
    at += id === 'shell' && text.charAt(at) === '\\' ? 2 : 1;
  }
  return segments;
}

function commentAt(
  text: string,
  at: number,
  end: number,
  language: Language,
  segments: readonly Segment[],
  from: number,
): Segment | undefined {
  for (const [open, close] of language.blockComments) {
    if (!text.startsWith(open, at)) continue;
    const found = text.indexOf(close, at + open.length);
    return comment(at, found < 0 || found > end ? end : found + close.length);
  }
  for (const open of language.lineComments) {
    if (!text.startsWith(open, at)) continue;
    const before = at > from ? text.charAt(at - 1) : '\n';
    // `#` begins a comment only after white space in shells; `//` after a colon is a URL in a fragment of one.
    if (open === '#' && !/[\s;({[,]/.test(before)) continue;
    if (open === '//' && before === ':' && segments.at(-1)?.end !== at) continue;
    if (open === '#' && language.id === 'php' && text.charAt(at + 1) === '[') continue;
    return comment(at, lineEnd(text, at, end));
  }
  return undefined;
}

function comment(start: number, end: number): Segment {
  return { kind: 'comment', start, end, innerStart: start, innerEnd: end, prefix: '', interpolates: none, raw: true };
}

export function lineEnd(text: string, at: number, end = text.length): number {
  const found = text.indexOf('\n', at);
  return found < 0 || found > end ? end : found;
}

/** The start of the line that `at` is in, or of the last few thousand characters of a long one. */
export function lineStart(text: string, at: number): number {
  const from = Math.max(0, at - longestLine);
  return from + text.slice(from, Math.max(0, at)).lastIndexOf('\n') + 1;
}

function stringAt(
  text: string,
  at: number,
  end: number,
  language: Language,
  unclosed: Set<StringForm>,
  from: number,
): Segment | undefined {
  for (const form of language.strings) {
    if (unclosed.has(form) || !text.startsWith(form.open, at)) continue;
    if (form.character && !oneCharacter.test(text.slice(at, at + longestCharacter))) continue;
    const prefix = prefixBefore(text, at, from, language);
    const raw = language.rawPrefix !== undefined && prefix !== '' && language.rawPrefix.test(prefix);
    const extra =
      language.interpolatingPrefix && prefix !== '' && language.interpolatingPrefix.letters.test(prefix)
        ? language.interpolatingPrefix.interpolates
        : none;
    const interpolates = raw && language.id === 'dart' ? none : [...(form.interpolates ?? none), ...extra];
    const innerStart = at + form.open.length;
    const limit = form.character ? Math.min(end, innerStart + longestCharacter) : end;
    let innerEnd = stringEnd(text, innerStart, limit, form, interpolates, raw, language);
    if (innerEnd < 0 && form.openEnded) innerEnd = limit;
    if (innerEnd < 0) {
      if (form.multiline) unclosed.add(form);
      continue;
    }
    const closed = text.startsWith(form.close, innerEnd);
    return {
      kind: 'string',
      start: at - prefix.length,
      end: closed ? innerEnd + form.close.length : innerEnd,
      innerStart,
      innerEnd,
      form,
      prefix,
      interpolates,
      raw,
    };
  }
  return undefined;
}

/** `f`, `rb`, `$@`, `s`, `u8` … right before a quote, where the language has such prefixes. */
function prefixBefore(text: string, at: number, from: number, language: Language): string {
  let start = at;
  while (start > from && at - start < 4 && /[A-Za-z0-9$@]/.test(text.charAt(start - 1))) start--;
  const prefix = text.slice(start, at);
  if (prefix === '' || (start > from && /[\w$@]/.test(text.charAt(start - 1)))) return '';
  const { interpolatingPrefix, rawPrefix } = language;
  if (language.id === 'python') return /^(?:[rbuft]|[rbft]{2})$/i.test(prefix) ? prefix : '';
  if (language.id === 'csharp') return /^[$@]+$/.test(prefix) ? prefix : '';
  if (language.id === 'objective-c') return prefix === '@' ? prefix : '';
  if (language.id === 'rust') return /^b?r$|^b$|^c$/.test(prefix) ? prefix : '';
  if (language.id === 'dart') return prefix === 'r' ? prefix : '';
  if (language.id === 'c') return /^(?:L|u8?|U|R)$/.test(prefix) ? prefix : '';
  return interpolatingPrefix?.letters.test(prefix) || rawPrefix?.test(prefix) ? prefix : '';
}

/** Where the closing quote stands, the end of the line for a string of one line, or -1 where none closes it. */
function stringEnd(
  text: string,
  from: number,
  end: number,
  form: StringForm,
  interpolates: readonly Interpolation[],
  raw: boolean,
  language: Language,
): number {
  const verbatim = raw && language.id === 'csharp';
  const multiline = form.multiline === true || verbatim;
  for (let i = from; i < end; i++) {
    const character = text.charCodeAt(i);
    if (character === 0x0a && !multiline) return form.character ? -1 : i;
    if (interpolates.length > 0) {
      const after = interpolationEnd(text, i, end, interpolates, language);
      if (after > i) {
        i = after - 1;
        continue;
      }
    }
    if (
      character === 0x5c &&
      (form.escape === '\\' || multiline || form.character) &&
      form.escape !== undefined &&
      !verbatim
    ) {
      if (!(raw && language.id === 'rust')) i++;
      continue;
    }
    if (form.escape === '`' && character === 0x60) {
      i++;
      continue;
    }
    if (character === form.close.charCodeAt(0) && text.startsWith(form.close, i)) {
      const doubled = form.escape === 'double' || verbatim;
      if (doubled && text.startsWith(form.close, i + form.close.length)) {
        i += form.close.length;
        continue;
      }
      return i;
    }
  }
  return multiline || form.character ? -1 : end;
}

function regexAt(text: string, at: number, end: number, from: number): Segment | undefined {
  let before = at - 1;
  while (before >= from && (text.charAt(before) === ' ' || text.charAt(before) === '\t')) before--;
  const previous = before < from ? '\n' : text.charAt(before);
  const word = /\b(?:return|case|typeof|when|if|unless|and|or|not)$/.test(
    text.slice(Math.max(from, before - 8), before + 1),
  );
  if (!word && !/[=(,:[!&|?{};\n~]/.test(previous)) return undefined;
  let inClass = false;
  for (let i = at + 1; i < end && i < at + longestInterpolation; i++) {
    const character = text.charAt(i);
    if (character === '\n') return undefined;
    if (character === '\\') i++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '/' && !inClass) return { ...comment(at, i + 1), kind: 'regex' };
  }
  return undefined;
}

function heredocAt(text: string, at: number, end: number): Segment | undefined {
  const opening = /^<<[-~]?\s?(["']?)([A-Za-z_]\w*)\1/.exec(text.slice(at, at + 60));
  if (!opening) return undefined;
  const bodyStart = lineEnd(text, at, end);
  for (let line = bodyStart + 1; line < end; line = lineEnd(text, line, end) + 1) {
    if (text.slice(line, lineEnd(text, line, end)).trim() !== opening[2]) continue;
    const quoted = opening[1] !== '';
    return {
      ...comment(at, line + text.slice(line, end).indexOf(opening[2] ?? '') + (opening[2] ?? '').length),
      kind: 'heredoc',
      innerStart: bodyStart + 1,
      innerEnd: line,
      interpolates: quoted ? none : ['${', '$(', '$name'],
      raw: quoted,
    };
  }
  return undefined;
}

const tokenPattern =
  /[A-Za-z_$@\u0080-\uffff][\w$\u0080-\uffff]*|\d[\w.]*|\n|===|!==|<=>|=>|->|<-|:=|::|\?\?|\?\.|\|\||&&|==|!=|=~|<>|\+\+|\+=|\.=|<<|\.\.\.|\.\.|~=|\S/y;

/** The tokens from `from` to `to`: code as the pattern splits it, each string whole, comments left out. */
export function tokensIn(text: string, segments: readonly Segment[], from: number, to: number): Token[] {
  const tokens: Token[] = [];
  let next = firstEndingAfter(segments, from);
  let at = from;
  const pattern = new RegExp(tokenPattern.source, 'y');
  while (at < to) {
    const segment = segments[next];
    if (segment && segment.start <= at) {
      if (segment.kind === 'string')
        tokens.push({ kind: 'string', text: '', start: segment.start, end: segment.end, segment });
      at = Math.max(at, segment.end);
      next++;
      continue;
    }
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === 0x0d) {
      at++;
      continue;
    }
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      at++;
      continue;
    }
    const stop = segment ? Math.min(segment.start, pattern.lastIndex) : pattern.lastIndex;
    const word = text.slice(at, stop);
    tokens.push({ kind: kindOf(word), text: word, start: at, end: stop });
    at = stop;
  }
  return tokens;
}

function kindOf(word: string): Token['kind'] {
  if (word === '\n') return 'newline';
  if (/^\d/.test(word)) return 'number';
  return /^[A-Za-z_$@\u0080-\uffff]/.test(word) ? 'name' : 'operator';
}

/** The index of the first segment that ends after `offset`. */
export function firstEndingAfter(segments: readonly Segment[], offset: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
