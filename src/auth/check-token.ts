// What follows the scheme where one token belongs there. The checks stand in order of certainty: the first that finds
// something speaks alone, because a later one would describe the same fault in vaguer words.
import type { Fix, Span } from '../text/span.ts';
import type { Credentials, HeaderProblem } from './model.ts';
import { nameCharacter } from './parameters.ts';
import {
  findBracedVariable,
  findBracketed,
  findVariable,
  isCut,
  isStringifiedNothing,
  placeholderKind,
} from './placeholders.ts';
import { problem } from './problems.ts';
import { opaque, skipToken68 } from './scan.ts';
import { encodeBasic } from './schemes/basic.ts';
import { findScheme, isScheme } from './schemes/index.ts';
import { isBasicPair, isJwt } from './token-shapes.ts';

type Check = (credentials: Credentials) => HeaderProblem | undefined;

/** What is wrong whatever the form of the credentials is. */
const anywhere: readonly Check[] = [checkEmpty, checkNothing, checkBytesLiteral, checkVariable, checkPlaceholder];

const inToken: readonly Check[] = [
  checkUnexpectedParameters,
  checkQuotes,
  checkStrayDelimiter,
  checkSecondCredentials,
  checkRawBasic,
  checkUrlEncoded,
  checkSpace,
  checkBelongsElsewhere,
  checkAlphabet,
  checkLikelyPlaceholder,
];

/** Nothing, a placeholder or a variable where credentials of any form belong. */
export function checkContent(credentials: Credentials): HeaderProblem | undefined {
  return first(anywhere, credentials);
}

/** Text of a form of its own: only what no form has. */
export function checkText(credentials: Credentials): HeaderProblem | undefined {
  return /^["'`]/.test(credentials.rest) ? checkQuotes(credentials) : checkStrayDelimiter(credentials);
}

/** A single token. */
export function checkToken(credentials: Credentials): HeaderProblem | undefined {
  return first(inToken, credentials);
}

function first(checks: readonly Check[], credentials: Credentials): HeaderProblem | undefined {
  for (const check of checks) {
    const found = check(credentials);
    if (found) return found;
  }
  return undefined;
}

function rewrite(title: string, span: Span, text: string, safe = true): Fix {
  return { title, safe, edits: [{ span, text }] };
}

function within({ restSpan }: Credentials, span: Span): Span {
  return { start: restSpan.start + span.start, end: restSpan.start + span.end };
}

function checkEmpty({ scheme, schemeSpan, rest }: Credentials): HeaderProblem | undefined {
  if (rest !== '') return undefined;
  return problem('empty-credentials', schemeSpan, `Nothing follows "${scheme}"; the token is missing`);
}

function checkNothing({ scheme, rest, restSpan }: Credentials): HeaderProblem | undefined {
  if (!isStringifiedNothing(rest)) return undefined;
  const shown = rest.length > 30 ? `${rest.slice(0, 30)}…` : rest;
  const where = scheme === '' ? 'is the value' : `follows "${scheme}"`;
  const message = `"${shown}" ${where}: something that is no string was turned into text`;
  return problem('stringified-nothing', restSpan, message);
}

/** `Basic b'dXNlcjpw'`, and Swift's `Bearer Optional("x")`. */
function checkBytesLiteral({ rest, restSpan }: Credentials): HeaderProblem | undefined {
  const match = /^(?:b'([^']*)'|b"([^"]*)"|Optional\("([^"]*)"\))$/.exec(rest);
  if (!match) return undefined;
  const inner = match[1] ?? match[2] ?? match[3] ?? '';
  const swift = rest.startsWith('Optional');
  const message = swift
    ? 'The token is the text of a Swift optional, "Optional(…)"; unwrap it'
    : "The token is the text of a Python byte string, b'…'; decode it to a string first";
  return problem('bytes-literal', restSpan, message, [rewrite('Keep only what is inside', restSpan, inner)]);
}

function checkVariable(credentials: Credentials): HeaderProblem | undefined {
  const span = credentials.params.length > 0 ? findBracedVariable(credentials.rest) : findVariable(credentials.rest);
  if (!span) return undefined;
  const name = credentials.rest.slice(span.start, span.end);
  return problem(
    'unresolved-variable',
    within(credentials, span),
    `"${name}" was not replaced and is sent as it stands`,
  );
}

