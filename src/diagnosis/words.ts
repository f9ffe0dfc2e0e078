import type { Span } from '../text/span.ts';

/** A word of a text as it is compared: lower-cased, with where it stands and which sentence it belongs to. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  readonly sentence: number;
}

const longestText = 3000;

/**
 * The words of an error text or of a machine code. `TokenExpiredError`, `token_expired` and `token expired` are the
 * same words, `isn't` is `is not`, and `cannot` is `can not`, so that one phrase covers them all.
 */
export function findWords(source: string): Word[] {
  const text = source.length > longestText ? source.slice(0, longestText) : source;
  const words: Word[] = [];
  let sentence = 0;
  let at = 0;
  while (at < text.length) {
    if (!isWordCode(text.charCodeAt(at))) {
      if (endsSentence(text, at)) sentence++;
      at++;
      continue;
    }
    const start = at;
    at = endOfWord(text, at);
    addWord(words, text, { start, end: at }, sentence);
    // The "t" of "isn't" was counted with its word.
    if (isNegation(text, at)) at += 2;
  }
  return words;
}

function addWord(words: Word[], text: string, span: Span, sentence: number): void {
  const word = text.slice(span.start, span.end).toLowerCase();
  if (word === 'cannot') {
    words.push({ text: 'can', span, sentence }, { text: 'not', span, sentence });
  } else if (isNegation(text, span.end) && word.endsWith('n')) {
    const whole = word === 'can' ? 'can' : word.slice(0, -1);
    words.push({ text: whole, span, sentence }, { text: 'not', span, sentence });
  } else {
    words.push({ text: word, span, sentence });
  }
}

/** At an apostrophe and a `t`: `isn't`, also with the typographic apostrophe. */
function isNegation(text: string, at: number): boolean {
  const mark = text[at];
  return (
    (mark === "'" || mark === '’') &&
    (text[at + 1] === 't' || text[at + 1] === 'T') &&
    !isWordCode(text.charCodeAt(at + 2))
  );
}

function endsSentence(text: string, at: number): boolean {
  const char = text[at];
  if (char === '\n') return true;
  if (char !== '.' && char !== '!' && char !== '?' && char !== ';') return false;
  const next = text[at + 1];
  return next === undefined || next === ' ' || next === '\n' || next === '"';
}

function endOfWord(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && isWordCode(text.charCodeAt(at))) {
    const before = text.charCodeAt(at - 1);
    const here = text.charCodeAt(at);
    // fooBar → foo Bar, and JWTExpired → JWT Expired; a plural such as IDs stays whole.
    if (isLower(before) && isUpper(here)) break;
    if (isUpper(before) && isUpper(here) && isLower(text.charCodeAt(at + 1)) && isLower(text.charCodeAt(at + 2))) break;
    at++;
  }
  return at;
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isLower(code: number): boolean {
  return code >= 97 && code <= 122;
}

function isWordCode(code: number): boolean {
  return (
    isLower(code) || isUpper(code) || (code >= 48 && code <= 57) || (code >= 0xc0 && code !== 0x2019 && code < 0x2000)
  );
}
