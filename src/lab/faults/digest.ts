import { createHash, randomBytes } from 'node:crypto';
import { parseCredentials } from '../../auth/credentials.ts';
import { requestOf } from '../http-file.ts';
import type { Answer, FaultFamily, Handler, Incoming } from '../model.ts';
import { orders } from '../resource.ts';

type Algorithm = 'MD5' | 'SHA-256';

const user = 'ada';
const password = 'engine-no-1';
const realm = 'digest@lab';

/** Digest (RFC 7616), with both hashes. Nonces never run out on their own, so that a request can be sent again. */
export function digestFaults(): FaultFamily {
  const nonces = { current: randomBytes(12).toString('base64'), stale: randomBytes(12).toString('base64') };
  const digest = (algorithm: Algorithm, nonce: string, secret: string) => {
    const uri = `/digest/${algorithm.toLowerCase()}/orders`;
    const parts = { uri, nonce, nc: '00000001', cnonce: randomBytes(6).toString('hex') };
    const fields = [
      `username="${user}"`,
      `realm="${realm}"`,
      `nonce="${nonce}"`,
      `uri="${uri}"`,
      `algorithm=${algorithm}`,
      'qop=auth',
      `nc=${parts.nc}`,
      `cnonce="${parts.cnonce}"`,
      `response="${responseFor(algorithm, 'GET', parts, secret)}"`,
    ];
    return `GET {{api}}${uri}\nAuthorization: Digest ${fields.join(', ')}`;
  };
  const server =
    (algorithm: Algorithm): Handler =>
    incoming =>
      digestOrders(incoming, algorithm, nonces);
  return {
    requests: [
      requestOf({
        name: 'digest',
        title: 'Digest as it should be',
        expected: 'ok',
        note: 'With SHA-256.',
        request: digest('SHA-256', nonces.current, password),
      }),
      requestOf({
        name: 'digestStaleNonce',
        title: 'Digest with a nonce that is too old',
        expected: 'digest-mismatch',
        note: '"stale=true" says that the password is right and the nonce is not.',
        request: digest('MD5', nonces.stale, password),
      }),
      requestOf({
        name: 'digestMismatch',
        title: 'Digest over another password',
        expected: 'digest-mismatch',
        note: 'The server computes another response than the client sent.',
        request: digest('SHA-256', nonces.current, 'engine-no-2'),
      }),
    ],
    routes: { api: { '/digest/md5/orders': server('MD5'), '/digest/sha-256/orders': server('SHA-256') } },
  };
}

interface Nonces {
  readonly current: string;
  readonly stale: string;
}

function digestOrders({ method, headers, url }: Incoming, algorithm: Algorithm, nonces: Nonces): Answer {
  const refuse = (stale: boolean, body: string): Answer => ({
    status: 401,
    headers: {
      'WWW-Authenticate': `Digest realm="${realm}", qop="auth", algorithm=${algorithm}, nonce="${nonces.current}"${stale ? ', stale=true' : ''}`,
    },
    body,
  });
  const credentials = parseCredentials(headers.authorization ?? '').value;
  if (credentials?.scheme.toLowerCase() !== 'digest') return refuse(false, 'Sign in with Digest\n');
  const sent = Object.fromEntries(credentials.params.map(({ name, value }) => [name, value]));
  const { uri = '', nonce = '', nc = '', cnonce = '', response, username } = sent;
  if (uri !== url.pathname + url.search) return { status: 400, body: `The digest is for "${uri}"\n` };
  if (username !== user || response !== responseFor(algorithm, method, { uri, nonce, nc, cnonce }, password))
    return refuse(false, 'The response does not match\n');
  return nonce === nonces.current ? orders : refuse(true, 'The nonce is stale\n');
}

interface DigestParts {
  readonly uri: string;
  readonly nonce: string;
  readonly nc: string;
  readonly cnonce: string;
}

/** RFC 7616 §3.4.1, with qop "auth". */
function responseFor(
  algorithm: Algorithm,
  method: string,
  { uri, nonce, nc, cnonce }: DigestParts,
  secret: string,
): string {
  const hash = (text: string) => createHash(algorithm.replace('-', '')).update(text).digest('hex');
  return hash([hash(`${user}:${realm}:${secret}`), nonce, nc, cnonce, 'auth', hash(`${method}:${uri}`)].join(':'));
}
