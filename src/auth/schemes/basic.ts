import { decodeLatin1, decodeUtf8 } from '../../text/bytes.ts';
import type { Fix, Span } from '../../text/span.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import type { Credentials, HeaderProblem } from '../model.ts';
import { findBracketed, findVariable, isStringifiedNothing, placeholderKind } from '../placeholders.ts';
import { type ProblemCode, problem } from '../problems.ts';
import { opaque } from '../scan.ts';
import { isBasicPair } from '../token-shapes.ts';
import type { Scheme } from './scheme.ts';

export const basic: Scheme = {
  name: 'Basic',
  form: 'token68',
  source: 'RFC 7617',
  summary: 'User name and password, joined by a colon and base64-encoded',
  challengeParameters: [
    { name: 'realm', required: true, quoting: 'quoted', meaning: 'the protected area, to show to the user' },
    { name: 'charset', values: ['UTF-8'], meaning: 'the encoding that the server wants user name and password in' },
  ],
  checkCredentials,
};

/** What is odd about a decoded value; nothing in a sound one. */
export type BasicOddity = 'base64url' | 'unpadded' | 'not-utf8' | 'no-colon' | 'trailing-newline' | 'control-character';

export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
  /** Everything that was encoded. */
  readonly text: string;
  readonly problems: readonly BasicOddity[];
}

/**
 * RFC 7617 §2: the first colon splits. Text without a colon is all user. Bytes that are not UTF-8 are read as
 * ISO-8859-1, which is what older clients send. Undefined where it is no base64 at all.
 */
export function decodeBasic(token68: string): BasicCredentials | undefined {
  const decoded = decodeBase64(token68);
  if (!decoded) return undefined;
  const utf8 = decodeUtf8(decoded.bytes);
  const text = utf8 ?? decodeLatin1(decoded.bytes);
  const colon = text.indexOf(':');
  const problems: BasicOddity[] = [];
  if (decoded.alphabet === 'url') problems.push('base64url');
  if (!decoded.padded) problems.push('unpadded');
  if (utf8 === undefined) problems.push('not-utf8');
  if (colon < 0) problems.push('no-colon');
  if (/[\r\n]$/.test(text)) problems.push('trailing-newline');
  if (/[\x00-\x1f\x7f]/.test(text.trimEnd())) problems.push('control-character');
  return {
    user: colon < 0 ? text : text.slice(0, colon),
    password: colon < 0 ? '' : text.slice(colon + 1),
    text,
    problems,
  };
}

/** The token68 for a user name and a password, as UTF-8. */
export function encodeBasic(user: string, password: string): string {
  return encodeText(`${user}:${password}`);
}

function encodeText(text: string): string {
  return encodeBase64(new TextEncoder().encode(text));
}

function rewrite(title: string, span: Span, text: string, safe = true): Fix[] {
  return [{ title, safe, edits: [{ span, text }] }];
}

/** Judges what was encoded. Messages never show it, for the password is in it. */
function checkCredentials({ rest, restSpan }: Credentials): HeaderProblem[] {
  if (rest.includes(opaque)) return [];
  const decoded = decodeBasic(rest);
  if (!decoded)
    return [
      problem(
        'basic-invalid-base64',
        restSpan,
        'The value after "Basic" is not base64: its length or its padding is wrong',
      ),
    ];
  const wrapped = checkWrapped(decoded.text, restSpan);
  if (wrapped) return [wrapped];
  const problems = decoded.problems.map(oddity => reportOddity(oddity, rest, restSpan, decoded));
  return problems.length > 0 ? problems : checkPair(decoded, restSpan);
}

