import type { Fix, Span } from '../text/span.ts';
import type { HeaderProblem } from './model.ts';
import { problem } from './problems.ts';

/**
 * Control characters (RFC 9110 §5.5), each run of them once. A line break before white space is a folded line, which
 * recipients of a response must replace by a space (RFC 9112 §5.2).
 */
export function checkControls(value: string): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  for (let i = 0; i < value.length; i++) {
    if (!isControl(value.charCodeAt(i))) continue;
    const start = i;
    while (isControl(value.charCodeAt(i + 1))) i++;
    const span = { start, end: i + 1 };
    problems.push(isFold(value, span) ? reportFold(value, span) : reportControl(value, span));
  }
  return problems;
}

/** A tab is white space, and U+0000 is an opaque piece. Past the end the code is NaN, which is neither. */
function isControl(code: number): boolean {
  return (code < 0x20 && code !== 0x09 && code !== 0) || code === 0x7f;
}

function isFold(value: string, { start, end }: Span): boolean {
  return value.slice(start, end) === '\r\n' && (value[end] === ' ' || value[end] === '\t');
}

function reportFold(value: string, span: Span): HeaderProblem {
  let end = span.end;
  while (value[end] === ' ' || value[end] === '\t') end++;
  const fix: Fix = { title: 'Join the lines', safe: true, edits: [{ span: { start: span.start, end }, text: ' ' }] };
  const message = 'The value goes on in a second line, which HTTP gave up; write it in one';
  return problem('folded-line', { start: span.start, end }, message, [fix]);
}

function reportControl(value: string, span: Span): HeaderProblem {
  const text = value.slice(span.start, span.end);
  const what = /[\r\n]/.test(text) ? 'a line break' : `a control character, U+${hex(text)}`;
  const where = span.end === value.length ? 'ends in' : span.start === 0 ? 'begins with' : 'holds';
  const fix: Fix = { title: 'Remove it', safe: true, edits: [{ span, text: '' }] };
  return problem('control-character', span, `The value ${where} ${what}, which no header may hold; remove it`, [fix]);
}

interface Confusable {
  readonly name: string;
  /** What was probably meant. */
  readonly text: string;
}

/** Characters that cannot be seen, which come along when text is copied from a page, a chat or a word processor. */
const invisible: readonly [from: number, to: number, name: string][] = [
  [0x80, 0x9f, 'a control character'],
  [0xad, 0xad, 'a soft hyphen'],
  [0x61c, 0x61c, 'a direction mark'],
  [0x200b, 0x200d, 'a zero-width character'],
  [0x200e, 0x200f, 'a direction mark'],
  [0x202a, 0x202e, 'a direction mark'],
  [0x2060, 0x2064, 'a zero-width character'],
  [0x2066, 0x2069, 'a direction mark'],
  [0xfe00, 0xfe0f, 'a variation selector'],
  [0xfeff, 0xfeff, 'a byte order mark'],
];

const spaces = new Set([0xa0, 0x1680, 0x202f, 0x205f, 0x3000, ...Array.from({ length: 11 }, (_, i) => 0x2000 + i)]);

const confusables = new Map<string, Confusable>([
  ...group('a curly quote', '“”„‟«»', ''),
  ...group('a curly apostrophe', '‘’‚‛′´', ''),
  ...group('a dash', '‐‑‒–—―−', '-'),
  ...group('a full-width colon', '：', ':'),
  ...group('a full-width letter or sign', '．', '.'),
  ...pairs('a Cyrillic letter', 'аеорсухіјѕԁАВЕКМНОРСТУХІЈЅ', 'aeopcyxijsdABEKMHOPCTYXIJS'),
  ...pairs('a Greek letter', 'οαΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'oaABEZHIKMNOPTYX'),
]);

function group(name: string, from: string, text: string): [string, Confusable][] {
  return [...from].map(character => [character, { name, text }]);
}

function pairs(name: string, from: string, to: string): [string, Confusable][] {
  return [...from].map((character, i) => [character, { name, text: to[i] ?? '' }]);
}

/** Characters outside ASCII, each run of them once. Clients refuse to send them, or send bytes the server cannot know. */
export function checkAscii(value: string): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  for (let i = 0; i < value.length; i++) {
    if (value.charCodeAt(i) < 0x80) continue;
    const start = i;
    while (value.charCodeAt(i + 1) >= 0x80) i++;
    problems.push(reportNonAscii(value.slice(start, i + 1), { start, end: i + 1 }));
  }
  return problems;
}

function reportNonAscii(run: string, span: Span): HeaderProblem {
  const [first = ''] = run;
  const meant = [...run].map(replacement);
  const name = describe(first);
  const message = `The value holds ${name}, U+${hex(first)}, at index ${span.start}; a header may hold ASCII only`;
  if (run.includes('…'))
    return problem('non-ascii-character', span, `${message}. Copy the token from where it is shown in full`);
  if (meant.includes(undefined)) return problem('non-ascii-character', span, message);
  const text = meant.join('');
  const title = text.trim() === '' ? 'Remove it' : `Replace it by ${text}`;
  return problem('non-ascii-character', span, message, [{ title, safe: text === '', edits: [{ span, text }] }]);
}

function describe(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hidden = invisible.find(([from, to]) => code >= from && code <= to)?.[2];
  if (hidden) return hidden;
  if (spaces.has(code)) return 'a space that is not the ASCII one';
  if (character === '…') return 'an ellipsis, as in a shortened display';
  return confusables.get(character)?.name ?? `"${character}"`;
}

/** What was meant by the character, or undefined where nobody can know. */
function replacement(character: string): string | undefined {
  const code = character.codePointAt(0) ?? 0;
  if (invisible.some(([from, to]) => code >= from && code <= to)) return '';
  if (spaces.has(code)) return ' ';
  if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
  return confusables.get(character)?.text;
}

function hex(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
