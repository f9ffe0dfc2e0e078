// The one judge of a header value. Lint, the panel's fields, the preflight before sending and the diagnosis all ask here.
// U+0000 in a value stands for a piece whose text is not known, such as an interpolation in source code: it may be any
// legal text, and it is never reported itself. What is judged is the value alone: hosts, clocks and languages are not known.
import type { Fix, Span } from '../text/span.ts';
import { checkAscii, checkControls } from './characters.ts';
import { checkParameters } from './check-parameters.ts';
import { checkPrefix } from './check-prefix.ts';
import { checkContent, checkText, checkToken } from './check-token.ts';
import { parseCredentials } from './credentials.ts';
import { isAuthorization, isKeyHeader, suggestHeaderName } from './header-names.ts';
import type { Challenge, Credentials, HeaderProblem } from './model.ts';
import { problem } from './problems.ts';
import { opaque } from './scan.ts';
import { findScheme } from './schemes/index.ts';
import { parseSignatureInput } from './schemes/message-signatures.ts';
import type { Scheme } from './schemes/scheme.ts';
import { rawKeyServices } from './schemes/unregistered.ts';

/**
 * Problems of a header that carries credentials; nothing for any other header. Spans and edits are offsets in the value.
 * A misspelt name has none, so that its problem covers the whole value and offers no edit: `suggestHeaderName` has it.
 */
export function checkHeader(name: string, value: string): HeaderProblem[] {
  if (isAuthorization(name)) return respectOpaque(value, checkAuthorization(value));
  if (isKeyHeader(name)) return respectOpaque(value, checkKey(value));
  if (name.toLowerCase() === 'signature-input') return [...parseSignatureInput(value).problems];
  const meant = suggestHeaderName(name, value);
  if (meant === undefined) return [];
  const message = `"${name}" is not where servers look for credentials; the header is called "${meant}"`;
  // Proxies that use Authorization themselves pass the client's on, or take it, as X-Authorization.
  const severity = /^x-/i.test(name) ? 'info' : 'error';
  return [problem('header-name', { start: 0, end: value.length }, message, [], severity)];
}

/** What the server got wrong in one challenge; the grammar of the field is judged where it is parsed. */
export function checkChallenge(challenge: Challenge): HeaderProblem[] {
  const { scheme, schemeSpan, token68, token68Span, params } = challenge;
  const known = findScheme(scheme);
  if (token68 !== undefined && token68Span && /^[a-z_]{2,24}=$/.test(token68)) {
    const message = `"${token68}" looks like a parameter without a value; it reads as a token68`;
    return [problem('parameter-without-value', token68Span, message, [], 'warning')];
  }
  return [
    ...checkParameters(scheme, schemeSpan, params, known?.challengeParameters ?? []),
    ...(known?.checkChallenge?.(challenge) ?? []),
  ];
}

/** No edit may write over an opaque piece or make one, for there is more in the source than the value shows. */
function respectOpaque(value: string, problems: readonly HeaderProblem[]): HeaderProblem[] {
  if (!value.includes(opaque)) return [...problems];
  const untouched = ({ edits }: Fix) =>
    edits.every(({ span, text }) => !(value.slice(span.start, span.end) + text).includes(opaque));
  return problems.map(found => ({
    ...found,
    message: found.message.replaceAll(opaque, '…'),
    fixes: found.fixes.filter(untouched),
  }));
}

function checkAuthorization(value: string): HeaderProblem[] {
  const { problems, start, end, readable } = checkSurroundings(value);
  if (!readable) return problems;
  const text = value.slice(0, end);
  const prefix = checkPrefix({ text, start });
  if (prefix) return [...problems, prefix];
  if (text[start] === opaque) return problems;
  const { value: credentials, problems: grammar } = parseCredentials(text);
  if (!credentials) return problems;
  const faults = hasOpaqueParameters(credentials) ? [] : grammar;
  return [...problems, ...checkSpacing(text, credentials), ...checkCredentials(credentials, faults)];
}

/** An opaque piece outside of a parameter's value may be any number of parameters, with the commas around them. */
function hasOpaqueParameters({ rest, params }: Credentials): boolean {
  const count = (text: string) => text.split(opaque).length - 1;
  return count(rest) > params.reduce((sum, { value }) => sum + count(value), 0);
}

/** A key without a scheme: characters, nothing at all, a placeholder. */
function checkKey(value: string): HeaderProblem[] {
  const { problems, start, end, readable } = checkSurroundings(value);
  if (!readable) return problems;
  const span = { start, end };
  const rest = value.slice(start, end);
  const content = checkContent({
    scheme: '',
    schemeSpan: { start, end: start },
    params: [],
    rest,
    restSpan: span,
    span,
  });
  return content ? [...problems, content] : problems;
}

interface Surroundings {
  readonly problems: HeaderProblem[];
  readonly start: number;
  readonly end: number;
  /** False where the value itself holds a character that cannot be sent: what stands around it would be misread. */
  readonly readable: boolean;
}

