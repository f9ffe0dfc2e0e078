import type { Credentials, HeaderProblem } from '../model.ts';
import { parameterValue } from '../parameters.ts';
import { problem } from '../problems.ts';
import { opaque } from '../scan.ts';
import type { Scheme } from './scheme.ts';

/** RFC 7616 §6.1, and the number of hexadecimal digits that each gives. */
const digits: Record<string, number> = { md5: 32, 'sha-256': 64, 'sha-512-256': 64 };
const algorithms = ['MD5', 'MD5-sess', 'SHA-256', 'SHA-256-sess', 'SHA-512-256', 'SHA-512-256-sess'];

export const digest: Scheme = {
  name: 'Digest',
  form: 'parameters',
  source: 'RFC 7616',
  summary: 'A hash over user name, password, nonce and request; the password itself is not sent',
  challengeParameters: [
    { name: 'realm', required: true, quoting: 'quoted', meaning: 'the protected area, which is part of the hash' },
    { name: 'nonce', required: true, meaning: 'the value that the client must hash along' },
    {
      name: 'qop',
      pattern: /\bauth\b/i,
      shape: 'must offer "auth" or "auth-int"',
      meaning: 'the qualities of protection that the server offers',
    },
    { name: 'algorithm', values: algorithms, meaning: 'the hash; MD5 where it is absent' },
    {
      name: 'stale',
      values: ['true', 'false'],
      meaning: 'true where only the nonce is too old: the password was right',
    },
    { name: 'charset', values: ['UTF-8'], meaning: 'the encoding of user name and password' },
    { name: 'userhash', values: ['true', 'false'], meaning: 'whether the user name may be sent hashed' },
    { name: 'domain', meaning: 'the URIs that the same credentials are good for' },
    { name: 'opaque', meaning: 'to be sent back unchanged' },
  ],
  credentialParameters: [
    { name: 'realm', required: true, quoting: 'quoted', meaning: 'as in the challenge' },
    { name: 'nonce', required: true, quoting: 'quoted', meaning: 'as in the challenge' },
    { name: 'uri', required: true, quoting: 'quoted', meaning: 'the target of the request, with its query' },
    {
      name: 'response',
      required: true,
      quoting: 'quoted',
      pattern: /^[0-9a-f]{32,128}$/i,
      shape: 'must be hexadecimal digits',
      meaning: 'the hash',
    },
    { name: 'algorithm', quoting: 'token', values: algorithms, meaning: 'as in the challenge' },
    { name: 'qop', quoting: 'token', values: ['auth', 'auth-int'], meaning: 'the one that was chosen' },
    {
      name: 'nc',
      quoting: 'token',
      pattern: /^[0-9a-f]{8}$/i,
      shape: 'must be eight hexadecimal digits',
      meaning: 'how many requests used this nonce, eight digits',
    },
    { name: 'userhash', quoting: 'token', values: ['true', 'false'], meaning: 'whether the user name is hashed' },
  ],
  checkCredentials,
};

/** RFC 7616 §3.4: how the parameters depend on each other. */
function checkCredentials({ params, schemeSpan, rest }: Credentials): HeaderProblem[] {
  if (params.length === 0 || rest.includes(opaque)) return [];
  const problems: HeaderProblem[] = [];
  const missing = (name: string, why: string) =>
    problems.push(
      problem('missing-parameter', schemeSpan, `"Digest" needs the parameter "${name}": ${why}`, [], 'warning'),
    );
  const has = (name: string) => parameterValue(params, name) !== undefined;
  const algorithm = (parameterValue(params, 'algorithm') ?? 'MD5').toLowerCase();
  if (!has('username') && !has('username*')) missing('username', 'who signs in');
  if (has('qop') && !has('nc')) missing('nc', '"qop" is given');
  if (has('qop') && !has('cnonce')) missing('cnonce', '"qop" is given');
  const response = params.find(({ name }) => name === 'response');
  const length = digits[algorithm.replace(/-sess$/, '')];
  if (response && length && /^[0-9a-f]+$/i.test(response.value) && response.value.length !== length) {
    const message = `"response" has ${response.value.length} digits, but "${algorithm}" gives ${length}`;
    problems.push(problem('parameter-value', response.valueSpan, message));
  }
  const hashed = parameterValue(params, 'userhash')?.toLowerCase() === 'true';
  const extended = params.find(({ name }) => name === 'username*');
  if (hashed && extended)
    problems.push(problem('parameter-value', extended.span, '"username*" must not be used with "userhash=true"'));
  return problems;
}
