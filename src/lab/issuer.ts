// The lab's authorization server: it signs real tokens, publishes its key set and metadata, and has a token endpoint. Its
// keys live as long as the lab.
import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { decodeBasic } from '../auth/schemes/basic.ts';
import type { Handler, Incoming } from './model.ts';

export interface Issuer {
  readonly url: string;
  /** The `kid` of the key in the key set. */
  readonly keyId: string;
  readonly keySet: ReturnType<typeof createLocalJWKSet>;
  readonly client: { readonly id: string; readonly secret: string };
  /** A refresh token that works, and one that was revoked. */
  readonly refreshTokens: { readonly good: string; readonly revoked: string };
  /** Signs an access token for the lab's API (RFC 9068), with `claims` and `header` on top of what is usual. */
  mint(claims?: JWTPayload, header?: { kid?: string; typ?: string }): Promise<string>;
  readonly routes: Readonly<Record<string, Handler>>;
}

const minute = 60_000;

export async function createIssuer(url: string, audience: string, startedAt: number): Promise<Issuer> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const keyId = 'lab-key-1';
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: keyId, alg: 'ES256', use: 'sig' }] };
  const client = { id: 'lab-client', secret: 'lab-client-secret' };
  const refreshTokens = { good: 'lab-refresh-token-1', revoked: 'lab-refresh-token-0' };

  function mint(claims: JWTPayload = {}, header: { kid?: string; typ?: string } = {}): Promise<string> {
    const usual = {
      iss: url,
      sub: 'ada',
      aud: audience,
      client_id: client.id,
      scope: 'orders:read',
      iat: seconds(startedAt),
      exp: seconds(startedAt + 8 * 60 * minute),
      jti: randomUUID(),
    };
    return new SignJWT({ ...usual, ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: keyId, typ: 'at+jwt', ...header })
      .sign(privateKey);
  }

  const issuer = { url, keyId, keySet: createLocalJWKSet(keys), client, refreshTokens, mint };
  return {
    ...issuer,
    routes: {
      '/.well-known/openid-configuration': () => ({ status: 200, body: metadata(url) }),
      '/.well-known/oauth-authorization-server': () => ({ status: 200, body: metadata(url) }),
      '/jwks': () => ({ status: 200, headers: { 'Cache-Control': 'max-age=300' }, body: keys }),
      '/token': incoming => answerToken(incoming, issuer),
    },
  };
}

export function seconds(time: number): number {
  return Math.floor(time / 1000);
}

/** RFC 8414 §2, which is OpenID Connect Discovery 1.0 §3 as well. */
function metadata(url: string): object {
  return {
    issuer: url,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
    response_types_supported: ['token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
    grant_types_supported: ['client_credentials', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    scopes_supported: ['orders:read', 'orders:write'],
  };
}

type TokenIssuer = Pick<Issuer, 'client' | 'refreshTokens' | 'mint'>;

/** The token endpoint (RFC 6749 §3.2). */
async function answerToken(incoming: Incoming, { client, refreshTokens, mint }: TokenIssuer) {
  const noStore = { 'Cache-Control': 'no-store' };
  const form = new URLSearchParams(incoming.body);
  const refuse = (error: string, error_description: string) => ({
    status: 400,
    headers: noStore,
    body: { error, error_description },
  });
  if (incoming.method !== 'POST') return { status: 405, headers: { Allow: 'POST' } };
  const sent = clientOf(incoming, form);
  if (sent?.id !== client.id || sent.secret !== client.secret)
    return {
      status: 401,
      // RFC 6749 §5.2: a client that used the Authorization field gets a challenge of that scheme.
      headers: {
        ...noStore,
        ...(incoming.headers.authorization && { 'WWW-Authenticate': 'Basic realm="token endpoint"' }),
      },
      body: { error: 'invalid_client', error_description: 'Client authentication failed' },
    };
  const grant = form.get('grant_type');
  if (grant === 'refresh_token' && form.get('refresh_token') !== refreshTokens.good)
    return refuse('invalid_grant', 'The refresh token is revoked or expired');
  if (grant !== 'refresh_token' && grant !== 'client_credentials')
    return refuse('unsupported_grant_type', 'Use "client_credentials" or "refresh_token"');
  return {
    status: 200,
    headers: noStore,
    body: {
      access_token: await mint(),
      token_type: 'Bearer',
      expires_in: 8 * 60 * 60,
      scope: 'orders:read',
      ...(grant === 'refresh_token' && { refresh_token: refreshTokens.good }),
    },
  };
}

/** RFC 6749 §2.3.1: by Basic, with both parts form-encoded, or in the body. */
function clientOf({ headers }: Incoming, form: URLSearchParams): { id: string; secret: string } | undefined {
  const [, token68] = /^Basic +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  const basic = token68 === undefined ? undefined : decodeBasic(token68);
  if (basic) return { id: formDecoded(basic.user), secret: formDecoded(basic.password) };
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

function formDecoded(text: string): string {
  return new URLSearchParams(`x=${text}`).get('x') ?? '';
}
