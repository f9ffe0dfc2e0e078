import { encodeBasic } from '../../auth/schemes/basic.ts';
import { requestOf } from '../http-file.ts';
import type { FaultFamily, LabContext } from '../model.ts';

/** The token endpoint of the issuer (RFC 6749 §5.2). */
export function oauthFaults({ issuer }: LabContext): FaultFamily {
  const { client, refreshTokens } = issuer;
  const post = (secret: string, form: string) =>
    `POST {{issuer}}/token\nAuthorization: Basic ${encodeBasic(client.id, secret)}\n` +
    `Content-Type: application/x-www-form-urlencoded\n\n${form}`;
  return {
    requests: [
      requestOf({
        name: 'clientCredentials',
        title: 'A client that asks for a token of its own',
        expected: 'ok',
        note: 'The answer holds a new access token.',
        request: post(client.secret, 'grant_type=client_credentials'),
      }),
      requestOf({
        name: 'refresh',
        title: 'A refresh token that still works',
        expected: 'ok',
        note: 'The answer holds a new access token.',
        request: post(client.secret, `grant_type=refresh_token&refresh_token=${refreshTokens.good}`),
      }),
      requestOf({
        name: 'wrongClientSecret',
        title: 'A client with a wrong secret',
        expected: 'client-authentication-failed',
        note: 'It is the client that is refused, not the user.',
        request: post('lab-client-sceret', 'grant_type=client_credentials'),
      }),
      requestOf({
        name: 'revokedRefreshToken',
        title: 'A refresh token that was revoked',
        expected: 'grant-invalid',
        note: 'The client is fine; the user has to sign in again.',
        request: post(client.secret, `grant_type=refresh_token&refresh_token=${refreshTokens.revoked}`),
      }),
    ],
    routes: { issuer: issuer.routes },
  };
}
