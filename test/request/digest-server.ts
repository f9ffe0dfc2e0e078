// The server's side of Digest (RFC 7616 §3.4), written apart from the client's.
import { createHash } from 'node:crypto';
import type { ReceivedRequest } from './loopback.ts';

export interface DigestAccount {
  readonly hash?: 'md5' | 'sha256' | 'sha512-256';
  readonly session?: boolean;
  readonly user: string;
  readonly password: string;
  readonly realm?: string;
  /** Those that the server takes; any where it is absent, and none where it is empty. */
  readonly qop?: readonly string[];
  readonly userhash?: boolean;
}

export const nonce = 'n0nce';

/** Whether the request proves that account, for this method, this target with its query, and this body. */
export function proves(request: ReceivedRequest, account: DigestAccount): boolean {
  const { hash = 'md5', session, user, password, realm = 'r', qop, userhash } = account;
  const given = parametersOf(request.header('Authorization') ?? '');
  const h = (text: string) => createHash(hash).update(text).digest('hex');
  if (given.uri !== request.target || given.nonce !== nonce || given.realm !== realm) return false;
  if (qop && (qop.length > 0 ? !qop.includes(given.qop ?? '') : given.qop !== undefined)) return false;
  if (userhash && (given.username !== h(`${user}:${realm}`) || given.userhash !== 'true')) return false;
  const login = h(`${user}:${realm}:${password}`);
  const first = session ? h(`${login}:${nonce}:${given.cnonce}`) : login;
  const entity = given.qop === 'auth-int' ? `:${h(request.body)}` : '';
  const second = h(`${request.method}:${request.target}${entity}`);
  const middle = given.qop ? `${given.nc}:${given.cnonce}:${given.qop}:` : '';
  return given.response === h(`${first}:${nonce}:${middle}${second}`);
}

function parametersOf(header: string): Record<string, string> {
  const pairs = header.matchAll(/([\w*]+)=(?:"((?:[^"\\]|\\.)*)"|([^",\s]+))/g);
  return Object.fromEntries(
    [...pairs].map(([, name, quoted, plain]) => [name, quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '']),
  );
}
