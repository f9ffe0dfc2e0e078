// What stands before the credentials: the scheme and the one space after it. A fault here makes everything behind it
// unreadable, so the first one found is the only one reported.
import type { Fix, Span } from '../text/span.ts';
import type { HeaderProblem } from './model.ts';
import { problem } from './problems.ts';
import { isBlank, opaque, skipBlank, skipToken } from './scan.ts';
import { findScheme } from './schemes/index.ts';
import { isMisspelling } from './spelling.ts';
import { isBasicPair, isJwt } from './token-shapes.ts';

/** A value without the white space around it: `text` ends where the value does, and `start` is where it begins. */
export interface Subject {
  readonly text: string;
  readonly start: number;
}

/** Schemes whose names mean nothing else, so that text glued to them is a forgotten space. */
const glueable = ['Bearer', 'Basic', 'Digest', 'Negotiate', 'DPoP'];
/** Schemes that people misspell. The others are too short, or too close to words that services use. */
const spelt: readonly [name: string, edits: number][] = [
  ['Bearer', 2],
  ['Basic', 1],
  ['Digest', 1],
  ['Negotiate', 2],
];

export function checkPrefix(subject: Subject): HeaderProblem | undefined {
  if (subject.text[subject.start] === opaque) return undefined;
  for (const check of [
    checkNameInValue,
    checkQuotedValue,
    checkEncodedSpace,
    checkPunctuation,
    checkDoubled,
    checkGlued,
    checkTypo,
    checkMissing,
  ]) {
    const found = check(subject);
    if (found) return found;
  }
  return undefined;
}

function replace(title: string, span: Span, text: string, safe = true): Fix {
  return { title, safe, edits: [{ span, text }] };
}

/** `Authorization: Bearer x` as the value of Authorization. */
function checkNameInValue({ text, start }: Subject): HeaderProblem | undefined {
  const match = /^(proxy-)?authorization[ \t]{0,8}:[ \t]{0,8}/i.exec(text.slice(start, start + 60));
  if (!match) return undefined;
  const span = { start, end: start + match[0].length };
  return problem('name-in-value', span, 'The header name stands in the value; the value begins after the colon', [
    replace('Remove the name', span, ''),
  ]);
}

function checkQuotedValue({ text, start }: Subject): HeaderProblem | undefined {
  const quote = text[start];
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined;
  const closed = text.length > start + 1 && text.endsWith(quote);
  const edits = [{ span: { start, end: start + 1 }, text: '' }];
  if (closed) edits.push({ span: { start: text.length - 1, end: text.length }, text: '' });
  return problem(
    'quoted-token',
    { start, end: text.length },
    'The whole value stands in quotes, which are sent with it',
    [{ title: 'Remove the quotes', safe: closed, edits }],
  );
}

function checkEncodedSpace({ text, start }: Subject): HeaderProblem | undefined {
  const match = /^([A-Za-z0-9]{3,12})(%20|&nbsp;)/.exec(text.slice(start, start + 24));
  const scheme = findScheme(match?.[1] ?? '');
  if (!match || !scheme) return undefined;
  const span = { start: start + scheme.name.length, end: start + match[0].length };
  return problem(
    'url-encoded-token',
    span,
    `The space after "${scheme.name}" is encoded as "${match[2]}"; write a space`,
    [replace('Write a space', span, ' ')],
  );
}

/** `Bearer: x`, `Bearer=x`, `Bearer, x`. A few schemes are written with `=`; their names say so in the registry. */
function checkPunctuation({ text, start }: Subject): HeaderProblem | undefined {
  const end = skipToken(text, start);
  const scheme = findScheme(text.slice(start, end));
  const at = scheme && glueable.includes(scheme.name) && scheme.name !== 'Basic' ? skipBlank(text, end) : end;
  const sign = text[at];
  if (!scheme || scheme.separator === sign || (sign !== ':' && sign !== '=' && sign !== ',' && sign !== ';'))
    return undefined;
  const span = { start: end, end: skipBlank(text, at + 1) };
  const message = `"${sign}" follows "${scheme.name}"; only a space may stand between the scheme and the credentials`;
  const rest = span.end < text.length;
  return problem('scheme-punctuation', span, message, rest ? [replace(`Replace "${sign}" by a space`, span, ' ')] : []);
}

