import { generateSecret, SignJWT } from 'jose';
import { requestOf } from '../http-file.ts';
import { seconds } from '../issuer.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { challenge, judge, orders, talkative } from '../resource.ts';

/** Tokens that were changed, signed by somebody else, cut short, or that are no JWT at all. */
export async function tokenFaults(lab: LabContext): Promise<FaultFamily> {
  const { issuer, startedAt } = lab;
  const revoked = await issuer.mint({ jti: 'revoked' });
  const [header = '', payload = '', signature = ''] = lab.token.split('.');
  const promoted = payloadWith(payload, { sub: 'root' });
  const claims = { iss: issuer.url, sub: 'ada', aud: lab.origins.api, exp: seconds(startedAt) + 8 * 3600 };
  const symmetric = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
    .sign(await generateSecret('HS256', { extractable: true }));
  const unsecured = [part({ alg: 'none', typ: 'at+jwt' }), part(claims), ''].join('.');
  const rotated = await issuer.mint({}, { kid: 'lab-key-0' });
  const asBearer = (path: string, token: string) => `GET {{api}}${path}\nAuthorization: Bearer ${token}`;
  return {
    requests: [
      requestOf({
        name: 'goodToken',
        title: 'A token that is fine',
        expected: 'ok',
        note: 'For comparison.',
        request: asBearer('/orders', '{{token}}'),
      }),
      requestOf({
        name: 'truncatedToken',
        title: 'A token that was cut short when it was copied',
        expected: 'token-malformed',
        note: 'Only two of its three parts are there.',
        request: asBearer('/orders', `${header}.${payload}`),
      }),
      requestOf({
        name: 'tamperedToken',
        title: 'A token whose claims were changed after it was signed',
        expected: 'signature-invalid',
        note: '"sub" was made "root", so that the signature does not fit.',
        request: asBearer('/orders', `${header}.${promoted}.${signature}`),
      }),
      requestOf({
        name: 'rotatedKey',
        title: 'A token signed with a key that was retired',
        expected: 'signing-key-unknown',
        note: 'Its "kid" is not in the key set of the issuer.',
        request: asBearer('/orders', rotated),
      }),
      requestOf({
        name: 'wrongAlgorithm',
        title: 'A token signed with a shared secret where a key pair is wanted',
        expected: 'algorithm-not-allowed',
        note: 'The server takes ES256 and RS256, the token has HS256.',
        request: asBearer('/html/orders', symmetric),
      }),
      requestOf({
        name: 'unsignedToken',
        title: 'A token with no signature at all',
        expected: 'algorithm-not-allowed',
        note: '"alg" is "none".',
        request: asBearer('/orders', unsecured),
      }),
      requestOf({
        name: 'revokedToken',
        title: 'A token that was revoked',
        expected: 'token-revoked',
        note: 'Nothing in the token shows it; only the server knows.',
        request: asBearer('/sessions/orders', revoked),
      }),
      requestOf({
        name: 'unknownToken',
        title: 'A token that the server does not know',
        expected: 'token-unknown',
        note: 'It is opaque, and the server gives no reason.',
        request: asBearer('/opaque/orders', 'lab-2YotnFZFEjr1zCsicMWpAA'),
      }),
    ],
    routes: {
      api: {
        '/html/orders': incoming => inHtml(incoming, lab),
        '/sessions/orders': incoming => withRevocation(incoming, lab),
        '/opaque/orders': opaque,
      },
    },
  };
}

/** Speaks HTML, as a framework's error page does. */
async function inHtml(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab);
  if (judgement.kind === 'good') return orders;
  const reason =
    judgement.kind === 'bad' && judgement.fault === 'bad-algorithm'
      ? 'Unsupported algorithm of HS256'
      : 'The request has no token that is good here';
  return {
    status: 401,
    headers: challenge(`error="invalid_token", error_description="${reason}"`),
    body: `<!doctype html><title>HTTP Status 401 – Unauthorized</title><h1>Unauthorized</h1><p>${reason}</p>`,
  };
}

async function withRevocation(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab);
  if (judgement.kind !== 'good' || judgement.claims.jti !== 'revoked') return talkative(incoming, lab);
  return {
    status: 401,
    headers: challenge('realm="orders", error="invalid_token", error_description="The token has been revoked"'),
    body: { code: 'TOKEN_REVOKED', message: 'The token has been revoked' },
  };
}

/** Keeps its tokens in a table, which is empty. */
function opaque({ headers }: Incoming): Answer {
  return headers.authorization === undefined
    ? { status: 401, headers: challenge('realm="orders"') }
    : { status: 401, headers: challenge('realm="orders", error="invalid_token"'), body: { message: 'Unauthorized' } };
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function payloadWith(payload: string, claims: object): string {
  return part({ ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims });
}
