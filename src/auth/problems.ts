import { maskSecret } from '../text/mask.ts';
import type { Fix, Span } from '../text/span.ts';
import type { HeaderProblem, Severity } from './model.ts';

/** A kind of fault. `source` is the section that the value offends, or what rejects it in practice. */
export interface ProblemKind {
  readonly severity: Severity;
  /** One line, no final full stop. */
  readonly summary: string;
  readonly source: string;
}

/** Every code that a `HeaderProblem` can have. The codes are public: rules, settings and output use them. */
export const problemKinds = {
  // Any header value.
  'control-character': {
    severity: 'error',
    summary: 'A header value holds a line break or another control character',
    source: 'RFC 9110 §5.5',
  },
  'non-ascii-character': {
    severity: 'error',
    summary: 'A header value holds a character outside ASCII, often an invisible one',
    source: 'RFC 9110 §5.5',
  },
  'folded-line': {
    severity: 'error',
    summary: 'A header value goes on in a second line',
    source: 'RFC 9112 §5.2',
  },
  'surrounding-space': {
    severity: 'warning',
    summary: 'A header value begins or ends with white space',
    source: 'RFC 9110 §5.5',
  },
  'empty-value': { severity: 'warning', summary: 'A header has no value', source: 'RFC 9110 §11.4' },
  'header-name': {
    severity: 'error',
    summary: 'The header is not called "Authorization"',
    source: 'RFC 9110 §11.6.2',
  },
  'name-in-value': {
    severity: 'error',
    summary: 'The header name stands in the value once more',
    source: 'RFC 9110 §11.6.2',
  },

  // The scheme.
  'missing-scheme': { severity: 'warning', summary: 'The credentials have no scheme', source: 'RFC 9110 §11.4' },
  'doubled-scheme': { severity: 'error', summary: 'The scheme is written twice', source: 'RFC 9110 §11.4' },
  'scheme-typo': { severity: 'error', summary: 'The scheme is misspelt', source: 'RFC 9110 §16.4.1' },
  'scheme-punctuation': {
    severity: 'error',
    summary: 'A colon, equals sign or comma follows the scheme where a space belongs',
    source: 'RFC 9110 §11.4',
  },
  'missing-scheme-space': {
    severity: 'error',
    summary: 'No space stands between the scheme and the credentials',
    source: 'RFC 9110 §11.4',
  },
  'extra-scheme-space': {
    severity: 'info',
    summary: 'More than one space follows the scheme',
    source: 'RFC 9110 §11.4',
  },
  'tab-after-scheme': { severity: 'error', summary: 'A tab follows the scheme', source: 'RFC 9110 §11.4' },
  'scheme-case': {
    severity: 'info',
    summary: 'The scheme is not in its usual letter case',
    source: 'RFC 9110 §11.1',
  },

  // What follows the scheme.
  'empty-credentials': { severity: 'error', summary: 'Nothing follows the scheme', source: 'RFC 9110 §11.4' },
  'stringified-nothing': {
    severity: 'error',
    summary: 'The credentials are the text of a missing value or of an object',
    source: 'RFC 6750 §2.1',
  },
  'placeholder-value': {
    severity: 'warning',
    summary: 'The credentials are a placeholder',
    source: 'RFC 6750 §2.1',
  },
  'unresolved-variable': {
    severity: 'warning',
    summary: 'The credentials hold a variable that was not replaced',
    source: 'RFC 6750 §2.1',
  },
  'quoted-token': { severity: 'error', summary: 'The token stands in quotes', source: 'RFC 6750 §2.1' },
  'stray-delimiter': {
    severity: 'error',
    summary: 'A dollar sign, brace or quote stands beside the token',
    source: 'RFC 6750 §2.1',
  },
  'bytes-literal': {
    severity: 'error',
    summary: "The credentials are the text of a byte string, as in b'…'",
    source: 'RFC 9110 §11.2',
  },
  'url-encoded-token': { severity: 'warning', summary: 'The token is percent-encoded', source: 'RFC 6750 §2.1' },
  'space-in-token': { severity: 'error', summary: 'White space stands inside the token', source: 'RFC 6750 §2.1' },
  'several-credentials': {
    severity: 'error',
    summary: 'One header holds two sets of credentials',
    source: 'RFC 9110 §11.6.2',
  },
  'token68-character': {
    severity: 'info',
    summary: 'The token holds a character that RFC 6750 and token68 do not allow',
    source: 'RFC 9110 §11.2',
  },
  'scheme-credential-mismatch': {
    severity: 'warning',
    summary: 'The credentials belong to another scheme',
    source: 'RFC 9110 §11.4',
  },

  'unexpected-parameters': {
    severity: 'warning',
    summary: 'Parameters stand where a bare token belongs',
    source: 'RFC 6750 §2.1',
  },
  'invalid-base64': { severity: 'error', summary: 'The token is not base64', source: 'RFC 4559 §4.1' },
  'signature-parts': {
    severity: 'error',
    summary: 'A part of a request signature is malformed',
    source: 'AWS Signature Version 4, RFC 9421 §4.1',
  },

  // Basic.
  'basic-not-encoded': {
    severity: 'error',
    summary: 'User name and password are not base64-encoded',
    source: 'RFC 7617 §2',
  },
  'basic-invalid-base64': { severity: 'error', summary: 'The Basic value is not base64', source: 'RFC 7617 §2' },
  'basic-base64url': {
    severity: 'warning',
    summary: 'The Basic value uses the URL-safe base64 alphabet',
    source: 'RFC 7617 §2',
  },
  'basic-unpadded': { severity: 'warning', summary: 'The Basic value lacks its padding', source: 'RFC 7617 §2' },
  'basic-without-colon': {
    severity: 'error',
    summary: 'The decoded Basic value has no colon',
    source: 'RFC 7617 §2',
  },
  'basic-trailing-newline': {
    severity: 'error',
    summary: 'The decoded Basic value ends in a line break',
    source: 'RFC 7617 §2',
  },
  'basic-control-character': {
    severity: 'error',
    summary: 'The decoded Basic value holds a control character',
    source: 'RFC 7617 §2',
  },
  'basic-double-encoded': {
    severity: 'error',
    summary: 'The Basic value was base64-encoded twice',
    source: 'RFC 7617 §2',
  },
  'basic-encodes-scheme': {
    severity: 'error',
    summary: 'The scheme was base64-encoded along with the credentials',
    source: 'RFC 7617 §2',
  },
  'basic-not-utf8': {
    severity: 'warning',
    summary: 'The decoded Basic value is not UTF-8',
    source: 'RFC 7617 §2.1',
  },

  // Parameters, in challenges and in credentials.
  'unexpected-text': { severity: 'error', summary: 'Text stands where none may', source: 'RFC 9110 §11.3' },
  'missing-comma': {
    severity: 'error',
    summary: 'No comma separates two parameters or two challenges',
    source: 'RFC 9110 §11.3',
  },
  'misplaced-parameter': {
    severity: 'error',
    summary: 'A parameter belongs to no challenge',
    source: 'RFC 9110 §11.6.1',
  },
  'token68-with-parameters': {
    severity: 'error',
    summary: 'A challenge has both a token68 and parameters',
    source: 'RFC 9110 §11.2',
  },
  'duplicate-parameter': {
    severity: 'error',
    summary: 'A parameter is given twice',
    source: 'RFC 9110 §11.2',
  },
  'parameter-without-value': { severity: 'error', summary: 'A parameter has no value', source: 'RFC 9110 §11.2' },
  'unquoted-value': {
    severity: 'error',
    summary: 'A parameter value needs quotes',
    source: 'RFC 9110 §5.6.4',
  },
  'unterminated-quote': { severity: 'error', summary: 'A quoted value never ends', source: 'RFC 9110 §5.6.4' },
  'space-around-equals': {
    severity: 'hint',
    summary: 'White space stands beside an equals sign',
    source: 'RFC 9110 §5.6.3',
  },
  'missing-parameter': {
    severity: 'error',
    summary: 'A parameter that the scheme needs is missing',
    source: 'RFC 9110 §11.2',
  },
  'parameter-value': {
    severity: 'warning',
    summary: 'A parameter has a value that the scheme does not know',
    source: 'RFC 9110 §11.2',
  },
  'parameter-quoting': {
    severity: 'info',
    summary: 'A parameter is quoted where it must not be, or the other way round',
    source: 'RFC 9110 §11.5',
  },
} as const satisfies Record<string, ProblemKind>;

export type ProblemCode = keyof typeof problemKinds;

/** A name for a message, in quotes. A long one is likely to be a piece of a token that was misread, and is masked. */
export function quoteName(name: string): string {
  return `"${name.length > 24 ? maskSecret(name) : name}"`;
}

/** A problem with the severity of its kind, unless the case at hand is better or worse than most. */
export function problem(
  code: ProblemCode,
  span: Span,
  message: string,
  fixes: readonly Fix[] = [],
  severity: Severity = problemKinds[code].severity,
): HeaderProblem {
  return { code, severity, message, span, fixes };
}