/** Something that is credentials already was encoded once more. */
function checkWrapped(text: string, span: Span): HeaderProblem | undefined {
  const inner = text.trim();
  const scheme = /^(Basic|Bearer) +/i.exec(inner);
  if (scheme) {
    const rest = inner.slice(scheme[0].length);
    const message = `"${scheme[1]}" was base64-encoded along with what follows it; encode user:password only`;
    return problem(
      'basic-encodes-scheme',
      span,
      message,
      isBasicPair(rest) ? rewrite('Encode once, without the scheme', span, rest) : [],
    );
  }
  if (isBasicPair(inner))
    return problem(
      'basic-double-encoded',
      span,
      'User name and password are base64-encoded twice; encode them once',
      rewrite('Encode once', span, inner),
    );
  if (inner.length > 2 && /^".*"$|^'.*'$/s.test(inner))
    return problem(
      'quoted-token',
      span,
      'Quotes were base64-encoded along with the user name and password',
      rewrite('Encode without the quotes', span, encodeText(inner.slice(1, -1))),
    );
  return undefined;
}

const oddities: Record<BasicOddity, { code: ProblemCode; message: string; title?: string; safe?: false }> = {
  base64url: {
    code: 'basic-base64url',
    message: '"-" and "_" are the URL-safe base64 alphabet; Basic takes "+" and "/"',
    title: 'Use the standard alphabet',
  },
  unpadded: {
    code: 'basic-unpadded',
    message: 'The base64 lacks its padding "=", without which many servers refuse it',
    title: 'Add the padding',
  },
  'not-utf8': {
    code: 'basic-not-utf8',
    message: 'User name or password is not UTF-8, which most servers expect; encode them as UTF-8',
    title: 'Encode as UTF-8',
    safe: false,
  },
  'no-colon': {
    code: 'basic-without-colon',
    message: 'The decoded value has no colon between user name and password; a key alone is written "key:"',
    title: 'Append a colon, for an empty password',
    safe: false,
  },
  'trailing-newline': {
    code: 'basic-trailing-newline',
    message:
      'The decoded value ends in a line break, which becomes part of the password; "echo" adds one, "printf" does not',
    title: 'Encode without the line break',
  },
  'control-character': {
    code: 'basic-control-character',
    message: 'User name or password holds a control character, which RFC 7617 forbids',
  },
};

function reportOddity(oddity: BasicOddity, rest: string, span: Span, decoded: BasicCredentials): HeaderProblem {
  const { code, message, title, safe } = oddities[oddity];
  const text = title === undefined ? undefined : mend(oddity, rest, decoded);
  return problem(code, span, message, title && text !== undefined ? rewrite(title, span, text, safe) : []);
}

function mend(oddity: BasicOddity, rest: string, { text }: BasicCredentials): string {
  if (oddity === 'base64url') return pad(rest.replaceAll('-', '+').replaceAll('_', '/'));
  if (oddity === 'unpadded') return pad(rest);
  if (oddity === 'no-colon') return encodeText(`${text.trimEnd()}:`);
  return encodeText(oddity === 'trailing-newline' ? text.replace(/[\r\n]{1,4}$/, '') : text);
}

function pad(base64: string): string {
  return base64 + '='.repeat((4 - (base64.length % 4)) % 4);
}

/** A sound encoding of something that is no user name and password. */
function checkPair({ user, password, text }: BasicCredentials, span: Span): HeaderProblem[] {
  if (user === '' && password === '')
    return [problem('empty-credentials', span, 'User name and password are both empty', [], 'warning')];
  for (const [what, half] of [
    ['user name', user],
    ['password', password],
  ] as const) {
    if (isStringifiedNothing(half))
      return [
        problem(
          'stringified-nothing',
          span,
          `The ${what} is "${half}": a value that was not there was turned into text`,
        ),
      ];
  }
  const variable = findVariable(text);
  if (variable && /^[$#]?\{/.test(text.slice(variable.start)))
    return [problem('unresolved-variable', span, 'A variable was base64-encoded before it was replaced')];
  if (findBracketed(text) || (placeholderKind(user) === 'sure' && placeholderKind(password) === 'sure'))
    return [
      problem(
        'placeholder-value',
        span,
        'A placeholder was base64-encoded; put the real user name and password in its place',
      ),
    ];
  return [];
}
