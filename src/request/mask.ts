import { maskSecret } from '../text/mask.ts';
import type { Exchange } from './model.ts';
import { replaceInRequest, replaceInResponse, secretsSent } from './secrets.ts';

/** An exchange that may be shown or kept: every secret is masked, in the hops and in what servers repeat too. */
export function maskExchange(exchange: Exchange): Exchange {
  const { request, response, hops } = exchange;
  const sent = [request, ...hops.map(hop => hop.request)].flatMap(secretsSent);
  return {
    ...exchange,
    request: replaceInRequest(request, maskSecret),
    ...(response ? { response: replaceInResponse(response, maskSecret, sent) } : {}),
    hops: hops.map(hop => ({
      ...hop,
      request: replaceInRequest(hop.request, maskSecret),
      response: replaceInResponse(hop.response, maskSecret, sent),
    })),
  };
}
