import { decodeBase64, decodeLatin1, decodeUtf8, encodeBase64 } from '../base64.ts';
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
};

export interface BasicCredentials {
  readonly user: string;
  readonly password: string;
  /** Everything that was encoded, as text. */
  readonly text: string;
  readonly charset: 'utf-8' | 'iso-8859-1';
  /** Words for what is odd about it; none in a sound value. */
  readonly problems: readonly BasicProblem[];
}

export type BasicProblem =
  | 'no-colon'
  | 'base64url'
  | 'unpadded'
  | 'not-utf8'
  | 'trailing-newline'
  | 'control-character';

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
  const problems: BasicProblem[] = [];
  if (decoded.alphabet === 'url') problems.push('base64url');
  if (!decoded.padded) problems.push('unpadded');
  if (utf8 === undefined) problems.push('not-utf8');
  if (colon < 0) problems.push('no-colon');
  if (/[\r\n]$/.test(text)) problems.push('trailing-newline');
  else if (/[\x00-\x1f\x7f]/.test(text)) problems.push('control-character');
  return {
    user: colon < 0 ? text : text.slice(0, colon),
    password: colon < 0 ? '' : text.slice(colon + 1),
    text,
    charset: utf8 === undefined ? 'iso-8859-1' : 'utf-8',
    problems,
  };
}

/** The token68 for a user name and a password, as UTF-8. */
export function encodeBasic(user: string, password: string): string {
  return encodeBase64(new TextEncoder().encode(`${user}:${password}`));
}
