// Obtains tokens: every grant that people use, over oauth4webapi, from the lookup of the endpoints to the tokens. It keeps
// nothing and asks nobody: browser, clock and socket are arguments. It never throws: a sign-in that fails ends with a reason
// and with every exchange that led there.
import * as oauth from 'oauth4webapi';
import { issuerOf } from '../jwt/issuer.ts';
import { isObject, parseJson } from '../jwt/json.ts';
import type { Exchange } from '../request/model.ts';
import { askForCode } from './authorize.ts';
import { clientOf, sendingFor } from './client.ts';
import { askForDeviceCode, redeemDeviceCode } from './device.ts';
import { dpopKeyOf } from './dpop.ts';
import { explainExchange, explainMisfit, readError } from './explain.ts';
import { findServer } from './find-server.ts';
import { Failure, type Flow } from './flow.ts';
import type { Outside, SignInFailure, SignInRequest, SignInResult, SignInStep, Tokens } from './model.ts';
import { createRecorder, NoResponse, optionsOf } from './recorder.ts';

export async function signIn(request: SignInRequest, outside: Outside, signal: AbortSignal): Promise<SignInResult> {
  const exchanges: Exchange[] = [];
  let step: SignInStep = 'client';
  let before = 0;
  try {
    const sending = await sendingFor(request, outside.readFile);
    const known = await clientOf(request, sending);
    const dpopKey = request.dpop === undefined ? undefined : await dpopKeyOf(request.dpop);
    if (request.dpop !== undefined && !dpopKey)
      throw new Failure({
        reason: 'The key for DPoP is no private JWK of the curve P-256: leave it out to get a new one',
      });
    step = 'discovery';
    const recorder = createRecorder(outside.send, sending, signal, exchanges);
    const server = await findServer(request, recorder.send, signal);
    const flow: Flow = {
      request,
      outside,
      signal,
      recorder,
      ...server,
      ...known,
      options: { ...optionsOf(recorder), ...(dpopKey && { DPoP: oauth.DPoP(known.client, dpopKey.pair) }) },
      enter: entered => {
        step = entered;
        before = exchanges.length;
      },
    };
    const answer = await runGrant(flow);
    return { kind: 'signed-in', tokens: toTokens(answer, outside.now(), dpopKey?.jwk), exchanges };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled', exchanges };
    return {
      kind: 'failed',
      step,
      ...explain(error, step, exchanges.slice(before), exchanges.slice(0, before)),
      exchanges,
    };
  }
}

const places: Readonly<Record<SignInStep, string>> = {
  client: 'client',
  discovery: 'metadata',
  authorization: 'authorization endpoint',
  'device-authorization': 'device authorization endpoint',
  token: 'token endpoint',
};

type Explained = Omit<SignInFailure, 'kind' | 'step' | 'exchanges'>;

/** From the exchanges of the step that failed, and those before it. */
function explain(
  error: unknown,
  step: SignInStep,
  exchanges: SignInFailure['exchanges'],
  earlier: SignInFailure['exchanges'],
): Explained {
  if (error instanceof Failure) return error.explanation;
  const place = places[step];
  if (error instanceof NoResponse) return explainExchange(error.exchange, place);
  const last = exchanges.at(-1);
  const isAnswer = last?.response && (last.response.status >= 300 || readError(last));
  if (last && isAnswer) return explainExchange(last, place, [...earlier, ...exchanges.slice(0, -1)]);
  return explainMisfit(error, last, place);
}

async function runGrant(flow: Flow): Promise<oauth.TokenEndpointResponse> {
  const { request } = flow;
  const { grant } = request;
  if (grant.kind === 'authorization-code') {
    flow.enter('authorization');
    const { parameters, redirectUri, verifier, nonce } = await askForCode(flow);
    flow.enter('token');
    return redeem(
      flow,
      () =>
        oauth.authorizationCodeGrantRequest(
          flow.server,
          flow.client,
          flow.authentication,
          parameters,
          redirectUri,
          verifier,
          withParameters(flow, request.resource ? { resource: request.resource } : {}),
        ),
      (server, response, options) =>
        oauth.processAuthorizationCodeResponse(server, flow.client, response, {
          ...options,
          ...(nonce && { expectedNonce: nonce }),
        }),
    );
  }
  if (grant.kind === 'device-code') {
    flow.enter('device-authorization');
    const code = await askForDeviceCode(flow);
    flow.enter('token');
    return redeemDeviceCode(flow, code, send => redeem(flow, send));
  }
  flow.enter('token');
  const [type, own] = bodyOf(grant);
  const parameters = { ...own, ...common(request), ...request.parameters };
  return redeem(flow, () =>
    oauth.genericTokenEndpointRequest(
      flow.server,
      flow.client,
      flow.authentication,
      type,
      new URLSearchParams(parameters),
      flow.options,
    ),
  );
}

