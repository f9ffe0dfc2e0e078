import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, exportJWK, generateKeyPair, type JWK, jwtVerify, SignJWT } from 'jose';
import { requestOf } from '../http-file.ts';
import { seconds } from '../issuer.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { orders } from '../resource.ts';

/** Tokens that are bound to a key (RFC 9449), sent without a proof that the server accepts. */
export async function dpopFaults(lab: LabContext): Promise<FaultFamily> {
  const { origins, issuer, startedAt } = lab;
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk = await exportJWK(publicKey);
  const nonce = randomBytes(12).toString('base64url');
  const token = await issuer.mint({ cnf: { jkt: await calculateJwkThumbprint(jwk) } });
  const proof = (claims: { htu: string; nonce?: string }) =>
    new SignJWT({ htm: 'GET', jti: randomUUID(), iat: seconds(startedAt), ath: hashOf(token), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .sign(privateKey);
  const htu = `${origins.api}/dpop/orders`;
  const withProof = (made: string) => `GET {{api}}/dpop/orders\nAuthorization: DPoP ${token}\nDPoP: ${made}`;
  return {
    requests: [
      requestOf({
        name: 'dpop',
        title: 'A DPoP proof that is fine',
        expected: 'ok',
        note: 'For comparison.',
        request: withProof(await proof({ htu, nonce })),
      }),
      requestOf({
        name: 'dpopWithoutNonce',
        title: 'A DPoP proof without the nonce of the server',
        expected: 'sender-proof-invalid',
        note: 'The server sends the nonce that the next proof must hold.',
        request: withProof(await proof({ htu })),
      }),
      requestOf({
        name: 'dpopForAnotherUrl',
        title: 'A DPoP proof that was made for another URL',
        expected: 'sender-proof-invalid',
        note: '"htu" is not the URL of the request.',
        request: withProof(await proof({ htu: `${origins.api}/orders`, nonce })),
      }),
      requestOf({
        name: 'dpopAsBearer',
        title: 'A bound token that is sent as if it were a bearer token',
        expected: 'sender-proof-invalid',
        note: 'It has "cnf", and the request has no proof.',
        request: `GET {{api}}/dpop/orders\nAuthorization: Bearer ${token}`,
      }),
    ],
    routes: { api: { '/dpop/orders': incoming => answer(incoming, lab, nonce) } },
  };
}

async function answer(incoming: Incoming, { issuer, origins }: LabContext, nonce: string): Promise<Answer> {
  const { authorization, dpop } = incoming.headers;
  const refuse = (error: string, description: string): Answer => ({
    status: 401,
    headers: {
      'WWW-Authenticate': `DPoP error="${error}", error_description="${description}", algs="ES256"`,
      'DPoP-Nonce': nonce,
    },
    body: { error, error_description: description },
  });
  if (authorization === undefined) return { status: 401, headers: { 'WWW-Authenticate': 'DPoP algs="ES256"' } };
  const [, scheme = '', token = ''] = /^(\S+) +(\S+)$/.exec(authorization) ?? [];
  if (scheme.toLowerCase() === 'bearer')
    return refuse('invalid_token', 'The token is bound to a key; send it with DPoP and a proof');
  const bound = await jwtVerify(token, issuer.keySet, { audience: origins.api }).catch(() => undefined);
  if (!bound) return refuse('invalid_token', 'The access token is not valid');
  if (typeof dpop !== 'string') return refuse('invalid_dpop_proof', 'The DPoP proof is missing');
  // RFC 9449 §4.3. With a nonce of the server's own, "iat" has nothing to add (§11.1), so that a proof can be sent again.
  const proof = await jwtVerify<ProofClaims>(dpop, EmbeddedJWK, { typ: 'dpop+jwt', algorithms: ['ES256'] }).catch(
    () => undefined,
  );
  const jwk = proof?.protectedHeader.jwk as JWK | undefined;
  if (!proof || !jwk) return refuse('invalid_dpop_proof', 'The DPoP proof does not verify');
  const { cnf } = bound.payload as { cnf?: { jkt?: string } };
  if (cnf?.jkt !== (await calculateJwkThumbprint(jwk)))
    return refuse('invalid_token', 'The token is bound to another key');
  const { htm, htu, ath, nonce: sent } = proof.payload;
  if (sent !== nonce) return refuse('use_dpop_nonce', 'Resource server requires nonce in DPoP proof');
  if (htm !== incoming.method) return refuse('invalid_dpop_proof', 'htm does not match the method of the request');
  if (htu !== `${origins.api}${incoming.url.pathname}`)
    return refuse('invalid_dpop_proof', 'htu does not match the URL of the request');
  return ath === hashOf(token) ? orders : refuse('invalid_dpop_proof', 'ath does not match the access token');
}

interface ProofClaims {
  readonly htm?: string;
  readonly htu?: string;
  readonly ath?: string;
  readonly nonce?: string;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
