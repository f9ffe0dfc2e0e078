// The grammar of Authorization and Proxy-Authorization (RFC 9110 §11.4): one set of credentials, not a list. It reads the
// forms that services use beside the standard one (raw keys, AWS4-HMAC-SHA256) as far as the scheme's entry says how.
import type { Span } from '../text/span.ts';
import { readChallenges } from './challenges.ts';
import { checkControls } from './characters.ts';
import type { Challenge, Credentials, HeaderProblem, Parsed } from './model.ts';
import { problem } from './problems.ts';
import { isBlank, skipBlank, skipToken, skipToken68 } from './scan.ts';
import { findScheme } from './schemes/index.ts';
import type { Scheme } from './schemes/scheme.ts';

type Content = Pick<Credentials, 'token68' | 'token68Span' | 'params'>;

/** Undefined for an empty value. White space around it is no part of it (RFC 9110 §5.5). */
export function parseCredentials(value: string): Parsed<Credentials | undefined> {
  const problems = checkControls(value);
  const span = trim(value);
  if (span.start === span.end) {
    problems.push(problem('empty-value', { start: 0, end: value.length }, 'The header has no value; add credentials'));
    return { value: undefined, problems };
  }
  const text = value.slice(0, span.end);
  const schemeSpan = { start: span.start, end: skipToken(text, span.start) };
  const scheme = text.slice(schemeSpan.start, schemeSpan.end);
  const known = findScheme(scheme);
  if (!known && isRawKey(text, schemeSpan)) {
    const message = 'The value has no scheme; write one and a space before it, such as "Bearer "';
    problems.push(problem('missing-scheme', span, message, [], 'error'));
    const nowhere = { start: span.start, end: span.start };
    const rest = text.slice(span.start);
    return { value: { scheme: '', schemeSpan: nowhere, params: [], rest, restSpan: span, span }, problems };
  }
  const separated = known?.separator !== undefined && text[schemeSpan.end] === known.separator;
  const restSpan = { start: separated ? schemeSpan.end + 1 : skipBlank(text, schemeSpan.end), end: span.end };
  const rest = text.slice(restSpan.start);
  const content = known?.form === 'text' ? readText(rest, restSpan) : readContent(text, span.start, known, problems);
  return { value: { ...content, scheme, schemeSpan, rest, restSpan, span }, problems };
}

function trim(value: string): Span {
  const start = skipBlank(value, 0);
  let end = value.length;
  while (end > start && isBlank(value[end - 1])) end--;
  return { start, end };
}

/** A lone word with a digit or a sign in it is a key that lacks its scheme, not a scheme that lacks its key. */
function isRawKey(text: string, { start, end }: Span): boolean {
  if (end === text.length) return !/^[A-Za-z-]{1,24}$/.test(text.slice(start, end));
  return end === start || !isBlank(text[end]);
}

function readText(rest: string, restSpan: Span): Content {
  const token68 = rest !== '' && skipToken68(rest, 0) === rest.length;
  return token68 ? { token68: rest, token68Span: restSpan, params: [] } : { params: [] };
}

/** The grammar of one challenge; a second one is a fault. */
function readContent(text: string, at: number, known: Scheme | undefined, problems: HeaderProblem[]): Content {
  const loose = known?.form === 'loose-parameters';
  const [first, second] = readChallenges({ text, at, problems, loose, quotesBroken: false });
  if (second) problems.push(reportSecond(second));
  const { token68, token68Span, params = [] } = first ?? {};
  return token68 === undefined || token68Span === undefined ? { params } : { token68, token68Span, params };
}

/** A word that is no scheme may be part of a token: it is never shown. */
function reportSecond({ scheme, span, params, token68 }: Challenge): HeaderProblem {
  if (findScheme(scheme) || params.length > 0 || token68 !== undefined)
    return problem('several-credentials', span, 'The header holds a second set of credentials; a request carries one');
  return problem('unexpected-text', span, 'Text follows the comma that is neither a parameter nor credentials');
}