function checkPlaceholder(credentials: Credentials): HeaderProblem | undefined {
  const { rest, restSpan } = credentials;
  if (rest.includes(opaque)) return undefined;
  if (isCut(rest)) {
    const message = 'The token ends as in a display that hides the rest of it; copy it in full';
    return problem('placeholder-value', restSpan, message);
  }
  if (placeholderKind(rest) === 'sure') {
    const message = `"${rest}" is a placeholder; put real credentials in its place`;
    return problem('placeholder-value', restSpan, message);
  }
  const span = findBracketed(rest);
  if (!span) return undefined;
  const message = `"${rest.slice(span.start, span.end)}" is a placeholder; put the real value in its place`;
  return problem('placeholder-value', within(credentials, span), message);
}

/** `Bearer test-token` may be meant, so it comes last and is only hinted at. */
function checkLikelyPlaceholder({ scheme, rest, restSpan }: Credentials): HeaderProblem | undefined {
  if (isScheme(scheme, 'Basic') || placeholderKind(rest) !== 'maybe') return undefined;
  return problem('placeholder-value', restSpan, `"${rest}" looks like a placeholder`, [], 'hint');
}

const challengeNames = new Set(['realm', 'error', 'error_description', 'charset', 'resource_metadata']);
const tokenNames = new Set(['token', 'access_token', 'accesstoken', 'key', 'api_key', 'apikey', 'credentials']);

/** `Bearer token="x"`, and a challenge that was copied into the request: `Bearer realm="x"`. */
function checkUnexpectedParameters({ scheme, params, restSpan }: Credentials): HeaderProblem | undefined {
  const [parameter] = params;
  if (!parameter || !(challengeNames.has(parameter.name) || tokenNames.has(parameter.name))) return undefined;
  if (challengeNames.has(parameter.name)) {
    const message = `"${parameter.name}" belongs to the challenge of a server; "${scheme}" is followed by a token here`;
    return problem('unexpected-parameters', restSpan, message);
  }
  const message = `"${scheme}" is followed by the token alone, without "${parameter.name}="`;
  const fix = rewrite('Keep the token alone', restSpan, parameter.value, false);
  return problem('unexpected-parameters', restSpan, message, params.length === 1 ? [fix] : []);
}