/** Characters, and the white space around the value. */
function checkSurroundings(value: string): Surroundings {
  const problems = [...checkControls(value), ...checkAscii(value)];
  let start = 0;
  let end = value.length;
  while (start < end && isEdge(value[start])) start++;
  while (end > start && isEdge(value[end - 1])) end--;
  const readable = start < end && !problems.some(({ span }) => span.end > start && span.start < end);
  if (problems.length === 0 && start === end)
    problems.push(problem('empty-value', { start: 0, end }, 'The header has no value; add credentials'));
  else if (problems.length === 0 && start > 0) problems.push(reportLeadingSpace({ start: 0, end: start }));
  return { problems, start, end, readable };
}

function reportLeadingSpace(span: Span): HeaderProblem {
  const message = 'White space stands before the scheme; some clients refuse to send it';
  const fix: Fix = { title: 'Remove the white space', safe: true, edits: [{ span, text: '' }] };
  return problem('surrounding-space', span, message, [fix]);
}

function isEdge(character: string | undefined): boolean {
  const code = character?.charCodeAt(0) ?? 0;
  return code !== 0 && (code <= 0x20 || code === 0x7f);
}

function checkSpacing(value: string, { scheme, schemeSpan, restSpan, rest }: Credentials): HeaderProblem[] {
  const known = findScheme(scheme);
  const problems: HeaderProblem[] = [];
  const between = { start: schemeSpan.end, end: restSpan.start };
  if (known && rest !== '' && !known.separator && value.slice(between.start, between.end) !== ' ')
    problems.push(reportSpace(known, value, between));
  if (known && caseMatters.has(known.name) && scheme !== known.name) {
    const fix: Fix = { title: `Write "${known.name}"`, safe: true, edits: [{ span: schemeSpan, text: known.name }] };
    const message = `"${scheme}" is valid, but many servers look for "${known.name}" to the letter`;
    problems.push(problem('scheme-case', schemeSpan, message, [fix]));
  }
  return problems;
}

function reportSpace({ name }: Scheme, value: string, span: Span): HeaderProblem {
  const fixes: Fix[] = [{ title: 'Keep one space', safe: true, edits: [{ span, text: ' ' }] }];
  if (value.slice(span.start, span.end).includes('\t'))
    return problem('tab-after-scheme', span, `A tab follows "${name}"; only a space may`, fixes);
  const message = `${span.end - span.start} spaces follow "${name}"; servers that split at the first one see no token`;
  return problem('extra-scheme-space', span, message, fixes);
}

/** Schemes that everyone spells alike. Of the others, such as "token", both spellings have their servers. */
const caseMatters = new Set(['Basic', 'Bearer', 'Digest', 'DPoP', 'Negotiate']);

function checkCredentials(credentials: Credentials, grammar: readonly HeaderProblem[]): HeaderProblem[] {
  const known = findScheme(credentials.scheme);
  if (!known && credentials.rest === '') return rawKey(credentials);
  const content = checkContent(credentials);
  if (content) return [content];
  if (credentials.scheme === '') return rawKey(credentials);
  if (!known) return checkUnknown(credentials, grammar);
  if (known.form === 'text') return [checkText(credentials) ?? []].flat();
  if (known.form === 'token68' || (known.form === 'any' && credentials.params.length === 0)) {
    const found = checkToken(credentials);
    return found ? [found] : (known.checkCredentials?.(credentials) ?? []);
  }
  const faults = grammar.filter(({ code }) => code !== 'tab-after-scheme');
  return [...faults, ...checkSchemeParameters(credentials, known)];
}

/** Opaque text may hold the parameters that seem to be missing. */
function checkSchemeParameters(credentials: Credentials, known: Scheme): HeaderProblem[] {
  const { scheme, schemeSpan, params, rest } = credentials;
  const rules = known.credentialParameters ?? [];
  const found = checkParameters(scheme, schemeSpan, params, rules);
  return [
    ...(rest.includes(opaque) ? found.filter(({ code }) => code !== 'missing-parameter') : found),
    ...(known.checkCredentials?.(credentials) ?? []),
  ];
}

/** What a scheme nobody knows may be followed by is anyone's guess: what breaks the grammar is worth a word, no more. */
function checkUnknown(credentials: Credentials, grammar: readonly HeaderProblem[]): HeaderProblem[] {
  const found = credentials.params.length > 0 ? grammar : [checkToken(credentials) ?? []].flat();
  return found
    .filter(({ code }) => code !== 'space-in-token')
    .map(one => (one.severity === 'hint' ? one : { ...one, severity: 'info' }));
}

function rawKey({ scheme, rest, span }: Credentials): HeaderProblem[] {
  if (scheme.includes(opaque) || rest.includes(opaque)) return [];
  const message = `The value has no scheme, which is right only for services that want it so: ${rawKeyServices.join(', ')} and a few others`;
  return [problem('missing-scheme', span, message, [], 'info')];
}
