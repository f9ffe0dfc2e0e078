// How the lab's APIs judge an access token (RFC 9068 §4) and how they speak of it (RFC 6750 §3). What is wrong is found
// out by jose, not played: a token that is fine gets its orders.
import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Answer, Incoming, LabContext } from './model.ts';

export type TokenFault =
  | 'expired'
  | 'not-yet-valid'
  | 'wrong-issuer'
  | 'wrong-audience'
  | 'wrong-type'
  | 'unknown-key'
  | 'bad-signature'
  | 'bad-algorithm'
  | 'malformed';

export type Judgement =
  | { readonly kind: 'good'; readonly claims: JWTPayload }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable' }
  | { readonly kind: 'bad'; readonly fault: TokenFault; readonly token: string };

/** Reads the token of an Authorization field and verifies it. */
export async function judge(incoming: Incoming, lab: LabContext, options: JWTVerifyOptions = {}): Promise<Judgement> {
  const sent = incoming.headers.authorization;
  if (sent === undefined || !/^Bearer(?![^ ])/i.test(sent)) return { kind: 'absent' };
  const [, token] = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(sent) ?? [];
  if (token === undefined) return { kind: 'unreadable' };
  try {
    const { payload } = await jwtVerify(token, lab.issuer.keySet, {
      issuer: lab.issuer.url,
      audience: lab.origins.api,
      typ: 'at+jwt',
      algorithms: ['ES256', 'RS256'],
      ...options,
    });
    return { kind: 'good', claims: payload };
  } catch (error) {
    return { kind: 'bad', fault: faultOf(error), token };
  }
}

function faultOf(error: unknown): TokenFault {
  if (error instanceof errors.JWTExpired) return 'expired';
  if (error instanceof errors.JWTClaimValidationFailed) return faultOfClaim[error.claim] ?? 'malformed';
  if (error instanceof errors.JWKSNoMatchingKey) return 'unknown-key';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'bad-signature';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'bad-algorithm';
  return 'malformed';
}

const faultOfClaim: Readonly<Record<string, TokenFault>> = {
  nbf: 'not-yet-valid',
  iat: 'not-yet-valid',
  iss: 'wrong-issuer',
  aud: 'wrong-audience',
  typ: 'wrong-type',
};

const descriptions: Readonly<Record<TokenFault, string>> = {
  expired: 'The access token expired',
  'not-yet-valid': 'The access token is not valid yet',
  'wrong-issuer': 'The issuer of the access token is not trusted here',
  'wrong-audience': 'The audience of the access token is not this API',
  'wrong-type': 'The token is not an access token',
  'unknown-key': 'No key in the key set matches the kid of the token',
  'bad-signature': 'The signature of the access token does not verify',
  'bad-algorithm': 'The signing algorithm of the access token is not allowed',
  malformed: 'The access token is malformed',
};

/** An API that keeps to RFC 6750 and RFC 9728 in all things, and says what it found. */
export async function talkative(incoming: Incoming, lab: LabContext, options?: JWTVerifyOptions): Promise<Answer> {
  const judgement = await judge(incoming, lab, options);
  const metadata = `resource_metadata="${lab.origins.api}/.well-known/oauth-protected-resource"`;
  switch (judgement.kind) {
    case 'good':
      return orders;
    // RFC 6750 §3.1: a request without credentials is told no error.
    case 'absent':
      return { status: 401, headers: { 'WWW-Authenticate': `Bearer realm="orders", ${metadata}` } };
    case 'unreadable': {
      const description = 'The Authorization header is not "Bearer" and one token';
      return {
        status: 400,
        headers: challenge(
          `realm="orders", error="invalid_request", error_description="${description.replaceAll('"', "'")}"`,
        ),
        body: { error: 'invalid_request', error_description: description },
      };
    }
    case 'bad': {
      const description = descriptions[judgement.fault];
      return {
        status: 401,
        headers: challenge(`realm="orders", error="invalid_token", error_description="${description}", ${metadata}`),
        body: { error: 'invalid_token', error_description: description },
      };
    }
  }
}

/** An API that says no more than it must. */
export async function terse(incoming: Incoming, lab: LabContext, options?: JWTVerifyOptions): Promise<Answer> {
  const judgement = await judge(incoming, lab, options);
  if (judgement.kind === 'good') return orders;
  const error = judgement.kind === 'bad' ? 'Bearer error="invalid_token"' : 'Bearer';
  return { status: 401, headers: { 'WWW-Authenticate': error }, body: 'Unauthorized\n' };
}

export const orders: Answer = { status: 200, body: { orders: [{ id: 1, item: 'Analytical engine' }] } };

export function challenge(params: string): { 'WWW-Authenticate': string } {
  return { 'WWW-Authenticate': `Bearer ${params}` };
}