function checkQuotes({ rest, restSpan }: Credentials): HeaderProblem | undefined {
  const quote = /^["'`]|["'`]$/.exec(rest)?.[0];
  if (quote === undefined) return undefined;
  const first = rest.startsWith(quote);
  const last = rest.length > 1 && rest.endsWith(quote);
  const { start, end } = restSpan;
  const edits = [];
  if (first) edits.push({ span: { start, end: start + 1 }, text: '' });
  if (last) edits.push({ span: { start: end - 1, end }, text: '' });
  const message = first && last ? 'The token stands in quotes' : 'A quote stands beside the token';
  return problem('quoted-token', restSpan, `${message}, which the server takes for a part of it; remove it`, [
    { title: 'Remove the quotes', safe: true, edits },
  ]);
}

/** Beside a piece that source code puts in: `Bearer $\0`, `Bearer {\0}`. */
function checkStrayDelimiter(credentials: Credentials): HeaderProblem | undefined {
  const { rest } = credentials;
  const at = rest.indexOf(opaque);
  if (at < 0) return undefined;
  const before = /[$#{}<>[\]"'`(]{1,4}$/.exec(rest.slice(Math.max(0, at - 4), at))?.[0] ?? '';
  const last = rest.lastIndexOf(opaque);
  const after = /^[}>\]"'`)]+/.exec(rest.slice(last + 1, last + 5))?.[0] ?? '';
  if (before + after === '') return undefined;
  const edits = [];
  if (before) edits.push({ span: within(credentials, { start: at - before.length, end: at }), text: '' });
  if (after) edits.push({ span: within(credentials, { start: last + 1, end: last + 1 + after.length }), text: '' });
  const span = within(credentials, { start: at - before.length, end: last + 1 + after.length });
  const signs = [before, after].filter(text => text !== '').map(text => `"${text}"`);
  const message = `${signs.join(' and ')} beside the inserted value ${signs.length > 1 ? 'are' : 'is'} sent with it; remove what is not part of it`;
  return problem('stray-delimiter', span, message, [
    { title: 'Remove what is not part of the token', safe: true, edits },
  ]);
}

/** `Bearer a, Basic b`, and `Bearer a, Accept: b`: the value goes on with something that is not these credentials. */
function checkSecondCredentials(credentials: Credentials): HeaderProblem | undefined {
  const { rest } = credentials;
  for (let comma = rest.indexOf(','); comma >= 0; comma = rest.indexOf(',', comma + 1)) {
    const match = /^,[ \t]{0,4}([A-Za-z][\w-]{1,30})(:?) ?/.exec(rest.slice(comma, comma + 40));
    const name = match?.[1] ?? '';
    const header = match?.[2] === ':';
    if (!match || (!header && !findScheme(name))) continue;
    const span = within(credentials, { start: comma, end: rest.length });
    const message = header
      ? `Another header, "${name}", stands in the value; send it by itself`
      : `A second set of credentials, "${name}", stands in the value; a request carries one`;
    return problem('several-credentials', span, message, [
      rewrite(`Remove "${name}" and what follows`, span, '', false),
    ]);
  }
  return undefined;
}

/** `Basic user:password` and `Basic user password`. */
function checkRawBasic({ scheme, rest, restSpan }: Credentials): HeaderProblem | undefined {
  if (!isScheme(scheme, 'Basic')) return undefined;
  const match = /^([^\s:]*):(.*)$/s.exec(rest) ?? /^([^\s:]+)[ \t]+([^\s:]+)$/.exec(rest);
  if (!match) return undefined;
  const [, user = '', password = ''] = match;
  const message =
    '"Basic" is followed by a user name and password as they are; they must be joined by a colon and base64-encoded';
  const fixes = rest.includes(opaque) ? [] : [rewrite('Encode them', restSpan, encodeBasic(user, password))];
  return problem('basic-not-encoded', restSpan, message, fixes);
}

function checkUrlEncoded({ rest, restSpan }: Credentials): HeaderProblem | undefined {
  if (!/%[0-9A-Fa-f]{2}/.test(rest)) return undefined;
  const decoded = rest.replace(/%([2-7][0-9A-Fa-f])/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  const sound = skipToken68(decoded, 0) === decoded.length;
  const message = 'The token is percent-encoded; a header takes it as it is';
  return problem('url-encoded-token', restSpan, message, sound ? [rewrite('Decode it', restSpan, decoded)] : []);
}

/** Pieces that join to a whole token were wrapped by an encoder. Plain words are prose, not a token. */
function checkSpace(credentials: Credentials): HeaderProblem | undefined {
  const { rest, restSpan } = credentials;
  const at = rest.search(/[ \t\r\n]/);
  if (at < 0) return undefined;
  const words = rest.split(/[ \t\r\n]+/);
  const prose = words.length > 2 && words.every(word => /^[A-Za-z]{1,20}[.,!?]?$/.test(word));
  const joined = words.join('');
  const fix = isJwt(joined) || (words.every(word => word.length > 15) && skipToken68(joined, 0) === joined.length);
  return problem(
    'space-in-token',
    within(credentials, { start: at, end: at + 1 }),
    'White space stands inside the token; a token has none',
    fix ? [rewrite('Join the pieces', restSpan, joined)] : [],
    prose ? 'info' : 'error',
  );
}

function checkBelongsElsewhere({ scheme, schemeSpan, rest, restSpan }: Credentials): HeaderProblem | undefined {
  if (isScheme(scheme, 'Basic') && isJwt(rest)) {
    return problem(
      'scheme-credential-mismatch',
      restSpan,
      'A JWT follows "Basic"; it belongs after "Bearer"',
      [rewrite('Replace "Basic" by "Bearer"', schemeSpan, 'Bearer', false)],
      'error',
    );
  }
  if (isScheme(scheme, 'Bearer') && isBasicPair(rest)) {
    const message = 'A base64-encoded user name and password follow "Bearer"; they belong after "Basic"';
    return problem('scheme-credential-mismatch', restSpan, message, [
      rewrite('Replace "Bearer" by "Basic"', schemeSpan, 'Basic', false),
    ]);
  }
  return undefined;
}

/** Characters that token68 lacks. Services do hand out keys with `|` or `:` in them, so most are worth a word only. */
function checkAlphabet(credentials: Credentials): HeaderProblem | undefined {
  const { scheme, rest } = credentials;
  const end = skipToken68(rest, 0);
  if (end === rest.length) return undefined;
  const at = end > 0 && rest[end - 1] === '=' ? end - 1 : end;
  const span = within(credentials, { start: at, end: at + 1 });
  const character = rest[at] ?? '';
  const basic = isScheme(scheme, 'Basic');
  if (character.charCodeAt(0) > 0x7f) return undefined;
  const broken = /["'`<>{}[\]\\;,()]/.test(character);
  const message = `${nameCharacter(character)} stands in the token, which ${basic ? 'base64' : `"${scheme}"`} does not allow`;
  if (basic) return problem('basic-invalid-base64', span, message);
  const fixes = /^[,;]+$/.test(rest.slice(at))
    ? [rewrite('Remove it', within(credentials, { start: at, end: rest.length }), '')]
    : [];
  return problem('token68-character', span, message, fixes, broken ? 'warning' : 'info');
}