function withParameters(flow: Flow, own: Record<string, string>): oauth.TokenEndpointRequestOptions {
  return { ...flow.options, additionalParameters: new URLSearchParams(own) };
}

function common({ scope, resource }: SignInRequest): Record<string, string> {
  return { ...(scope && { scope }), ...(resource && { resource }) };
}

const accessTokenType = 'urn:ietf:params:oauth:token-type:access_token';

type SimpleGrant = Exclude<SignInRequest['grant'], { kind: 'authorization-code' | 'device-code' }>;

/** `grant_type` and what it needs (RFC 6749 §4.3, §4.4 and §6, RFC 8693 §2.1). */
function bodyOf(grant: SimpleGrant): readonly [type: string, parameters: Record<string, string>] {
  switch (grant.kind) {
    case 'client-credentials':
      return ['client_credentials', {}];
    case 'refresh-token':
      return ['refresh_token', { refresh_token: grant.refreshToken }];
    case 'password':
      return ['password', { username: grant.user, password: grant.password }];
    case 'token-exchange':
      return [
        'urn:ietf:params:oauth:grant-type:token-exchange',
        {
          subject_token: grant.subjectToken,
          subject_token_type: grant.subjectTokenType ?? accessTokenType,
          ...(grant.actorToken && {
            actor_token: grant.actorToken,
            actor_token_type: grant.actorTokenType ?? accessTokenType,
          }),
          ...(grant.requestedTokenType && { requested_token_type: grant.requestedTokenType }),
        },
      ];
  }
}

type Process = (
  server: oauth.AuthorizationServer,
  response: Response,
  options: Pick<oauth.ProcessAuthorizationCodeResponseOptions, 'recognizedTokenTypes'>,
) => Promise<oauth.TokenEndpointResponse>;

/** Once more where the server wants a nonce in the proof, which it has given with its refusal (RFC 9449 §8). */
async function redeem(
  flow: Flow,
  send: () => Promise<Response>,
  process: Process = (server, response, options) =>
    oauth.processGenericTokenEndpointResponse(server, flow.client, response, options),
): Promise<oauth.TokenEndpointResponse> {
  try {
    return await read(flow, await send(), process);
  } catch (error) {
    if (!flow.options.DPoP || !oauth.isDPoPNonceError(error)) throw error;
    return read(flow, await send(), process);
  }
}

function read(flow: Flow, response: Response, process: Process): Promise<oauth.TokenEndpointResponse> {
  const last = flow.recorder.exchanges.at(-1);
  const body = parseJson(last?.response?.body?.text ?? '');
  const token = isObject(body) && typeof body.id_token === 'string' ? body.id_token : '';
  const named = flow.knowsIssuer ? undefined : issuerOf(token);
  const server = named === undefined ? flow.server : { ...flow.server, issuer: named };
  // RFC 6749 §7.1 lets servers name types of their own; RFC 8693 §2.2.1 has one for what is no access token.
  const type = isObject(body) && typeof body.token_type === 'string' ? body.token_type.toLowerCase() : 'bearer';
  return process(server, response, { recognizedTokenTypes: { [type]: () => undefined } });
}

function toTokens(answer: oauth.TokenEndpointResponse, now: number, dpopKey: string | undefined): Tokens {
  return {
    accessToken: answer.access_token,
    tokenType: answer.token_type,
    ...(answer.expires_in !== undefined && { expiresAt: now + answer.expires_in * 1000 }),
    ...(answer.refresh_token !== undefined && { refreshToken: answer.refresh_token }),
    ...(answer.id_token !== undefined && { idToken: answer.id_token }),
    ...(answer.scope !== undefined && { scope: answer.scope }),
    ...(dpopKey !== undefined && answer.token_type === 'dpop' && { dpopKey }),
  };
}