function checkDoubled({ text, start }: Subject): HeaderProblem | undefined {
  const end = skipToken(text, start);
  const first = findScheme(text.slice(start, end));
  const at = skipBlank(text, end);
  if (!first || at === end) return undefined;
  const secondEnd = skipWord(text, at);
  const second = findScheme(text.slice(at, secondEnd));
  const rest = skipBlank(text, secondEnd);
  const next = text[secondEnd];
  if (!second || (next !== undefined && !isBlank(next) && next !== ':' && next !== opaque)) return undefined;
  const from = next === ':' ? skipBlank(text, secondEnd + 1) : rest;
  const same = second.name === first.name;
  if (!same && (first.form !== 'token68' || from === text.length || from === secondEnd || hasBlank(text, from)))
    return undefined;
  const span = { start: at, end: secondEnd };
  if (same) {
    const message = `"${first.name}" is written twice; write it once`;
    return problem('doubled-scheme', span, message, [
      replace(`Remove the second "${first.name}"`, { start: at, end: from }, ''),
    ]);
  }
  const message = `Two schemes follow each other, "${first.name}" and "${second.name}"; write one`;
  const fixes = [
    replace(`Remove "${first.name}"`, { start, end: at }, '', false),
    replace(`Remove "${second.name}"`, { start: at, end: from }, '', false),
  ];
  return problem('doubled-scheme', span, message, plainWords.has(second.name) ? fixes.reverse() : fixes);
}

/** Schemes whose names people also write to say what follows: `Bearer token x`. */
const plainWords = new Set(['Token', 'Key', 'JWT', 'ApiKey', 'Api-Key']);

/** Letters, digits and hyphens: the characters of scheme names, so that an opaque piece ends the word. */
function skipWord(text: string, at: number): number {
  while (/[\w-]/.test(text[at] ?? '')) at++;
  return at;
}

function hasBlank(text: string, at: number): boolean {
  return text.includes(' ', at) || text.includes('\t', at);
}

/** `BearereyJ…`, `Bearer123`, and in source `"Bearer" + token`. */
function checkGlued({ text, start }: Subject): HeaderProblem | undefined {
  const end = skipToken(text, start);
  const word = text.slice(start, end).toLowerCase();
  const scheme = findScheme(word);
  const next = text[end];
  if (scheme)
    return next === undefined || isBlank(next) || next === scheme.separator ? undefined : glued(text, start, end);
  const name = glueable.find(known => word.startsWith(known.toLowerCase())) ?? gluedToPiece(word);
  if (!name) return undefined;
  const at = start + name.length;
  // Two opaque pieces in a row may well be a separator and a token, and a short tail before a space is a misspelt scheme.
  const separated = text[at] === opaque && text[at + 1] === opaque;
  const misspelt = text[at] !== opaque && end - at < 13 && isBlank(text[end]);
  return at === end || separated || misspelt ? undefined : glued(text, start, at);
}

function gluedToPiece(word: string): string | undefined {
  const at = word.indexOf(opaque);
  return at > 2 ? findScheme(word.slice(0, at))?.name : undefined;
}

function glued(text: string, start: number, at: number): HeaderProblem {
  const span = { start, end: at };
  const separator = text[at] === '_' || text[at] === '-' ? 1 : 0;
  const message = `No space stands between "${text.slice(start, at)}" and the credentials; put one there`;
  return problem('missing-scheme-space', span, message, [
    replace('Insert a space', { start: at, end: at + separator }, ' '),
  ]);
}

function checkTypo({ text, start }: Subject): HeaderProblem | undefined {
  const end = skipToken(text, start);
  const written = text.slice(start, end);
  if (end === start || !isBlank(text[end]) || findScheme(written) || written.length > 20) return undefined;
  const word = written.toLowerCase();
  const known = spelt.find(([name, edits]) => isMisspelling(word, name.toLowerCase(), edits))?.[0] ?? withSuffix(word);
  if (!known) return undefined;
  const span = { start, end };
  const message = `"${written}" is no scheme that servers know; "${known}" was probably meant`;
  return problem('scheme-typo', span, message, [replace(`Replace it by "${known}"`, span, known)]);
}

/** `BearerToken x`, `Bearer_ x`, `Bearer-Token x`, `BearerBearer x`. */
function withSuffix(word: string): string | undefined {
  return glueable.find(name => {
    const [start, rest] = [name.toLowerCase(), word.slice(name.length)];
    return word.startsWith(start) && (rest === start || /^[-_]?(token|auth|jwt|key)?$/.test(rest));
  });
}

/** A token, or Basic's base64, without a scheme. A key of unknown shape may be what its service wants: only a hint. */
function checkMissing({ text, start }: Subject): HeaderProblem | undefined {
  const span = { start, end: text.length };
  const value = text.slice(start);
  if (isJwt(value)) {
    const message = 'The value is a JWT without a scheme; most services want "Bearer " before it';
    return problem('missing-scheme', span, message, [
      replace('Insert "Bearer "', { start, end: start }, 'Bearer ', false),
    ]);
  }
  if (isBasicPair(value)) {
    const message = 'The value is a base64-encoded user name and password without a scheme; write "Basic " before it';
    return problem('missing-scheme', span, message, [
      replace('Insert "Basic "', { start, end: start }, 'Basic ', false),
    ]);
  }
  return undefined;
}
