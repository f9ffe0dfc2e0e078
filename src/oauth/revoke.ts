// Ends tokens at the server that gave them (RFC 7009): the refresh token first, with which most servers end the access tokens
// too. It never throws, and whatever could not be ended is said.
import * as oauth from 'oauth4webapi';
import type { Exchange } from '../request/model.ts';
import { clientOf, sendingFor } from './client.ts';
import { explainExchange, explainMisfit, readError } from './explain.ts';
import { findServer } from './find-server.ts';
import { Failure } from './flow.ts';
import type { Outside, SignInRequest, Tokens } from './model.ts';
import { createRecorder, NoResponse, optionsOf } from './recorder.ts';

export type Revocation =
  /** `left`: the server ends no access tokens, so that this one is good until it expires. */
  | { readonly kind: 'revoked'; readonly left?: true }
  /** The server has no place to end tokens, or none that is known. */
  | { readonly kind: 'not-offered' }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly exchange?: Exchange;
      readonly exchanges: readonly Exchange[];
    };

const place = 'revocation endpoint';

export async function revoke(
  request: SignInRequest,
  tokens: Tokens,
  outside: Pick<Outside, 'send' | 'readFile'>,
  signal: AbortSignal,
): Promise<Revocation> {
  const exchanges: Exchange[] = [];
  try {
    const sending = await sendingFor(request, outside.readFile);
    const { client, authentication } = await clientOf(request, sending);
    const recorder = createRecorder(outside.send, sending, signal, exchanges);
    const { server } = await findServer(request, recorder.send, signal);
    if (!server.revocation_endpoint) return { kind: 'not-offered' };
    let left = false;
    for (const [token, hint] of [
      [tokens.refreshToken, 'refresh_token'],
      [tokens.accessToken, 'access_token'],
    ] as const) {
      if (!token) continue;
      const options = { ...optionsOf(recorder), additionalParameters: { token_type_hint: hint } };
      const response = await oauth.revocationRequest(server, client, authentication, token, options);
      const last = exchanges.at(-1);
      // RFC 7009 §2.2.1
      if (hint === 'access_token' && last && readError(last)?.error === 'unsupported_token_type') left = true;
      // Some say 204.
      else if (!response.ok) await oauth.processRevocationResponse(response);
    }
    return { kind: 'revoked', ...(left && { left }) };
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    return { kind: 'failed', ...explain(error, exchanges.at(-1)), exchanges };
  }
}

function explain(error: unknown, last: Exchange | undefined) {
  if (error instanceof Failure) return error.explanation;
  if (error instanceof NoResponse) return explainExchange(error.exchange, place);
  return last?.response ? explainExchange(last, place) : explainMisfit(error, last, place);
}
