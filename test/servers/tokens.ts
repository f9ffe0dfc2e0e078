// Credentials for the servers, whole and broken, each with the cause that an answer must lead to where it tells.
import jwt from 'jsonwebtoken';
import type { Case } from './server.ts';

export type Broken = Omit<Case, 'url' | 'headers'> & { readonly authorization?: string };

export const secret = 'the-secret-of-the-test-which-is-long';
export const audience = 'orders';
export const issuer = 'https://issuer.test/';

const hour = 3600;
const now = Math.floor(Date.now() / 1000);

export const bearer = (extra: object = {}, key = secret, signing: jwt.SignOptions = {}) =>
  `Bearer ${jwt.sign({ exp: now + hour, sub: 'ada', aud: audience, iss: issuer, ...extra }, key, signing)}`;

export const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

const good = bearer();

/** For a server that wants a token of this secret, audience and issuer, signed with HS256. */
export const brokenTokens: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  {
    title: 'an expired token',
    authorization: bearer({ iat: now - 2 * hour, exp: now - hour }),
    expected: 'token-expired',
  },
  {
    title: 'a token of tomorrow',
    authorization: bearer({ nbf: now + 24 * hour, exp: now + 48 * hour }),
    expected: 'token-not-yet-valid',
  },
  {
    title: 'another secret',
    authorization: bearer({}, 'another-secret-which-is-long-enough'),
    expected: 'signature-invalid',
  },
  { title: 'another audience', authorization: bearer({ aud: 'billing' }), expected: 'audience-mismatch' },
  { title: 'another issuer', authorization: bearer({ iss: 'https://other.test/' }), expected: 'issuer-mismatch' },
  {
    title: 'another algorithm',
    authorization: bearer({}, secret, { algorithm: 'HS512' }),
    expected: 'algorithm-not-allowed',
  },
  { title: 'half a token', authorization: good.slice(0, good.lastIndexOf('.')), expected: 'token-malformed' },
  { title: 'the scheme twice', authorization: `Bearer ${good}`, expected: 'malformed-header' },
  { title: 'no scheme', authorization: good.slice('Bearer '.length), expected: 'malformed-header' },
  { title: 'a password', authorization: basic('ada:engine'), expected: 'scheme-mismatch' },
  { title: 'a variable without a value', authorization: 'Bearer undefined', expected: 'placeholder-credentials' },
  { title: 'a variable that was not replaced', authorization: `Bearer \${TOKEN}`, expected: 'placeholder-credentials' },
];

/** For a server that knows the user "ada" with the password "engine". */
export const brokenPasswords: readonly Broken[] = [
  { title: 'no header', expected: 'credentials-missing' },
  { title: 'a wrong password', authorization: basic('ada:compiler'), expected: 'invalid-credentials' },
  { title: 'an unknown user', authorization: basic('grace:engine'), expected: 'invalid-credentials' },
  { title: 'a password that was not encoded', authorization: 'Basic ada:engine', expected: 'malformed-header' },
  { title: 'a user without a colon', authorization: basic('ada'), expected: 'malformed-header' },
  { title: 'a line break after the password', authorization: basic('ada:engine\n'), expected: 'malformed-header' },
  { title: 'the scheme twice', authorization: `Basic ${basic('ada:engine')}`, expected: 'malformed-header' },
  { title: 'a token', authorization: 'Bearer 2YotnFZFEjr1zCsicMWpAA', expected: 'scheme-mismatch' },
  {
    title: 'a variable that was not replaced',
    authorization: 'Basic {{credentials}}',
    expected: 'placeholder-credentials',
  },
];

/** One request for each, with those marked that the server's answer does not tell from others. */
export function casesAt(url: string, broken: readonly Broken[], undetermined: readonly string[] = []): readonly Case[] {
  return broken.map(({ authorization, ...rest }) => ({
    ...rest,
    url,
    headers: authorization === undefined ? {} : { Authorization: authorization },
    ...(undetermined.includes(rest.title) && { undetermined: true }),
  }));
}
