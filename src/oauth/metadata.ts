// What an issuer says of itself, looked up at both well-known addresses. Requests are limited-fetch.ts's, whose limits
// oauth4webapi's own discovery does not have (redirects, size, private addresses); what an answer must hold is oauth4webapi's.
import { type AuthorizationServer, JSON_ATTRIBUTE_COMPARISON, processDiscoveryResponse } from 'oauth4webapi';
import { isObject } from '../jwt/json.ts';
import type { Sender } from '../request/sender.ts';
import { type Failed, failed, fetchJson, type IssuerOptions, refuse } from './limited-fetch.ts';

export interface Metadata {
  readonly kind: 'metadata';
  readonly value: AuthorizationServer;
  readonly from: string;
  /** One address for many tenants, as Entra's `common`: tokens name the issuer of their tenant and not this one. */
  readonly isShared: boolean;
}

export type NeededEndpoint = 'jwks_uri' | 'token_endpoint' | 'userinfo_endpoint';

const endpointNames: Readonly<Record<NeededEndpoint, string>> = {
  jwks_uri: 'key set',
  token_endpoint: 'token endpoint',
  userinfo_endpoint: 'userinfo endpoint',
};

/** Metadata that lacks the needed member is as good as none: the other address may have it. */
export async function fetchMetadata(
  send: Sender['send'],
  issuer: string,
  needed: NeededEndpoint,
  options: IssuerOptions = {},
): Promise<Metadata | Failed> {
  const refused = refuse(issuer, issuer, options);
  if (refused) return failed(`The issuer ${refused}`);
  const problems: string[] = [];
  for (const url of metadataUrls(issuer)) {
    const answer = await fetchJson(send, url, issuer, options);
    if (answer.kind === 'failed' && options.signal?.aborted) return answer;
    const metadata = answer.kind === 'json' ? await readMetadata(answer.value, url, issuer, needed) : answer;
    if (metadata.kind === 'metadata') return metadata;
    problems.push(metadata.message);
    // A server that does not answer will not answer at its other address.
    if (answer.kind === 'failed' && !answer.answered) break;
  }
  return failed(problems.join('. '));
}

/** OpenID Connect Discovery §4 puts the well-known part after the issuer's path, RFC 8414 §3.1 before it. */
export function metadataUrls(issuer: string): readonly string[] {
  const { origin, pathname } = new URL(issuer);
  const path = pathname.replace(/\/$/, '');
  return [
    `${origin}${path}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ];
}

/** RFC 8414 §3.3: metadata that names another issuer must not be used. A template of this one is no other. */
export async function readMetadata(
  value: unknown,
  url: string,
  issuer: string,
  needed: NeededEndpoint,
): Promise<Metadata | Failed> {
  const isShared = isObject(value) && typeof value.issuer === 'string' && isTemplateOf(value.issuer, issuer);
  const text = JSON.stringify(isShared ? { ...value, issuer } : value);
  // Some serve it as text, which does no harm here.
  const answer = new Response(text, { headers: { 'Content-Type': 'application/json' } });
  try {
    const metadata = await processDiscoveryResponse(new URL(issuer), answer);
    if (typeof metadata[needed] === 'string') return { kind: 'metadata', value: metadata, from: url, isShared };
    return failed(`"${url}" names no ${endpointNames[needed]} ("${needed}")`);
  } catch (error) {
    const { code } = error as { code?: unknown };
    return code === JSON_ATTRIBUTE_COMPARISON && isObject(value)
      ? failed(`"${url}" is the metadata of "${value.issuer}", not of "${issuer}"`)
      : failed(`"${url}" is no metadata of an issuer`);
  }
}

/** `https://login.example/{tenantid}/v2.0` is one of `https://login.example/common/v2.0`; the host has to stand there. */
function isTemplateOf(template: string, issuer: string): boolean {
  const [parts, own] = [template.split('/'), issuer.split('/')];
  const fits = (part: string, i: number) => part === own[i] || (i > 2 && /^\{\w{1,40}\}$/.test(part) && own[i] !== '');
  return template !== issuer && parts.length === own.length && parts.every(fits);
}
