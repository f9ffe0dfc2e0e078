import * as oauth from 'oauth4webapi';
import type { Exchange, HttpRequest } from '../request/model.ts';
import { explainAuthorizationError, explainAuthorizationPage } from './explain.ts';
import { Failure, type Flow } from './flow.ts';
import type { RedirectListener } from './model.ts';

export interface AuthorizationCode {
  /** The answer of the authorization endpoint, checked. */
  readonly parameters: URLSearchParams;
  readonly redirectUri: string;
  readonly verifier: string;
  readonly nonce?: string;
}

/** RFC 6749 §4.1 with PKCE (RFC 7636), the browser coming back to loopback (RFC 8252 §7.3) or wherever the listener is. */
export async function askForCode(flow: Flow): Promise<AuthorizationCode> {
  if (!flow.server.authorization_endpoint)
    throw new Failure({ reason: 'The server names no authorization endpoint: enter it, or choose another grant' });
  const state = oauth.generateRandomState();
  const listener = await flow.outside.listen(flow.request.redirectUri, state).catch((error: Error) => {
    throw new Failure({ reason: `Nothing can listen for the browser: ${error.message}` });
  });
  try {
    return await askThrough(flow, flow.server.authorization_endpoint, listener, state);
  } finally {
    await listener.close();
  }
}

async function askThrough(
  flow: Flow,
  endpoint: string,
  listener: RedirectListener,
  state: string,
): Promise<AuthorizationCode> {
  const { redirectUri } = listener;
  const verifier = oauth.generateRandomCodeVerifier();
  const nonce = /(?:^|\s)openid(?:\s|$)/.test(flow.request.scope ?? '') ? oauth.generateRandomNonce() : undefined;
  const { scope, resource, clientId, parameters = {} } = flow.request;
  const asked = new URLSearchParams({
    ...parameters,
    client_id: clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(scope && { scope }),
    ...(resource && { resource }),
    ...(nonce && { nonce }),
    ...(flow.options.DPoP && { dpop_jkt: await flow.options.DPoP.calculateThumbprint() }),
  });
  const url = await addressFor(flow, endpoint, asked);
  await checkAddress(flow, url, redirectUri);
  if (!(await flow.outside.openBrowser(url)))
    throw new Failure({ reason: `No browser could be opened: open "${url}"` });
  const back = await comeBack(flow, listener);
  const checked = check(flow, back, state, url);
  return { parameters: checked, redirectUri, verifier, ...(nonce && { nonce }) };
}

/** RFC 9126: some servers take the request only from the client itself, and give an address for it. */
async function addressFor(flow: Flow, endpoint: string, asked: URLSearchParams): Promise<string> {
  const url = new URL(endpoint);
  if (flow.server.require_pushed_authorization_requests !== true) {
    for (const [name, value] of asked) url.searchParams.set(name, value);
    return url.href;
  }
  const { server, client, authentication, options } = flow;
  const response = await oauth.pushedAuthorizationRequest(server, client, authentication, asked, options);
  const { request_uri: uri } = await oauth.processPushedAuthorizationResponse(server, client, response);
  url.searchParams.set('client_id', client.client_id);
  url.searchParams.set('request_uri', uri);
  return url.href;
}

/**
 * Asked once before the browser is: where a server does not dare to redirect, only its page says why, and nobody would come
 * back with that. Pushed requests are for one use and are left alone.
 */
async function checkAddress(flow: Flow, url: string, redirectUri: string): Promise<void> {
  if (flow.server.require_pushed_authorization_requests === true) return;
  const request: HttpRequest = { method: 'GET', url, headers: [{ name: 'Accept', value: 'text/html' }] };
  const exchange = await flow.recorder.send(request);
  const status = exchange.response?.status ?? 0;
  if (status < 400 || status >= 500) return;
  const explained = explainAuthorizationPage(exchange, redirectUri);
  // Other refusals may be of programs alone, such as a firewall's or Kerberos's, and the browser gets further.
  const isOfClient = explained.cause === 'client-not-allowed' || explained.cause === 'client-authentication-failed';
  if (isOfClient || [400, 404, 410].includes(status)) throw new Failure(explained);
}

async function comeBack(flow: Flow, listener: RedirectListener): Promise<URL> {
  const { patience = 10 * 60_000 } = flow.outside;
  const late = AbortSignal.timeout(patience);
  try {
    return await listener.next(AbortSignal.any([flow.signal, late]));
  } catch (error) {
    if (!late.aborted) throw error;
    throw new Failure({
      reason: `The browser did not come back in time: its page says what the server waited for`,
    });
  }
}

function check(flow: Flow, back: URL, state: string, url: string): URLSearchParams {
  const exchange = exchangeOf(flow, url, back);
  flow.recorder.exchanges.push(exchange);
  try {
    const parameters = new URLSearchParams(back.search);
    // RFC 9207
    if (!flow.knowsIssuer) parameters.delete('iss');
    return oauth.validateAuthResponse(flow.server, flow.client, parameters, state);
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError)
      throw new Failure(explainAuthorizationError(error, exchange));
    const detail = error instanceof Error ? error.message : String(error);
    throw new Failure({
      reason: `The browser came back with an answer that is not for this sign-in: ${detail}`,
      exchange,
    });
  }
}

/** As the browser saw it, whose own headers nobody knows. */
function exchangeOf(flow: Flow, url: string, back: URL): Exchange {
  return {
    id: oauth.generateRandomState(),
    request: { method: 'GET', url, headers: [] },
    response: { status: 302, statusText: 'Found', headers: [{ name: 'Location', value: back.href }] },
    hops: [],
    receivedAt: flow.outside.now(),
    unseen: ['*'],
  };
}
