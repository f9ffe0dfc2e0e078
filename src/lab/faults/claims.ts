import { requestOf } from '../http-file.ts';
import { seconds } from '../issuer.ts';
import type { Answer, FaultFamily, Incoming, LabContext } from '../model.ts';
import { challenge, judge, orders, talkative } from '../resource.ts';

/** Tokens that are genuine and current, and not what this API wants. */
export async function claimFaults(lab: LabContext): Promise<FaultFamily> {
  const { issuer, origins, startedAt } = lab;
  const bearer = (line: string, token: string) => `${line}\nAuthorization: Bearer ${token}`;
  const otherTenant = await issuer.mint({ iss: `${issuer.url}/tenants/b` });
  const otherApi = await issuer.mint({ aud: `${origins.other}/billing` });
  const idToken = await issuer.mint(
    { aud: issuer.client.id, nonce: 'n-0S6_WzA2Mj', auth_time: seconds(startedAt), at_hash: 'MTIzNDU2Nzg5MDEyMzQ1Ng' },
    { typ: 'JWT' },
  );
  const weak = await issuer.mint({ acr: 'urn:lab:password', auth_time: seconds(startedAt) - 86_400 });
  return {
    requests: [
      requestOf({
        name: 'wrongIssuer',
        title: 'A token of another tenant',
        expected: 'issuer-mismatch',
        note: '"iss" is not the issuer that the API trusts.',
        request: bearer('GET {{api}}/orders', otherTenant),
      }),
      requestOf({
        name: 'wrongAudience',
        title: 'A token for another API',
        expected: 'audience-mismatch',
        note: '"aud" names the billing API.',
        request: bearer('GET {{api}}/orders', otherApi),
      }),
      requestOf({
        name: 'idToken',
        title: 'An ID token where an access token is wanted',
        expected: 'wrong-token-type',
        note: 'It has "nonce" and "at_hash", and its audience is the client.',
        request: bearer('GET {{api}}/typed/orders', idToken),
      }),
      requestOf({
        name: 'missingClaim',
        title: 'A token without a claim that the API needs',
        expected: 'claim-missing',
        note: 'The API wants a "tenant".',
        request: bearer('GET {{api}}/tenant/orders', '{{token}}'),
      }),
      requestOf({
        name: 'missingScope',
        title: 'A token without the scope for writing',
        expected: 'insufficient-scope',
        note: 'It has "orders:read"; a 403 says that "orders:write" is needed.',
        request: `${bearer('POST {{api}}/orders/new', '{{token}}')}\nContent-Type: application/json\n\n{"item": "Difference engine"}`,
      }),
      requestOf({
        name: 'stepUp',
        title: 'A sign-in that is too weak for this resource',
        expected: 'step-up-required',
        note: 'The user has to sign in again with a second factor (RFC 9470).',
        request: bearer('GET {{api}}/payouts', weak),
      }),
    ],
    routes: {
      api: {
        '/typed/orders': incoming => typed(incoming, lab),
        '/tenant/orders': incoming => withTenant(incoming, lab),
        '/orders/new': incoming => withScope(incoming, lab),
        '/payouts': incoming => withStrongSignIn(incoming, lab),
        '/.well-known/oauth-protected-resource': () => ({ status: 200, body: resourceMetadata(lab) }),
      },
    },
  };
}

/** RFC 9728 §2. */
function resourceMetadata({ origins, issuer }: LabContext): object {
  return {
    resource: origins.api,
    authorization_servers: [issuer.url],
    jwks_uri: `${issuer.url}/jwks`,
    scopes_supported: ['orders:read', 'orders:write'],
    bearer_methods_supported: ['header'],
    resource_name: 'Orders of the 401 Lab',
  };
}

/** Looks at the kind of token before anything else, and says what it got. */
async function typed(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab, { audience: [lab.origins.api, lab.issuer.client.id] });
  if (judgement.kind !== 'bad' || judgement.fault !== 'wrong-type') return talkative(incoming, lab);
  return {
    status: 401,
    headers: challenge('error="invalid_token"'),
    body: {
      type: 'about:blank',
      title: 'Unauthorized',
      status: 401,
      detail: 'Expected an access token (typ "at+jwt"), got "JWT"',
    },
  };
}

async function withTenant(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab);
  if (judgement.kind !== 'good') return talkative(incoming, lab);
  if (judgement.claims.tenant !== undefined) return orders;
  return {
    status: 401,
    headers: challenge('error="invalid_token", error_description="missing required claim \'tenant\'"'),
    body: { detail: 'Token is missing the "tenant" claim' },
  };
}

async function withScope(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab);
  if (judgement.kind !== 'good') return talkative(incoming, lab);
  if (String(judgement.claims.scope).split(' ').includes('orders:write')) return { status: 201, body: { id: 2 } };
  return {
    status: 403,
    headers: challenge('error="insufficient_scope", scope="orders:write"'),
    body: { error: 'insufficient_scope', scope: 'orders:write' },
  };
}

/** RFC 9470 §3. */
async function withStrongSignIn(incoming: Incoming, lab: LabContext): Promise<Answer> {
  const judgement = await judge(incoming, lab);
  if (judgement.kind !== 'good') return talkative(incoming, lab);
  if (judgement.claims.acr === 'urn:lab:two-factors') return orders;
  const description = 'A different authentication level is required';
  return {
    status: 401,
    headers: challenge(
      `error="insufficient_user_authentication", error_description="${description}", acr_values="urn:lab:two-factors", max_age="300"`,
    ),
  };
}
