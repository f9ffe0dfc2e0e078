import type * as oauth from 'oauth4webapi';
import { Failure, type Flow } from './flow.ts';
import { refuse } from './limited-fetch.ts';
import { fetchMetadata } from './metadata.ts';
import type { Outside, SignInRequest } from './model.ts';

/** What is known of the server: its own metadata, and over it what the user gave. */
export async function findServer(
  { issuer, endpoints = {} }: SignInRequest,
  send: Outside['send'],
  signal: AbortSignal,
): Promise<Pick<Flow, 'server' | 'knowsIssuer'>> {
  const given = {
    ...(endpoints.token && { token_endpoint: endpoints.token }),
    ...(endpoints.authorization && { authorization_endpoint: endpoints.authorization }),
    ...(endpoints.deviceAuthorization && { device_authorization_endpoint: endpoints.deviceAuthorization }),
  };
  // The user chose this issuer, which may well be one of the local network.
  const options = { signal, allowPrivate: true };
  const known = issuer ? await fetchMetadata(send, issuer, 'token_endpoint', options) : undefined;
  if (known?.kind === 'failed' && !endpoints.token) throw new Failure({ reason: known.message });
  if (!known && !endpoints.token)
    throw new Failure({ reason: 'Neither an issuer nor a token endpoint is given: enter one of them' });
  // Without metadata, a client assertion is addressed to the token endpoint (RFC 7523 §3).
  const found = known?.kind === 'metadata' ? known.value : { issuer: issuer || (endpoints.token ?? '') };
  const server: oauth.AuthorizationServer = { ...found, ...given };
  const urls = [...usedEndpoints.map(name => server[name]), ...Object.values(server.mtls_endpoint_aliases ?? {})];
  for (const url of urls) {
    const refused = typeof url === 'string' && refuse(url, issuer || url, options);
    if (refused) throw new Failure({ reason: `The endpoint ${refused}` });
  }
  return { server, knowsIssuer: known?.kind === 'metadata' && !known.isShared };
}

const usedEndpoints = [
  'token_endpoint',
  'authorization_endpoint',
  'device_authorization_endpoint',
  'pushed_authorization_request_endpoint',
  'revocation_endpoint',
] as const;
