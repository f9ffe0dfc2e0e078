// The grammar of Authorization and Proxy-Authorization (RFC 9110 §11.4): one set of credentials, not a list. It reads the
// forms that services use beside the standard one (raw keys, AWS4-HMAC-SHA256) as far as the scheme's entry says how.

import { readChallenges } from './challenges.ts';
import { checkCharacters } from './characters.ts';
import type { Credentials, HeaderProblem, Parsed } from './model.ts';
import type { Reader } from './parameters.ts';
import { problem } from './problems.ts';
import { isBlank, skipBlank, skipToken } from './scan.ts';
import { findScheme } from './schemes/index.ts';

/** Undefined for an empty value. White space around it is no part of it (RFC 9110 §5.5). */
export function parseCredentials(value: string): Parsed<Credentials | undefined> {
  const problems = checkCharacters(value);
  const start = skipBlank(value, 0);
  let end = value.length;
  while (end > start && isBlank(value[end - 1])) end--;
  if (start === end) {
    problems.push(problem('empty-value', { start: 0, end: value.length }, 'The header has no value; add credentials'));
    return { value: undefined, problems };
  }
  const schemeEnd = skipToken(value, start);
  const scheme = value.slice(start, schemeEnd);
  const known = findScheme(scheme);
  if (
    !known &&
    (schemeEnd === start || !(schemeEnd === end || isBlank(value[schemeEnd])) || isKey(scheme, schemeEnd === end))
  )
    return { value: rawKey(value, start, end), problems: [...problems, missingScheme(start, end)] };
  const restStart = skipBlank(value, schemeEnd);
  const read =
    known?.form === 'text'
      ? { params: [] }
      : readContent(value.slice(0, end), start, known?.form === 'loose-parameters', problems);
  return {
    value: {
      ...read,
      scheme,
      schemeSpan: { start, end: schemeEnd },
      rest: value.slice(restStart, end),
      restSpan: { start: restStart, end: Math.max(restStart, end) },
      span: { start, end },
    },
    problems,
  };
}

/** A lone word with a digit or punctuation in it is a key that lacks its scheme, not a scheme that lacks its key. */
function isKey(word: string, alone: boolean): boolean {
  return alone && !/^[A-Za-z-]{1,24}$/.test(word);
}

function rawKey(value: string, start: number, end: number): Credentials {
  const span = { start, end };
  return {
    scheme: '',
    schemeSpan: { start, end: start },
    params: [],
    rest: value.slice(start, end),
    restSpan: span,
    span,
  };
}

function missingScheme(start: number, end: number): HeaderProblem {
  const message = 'The value has no scheme; write one and a space before it, such as "Bearer "';
  return problem('missing-scheme', { start, end }, message, [], 'error');
}

function readContent(
  text: string,
  at: number,
  loose: boolean,
  problems: HeaderProblem[],
): Pick<Credentials, 'token68' | 'token68Span' | 'params'> {
  const reader: Reader = { text, at, problems, loose, quotesBroken: false };
  const [first, second] = readChallenges(reader);
  if (second) {
    const message = `The header holds a second set of credentials, "${second.scheme}"; send one`;
    problems.push(problem('several-credentials', second.span, message));
  }
  const { token68, token68Span, params = [] } = first ?? {};
  return token68 === undefined || token68Span === undefined ? { params } : { token68, token68Span, params };
}
