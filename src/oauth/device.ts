import * as oauth from 'oauth4webapi';
import { explainExchange, readError } from './explain.ts';
import { Failure, type Flow } from './flow.ts';
import { NoResponse } from './recorder.ts';

/** RFC 8628 §3.1 and §3.2: the code for the device, and the one that somebody types in a browser. */
export async function askForDeviceCode(flow: Flow): Promise<oauth.DeviceAuthorizationResponse> {
  const { server, client, authentication, options, request, outside } = flow;
  if (!server.device_authorization_endpoint)
    throw new Failure({
      reason: 'The server names no device authorization endpoint: enter it, or choose another grant',
    });
  const { scope, resource, parameters } = request;
  const asked = new URLSearchParams({ ...parameters, ...(scope && { scope }), ...(resource && { resource }) });
  const response = await oauth.deviceAuthorizationRequest(server, client, authentication, asked, options);
  const code = await oauth.processDeviceAuthorizationResponse(server, client, response);
  outside.showDeviceCode({
    userCode: code.user_code,
    url: code.verification_uri,
    ...(code.verification_uri_complete && { completeUrl: code.verification_uri_complete }),
    expiresAt: outside.now() + code.expires_in * 1000,
  });
  return code;
}

/** So often in a row may no response come. */
const mostSilences = 3;

type Redeem = (send: () => Promise<Response>) => Promise<oauth.TokenEndpointResponse>;

/** RFC 8628 §3.4 and §3.5: asked again until somebody has decided, in the pace that the server wants. */
export async function redeemDeviceCode(
  flow: Flow,
  code: oauth.DeviceAuthorizationResponse,
  redeem: Redeem,
): Promise<oauth.TokenEndpointResponse> {
  const { server, client, authentication, options, outside, signal, recorder } = flow;
  const end = outside.now() + code.expires_in * 1000;
  let interval = code.interval ?? 5;
  let silences = 0;
  for (;;) {
    await outside.wait(interval * 1000, signal);
    signal.throwIfAborted();
    try {
      return await redeem(() =>
        oauth.deviceCodeGrantRequest(server, client, authentication, code.device_code, options),
      );
    } catch (error) {
      const last = recorder.exchanges.at(-1);
      const said = last && readError(last)?.error;
      silences = error instanceof NoResponse ? silences + 1 : 0;
      // §3.5: a network that fails for a while is no answer yet.
      if (silences > 0 && silences <= mostSilences) interval *= 2;
      else if (said === 'slow_down') interval += 5;
      else if (said !== 'authorization_pending') throw meaningOf(said, flow) ?? error;
      if (outside.now() >= end) throw meaningOf('expired_token', flow) ?? error;
    }
  }
}

function meaningOf(said: string | undefined, { recorder }: Flow): Failure | undefined {
  const exchange = recorder.exchanges.at(-1);
  if (!exchange) return undefined;
  if (said === 'expired_token')
    return new Failure({
      ...explainExchange(exchange, 'token endpoint'),
      reason: 'Nobody entered the code in time, and it has expired: start again',
      cause: 'grant-invalid',
    });
  if (said === 'access_denied')
    return new Failure({
      ...explainExchange(exchange, 'token endpoint'),
      reason: 'Whoever was asked in the browser refused the request',
      cause: 'permission-denied',
    });
  return undefined;
}
