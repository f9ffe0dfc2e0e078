// New tokens from a refresh token (RFC 6749 §6), at the token endpoint that the issuer's metadata names. It sends a secret, so
// the limits are those of limited-fetch.ts, a redirect is not followed, and whether to send at all is for the caller to ask.
import { parseJson, textMember } from '../jwt/json.ts';
import type { Exchange, HttpRequest } from '../request/model.ts';
import type { Sender } from '../request/sender.ts';
import { type Failed, failed, type IssuerOptions, limitsFor, refuse } from './limited-fetch.ts';
import { fetchMetadata } from './metadata.ts';

export interface TokenEndpoint {
  readonly kind: 'endpoint';
  readonly issuer: string;
  readonly url: string;
  /** Ways of the client to authenticate itself, where the metadata says so. */
  readonly methods?: readonly string[];
}

export interface RefreshGrant {
  readonly refreshToken: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export interface NewTokens {
  readonly kind: 'tokens';
  readonly accessToken: string;
  readonly idToken?: string;
  /** Takes the place of the one that was sent, which may no longer be good. */
  readonly refreshToken?: string;
}

export async function findTokenEndpoint(
  send: Sender['send'],
  issuer: string,
  options: IssuerOptions = {},
): Promise<TokenEndpoint | Failed> {
  const metadata = await fetchMetadata(send, issuer, 'token_endpoint', options);
  if (metadata.kind === 'failed') return metadata;
  const { token_endpoint: url = '', token_endpoint_auth_methods_supported: methods } = metadata.value;
  const refused = refuse(url, issuer, options);
  if (refused) return failed(`The token endpoint ${refused}`);
  return { kind: 'endpoint', issuer, url, ...(Array.isArray(methods) && { methods }) };
}

export async function redeemRefreshToken(
  send: Sender['send'],
  endpoint: TokenEndpoint,
  grant: RefreshGrant,
  options: IssuerOptions = {},
): Promise<NewTokens | Failed> {
  const exchange = await send(
    refreshRequest(endpoint, grant),
    limitsFor(endpoint.url, options),
    options.signal ?? new AbortController().signal,
  );
  return options.signal?.aborted ? failed('cancelled') : readNewTokens(exchange, endpoint.url);
}

/** What the token endpoint answered, or why there are no tokens in it. */
export function readNewTokens({ response, failure }: Exchange, url: string): NewTokens | Failed {
  if (!response) return failed(`"${url}": ${failure?.message ?? 'no response came'}`);
  const answer = parseJson(response.body?.text ?? '');
  const member = (name: string) => textMember(answer, name);
  const accessToken = member('access_token');
  if (response.status === 200 && accessToken !== undefined) {
    const idToken = member('id_token');
    const refreshToken = member('refresh_token');
    return { kind: 'tokens', accessToken, ...(idToken && { idToken }), ...(refreshToken && { refreshToken }) };
  }
  const error = member('error');
  if (error === undefined) return failed(`"${url}" answered ${response.status} without an access token`, true);
  // RFC 6749 §5.2: why, for people.
  const description = member('error_description');
  return failed(`"${url}" said "${error}"${description === undefined ? '' : `: ${description}`}`, true);
}

export function refreshRequest(
  { url, methods }: Pick<TokenEndpoint, 'url' | 'methods'>,
  { refreshToken, clientId, clientSecret }: RefreshGrant,
): HttpRequest {
  const form = new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken });
  // RFC 8414 §2: where the metadata says nothing, it is HTTP Basic.
  const basic =
    clientId !== undefined && clientSecret !== undefined && methods?.includes('client_secret_basic') !== false;
  if (clientId !== undefined && !basic) form.set('client_id', clientId);
  if (clientSecret !== undefined && !basic) form.set('client_secret', clientSecret);
  return formRequest(
    url,
    form,
    basic ? `Basic ${btoa(`${formEncode(clientId)}:${formEncode(clientSecret)}`)}` : undefined,
  );
}

/** What the endpoints of an authorization server take. */
export function formRequest(url: string, form: URLSearchParams, authorization: string | undefined): HttpRequest {
  return {
    method: 'POST',
    url,
    headers: [
      { name: 'Content-Type', value: 'application/x-www-form-urlencoded' },
      { name: 'Accept', value: 'application/json' },
      ...(authorization === undefined ? [] : [{ name: 'Authorization', value: authorization }]),
    ],
    body: { text: form.toString() },
  };
}

/** RFC 6749 §2.3.1: both are form-encoded before they are joined. */
function formEncode(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
